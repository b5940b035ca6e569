"""The errors a reader of the dashboard can meet, each named by what its catcher decides."""

from collections.abc import Sequence
from typing import Final

# How many culprits a sentence names before it only counts them.
NAMED: Final = 5


class DashboardError(Exception):
    """Something that a person can mend: `what` names the thing at fault, `remedy` what to do.

    Both are whole sentences in English; `str()` joins them.
    """

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what} {remedy}")
        self.what = what
        self.remedy = remedy


class UnknownCodes(DashboardError):
    """A frame carries codes that the register or the boundaries do not hold."""


class MissingFile(DashboardError):
    """A file that belongs to the project is not where it should be."""


class WrongChecksum(DashboardError):
    """A file's content is not the content that SOURCES.toml records."""


class DamagedEdition(WrongChecksum):
    """What lies in the folder of the operator's editions of the register is not what was committed."""


class StoreUnreachable(DashboardError):
    """The database cannot be opened with the address given."""


class StoreBusy(DashboardError):
    """Another process holds the database; trying again may help."""


class RevisionConflict(DashboardError):
    """Somebody else saved since the caller last looked; look again, then decide."""


class InvalidBatch(DashboardError):
    """A batch cannot be saved as it is: its rows, columns or particulars are not what the store takes."""


class BatchRefused(DashboardError):
    """A batch cannot be saved, reverted or restored in the state that the store is in."""


class InvalidSetting(DashboardError):
    """An environment variable holds a value that cannot be used."""


class NothingReported(DashboardError):
    """A report is asked for of a day by which nobody had reported."""


class NotAllowed(DashboardError):
    """Whoever asks may not do what they ask for.

    why: what is lacking, for who words it in another language: "sign_in", "editor", "admin" or "provinces";
    provinces: the codes of those that it is refused for.
    """

    def __init__(
        self, what: str, remedy: str, *, why: str = "provinces", provinces: tuple[str, ...] = ()
    ) -> None:
        super().__init__(what, remedy)
        self.why = why
        self.provinces = provinces


def first_named(names: Sequence[str]) -> str:
    """Name the first few in a sentence, and count the others."""
    shown = ", ".join(names[:NAMED])
    return shown if len(names) <= NAMED else f"{shown} and {len(names) - NAMED} more"
