"""What a reader is told of each kind of error, in their language; the particulars stay as the error words them."""

from data import errors
from data.words import Translate


def error_words(error: errors.DashboardError, _: Translate) -> tuple[str, str]:
    """Title and remedy for an error; the most specific kind decides."""
    for kind, words in _words(_):
        if isinstance(error, kind):
            return words
    return _("The dashboard cannot show its figures"), _("Tell your administrator what is written here.")


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
