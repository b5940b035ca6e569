"""The numbers of a figure as rows of text and as CSV: both say what the figure says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from typing import Any, Final, Literal

import pandas as pd

from charts.words import sentence_case, stage_word
from data.base.formats import (
    MINUS,
    format_count,
    format_date,
    format_month,
    format_pace,
    format_points,
    format_share,
    share_percent,
)
from data.base.language import Translate
from data.base.stages import COUNTED_STAGES
from reports.csv_files import csv_file

Kind = Literal["text", "count", "share", "pace", "points", "date", "month"]

Cell = str | int | float | date | None


NOTHING: Final = "–"


@dataclass(frozen=True)
class NumberColumn:
    """One column: its field in the frame, its header in the reader's language, what its values are.

    share: a fraction. points: a difference of two fractions. pace: counties a month. month: a day of which no more
    than its month is told, as of a projection.
    """

    field: str
    header: str
    kind: Kind


def stage_columns(_: Translate) -> tuple[NumberColumn, ...]:
    """Give the columns of the stages that are counted one by one beside all that are established."""
    return tuple(
        NumberColumn(stage, sentence_case(stage_word(stage, _)), "count") for stage in COUNTED_STAGES
    )


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
    """Give the rows as a reader writes them, for ui.pieces.table_html."""
    tell = [_teller(column.kind, lang) for column in numbers.columns]
    return [
        [NOTHING if pd.isna(value) else told(value) for told, value in zip(tell, row, strict=True)]
        for row in _row_values(numbers)
    ]


def csv_bytes(numbers: FigureNumbers, _: Translate) -> bytes:
    """Give the rows as CSV that no spreadsheet program takes for formulas.

    Shares are percent and differences percentage points, rounded as they are shown; dates and months are ISO. The
    as-of date stands in a last column, and the demo mark in one more, so that they stay with the rows wherever these
    go.
    """
    headers = [*(header_with_unit(column, _) for column in numbers.columns), _("Data as of")]
    notes: list[Cell] = [numbers.as_of]
    if numbers.demo:
        headers.append(_("Note"))
        notes.append(_("DEMO DATA"))
    rows = [
        [
            *(file_cell(value, column.kind) for value, column in zip(row, numbers.columns, strict=True)),
            *notes,
        ]
        for row in _row_values(numbers)
    ]
    return csv_file(headers, rows)


def _row_values(numbers: FigureNumbers) -> list[tuple[Any, ...]]:
    """Give the columns' values row by row, in the columns' order."""
    # Column by column is five times as fast as pandas' own ways to go through rows, and every rerun does it.
    values: list[list[Any]] = [numbers.frame[column.field].tolist() for column in numbers.columns]
    return list(zip(*values, strict=True))


def header_with_unit(column: NumberColumn, _: Translate) -> str:
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
        "month": lambda day: format_month(day, lang),
    }
    return tellers[kind]


def _signed_points(difference: float) -> str:
    told = format_points(difference)
    if float(told) == 0:
        return told
    return f"{'+' if difference > 0 else MINUS}{told}"


def file_cell(value: Any, kind: Kind) -> Cell:
    """Give a value as files hold it: rounded as it is shown, None where there is none."""
    if pd.isna(value):
        return None
    if kind == "text":
        return str(value)
    if kind == "date":
        return value.date() if isinstance(value, datetime) else value
    if kind == "month":
        return f"{value:%Y-%m}"
    if not isfinite(value):
        return None
    if kind == "count":
        return round(value)
    if kind == "share":
        return share_percent(float(value))
    # Adding 0 makes −0, which files show with its sign, a plain one.
    return round(float(value) * (100 if kind == "points" else 1), 1) + 0.0
