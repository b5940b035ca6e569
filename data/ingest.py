"""From a file's bytes to a saved batch: the one way, for the upload page and for the command line.

    python -m data.ingest FILE… [--as-of D] [--sheet S] [--province P] [--for-provinces P…]
        [--commit --by WHO --note TEXT] --json

`examine` reads a file, matches its columns, checks its rows and compares them with what is stored; nothing is
saved. `save` saves what was examined, if nobody else has saved meanwhile. The command line is in
`data.ingest_command`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

import pandas as pd

from data.area_difference import new_area_rows
from data.batch import Layout
from data.bounds import Bound
from data.columns import layout_key, match_columns
from data.difference import difference
from data.errors import BatchRefused
from data.examination import Answers, AsOfFrom, Examination, Particulars
from data.ingest_sheets import ChosenSheet, choose_sheet
from data.problems import Problem
from data.progress import county_status
from data.report_rows import REPORT_COLUMNS
from data.rules import check_rows, unanswered
from data.spreadsheet import LIMITS, Limits, Workbook, read_spreadsheet
from data.store import Receipt, Store

__all__ = ["Answers", "Examination", "Particulars", "examine", "examine_workbook", "real_reports", "save"]

# Later than any report: the status at the end of time is what stands now.
END_OF_TIME: Final = date(2999, 12, 31)


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
    current = county_status(particulars.reports, particulars.counties, as_of=END_OF_TIME)
    checked = check_rows(
        table,
        columns,
        as_of=as_of,
        province=particulars.province,
        allowed=particulars.allowed,
        current=current,
        answers=particulars.answers,
    )
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
        problems=in_order([*chosen.problems, *seen_in_reading, *columns.problems, *checked.problems]),
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
    (`data.ingest_history.saved_meanwhile` says what).
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
    return store.commit_batch(
        rows[[name for name in REPORT_COLUMNS if name in rows.columns]],
        kind="upload",
        as_of=examination.as_of or pd.Timestamp(days.max()).date(),
        by=by,
        at=at,
        note=note,
        file_name=examination.file_name,
        file_content=examination.content,
        origin=origin,
        area_rows=areas,
        layout=_layout(examination),
        allowed=allowed,
        expected_revision=expected_revision,
    )


def in_order(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Sort problems as a reader meets them: of the whole file first, then by row and column."""
    return tuple(
        sorted(
            problems,
            key=lambda found: (found.row or 0, len(found.column or ""), found.column or ""),
        )
    )


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


if __name__ == "__main__":
    from data.ingest_command import main

    sys.exit(main())
