"""What a reader is told of each kind of error, in their language; the particulars stay as the error words them."""

from data.base import errors
from data.base.language import Translate


def error_words(error: errors.DashboardError, _: Translate) -> tuple[str, str]:
    """Title and remedy for an error; the most specific kind decides."""
    if isinstance(error, errors.NotAllowed):
        title, _sentence, remedy = refusal_words(error, _)
        return title, remedy
    for kind, words in _words(_):
        if isinstance(error, kind):
            return words
    return _("The dashboard cannot show its figures"), _("Tell your administrator what is written here.")


def refusal_words(error: errors.NotAllowed, _: Translate) -> tuple[str, str, str]:
    """Title, sentence and remedy of what somebody may not do, as `error.why` says."""
    ask = _("Sign in with an account that may, or ask an administrator of the dashboard.")
    texts = {
        "sign_in": (
            _("Sign in first"),
            _("This is for those who are signed in."),
            _("Sign in, then open this page again."),
        ),
        "editor": (
            _("This is for editors"),
            _("Files are handed in, and saves taken back, by editors and administrators."),
            ask,
        ),
        "admin": (
            _("This is for administrators"),
            _("Accounts and the audit are an administrator's to see and to change."),
            ask,
        ),
        "provinces": (
            _("This is about other provinces"),
            _("It speaks of a province that you may not report for."),
            _("Let somebody who may report for it do it."),
        ),
    }
    return texts[error.why]


def _words(_: Translate) -> list[tuple[type[errors.DashboardError], tuple[str, str]]]:
    return [
        (
            errors.StoreUnreachable,
            (
                _("The database cannot be opened"),
                _("The administrator should check DATABASE_URL and the database."),
            ),
        ),
        (
            errors.StoreBusy,
            (_("The database is busy"), _("Another process holds it; reload the page in a moment.")),
        ),
        (
            errors.MissingFile,
            (
                _("A file of the dashboard is missing"),
                _("The administrator should restore it from the release."),
            ),
        ),
        (
            errors.DamagedEdition,
            (
                _("An edition of the register is damaged"),
                _("Tell your administrator what is written here."),
            ),
        ),
        (
            errors.WrongChecksum,
            (
                _("A file of the dashboard was altered"),
                _("The administrator should restore it from the release."),
            ),
        ),
        (
            errors.InvalidSetting,
            (
                _("A setting cannot be used"),
                _("The administrator should correct it and start the dashboard again."),
            ),
        ),
    ]
