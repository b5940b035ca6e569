"""The cells of a table, column by column, as values; and what a reader put in their place, as cells again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeAlias, cast

import numpy as np
import pandas as pd

from data.base.cell_values import CellValue, Finding, Reading, shown
from data.base.fields import FIELDS, PLACE_FIELDS, REPORTED, SEPARATOR, Kind, of_kind
from data.intake.columns import ColumnMatch
from data.intake.date_columns import habit_of
from data.intake.values import (
    is_cluster_wording,
    read_count,
    read_departments,
    read_resources,
    read_stage,
    read_text,
    read_yes_no,
)
from data.intake.written_dates import MonthDay, read_date
from data.names.index import place_names
from data.names.matching import CountyMatch, find_county, suggest_counties
from data.register.bounds import Bound, outside, province_of
from data.register.history import register_of
from data.spreadsheets.problems import Problem, problem
from data.spreadsheets.sheets import Table

Answers: TypeAlias = Mapping[tuple[int, str], Any]
Reader: TypeAlias = Callable[[CellValue], Reading[Any]]

# Fields whose words are worth showing beside what they were taken for.
MATCHED_FIELDS: Final = of_kind("stage", "yes_no", "departments", "resources")
# Looking for names that are alike takes milliseconds each; a file with more unknown names than this is not a list of
# counties, and its reader needs no suggestions but another column.
MOST_SUGGESTED: Final = 300

READERS: Final[Mapping[Kind, Reader]] = {
    "stage": read_stage,
    "yes_no": read_yes_no,
    "departments": read_departments,
    "resources": read_resources,
}


@dataclass(frozen=True)
class ValueMatch:
    """How a written value was understood, and in how many rows: 已建成 → established."""

    field: str
    found: str
    value: str
    rows: int
    guessed: bool


@dataclass
class Cells:
    """What a table says, by field and row; problems gather while it is read.

    days: the day that each row describes, by whose register its county is found; None for the newest.
    """

    table: Table
    columns: ColumnMatch
    answers: Answers
    rows: list[int]
    days: list[date | None] = field(default_factory=list[date | None])
    said: dict[str, list[Any]] = field(default_factory=dict[str, list[Any]])
    places: list[CountyMatch] = field(default_factory=list[CountyMatch])
    problems: list[Problem] = field(default_factory=list[Problem])
    matches: list[ValueMatch] = field(default_factory=list[ValueMatch])
    unreadable: set[tuple[int, str]] = field(default_factory=set[tuple[int, str]])

    def letter(self, name: str) -> str | None:
        """Give the column of a field."""
        return self.columns.fields.get(name)

    def written(self, name: str) -> list[CellValue]:
        """Give the cells of a field as they stand, or as the reader answered."""
        letter = self.letter(name)
        cells: list[CellValue] = (
            [row.cells.get(letter) for row in self.table.rows] if letter else [None] * len(self.rows)
        )
        for (row, answered), value in self.answers.items():
            if answered == name and row in self.position:
                cells[self.position[row]] = _answer(value)
        return cells

    def __post_init__(self) -> None:
        self.position = {row: place for place, row in enumerate(self.rows)}

    def tell(self, finding: Finding, row: int, name: str) -> None:
        """Add a problem about a cell."""
        letter = self.letter(name)
        if letter is None and name in PLACE_FIELDS:
            letter = next((at for other in ("county", "county_code") if (at := self.letter(other))), None)
        day = self.days[self.position[row]] if name in PLACE_FIELDS else None
        named_then = day is not None and register_of(day).until is not None
        told = problem(
            finding.code,
            row,
            letter,
            field=name,
            found=finding.found,
            expected=finding.expected,
            suggestions=finding.suggestions,
            **dict(finding.details),
            **({"day": day.isoformat()} if day and named_then else {}),
        )
        self.problems.append(told)
        if told.severity == "error":
            self.unreadable.add((row, name))


def read_cells(
    table: Table,
    columns: ColumnMatch,
    answers: Answers,
    *,
    as_of: date | None,
    province: str | None,
    allowed: Bound = None,
) -> Cells:
    """Read every field of every row; as_of: the day of rows without one of their own."""
    cells = Cells(table, columns, answers, [row.row for row in table.rows])
    for name in ("as_of", *REPORTED):
        written = cells.written(name)
        _read_field(cells, name, written, _reader(name, written))
    cells.days = cells.said["as_of"] = [day or as_of for day in cells.said["as_of"]]
    _read_places(cells, province, allowed)
    _warn_of_clusters(cells)
    return cells


def _answer(value: object) -> CellValue:
    """Take an answer for a cell: a list as its items joined, values of numpy and pandas as Python's."""
    if isinstance(value, list | tuple):
        return SEPARATOR.join(map(str, cast("list[object]", value)))
    if isinstance(value, np.generic):
        return _answer(cast("object", value.item()))
    if value is None or value is pd.NA:
        return None
    return value if isinstance(value, str | int | float | date) else str(value)


