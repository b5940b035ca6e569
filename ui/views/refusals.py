"""Why a view was not saved, renamed, removed or brought back, in the reader's language."""

from data import saved_views
from data.errors import DashboardError, NotAllowed, RevisionConflict
from data.given_names import LONGEST_NAME, name_fault, tidy
from data.saved_views import SavedView, ViewNameTaken
from data.words import Translate
from ui.error_words import error_words
from ui.records.signature import local_time


def fault_of(name: str, signer: str, _: Translate) -> str | None:
    """Say what a form lacks before anything is asked of the store; None where nothing does."""
    faults = {
        "empty": _("Give the view a name."),
        "long": _("The name is longer than {n} characters.").format(n=LONGEST_NAME),
        "signs": _("The name holds characters that cannot be seen. Type it again."),
    }
    fault = name_fault(tidy(name))
    if fault is not None:
        return faults[fault]
    return None if signer else _("Give your name: it is kept with the view.")


def refusal(error: DashboardError, _: Translate) -> str:
    """Say why the store refused."""
    if isinstance(error, ViewNameTaken):
        return name_taken(error.view, _)
    if isinstance(error, NotAllowed):
        return _("Nothing was changed: once there are accounts, views are changed by those signed in.")
    if isinstance(error, RevisionConflict):
        return _("Somebody else changed this view meanwhile. Look at it again, then decide.")
    if isinstance(error, saved_views.InvalidView):
        return _("This view cannot be kept: its name or its address holds something that cannot be saved.")
    if isinstance(error, saved_views.ViewRefused):
        return _("Somebody else did this already. The list is up to date now.")
    return " ".join(error_words(error, _))


def name_taken(view: SavedView | None, _: Translate) -> str:
    """Say who has the name."""
    if view is None:
        return _("A view that comes with the dashboard has this name. Choose another.")
    return _("There is a view “{name}” already, saved by {who} on {when}.").format(
        name=view.name, who=view.saved_by, when=local_time(view.saved_at).replace(" ", "\u00a0")
    )
