"""What is known of an upload before it is saved: what it is examined with, and what comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, Literal, TypeAlias

import pandas as pd

from data.bounds import Bound
from data.columns import ColumnMatch
from data.difference import Difference
from data.problems import Problem
from data.rules import Checked
from data.rules_cells import Answers
from data.spreadsheet import Table, Workbook

# Gives the layout remembered under a key, as {field: letter}: `Store.recall_layout`.
Recall: TypeAlias = Callable[[str], Mapping[str, str] | None]
AsOfFrom: TypeAlias = Literal["given", "title", "file_name", "column"]


def nothing_remembered(_key: str) -> None:
    """Recall no layout."""


@dataclass(frozen=True)
class Particulars:
    """With what a file is examined.

    counties: the register; reports: what is stored, without demo data (`data.ingest.real_reports`); today: for
    dates without a year. What is None is found in the file: as_of, the sheet (by name), header_row (the last
    header row, from 1), columns ({field: letter}). province: the code that all rows have to lie in, None for the
    nation. allowed: the codes of the provinces that the editor may report for, None for all; rows of others are
    refused. recall: see Recall. answers: what the reader said, by spreadsheet row and field; see `check_rows`.
    """

    counties: pd.DataFrame = field(repr=False)
    reports: pd.DataFrame = field(repr=False)
    today: date
    as_of: date | None = None
    sheet: str | None = None
    header_row: int | None = None
    province: str | None = None
    allowed: Bound = None
    columns: Mapping[str, str] | None = None
    answers: Answers = field(default_factory=dict[tuple[int, str], Any])
    recall: Recall = nothing_remembered


@dataclass(frozen=True)
class Examination:
    """What a file says and what saving it would do; nothing is saved yet.

    sheet: the name of the sheet looked at, "" where none has a table. table, columns, checked and difference are
    None where no table was found.
    as_of: the day for all rows without one of their own; as_of_from: how it is known, None where it is not.
    accepted: the rows without errors: row (as the spreadsheet shows it) and the columns of a report, as_of
    without gaps. areas: those of functional areas, likewise. problems: all of them, those of the whole file first,
    then by row.
    """

    file_name: str
    content: bytes = field(repr=False)
    workbook: Workbook = field(repr=False)
    sheet: str
    table: Table | None = field(repr=False)
    columns: ColumnMatch | None
    as_of: date | None
    as_of_from: AsOfFrom | None
    checked: Checked | None = field(repr=False)
    accepted: pd.DataFrame = field(repr=False)
    areas: pd.DataFrame = field(repr=False)
    difference: Difference | None = field(repr=False)
    problems: tuple[Problem, ...]

    @property
    def checksum(self) -> str:
        """The SHA-256 of the file."""
        return sha256(self.content).hexdigest()

    @property
    def read(self) -> int:
        """How many rows of data the table has, without those that the reader left out."""
        if self.table is None or self.checked is None:
            return 0
        return len(self.table.rows) - len(self.checked.left_out)

    @property
    def unreadable(self) -> bool:
        """Whether there is nothing to check: no table, or one without rows."""
        return self.table is None or not self.table.rows

    @property
    def rejected(self) -> tuple[int, ...]:
        """The rows with an error, as the spreadsheet shows them."""
        return () if self.checked is None else tuple(sorted(self.checked.rejected))

    @property
    def unchanged(self) -> int:
        """How many accepted rows say what is stored already."""
        return 0 if self.difference is None else self.difference.count("unchanged")

    @property
    def adding(self) -> pd.DataFrame:
        """The accepted rows that saving would add: all but those stored for the same day already."""
        if self.difference is None:
            return self.accepted
        adds = self.difference.rows["adds"].to_numpy(dtype=bool)
        return self.accepted.take(adds.nonzero()[0])

    @property
    def adds_something(self) -> bool:
        """Whether saving would add any row, as far as is known without asking the store for functional areas."""
        return not (self.adding.empty and self.areas.empty)

    @property
    def accepted_count(self) -> int:
        """How many rows have no error: those of functional areas and those that repeat another among them."""
        return self.read - len(self.rejected)
