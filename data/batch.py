"""One save: what it brings, what it gives, and what its particulars must be."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

import pandas as pd

from data.errors import InvalidBatch
from data.report_rows import REPORT_COLUMNS, checked_area_rows, checked_rows, storable
from data.schema import KINDS

HEX_DIGITS = frozenset("0123456789abcdef")


@dataclass(frozen=True)
class Layout:
    """Which column (a letter) held which field, in spreadsheets whose headers give `key`."""

    key: str
    fields: Mapping[str, str]


@dataclass(frozen=True)
class NewBatch:
    """What one save brings: rows (see `data.report_rows`), and where they come from.

    `as_of` holds for every row without an as_of of its own; `at` is the instant of the save, aware.
    `file_content`: the uploaded file, kept once by its checksum. `origin`: from where it was saved, such as a
    browser's address. `area_rows`: reports of functional areas, which no count reads. `layout`: what to
    remember of the spreadsheet's columns.
    """

    rows: pd.DataFrame
    kind: str
    as_of: date
    by: str
    at: datetime
    note: str = ""
    file_name: str | None = None
    file_sha256: str | None = None
    file_content: bytes | None = None
    origin: str | None = None
    area_rows: pd.DataFrame | None = None
    layout: Layout | None = None

    def checksum(self) -> str | None:
        """Give the SHA-256 of the file: as given, or of its content."""
        if self.file_sha256 is not None or self.file_content is None:
            return self.file_sha256
        return sha256(self.file_content).hexdigest()

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
            "file_sha256": self.checksum(),
            "origin": self.origin,
        }


@dataclass(frozen=True)
class Receipt:
    """What a save gave: the batch's number, and the revision at which it counts."""

    batch_id: int
    revision: int


@dataclass(frozen=True)
class Turn:
    """Who takes a batch out, or lets it count again, and when, why and from where."""

    by: str
    at: datetime
    reason: str
    origin: str | None = None


def check_particulars(batch: NewBatch) -> None:
    """Raise InvalidBatch if anything about the batch but its rows cannot be saved."""
    if batch.kind not in KINDS:
        raise InvalidBatch(f'The store knows no kind of batch "{batch.kind}".', f"Use {' or '.join(KINDS)}.")
    digest = batch.file_sha256
    if digest is not None and (len(digest) != 64 or not HEX_DIGITS.issuperset(digest)):
        raise InvalidBatch(
            f'"{digest[:80]}" is not a SHA-256 checksum.', "Give the 64 hexadecimal digits in lower case."
        )
    if batch.file_content is not None and digest not in (None, sha256(batch.file_content).hexdigest()):
        raise InvalidBatch("The file's content does not have the given checksum.", "Upload the file again.")
    texts = {"note": batch.note, "file_name": batch.file_name or "", "origin": batch.origin or ""}
    check_signature(batch.by, batch.at, **texts)


@dataclass(frozen=True)
class CheckedBatch:
    """A batch that can be saved: its rows, and those of functional areas, with every column in its dtype."""

    new: NewBatch
    rows: pd.DataFrame
    area_rows: pd.DataFrame

    def areas(self) -> list[str]:
        """Give the codes that the batch speaks of: its counties, and where its functional areas lie."""
        parents = [] if self.area_rows.empty else self.area_rows["parent_code"].tolist()
        return [*self.rows["county_code"].tolist(), *parents]


def checked_batch(batch: NewBatch, known_codes: Collection[str]) -> CheckedBatch:
    """Check everything about a batch; raises InvalidBatch, UnknownCodes."""
    check_particulars(batch)
    areas = pd.DataFrame() if batch.area_rows is None else batch.area_rows
    if not areas.empty:
        areas = checked_area_rows(areas, as_of=batch.as_of)
    if batch.rows.empty and not areas.empty:
        return CheckedBatch(batch, pd.DataFrame(columns=list(REPORT_COLUMNS)), areas)
    return CheckedBatch(batch, checked_rows(batch.rows, as_of=batch.as_of, known_codes=known_codes), areas)


def check_signature(by: str, at: datetime, **texts: str) -> None:
    """Raise InvalidBatch unless somebody signs, at an aware instant, in texts that both engines hold."""
    if not by.strip():
        raise InvalidBatch("Nobody is named as the author.", "Say who makes the change.")
    if at.tzinfo is None:
        raise InvalidBatch(f"The time {at} has no time zone.", "Give an aware time, such as one in UTC.")
    for name, words in {"author": by, **texts}.items():
        if not storable(words):
            raise InvalidBatch(f"The {name.replace('_', ' ')} holds broken characters.", "Type it again.")
