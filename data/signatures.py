"""Who made a change, when and from where: what every change of a view or an account carries."""

from dataclasses import dataclass
from datetime import datetime

from data.given_names import LONGEST_NAME

# An account's shown name, and its sign-in name in brackets.
LONGEST_SIGNER = 2 * LONGEST_NAME + 2


@dataclass(frozen=True)
class Signature:
    """Who makes a change, when (aware), and from where."""

    by: str
    at: datetime
    origin: str | None = None
