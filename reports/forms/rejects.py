"""The rows that could not be saved, as they came, with what is wrong marked; ready to be uploaded again."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time
from typing import Final

from charts.palette import LIGHT
from data.base.cell_values import CellValue
from data.base.language import Translate
from data.intake.problem_texts import problem_text
from data.spreadsheets.problems import Problem, Severity
from data.spreadsheets.sheets import Table, TableRow
from reports.forms.template import AS_OF_LABELS
from reports.xlsx import (
    CELL_CHARACTERS,
    DATE_FORMAT,
    TEXT_FORMAT,
    Format,
    NewWorkbook,
    Worksheet,
    header_format,
    new_workbook,
)

# Fills: the colours of the dashboard's own errors, warnings and guesses, light enough for black text.
FILLS: Final[dict[Severity, str]] = {"error": "#f8d3d8", "warning": "#fbe9c0", "guess": LIGHT.accent_wash}
WORST_FIRST: Final[tuple[Severity, ...]] = ("error", "warning", "guess")
TIME_FORMAT: Final = "yyyy-mm-dd hh:mm:ss"
# Excel's calendar begins in 1900, and its numbers are exact up to 15 digits.
FIRST_YEAR: Final = 1900
EXACT_BELOW: Final = 10**15
HINT_ROW: Final = 0
AS_OF_ROW: Final = 1
HEADER_ROW: Final = 2
WIDEST: Final = 40


def rejects_workbook(
    table: Table,
    rejected: Collection[int],
    problems: Sequence[Problem],
    *,
    corrected: Mapping[tuple[int, str], CellValue],
    as_of: date | None,
    today: date,
    lang: str,
    _: Translate,
) -> bytes:
    """Write the rejected rows of `table` as xlsx: the original headers and cells in their original columns.

    rejected: the numbers of the rows, as the spreadsheet shows them; problems: all that were found, those of
    other rows are left aside. corrected: what the reader has put right already, by row and column letter
    (`data.intake.cells`); it stands in its cell, and a comment gives what stood there. as_of: the upload's day,
    written above the headers so that it is found again. A cell with a problem is coloured and has a comment; a
    problem without a column stands at the first cell of its row. A second sheet lists all of them with the
    numbers of the original rows.
    """
    made = new_workbook(_("Rows to correct"), today)
    sheet = made.sheet(_("Rows to correct"))
    wanted = frozenset(rejected)
    rows = [row for row in table.rows if row.row in wanted]
    by_row: dict[int, list[Problem]] = {}
    for each in problems:
        if each.row in wanted:
            by_row.setdefault(each.row or 0, []).append(each)
    places = {column.letter: column_number(column.letter) for column in table.columns}
    _write_top(made, sheet, table, places, as_of, lang, _)
    looks = _Looks(made)
    first = min(places.values(), default=0)
    listed: list[tuple[int, Problem]] = []
    for number, row in enumerate(rows, start=HEADER_ROW + 1):
        found = by_row.get(row.row, [])
        listed += [(number, each) for each in found]
        at: dict[int, list[Problem]] = {}
        before: dict[int, str] = {}
        for each in found:
            at.setdefault(places.get(each.column or "", first), []).append(each)
        for letter, place in places.items():
            worst = _worst(at.get(place, ()))
            was = row.cells.get(letter)
            _write_cell(sheet, number, place, corrected.get((row.row, letter), was), worst, looks)
            if (row.row, letter) in corrected:
                at.setdefault(place, [])
                before[place] = _("Corrected on the upload page; the original says “{found}”.").format(
                    found=was or ""
                )
        for place, here in at.items():
            texts = [_("Row {row} of the original.").format(row=row.row), *(problem_text(p, _) for p in here)]
            if place in before:
                texts.append(before[place])
            sheet.write_comment(
                number, place, "\n".join(texts), {"x_scale": 2.2, "y_scale": 0.6 + 0.4 * len(texts)}
            )
    sheet.freeze_panes(HEADER_ROW + 1, 0)
    sheet.set_landscape()
    sheet.repeat_rows(HEADER_ROW)
    _write_list(made, listed, rows, places, _)
    sheet.activate()
    return made.content()


def column_number(letter: str) -> int:
    """Count a column's letter from 0: A is 0, AA is 26."""
    number = 0
    for sign in letter:
        number = number * 26 + ord(sign) - ord("A") + 1
    return number - 1


