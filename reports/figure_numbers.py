"""The numbers of a figure as rows of text, as CSV and as a workbook: all three say what the figure says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from math import isfinite
from typing import Any, Final, Literal

import pandas as pd

from charts.palette import LIGHT
from data.formats import (
    MINUS,
    display_width,
    format_count,
    format_date,
    format_pace,
    format_points,
    format_share,
    share_percent,
)
from data.words import Translate
from reports.csv_files import csv_file
from reports.workbooks import (
    CELL_CHARACTERS,
    DATE_FORMAT,
    TEXT_FORMAT,
    Format,
    NewWorkbook,
    Worksheet,
    header_format,
    new_workbook,
)

Kind = Literal["text", "count", "share", "pace", "points", "date"]
Cell = str | int | float | date | None

NOTHING: Final = "–"
WORKBOOK_FORMATS: Final[dict[Kind, str]] = {
    "text": TEXT_FORMAT,
    "count": "#,##0",
    "share": "0.0%",
    "pace": "0.0",
    "points": "+0.0;-0.0;0.0",
    "date": DATE_FORMAT,
}
NARROWEST: Final = 10
WIDEST: Final = 44


@dataclass(frozen=True)
class NumberColumn:
    """One column: its field in the frame, its header in the reader's language, what its values are.

    share: a fraction. points: a difference of two fractions. pace: counties a month.
    """

    field: str
    header: str
    kind: Kind


@dataclass(frozen=True)
class FigureNumbers:
    """What a figure shows, as a frame with a row each, and where it comes from.

    source: the whole sentence. demo: whether made-up figures are among them.
    """

    title: str
    columns: tuple[NumberColumn, ...]
    frame: pd.DataFrame
    as_of: date
    source: str
    demo: bool


def table_rows(numbers: FigureNumbers, lang: str) -> list[list[str]]:
    """Give the rows as a reader writes them, for ui.markup.table_html."""
    tell = [_teller(kind, lang) for kind in _kinds(numbers)]
    return [
        [NOTHING if pd.isna(value) else told(value) for told, value in zip(tell, row, strict=True)]
        for row in _records(numbers)
    ]


def csv_bytes(numbers: FigureNumbers, _: Translate) -> bytes:
    """Give the rows as CSV that no spreadsheet program takes for formulas.

    Shares are percent and differences percentage points, rounded as they are shown; dates are ISO. The as-of date
    stands in a last column, and the demo mark in one more, so that they stay with the rows wherever these go.
    """
    headers = [*(_header(column, _) for column in numbers.columns), _("Data as of")]
    notes: list[Cell] = [numbers.as_of]
    if numbers.demo:
        headers.append(_("Note"))
        notes.append(_("DEMO DATA"))
    rows = [
        [*(_cell(value, kind) for value, kind in zip(row, _kinds(numbers), strict=True)), *notes]
        for row in _records(numbers)
    ]
    return csv_file(headers, rows)


def xlsx_bytes(numbers: FigureNumbers, _: Translate, lang: str) -> bytes:
    """Give the rows as a workbook: title, as-of date, source and demo mark above a header that stays in sight."""
    made = new_workbook(numbers.title, numbers.as_of)
    sheet = made.sheet(_("Numbers"))
    first = _write_top(made, sheet, numbers, _, lang)
    header = header_format(made)
    looks = {kind: made.format(num_format=WORKBOOK_FORMATS[kind], **_side(kind)) for kind in _kinds(numbers)}
    records = _records(numbers)
    for place, column in enumerate(numbers.columns):
        # Percent is in the cells' format here, points are not.
        title = _header(column, _) if column.kind == "points" else column.header
        sheet.write_string(first, place, title, header)
        sheet.set_column(place, place, _width(column.kind, title, [row[place] for row in records]))
    for line, row in enumerate(records, start=first + 1):
        for place, (column, value) in enumerate(zip(numbers.columns, row, strict=True)):
            _write_cell(sheet, line, place, _cell(value, column.kind), column.kind, looks[column.kind])
    sheet.freeze_panes(first + 1, 1)
    sheet.repeat_rows(first)
    return made.content()


def _kinds(numbers: FigureNumbers) -> list[Kind]:
    return [column.kind for column in numbers.columns]


def _records(numbers: FigureNumbers) -> list[tuple[Any, ...]]:
    """Give the columns' values row by row, in the columns' order."""
    # Column by column is five times as fast as pandas' own ways to go through rows, and every rerun does it.
    values: list[list[Any]] = [numbers.frame[column.field].tolist() for column in numbers.columns]
    return list(zip(*values, strict=True))


def _header(column: NumberColumn, _: Translate) -> str:
    """Give a header with the unit of numbers that are told in one."""
    if column.kind == "share":
        return _("{header} (%)").format(header=column.header)
    if column.kind == "points":
        return _("{header} (percentage points)").format(header=column.header)
    return column.header


def _teller(kind: Kind, lang: str) -> Callable[[Any], str]:
    tellers: dict[Kind, Callable[[Any], str]] = {
        "text": str,
        "count": format_count,
        "share": format_share,
        "pace": format_pace,
        "points": _signed_points,
        "date": lambda day: format_date(day, lang),
    }
    return tellers[kind]


def _signed_points(difference: float) -> str:
    told = format_points(difference)
    if float(told) == 0:
        return told
    return f"{'+' if difference > 0 else MINUS}{told}"


def _cell(value: Any, kind: Kind) -> Cell:
    """Give a value as files hold it: rounded as it is shown, None where there is none."""
    if pd.isna(value):
        return None
    if kind == "text":
        return str(value)
    if kind == "date":
        return value.date() if isinstance(value, datetime) else value
    if not isfinite(value):
        return None
    if kind == "count":
        return round(value)
    if kind == "share":
        return share_percent(float(value))
    return round(float(value) * (100 if kind == "points" else 1), 1)


def _side(kind: Kind) -> dict[str, Any]:
    look: dict[str, Any] = {"border": 1, "border_color": LIGHT.line}
    return look | ({"text_wrap": True} if kind == "text" else {"align": "right"})


def _width(kind: Kind, title: str, values: list[Any]) -> float:
    texts = [str(value) for value in values] if kind == "text" else [DATE_FORMAT]
    widest = max(map(display_width, [*texts, title]))
    return min(WIDEST, max(NARROWEST, widest + 2))


def _write_top(made: NewWorkbook, sheet: Worksheet, numbers: FigureNumbers, _: Translate, lang: str) -> int:
    """Write what the numbers are and where they come from; return the row of the header."""
    muted = made.format(font_color=LIGHT.muted)
    day = _("Data as of {day}").format(day=format_date(numbers.as_of, lang))
    lines = [
        (numbers.title, made.format(bold=True, font_color=LIGHT.accent)),
        (day, muted),
        (numbers.source, muted),
    ]
    if numbers.demo:
        lines.append((_("DEMO DATA"), made.format(bold=True, font_color=LIGHT.warning_text)))
    for row, (text, look) in enumerate(lines):
        sheet.write_string(row, 0, text[:CELL_CHARACTERS], look)
    return len(lines) + 1


def _write_cell(sheet: Worksheet, row: int, place: int, cell: Cell, kind: Kind, look: Format) -> None:
    if cell is None:
        sheet.write_blank(row, place, None, look)
    elif isinstance(cell, str):
        sheet.write_string(row, place, cell[:CELL_CHARACTERS], look)
    elif isinstance(cell, date):
        sheet.write_datetime(row, place, datetime.combine(cell, time()), look)
    else:
        sheet.write_number(row, place, cell / 100 if kind == "share" else cell, look)
