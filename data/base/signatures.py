"""Names that people type, and the signature under a change: who, when, from where."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from unicodedata import normalize

from data.base.errors import InvalidBatch

NameFault = Literal["empty", "long", "signs"]
LONGEST_NAME = 60

# An account's shown name, and its sign-in name in brackets.
LONGEST_SIGNER = 2 * LONGEST_NAME + 2


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


@dataclass(frozen=True)
class Signature:
    """Who makes a change, when (aware), and from where."""

    by: str
    at: datetime
    origin: str | None = None

    @property
    def can_be_shown(self) -> bool:
        """Whether the name of who signs fits where names are shown, and can be seen."""
        return len(self.by) <= LONGEST_SIGNER and self.by.isprintable()


def check_signature(signature: Signature, **texts: str) -> None:
    """Raise InvalidBatch unless somebody signs, at an aware instant, in texts that both engines hold."""
    if not signature.by.strip():
        raise InvalidBatch("Nobody is named as the author.", "Say who makes the change.")
    if signature.at.tzinfo is None:
        raise InvalidBatch(
            f"The time {signature.at} has no time zone.", "Give an aware time, such as one in UTC."
        )
    for name, words in {"author": signature.by, "origin": signature.origin or "", **texts}.items():
        if not storable(words):
            raise InvalidBatch(f"The {name.replace('_', ' ')} holds broken characters.", "Type it again.")


def storable(text: str) -> bool:
    """Tell whether both engines can hold the text."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text
