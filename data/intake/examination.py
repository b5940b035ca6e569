"""From a file's bytes to a saved batch: the one way, for the upload page and for the command line (`data.ingest`).

`examine` reads a file, matches its columns, checks its rows and compares them with what is stored; nothing is
saved. `save` saves what was examined, if nobody else has saved meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Literal, TypeAlias

import pandas as pd

from data.base.errors import BatchRefused
from data.base.fields import REPORT_COLUMNS
from data.base.signatures import Signature
from data.intake.cells import Answers
from data.intake.columns import ChosenSheet, ColumnMatch, choose_sheet, layout_key, match_columns
from data.intake.difference import Difference, difference, last_reports, new_area_rows
from data.intake.rules import Checked, check_rows, unanswered
from data.register.bounds import Bound
from data.spreadsheets.problems import Problem, in_order, problem
from data.spreadsheets.reading import read_spreadsheet
from data.spreadsheets.sheets import LIMITS, Limits, Table, Workbook
from data.store.batch import Layout, NewBatch, Receipt
from data.store.store import Store

# Gives the layout remembered under a key, as {field: letter}: `Store.recall_layout`.
Recall: TypeAlias = Callable[[str], Mapping[str, str] | None]
AsOfFrom: TypeAlias = Literal["given", "title", "file_name", "filled_in", "column"]


def nothing_remembered(_key: str) -> None:
    """Recall no layout."""


@dataclass(frozen=True)
class Particulars:
    """With what a file is examined.

    reports: what is stored, without demo data (`real_reports`); today: for dates without
    a year. What is None is found in the file: as_of, the sheet (by name), header_row (the last header row, from 1),
    columns ({field: letter}). province: the code that all rows have to lie in, None for the nation. allowed: the
    codes of the provinces that the editor may report for, None for all; rows of others are refused. recall: see
    Recall. answers: what the reader said, by spreadsheet row and field; see `check_rows`.
    """

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


def real_reports(store: Store) -> pd.DataFrame:
    """Give `Store.reports` without demo data, which the first save takes away and nothing is compared with."""
    batches = store.batches(include_reverted=False)
    reports = store.reports()
    demo = batches.loc[batches["kind"] == "demo", "batch_id"]
    return reports[~reports["batch_id"].isin(demo)].reset_index(drop=True)


def examine(
    content: bytes,
    name: str,
    particulars: Particulars,
    *,
    encoding: str | None = None,
    limits: Limits = LIMITS,
) -> Examination:
    """Read a file and examine it; see `examine_workbook`, which spares the reading on a second look.

    Raises UnreadableFile, whose `problem` says why.
    """
    workbook = read_spreadsheet(content, name, encoding=encoding, limits=limits)
    return examine_workbook(workbook, content, name, particulars)


def examine_workbook(workbook: Workbook, content: bytes, name: str, particulars: Particulars) -> Examination:
    """Find the table, match its columns, check its rows and compare them with what is stored; saves nothing.

    A sheet or header row that the particulars name is taken as it is; else the sheet whose columns say most.
    Nothing in the file raises: what is wrong is in the problems.
    """
    chosen = choose_sheet(
        workbook,
        name,
        wanted=particulars.sheet,
        header_row=particulars.header_row,
        today=particulars.today,
    )
    if chosen.table is None:
        return _without_table(workbook, content, name, particulars, chosen)
    table = chosen.table
    remembered = particulars.columns or particulars.recall(layout_key(table))
    columns = match_columns(table, remembered=remembered)
    as_of, as_of_from = _as_of(particulars.as_of, table.as_of, table.as_of_from, columns.fields)
    checked = check_rows(
        table,
        columns,
        as_of=as_of,
        province=particulars.province,
        allowed=particulars.allowed,
        current=last_reports(particulars.reports),
        answers=particulars.answers,
    )
    told = [problem("as_of_filled_in", expected=(str(as_of),))] if as_of_from == "filled_in" else []
    seen_in_reading = unanswered(table.problems, columns, particulars.answers)
    return Examination(
        file_name=name,
        content=content,
        workbook=workbook,
        sheet=chosen.name,
        table=table,
        columns=columns,
        as_of=as_of,
        as_of_from=as_of_from,
        checked=checked,
        accepted=checked.rows,
        areas=checked.functional_areas,
        difference=difference(checked.rows, particulars.reports),
        problems=tuple(
            in_order([*chosen.problems, *told, *seen_in_reading, *columns.problems, *checked.problems])
        ),
    )


def save(
    store: Store,
    examination: Examination,
    *,
    by: str,
    at: datetime,
    note: str = "",
    origin: str | None = None,
    only_good: bool = False,
    allowed: Bound = None,
    expected_revision: int,
) -> Receipt:
    """Save the accepted rows as one batch, with the file and its layout; all or nothing.

    only_good: save although other rows have errors. expected_revision: the store's revision when `reports` of
    the examination were read. allowed: the provinces that the editor may report for; the store looks at the rows
    again, whatever they were examined with. Rows that are stored already for the same day are not saved again.
    Raises BatchRefused if rows have errors and only_good is not set, or if nothing would be added;
    NotAllowed if a row lies in another province; RevisionConflict if anybody saved meanwhile
    (`data.intake.difference.saved_meanwhile` says what).
    """
    if examination.rejected and not only_good:
        raise BatchRefused(
            f"{len(examination.rejected)} of {examination.read} rows of {examination.file_name} have errors.",
            "Correct them, or save the good rows alone.",
        )
    rows = examination.adding
    areas = new_area_rows(examination.areas, store.area_reports())
    if rows.empty and areas.empty:
        raise BatchRefused(
            f"Nothing in {examination.file_name} would be added: no row is both without errors and new.",
            "Correct the rows with errors, if there are any.",
        )
    days = pd.concat([rows["as_of"], areas["as_of"]])
    batch = NewBatch(
        rows=rows[[name for name in REPORT_COLUMNS if name in rows.columns]],
        kind="upload",
        as_of=examination.as_of or pd.Timestamp(days.max()).date(),
        signature=Signature(by, at, origin),
        note=note,
        file_name=examination.file_name,
        file_content=examination.content,
        area_rows=areas,
        layout=_layout(examination),
    )
    return store.commit_batches([batch], allowed=allowed, expected_revision=expected_revision)[0]


def _as_of(
    given: date | None, found: date | None, found_in: AsOfFrom | None, fields: dict[str, str]
) -> tuple[date | None, AsOfFrom | None]:
    """The day for rows without one of their own, and how it is known. A column of days counts before all else."""
    as_of, known_from = (given, "given") if given is not None else (found, found_in)
    return as_of, "column" if "as_of" in fields else known_from


def _layout(examination: Examination) -> Layout | None:
    """What to remember of the columns for the next file that looks alike."""
    if examination.table is None or examination.columns is None:
        return None
    return Layout(layout_key(examination.table), dict(examination.columns.fields))


def _without_table(
    workbook: Workbook, content: bytes, name: str, particulars: Particulars, chosen: ChosenSheet
) -> Examination:
    nothing: dict[str, Any] = {"table": None, "columns": None, "checked": None, "difference": None}
    return Examination(
        file_name=name,
        content=content,
        workbook=workbook,
        sheet=chosen.name,
        as_of=particulars.as_of,
        as_of_from=None if particulars.as_of is None else "given",
        accepted=pd.DataFrame(columns=["row", *REPORT_COLUMNS]),
        areas=pd.DataFrame(columns=["row"]),
        problems=chosen.problems,
        **nothing,
    )
