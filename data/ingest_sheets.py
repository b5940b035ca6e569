"""Which sheet of a workbook holds the table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from data.columns import match_columns
from data.problems import Problem, problem
from data.spreadsheet import Sheet, Table, Workbook, find_table

# Matching looks at the cells as well; so many rows tell what a sheet is about.
ROWS_LOOKED_AT: Final = 60


@dataclass(frozen=True)
class ChosenSheet:
    """The sheet to read, its table (None where there is none), and what is to be said about the choice."""

    name: str
    table: Table | None
    problems: tuple[Problem, ...] = ()


def choose_sheet(
    workbook: Workbook, file_name: str, *, wanted: str | None, header_row: int | None, today: date
) -> ChosenSheet:
    """Choose the sheet `wanted`, or the one in whose columns most fields are found, visible ones first.

    header_row: where the header ends (from 1), in a wanted sheet or else in the chosen one; None finds it.
    Code: file_no_table, also for a sheet that the workbook does not have, or a table without rows.
    """
    if wanted is not None:
        found = [sheet for sheet in workbook.sheets if sheet.name == wanted]
        if not found:
            names = tuple(sheet.name for sheet in workbook.sheets)
            return ChosenSheet("", None, (problem("file_no_table", found=wanted, expected=names),))
        return _chosen(
            found[0], find_table(found[0], file_name=file_name, header_row=header_row, today=today)
        )
    best: tuple[tuple[bool, bool, int], Sheet, Table] | None = None
    for sheet in workbook.sheets:
        table = find_table(sheet, file_name=file_name, header_row=header_row, today=today)
        if table is None:
            continue
        # Of two sheets of one layout the first counts, unless it is a blank form.
        worth = (bool(table.rows), sheet.visible, fields_found(table))
        if best is None or worth > best[0]:
            best = (worth, sheet, table)
    if best is None:
        shown = next((sheet for sheet in workbook.sheets if sheet.visible), workbook.sheets[0])
        return _chosen(shown, None)
    return _chosen(best[1], best[2])


def fields_found(table: Table) -> int:
    """Count the fields that the table's columns hold, by its first rows."""
    start = Table(table.sheet, table.header_row, table.columns, table.rows[:ROWS_LOOKED_AT])
    return len(match_columns(start).fields)


def _chosen(sheet: Sheet, table: Table | None) -> ChosenSheet:
    if table is None or not table.rows:
        return ChosenSheet(sheet.name, table, (problem("file_no_table", sheet=sheet.name),))
    return ChosenSheet(sheet.name, table)
