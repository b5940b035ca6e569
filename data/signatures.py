"""Who made a change, when and from where: what every change of a view or an account carries."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Signature:
    """Who makes a change, when (aware), and from where."""

    by: str
    at: datetime
    origin: str | None = None
