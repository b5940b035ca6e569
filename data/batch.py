"""One save: what it brings, what it gives, and what its particulars must be."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd

from data.errors import InvalidBatch
from data.report_rows import storable
from data.schema import KINDS

HEX_DIGITS = frozenset("0123456789abcdef")


@dataclass(frozen=True)
class NewBatch:
    """What one save brings: rows (see `data.report_rows`), and where they come from.

    `as_of` holds for every row without an as_of of its own; `at` is the instant of the save, aware.
    """

    rows: pd.DataFrame
    kind: str
    as_of: date
    by: str
    at: datetime
    note: str = ""
    file_name: str | None = None
    file_sha256: str | None = None

    def particulars(self, revision: int) -> dict[str, Any]:
        """Give the columns of the batch's own row, but for its number and its count of rows."""
        return {
            "revision": revision,
            "kind": self.kind,
            "as_of": self.as_of,
            "saved_at": self.at,
            "saved_by": self.by,
            "note": self.note,
            "file_name": self.file_name,
            "file_sha256": self.file_sha256,
        }


@dataclass(frozen=True)
class Receipt:
    """What a save gave: the batch's number, and the revision at which it counts."""

    batch_id: int
    revision: int


def check_particulars(batch: NewBatch) -> None:
    """Raise InvalidBatch if anything about the batch but its rows cannot be saved."""
    if batch.kind not in KINDS:
        raise InvalidBatch(f'The store knows no kind of batch "{batch.kind}".', f"Use {' or '.join(KINDS)}.")
    digest = batch.file_sha256
    if digest is not None and (len(digest) != 64 or not HEX_DIGITS.issuperset(digest)):
        raise InvalidBatch(
            f'"{digest[:80]}" is not a SHA-256 checksum.', "Give the 64 hexadecimal digits in lower case."
        )
    check_signature(batch.by, batch.at, note=batch.note, file_name=batch.file_name or "")


def check_signature(by: str, at: datetime, **texts: str) -> None:
    """Raise InvalidBatch unless somebody signs, at an aware instant, in texts that both engines hold."""
    if not by.strip():
        raise InvalidBatch("Nobody is named as the author.", "Say who makes the change.")
    if at.tzinfo is None:
        raise InvalidBatch(f"The time {at} has no time zone.", "Give an aware time, such as one in UTC.")
    for name, words in {"author": by, **texts}.items():
        if not storable(words):
            raise InvalidBatch(f"The {name.replace('_', ' ')} holds broken characters.", "Type it again.")
