"""Names that people give, to a view or an account: tidied, compared as a reader does, and what keeps one from it."""

from typing import Literal
from unicodedata import normalize

NameFault = Literal["empty", "long", "signs"]

LONGEST_NAME = 60


def tidy(name: str) -> str:
    """Give a name without blanks around it, and with one in the place of several."""
    return " ".join(name.split())


def name_key(name: str) -> str:
    """Give what two names share that a reader takes for one: width and case of letters do not tell apart."""
    return " ".join(normalize("NFKC", name).casefold().split())


def name_fault(name: str) -> NameFault | None:
    """Say why a tidy name cannot be one: nothing there, too long, or signs that nobody sees."""
    if not name:
        return "empty"
    if len(name) > LONGEST_NAME:
        return "long"
    return None if name.isprintable() else "signs"
