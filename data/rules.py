"""From a table to rows that can be saved: every cell read, every row checked, everything wrong told at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

import pandas as pd

from data.bounds import Bound
from data.columns import ColumnMatch
from data.problems import Problem, problem
from data.report_rows import AREA_COLUMNS, FRAME_TYPES, REPORT_COLUMNS, REPORTED
from data.rules_cells import Answers, Cells, ValueMatch, read_cells
from data.rules_doubles import find_doubles
from data.rules_rows import check_row, stored_status
from data.spreadsheet import Table

# Answers that correct no cell: confirm that a county goes backwards; leave a row out.
GOING_BACKWARDS: Final = "going_backwards"
LEAVE_OUT: Final = "leave_out"


@dataclass(frozen=True)
class Checked:
    """What a table says.

    rows: one line for each row without an error: row (as the spreadsheet shows it), county_code, as_of and the
    fields of data.report_rows.REPORTED, in their dtypes; sorted by row. functional_areas: likewise with
    parent_code and area in place of county_code. rejected: the rows with an error; repeated: rows that say again
    what an earlier one says; left_out: rows that the reader left out. problems: those of the whole table first,
    then by row and column; those that the table and the columns bring with them are not repeated. values: how
    words were understood.
    """

    rows: pd.DataFrame = field(repr=False)
    rejected: list[int]
    problems: list[Problem]
    functional_areas: pd.DataFrame = field(repr=False)
    repeated: list[int] = field(default_factory=list[int])
    left_out: list[int] = field(default_factory=list[int])
    values: list[ValueMatch] = field(default_factory=list[ValueMatch], repr=False)

    @property
    def guesses(self) -> list[Problem]:
        """The problems that are guesses."""
        return [found for found in self.problems if found.severity == "guess"]


def check_rows(
    table: Table,
    columns: ColumnMatch,
    *,
    as_of: date | None,
    province: str | None = None,
    allowed: Bound = None,
    current: pd.DataFrame | None = None,
    answers: Answers | None = None,
) -> Checked:
    """Read and check every row of a table; never raises for what stands in it.

    as_of: the day that rows without one of their own describe; None takes the table's. province: the code of the
    province that all rows must lie in. allowed: the codes of the provinces that the editor may report for, None
    for all. current: `data.progress.county_status`, against which going backwards is seen. answers: what the
    reader said, by (row, field): a value that replaces the cell's, read like a cell; (row, "going_backwards") →
    True confirms; (row, "leave_out") → True leaves the row out.
    """
    answers = answers or {}
    table = _without(
        table, {row for (row, name), value in answers.items() if name == LEAVE_OUT and value is True}
    )
    left_out = [row for (row, name), value in answers.items() if name == LEAVE_OUT and value is True]
    cells = read_cells(table, columns, answers, province=province, allowed=allowed)
    default = as_of or table.as_of
    days = [day or default for day in cells.said["as_of"]]
    cells.said["as_of"] = days
    problems = cells.problems
    if default is None and "as_of" not in columns.fields and table.rows:
        problems.append(problem("as_of_missing", field="as_of"))
    stored = stored_status(current)
    for place, row in enumerate(cells.rows):
        check_row(cells, place, stored=stored, confirmed=answers.get((row, GOING_BACKWARDS)) is True)
    doubles = find_doubles(cells)
    problems += doubles.problems
    rejected = _rejected(table, columns, answers, problems)
    kept = [
        place for place, row in enumerate(cells.rows) if row not in rejected and row not in doubles.repeated
    ]
    return Checked(
        rows=_rows(cells, [place for place in kept if cells.places[place].county_code]),
        rejected=sorted(rejected),
        problems=_in_order(problems),
        functional_areas=_areas(cells, [place for place in kept if cells.places[place].functional_area]),
        repeated=sorted(doubles.repeated - rejected),
        left_out=sorted(left_out),
        values=cells.matches,
    )


def unanswered(
    problems: tuple[Problem, ...], columns: ColumnMatch, answers: Mapping[tuple[int, str], Any]
) -> list[Problem]:
    """Leave out the problems of cells (a table's own) that the reader has answered, or that no field reads."""
    fields = {letter: name for name, letter in columns.fields.items()}
    return [
        found
        for found in problems
        if found.row is None
        or found.column is None
        or (found.column in fields and (found.row, fields[found.column]) not in answers)
    ]


def _without(table: Table, rows: set[int]) -> Table:
    if not rows:
        return table
    return replace(table, rows=tuple(row for row in table.rows if row.row not in rows))


def _rejected(table: Table, columns: ColumnMatch, answers: Answers, problems: list[Problem]) -> set[int]:
    """Give the rows with errors; an error of the whole table rejects them all."""
    everything = [*unanswered(table.problems, columns, answers), *columns.problems, *problems]
    errors = [found for found in everything if found.severity == "error"]
    rows = {row.row for row in table.rows}
    if any(found.row is None or found.code == "column_missing" for found in errors):
        return rows
    return rows & {found.row for found in errors if found.row is not None}


def _rows(cells: Cells, places: list[int]) -> pd.DataFrame:
    columns: dict[str, list[Any]] = {"county_code": [cells.places[place].county_code for place in places]}
    return _frame(cells, places, columns, REPORT_COLUMNS)


def _areas(cells: Cells, places: list[int]) -> pd.DataFrame:
    columns: dict[str, list[Any]] = {
        "parent_code": [cells.places[place].parent_code for place in places],
        "area": [cells.places[place].functional_area for place in places],
    }
    return _frame(cells, places, columns, AREA_COLUMNS)


def _frame(
    cells: Cells, places: list[int], columns: dict[str, list[Any]], names: tuple[str, ...]
) -> pd.DataFrame:
    columns |= {name: [cells.said[name][place] for place in places] for name in ("as_of", *REPORTED)}
    shaped = {name: pd.Series(columns[name], dtype=FRAME_TYPES[name]) for name in names}
    return pd.DataFrame({"row": pd.Series([cells.rows[place] for place in places], dtype="int64"), **shaped})


def _in_order(problems: list[Problem]) -> list[Problem]:
    """Sort by row, then by column as the spreadsheet has them; those of the whole table come first."""
    return sorted(problems, key=lambda found: (found.row or 0, len(found.column or ""), found.column or ""))
