"""From a table to rows that can be saved: each checked by itself, against the others, against the store."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

import pandas as pd

from data.base.cell_values import Finding
from data.base.fields import (
    AREA_COLUMNS,
    EARLIEST_ESTABLISHED,
    FRAME_TYPES,
    OUT_OF,
    REPORT_COLUMNS,
    REPORTED,
    SEPARATOR,
    of_kind,
)
from data.base.stages import ESTABLISHED_STAGES
from data.intake.cells import Answers, Cells, ValueMatch, read_cells
from data.intake.columns import ColumnMatch
from data.intake.units import unit_of_report
from data.names.matching import CountyMatch
from data.register.bounds import Bound
from data.spreadsheets.problems import Problem, in_order, problem
from data.spreadsheets.sheets import Table

# Answers that correct no cell: confirm that a county goes backwards; leave a row out.
GOING_BACKWARDS: Final = "going_backwards"
LEAVE_OUT: Final = "leave_out"


@dataclass
class Doubles:
    """repeated: rows that say again what an earlier one says; problems: of these, and of rows that contradict."""

    repeated: set[int] = field(default_factory=set[int])
    problems: list[Problem] = field(default_factory=list[Problem])


def keep_merged_apart(cells: Cells) -> None:
    """Let rows of units that were merged stand for themselves where the unit that they became part of has its own row.

    Such a row says something of ground that is only a part of the unit's: it is kept under its former code and counts
    nowhere. Where it says the same, it stands for the whole unit as the other does.
    """
    for places in _by_county(cells).values():
        parts = [place for place in places if _merged(cells.places[place])]
        own = [place for place in places if place not in parts]
        if not parts or not own:
            continue
        said = _said(cells, own[0])
        for place in parts:
            match = cells.places[place]
            if match.change is None or _said(cells, place) == said:
                continue
            row = cells.rows[place]
            cells.problems = [
                found for found in cells.problems if not (found.row == row and found.code == "county_changed")
            ]
            ((name, finding),) = match.findings
            told = Finding("merged_kept_apart", finding.found, finding.expected, details=finding.details)
            cells.tell(told, row, name)
            cells.places[place] = replace(match, county_code=match.change.old_code)


def _merged(match: CountyMatch) -> bool:
    return match.change is not None and match.change.kind == "merged" and len(match.findings) == 1


def _said(cells: Cells, place: int) -> tuple[Any, ...]:
    return tuple(cells.said[name][place] for name in REPORTED)


def _by_county(cells: Cells) -> dict[tuple[Any, ...], list[int]]:
    """Give the places of the rows of each county, or functional area, and day."""
    groups: defaultdict[tuple[Any, ...], list[int]] = defaultdict(list)
    for place, match in enumerate(cells.places):
        named = match.county_code or match.functional_area
        if named:
            groups[named, match.parent_code, cells.said["as_of"][place]].append(place)
    return groups


def find_doubles(cells: Cells) -> Doubles:
    """Find counties, and functional areas, that more than one row reports for the same day."""
    doubles = Doubles()
    column = next((letter for name in ("county", "county_code") if (letter := cells.letter(name))), None)
    for (named, _parent, _day), places in _by_county(cells).items():
        if len(places) == 1:
            continue
        said = {_said(cells, place) for place in places}
        rows = [cells.rows[place] for place in places]
        conflict = len(said) > 1
        code = "duplicate_conflict" if conflict else "duplicate_identical"
        for row in rows if conflict else rows[1:]:
            others = SEPARATOR.join(str(other) for other in rows if other != row)
            doubles.problems.append(problem(code, row, column, field="county", found=str(named), rows=others))
        if not conflict:
            doubles.repeated.update(rows[1:])
    return doubles


@dataclass(frozen=True)
class Stored:
    """What is stored for a county: its stage, and the day that this describes."""

    stage: str | None
    as_of: date | None


def stored_status(current: pd.DataFrame | None) -> Mapping[str, Stored]:
    """Give what is stored by unit, for the counties that have reported."""
    if current is None:
        return {}
    reported = current[current["as_of"].notna()]
    stages = reported["stage"].astype("object").where(reported["stage"].notna(), None)
    days = pd.to_datetime(reported["as_of"]).dt.date
    return {
        unit_of_report(str(code), day): Stored(stage, day)
        for code, stage, day in zip(reported["county_code"], stages, days, strict=True)
    }


def check_row(cells: Cells, place: int, *, stored: Mapping[str, Stored], confirmed: bool) -> None:
    """Add what does not fit together in a row to its problems."""
    row, said = cells.rows[place], cells.said
    as_of, stage = said["as_of"][place], said["stage"][place]
    if as_of is None and "as_of" in cells.columns.fields and (row, "as_of") not in cells.unreadable:
        cells.tell(Finding("as_of_missing"), row, "as_of")
    _check_date(cells, row, stage, said["established_on"][place], as_of)
    for name, whole in OUT_OF.items():
        part, total = said[name][place], said[whole][place]
        if part is not None and total is not None and part > total:
            details = (("total", str(total)),)
            cells.tell(Finding("covered_above_total", str(part), details=details), row, name)
    code = cells.places[place].county_code
    unit = unit_of_report(code, as_of) if code else ""
    if unit in stored and (row, "stage") not in cells.unreadable:
        _check_against(cells, row, stage, as_of, stored[unit], confirmed=confirmed)


@dataclass(frozen=True)
class Checked:
    """What a table says.

    rows: one line for each row without an error: row (as the spreadsheet shows it), county_code, as_of and the
    fields of data.base.fields.REPORTED, in their dtypes; sorted by row. functional_areas: likewise with
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
    for all. current: each county's last report (county_code, as_of, stage), against which going backwards is seen; it
    may have several codes of one unit's, and then the last line counts. answers: what the
    reader said, by (row, field): a value that replaces the cell's, read like a cell; (row, "going_backwards") →
    True confirms; (row, "leave_out") → True leaves the row out.
    """
    answers = answers or {}
    table = _without(
        table, {row for (row, name), value in answers.items() if name == LEAVE_OUT and value is True}
    )
    left_out = [row for (row, name), value in answers.items() if name == LEAVE_OUT and value is True]
    default = as_of or table.as_of
    cells = read_cells(table, columns, answers, as_of=default, province=province, allowed=allowed)
    keep_merged_apart(cells)
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
        problems=in_order(problems),
        functional_areas=_areas(cells, [place for place in kept if cells.places[place].functional_area]),
        repeated=sorted(doubles.repeated - rejected),
        left_out=sorted(left_out),
        values=cells.matches,
    )


def unanswered(
    problems: tuple[Problem, ...], columns: ColumnMatch, answers: Mapping[tuple[int, str], Any]
) -> list[Problem]:
    """Leave out the problems of cells (a table's own) that the reader has answered, or that no field reads.

    A formula without a value costs the row where it counts; of a text it costs the text alone, with a warning.
    """
    fields = {letter: name for name, letter in columns.fields.items()}
    texts = {letter for name in of_kind("text") if (letter := columns.fields.get(name))}
    return [
        problem("text_without_value", found.row, found.column, field=fields[found.column])
        if found.code == "formula_without_value" and found.column in texts
        else found
        for found in problems
        if found.row is None
        or found.column is None
        or (found.column in fields and (found.row, fields[found.column]) not in answers)
    ]


def _check_date(cells: Cells, row: int, stage: Any, day: date | None, as_of: date | None) -> None:
    if stage not in ESTABLISHED_STAGES:
        if day is not None and (row, "stage") not in cells.unreadable:
            finding = Finding(
                "date_without_establishment", day.isoformat(), details=(("stage", stage or ""),)
            )
            cells.tell(finding, row, "established_on")
        return
    if day is None:
        if (row, "established_on") not in cells.unreadable:
            cells.tell(
                Finding("established_without_date", details=(("stage", stage),)), row, "established_on"
            )
    elif as_of is not None and day > as_of:
        finding = Finding("established_after_as_of", day.isoformat(), details=(("as_of", as_of.isoformat()),))
        cells.tell(finding, row, "established_on")
    elif day < EARLIEST_ESTABLISHED:
        details = (("earliest", EARLIEST_ESTABLISHED.isoformat()),)
        cells.tell(Finding("established_too_early", day.isoformat(), details=details), row, "established_on")


def _check_against(
    cells: Cells, row: int, stage: Any, as_of: date | None, stored: Stored, *, confirmed: bool
) -> None:
    """Compare with what is stored: later reports may not take back an alliance unless somebody says so."""
    if as_of is not None and stored.as_of is not None and as_of < stored.as_of:
        finding = Finding(
            "older_than_stored", as_of.isoformat(), details=(("stored", stored.as_of.isoformat()),)
        )
        cells.tell(finding, row, "as_of")
        return
    details = (("stored", stored.stage or ""), ("stage", stage or ""))
    if stored.stage in ESTABLISHED_STAGES and stage not in ESTABLISHED_STAGES:
        code = "going_backwards_confirmed" if confirmed else "going_backwards"
        cells.tell(Finding(code, stage or "", details=details), row, "stage")
    elif stored.stage is not None and stage is None:
        cells.tell(Finding("stage_blanked", details=details), row, "stage")


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