class _Looks:
    """Cell formats, made once for each kind of value and severity."""

    def __init__(self, made: NewWorkbook) -> None:
        self._made = made
        self._looks: dict[tuple[str, Severity | None], Format] = {}

    def of(self, num_format: str, severity: Severity | None) -> Format:
        """Give the format of a cell."""
        key = (num_format, severity)
        if key not in self._looks:
            fill = {} if severity is None else {"bg_color": FILLS[severity]}
            self._looks[key] = self._made.format(
                num_format=num_format, border=1, border_color=LIGHT.line, **fill
            )
        return self._looks[key]


def _worst(problems: Sequence[Problem]) -> Severity | None:
    found = {each.severity for each in problems}
    return next((severity for severity in WORST_FIRST if severity in found), None)


def _write_top(
    made: NewWorkbook,
    sheet: Worksheet,
    table: Table,
    places: dict[str, int],
    as_of: date | None,
    lang: str,
    _: Translate,
) -> None:
    """What to do, the as-of date, the headers."""
    hint = _("Correct the coloured cells (see their comments), then upload this file as it is.")
    sheet.write_string(HINT_ROW, 0, hint, made.format(bold=True, font_color=LIGHT.accent))
    if as_of is not None:
        day = f"{AS_OF_LABELS[lang]} {as_of.isoformat()}"
        sheet.write_string(AS_OF_ROW, 0, day, made.format(bold=True))
    header = header_format(made)
    sheet.set_row(HEADER_ROW, 34)
    for column in table.columns:
        place = places[column.letter]
        sheet.set_column(place, place, min(WIDEST, max(10, 2 * len(column.header) + 2)))
        sheet.write_string(HEADER_ROW, place, column.header[:CELL_CHARACTERS], header)


def _write_cell(
    sheet: Worksheet, row: int, place: int, value: CellValue, severity: Severity | None, looks: _Looks
) -> None:
    """Write a cell's value as it came, of the same type; what Excel cannot hold becomes text."""
    if value is None:
        sheet.write_blank(row, place, None, looks.of("General", severity))
    elif isinstance(value, bool):
        sheet.write_boolean(row, place, value, looks.of("General", severity))
    elif isinstance(value, int | float) and math.isfinite(value) and abs(value) < EXACT_BELOW:
        sheet.write_number(row, place, value, looks.of("General", severity))
    elif isinstance(value, date) and value.year >= FIRST_YEAR:
        moment = value if isinstance(value, datetime) else datetime.combine(value, time())
        style = DATE_FORMAT if moment.time() == time() else TIME_FORMAT
        sheet.write_datetime(row, place, moment, looks.of(style, severity))
    else:
        sheet.write_string(row, place, str(value)[:CELL_CHARACTERS], looks.of(TEXT_FORMAT, severity))


def _write_list(
    made: NewWorkbook,
    listed: Sequence[tuple[int, Problem]],
    rows: Sequence[TableRow],
    places: dict[str, int],
    _: Translate,
) -> None:
    """Add a sheet that lists the problems: for print, and for readers who do not see comments."""
    sheet = made.sheet(_("What is wrong"))
    heads = (_("Cell here"), _("Row there"), _("What is wrong"))
    for place, (head, width) in enumerate(zip(heads, (12, 12, 110), strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, head, header_format(made))
    text = made.format(text_wrap=True)
    for line, (number, each) in enumerate(listed, start=1):
        letter = each.column if each.column in places else ""
        sheet.write_string(line, 0, f"{letter}{number + 1}", text)
        sheet.write_number(line, 1, rows[number - HEADER_ROW - 1].row, text)
        sheet.write_string(line, 2, problem_text(each, _)[:CELL_CHARACTERS], text)
    sheet.freeze_panes(1, 0)
