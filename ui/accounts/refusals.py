"""Why an account was not made or changed, in the reader's language."""

from data.accounts import AccountRefused, InvalidAccount, NoSuchAccount
from data.errors import DashboardError, NotAllowed
from data.given_names import LONGEST_NAME, name_fault, tidy
from data.passwords import SignInsBusy
from data.words import Translate
from ui.error_words import error_words

# An issuer is an address, a subject a word of the provider's: neither is longer.
LONGEST_IDENTITY = 300


def name_lacks(name: str, _: Translate) -> str | None:
    """Say what keeps a name from being an account's; None where nothing does."""
    faults = {
        "empty": _("Give the account a name to sign in with."),
        "long": _("The name is longer than {n} characters.").format(n=LONGEST_NAME),
        "signs": _("The name holds characters that cannot be seen. Type it again."),
    }
    fault = name_fault(tidy(name))
    return None if fault is None else faults[fault]


def refusal(error: DashboardError, _: Translate) -> str:
    """Say why the keeper refused."""
    if isinstance(error, AccountRefused):
        return _refused(error, _)
    if isinstance(error, NoSuchAccount):
        return _("There is no such account any more. The list is up to date now.")
    if isinstance(error, InvalidAccount):
        return _("The account cannot be kept so: its name, its role or its provinces are not what can be.")
    if isinstance(error, SignInsBusy):
        return _("Too many people sign in at this moment. Try again in a minute.")
    if isinstance(error, NotAllowed):
        return _("You are not signed in as an administrator any more; nothing was changed.")
    return " ".join(error_words(error, _))


def _refused(error: AccountRefused, _: Translate) -> str:
    told = {
        "taken": _("There is an account “{name}” already. Choose another name."),
        "identity": _("The account “{name}” has that identity already. Change that account instead."),
        "nothing_opens": _("Nothing would open the account: give it a password or an identity."),
        "disabled": _("Somebody else disabled this account meanwhile."),
        "enabled": _("Somebody else enabled this account meanwhile."),
        "last_admin": _("“{name}” is the only administrator. Make another administrator first."),
    }
    return told.get(error.why, _("Somebody else did this already. The list is up to date now.")).format(
        name=error.about
    )