def answered_cells(
    columns: ColumnMatch, answers: Answers, counties: pd.DataFrame
) -> dict[tuple[int, str], str]:
    """Give the text of each answered cell by spreadsheet row and column letter.

    An answer that names a county by its code fills in every column that names it, from the register `counties`:
    the name that stood there may be what was wrong. What no column can hold (a confirmation) is left out.
    """
    register = counties.rename(columns={"name": "county"}).set_index("county_code", drop=False)
    cells: dict[tuple[int, str], str] = {}
    for (row, name), value in answers.items():
        if not isinstance(value, str):
            continue
        place = name == "county_code" and value in register.index
        said = register.loc[value, list(PLACE_FIELDS)].to_dict() if place else {name: value}
        for name_of, text in said.items():
            letter = columns.fields.get(str(name_of))
            if letter is not None:
                cells[row, letter] = str(text)
    return cells


def _reader(name: str, written: Sequence[CellValue]) -> Reader:
    """Choose how the cells of a field are read: by its kind."""
    field = FIELDS[name]
    if field.kind == "day" or name == "as_of":
        habit = habit_of(written)
        month_day: MonthDay = "last" if name == "as_of" else "first"
        return lambda cell: read_date(cell, month_day=month_day, habit=habit)
    if field.kind == "whole_number":
        return lambda cell: read_count(cell, field.most)
    return READERS.get(field.kind, read_text)


def _read_field(cells: Cells, name: str, written: Sequence[CellValue], read: Reader) -> None:
    keys = list(zip(map(type, written), written, strict=True))  # 1, 1.0 and True are equal, but not the same
    counted = Counter(keys)
    known = {key: read(key[1]) for key in counted}
    values = {key: reading.value for key, reading in known.items()}
    cells.said[name] = [values[key] for key in keys]
    if any(reading.findings for reading in known.values()):
        for row, key in zip(cells.rows, keys, strict=True):
            for finding in known[key].findings:
                cells.tell(finding, row, name)
    if name in MATCHED_FIELDS:
        cells.matches += [
            ValueMatch(name, shown(key[1]), _shown_value(known[key].value), rows, bool(known[key].findings))
            for key, rows in counted.items()
            if known[key].value is not None
        ]


def _shown_value(value: object) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _read_places(cells: Cells, province: str | None, allowed: Bound) -> None:
    columns = [cells.written(name) for name in PLACE_FIELDS]
    known: dict[tuple[object, ...], CountyMatch] = {}
    suggested = 0

    def suggest(name: str, areas: tuple[str, ...], day: date | None) -> tuple[str, ...]:
        nonlocal suggested
        suggested += 1
        return suggest_counties(name, areas, day) if suggested <= MOST_SUGGESTED else ()

    for row, day, *place in zip(cells.rows, cells.days, *columns, strict=True):
        if (row, "county_code") in cells.answers:  # the reader has decided, whatever the names say
            place = [place[0], None, None, None]  # noqa: PLW2901 - the row's place from here on
        key = (day, *map(type, place), *place)
        match = known.get(key)
        if match is None:
            found = find_county(*place, day=day, within_province=province, suggest=suggest)
            match = known[key] = _bounded(found, allowed, day)
        cells.places.append(match)
        for name, finding in match.findings:
            cells.tell(finding, row, name)


def _bounded(found: CountyMatch, allowed: Bound, day: date | None) -> CountyMatch:
    """Refuse a county, or a functional area, of a province that the editor may not report for.

    Nothing else is said of it: what is stored for another province's county is not this editor's to read.
    """
    code = found.county_code or found.parent_code
    if allowed is None or code is None or not outside((code,), allowed):
        return found
    county = place_names(day).county(code)
    finding = Finding(
        "another_province",
        found.functional_area or (county.name if county else code),
        tuple(sorted(allowed)),
        details=(("province", province_of(code) or code),),
    )
    return CountyMatch(findings=(("county", finding),))


def _warn_of_clusters(cells: Cells) -> None:
    """Warn, once a row, of texts about clusters of schools, in columns that are not used as well."""
    texts = {cell for row in cells.table.rows for cell in row.cells.values() if isinstance(cell, str)}
    suspect = {text for text in texts if is_cluster_wording(text)}
    if not suspect:
        return
    places = {
        cells.letter(name) for name in ("county_code", "province", "prefecture", "established_on", "as_of")
    }
    fields = {letter: name for name, letter in cells.columns.fields.items()}
    letters = [column.letter for column in cells.table.columns if column.letter not in places]
    for row in cells.table.rows:
        for letter in letters:
            cell = row.cells.get(letter)
            if isinstance(cell, str) and cell in suspect:
                name = fields.get(letter)
                cells.problems.append(
                    problem("cluster_wording", row.row, letter, field=name, found=cell[:80])
                )
                break
