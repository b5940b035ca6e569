"""Counting the cells of an OpenDocument sheet, where one cell may stand for a million; and finding its merges."""

from __future__ import annotations

import re
from typing import Final

from data.spreadsheets.kinds import Refusal
from data.spreadsheets.workbook_scan import column_letter

ELEMENT: Final = re.compile(
    rb"<(/?)table:(table|table-row|table-cell|covered-table-cell|table-header-rows)(?=[\s/>])([^>]*?)(/?)>"
)
ATTRIBUTE: Final = {
    name: re.compile(rb"table:" + name.encode() + rb"\s*=\s*[\"'](\d{1,12})[\"']")
    for name in (
        "number-columns-repeated",
        "number-rows-repeated",
        "number-columns-spanned",
        "number-rows-spanned",
    )
}
NAME: Final = re.compile(rb"table:name\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


class OdsSheet:
    """What the scan finds of a sheet.

    merged: from 0, first row, first column, last row, last column; formulas_without_value: row from 1, letter.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.merged: list[tuple[int, int, int, int]] = []
        self.formulas_without_value: list[tuple[int, str]] = []
        self.last_row = 0
        self.last_column = 0


def scan_ods(content: bytes, most_cells: int) -> list[OdsSheet]:
    """Give merges and formulas without a value of each sheet, in their order.

    Raises Refusal where the sheets, with all repetitions, hold more than `most_cells` cells, or one stands so far
    away that the box around them does.
    """
    sheets: list[OdsSheet] = []
    sheet = OdsSheet("")
    cells = row = column = rows_repeated = filled_in_row = 0
    for element in ELEMENT.finditer(content):
        closing, tag, attributes, closed = element.groups()
        if tag == b"table":
            if not closing:
                found, row = NAME.search(attributes), 0
                sheet = OdsSheet((found[1] or found[2] or b"").decode("utf-8", "replace") if found else "")
                sheets.append(sheet)
        elif tag == b"table-row" and not closing:
            rows_repeated, column, filled_in_row = _number(attributes, "number-rows-repeated"), 0, 0
            row += rows_repeated if closed else 0
        elif tag == b"table-row":
            row += rows_repeated
            cells += filled_in_row * rows_repeated
            sheet.last_row = row if filled_in_row else sheet.last_row
            _check(cells, sheet, most_cells)
        elif not closing:
            repeated = _number(attributes, "number-columns-repeated")
            _note_cell(sheet, row, column, attributes)
            column += repeated
            if not closed or b"office:value" in attributes:
                filled_in_row += repeated
                sheet.last_column = max(sheet.last_column, column)
    return sheets


def _note_cell(sheet: OdsSheet, row: int, column: int, attributes: bytes) -> None:
    """Keep what calamine does not tell about a cell: its merge, and that its formula has no value."""
    down, across = _number(attributes, "number-rows-spanned"), _number(attributes, "number-columns-spanned")
    if down > 1 or across > 1:
        sheet.merged.append((row, column, row + down - 1, column + across - 1))
    if b"table:formula" in attributes and b"office:value-type" not in attributes:
        sheet.formulas_without_value.append((row + 1, column_letter(column + 1)))


def _check(cells: int, sheet: OdsSheet, most_cells: int) -> None:
    if cells > most_cells:
        raise Refusal("file_too_large", f"{cells:,}", limit=f"{most_cells:,}", what="cells")
    if sheet.last_row * sheet.last_column > most_cells:
        far = f"{column_letter(sheet.last_column)}{sheet.last_row}"
        raise Refusal("file_far_cell", far, sheet=sheet.name)


def _number(attributes: bytes, name: str) -> int:
    found = ATTRIBUTE[name].search(attributes)
    return max(1, int(found[1])) if found else 1
