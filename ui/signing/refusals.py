"""Why a change was not made: of an account, of a named view; in the reader's language."""

from data.accounts.account import AccountRefused, InvalidAccount, NoSuchAccount
from data.accounts.passwords import SignInsBusy
from data.base.errors import DashboardError, NotAllowed, RevisionConflict
from data.base.language import Translate
from data.base.signatures import LONGEST_NAME, name_fault, tidy
from data.store import named_views
from data.store.named_views import SavedView, ViewNameTaken
from ui.error_words import error_words
from ui.signing.signature import local_time

# An issuer is an address, a subject a word of the provider's: neither is longer.
LONGEST_IDENTITY = 300


def _name_lacks(name: str, empty: str, _: Translate) -> str | None:
    """Say what keeps a name from being kept, `empty` where none was given; None where nothing does."""
    faults = {
        "empty": empty,
        "long": _("The name is longer than {n} characters.").format(n=LONGEST_NAME),
        "signs": _("The name holds characters that cannot be seen. Type it again."),
    }
    fault = name_fault(tidy(name))
    return None if fault is None else faults[fault]


def account_name_lacks(name: str, _: Translate) -> str | None:
    """Say what keeps a name from being an account's; None where nothing does."""
    return _name_lacks(name, _("Give the account a name to sign in with."), _)


def account_refusal(error: DashboardError, _: Translate) -> str:
    """Say why the keeper refused."""
    if isinstance(error, AccountRefused):
        return _account_refused(error, _)
    if isinstance(error, NoSuchAccount):
        return _("There is no such account any more. The list is up to date now.")
    if isinstance(error, InvalidAccount):
        return _("The account cannot be kept so: its name, its role or its provinces are not what can be.")
    if isinstance(error, SignInsBusy):
        return _("Too many people sign in at this moment. Try again in a minute.")
    if isinstance(error, NotAllowed):
        return _("You are not signed in as an administrator any more; nothing was changed.")
    return " ".join(error_words(error, _))


def _account_refused(error: AccountRefused, _: Translate) -> str:
    sentences = {
        "taken": _("There is an account “{name}” already. Choose another name."),
        "identity": _("The account “{name}” has that identity already. Change that account instead."),
        "nothing_opens": _("Nothing would open the account: give it a password or an identity."),
        "disabled": _("Somebody else disabled this account meanwhile."),
        "enabled": _("Somebody else enabled this account meanwhile."),
        "last_admin": _("“{name}” is the only administrator. Make another administrator first."),
    }
    return sentences.get(error.why, _("Somebody else did this already. The list is up to date now.")).format(
        name=error.about
    )


def view_lacks(name: str, signer: str, _: Translate) -> str | None:
    """Say what a form lacks before anything is asked of the store; None where nothing does."""
    fault = _name_lacks(name, _("Give the view a name."), _)
    return fault or (None if signer else _("Give your name: it is kept with the view."))


def view_refusal(error: DashboardError, _: Translate) -> str:
    """Say why the store refused."""
    if isinstance(error, ViewNameTaken):
        return view_name_taken(error.view, _)
    if isinstance(error, NotAllowed):
        return _("Nothing was changed: once there are accounts, views are changed by those signed in.")
    if isinstance(error, RevisionConflict):
        return _("Somebody else changed this view meanwhile. Look at it again, then decide.")
    if isinstance(error, named_views.InvalidView):
        return _("This view cannot be kept: its name or its address holds something that cannot be saved.")
    if isinstance(error, named_views.ViewRefused):
        return _("Somebody else did this already. The list is up to date now.")
    return " ".join(error_words(error, _))


def view_name_taken(view: SavedView | None, _: Translate) -> str:
    """Say who has the name."""
    if view is None:
        return _("A view that comes with the dashboard has this name. Choose another.")
    return _("There is a view “{name}” already, saved by {who} on {when}.").format(
        name=view.name, who=view.saved_by, when=local_time(view.saved_at).replace(" ", "\u00a0")
    )
