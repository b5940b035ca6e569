"""Cells of xlsx that calamine gives as blank or as 0: errors, formulas that nobody has computed, texts of links.

A program that writes formulas without computing them leaves their value out (openpyxl, Excel writers of Java and
PHP), or writes 0 for it (XlsxWriter, Excel::Writer::XLSX, POI). Such a 0 is told from a computed one by two signs:
the workbook asks to be computed when it is opened, or a formula that can only give a text is said to be a number.
Neither counts where any formula of the sheet has another value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from data.spreadsheets.workbook_scan import ANY_ROW, REFERENCE, ROW_NUMBER, column_letter, column_number

# Looked for only in sheets that have any.
SIGNS: Final = (b"<f", b":f>", b":f ", b't="e"', b"t='e'")
# A cell with its attributes and what is in it; `<c/>` counts, where cells say their place by standing in a row.
CELL: Final = re.compile(
    rb"<(?:\w+:)?c(?=[\s/>])([^>]*?)(?:/>|>((?:(?!</(?:\w+:)?c>).)*)</(?:\w+:)?c>)", re.DOTALL
)
FORMULA: Final = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>([^<]*))")
VALUE: Final = re.compile(rb"<(?:\w+:)?[vt](?:\s[^>]*)?>([^<]+)")
ERROR_TYPE: Final = re.compile(rb"\bt\s*=\s*[\"']e[\"']")
NUMBER_TYPE: Final = re.compile(rb"\bt\s*=\s*[\"'](?!n[\"'])")
LINK: Final = re.compile(
    r'\s*=?\s*HYPERLINK\s*\(\s*"(?:[^"]|"")*"\s*,\s*"((?:[^"]|"")*)"\s*\)\s*', re.IGNORECASE
)
GIVES_TEXT: Final = re.compile(
    rb"\s*(?:_xlfn\.)?(?:HYPERLINK|CONCATENATE|CONCAT|TEXTJOIN|TEXT|LEFT|RIGHT|MID|TRIM|UPPER|LOWER|CHAR|REPT)\s*\(",
    re.IGNORECASE,
)
COMPUTED_ON_OPENING: Final = re.compile(rb"\bfullCalcOnLoad\s*=\s*[\"'](?:1|true)[\"']")


class SpecialCells(NamedTuple):
    """Rows from 1 and letters; errors with their text (`#N/A`), links whose formula has no value with theirs."""

    without_value: list[tuple[int, str]]
    errors: list[tuple[int, str, str]]
    links: list[tuple[int, str, str]]


def special_cells(sheet: bytes, workbook: bytes = b"") -> SpecialCells:
    """Find the special cells of a sheet's XML; workbook: that of xl/workbook.xml, which may ask to be computed."""
    found = SpecialCells([], [], [])
    if not any(sign in sheet for sign in SIGNS):
        return found
    zeros: list[tuple[int, str, bytes]] = []
    computed = False
    never_computed = COMPUTED_ON_OPENING.search(workbook) is not None
    for row, letter, attributes, inside in placed_cells(sheet):
        in_error = ERROR_TYPE.search(attributes)
        formula = FORMULA.search(inside) if b"f" in inside else None
        if not in_error and not formula:
            continue
        value = VALUE.search(inside)
        if in_error and value:
            found.errors.append((row, letter, value[1].decode("utf-8", "replace")))
            computed = True
        elif formula and not value:
            _without_value(found, row, letter, formula[1] or b"")
        elif formula and value:
            if value[1].strip() != b"0" or NUMBER_TYPE.search(attributes):
                computed = True
                continue
            zeros.append((row, letter, formula[1] or b""))
            never_computed = never_computed or GIVES_TEXT.match(formula[1] or b"") is not None
    if never_computed and not computed:
        for row, letter, formula_text in zeros:
            _without_value(found, row, letter, formula_text)
    return found


def link_text(formula: str) -> str | None:
    """Give the text that a link shows: `HYPERLINK("https://…", "教发1号")`; None for any other formula."""
    link = LINK.fullmatch(formula)
    return link[1].replace('""', '"') if link else None


def placed_cells(sheet: bytes) -> Iterator[tuple[int, str, bytes, bytes]]:
    """Give (row, letter, attributes, inside) of each cell that has something in it.

    A cell without a place of its own stands beside the one before it, a row without one beneath it.
    """
    row = 0
    for part in ANY_ROW.split(sheet)[1:]:
        number = ROW_NUMBER.match(part)
        row = int(number[1]) if number else row + 1
        column = 0
        for cell in CELL.finditer(part):
            attributes, inside = cell.groups()
            where = REFERENCE.search(attributes)
            column = column_number(where[1].decode()) if where else column + 1
            row = int(where[2]) if where else row
            if inside:
                yield row, column_letter(column), attributes, inside


def _without_value(found: SpecialCells, row: int, letter: str, formula: bytes) -> None:
    import html  # noqa: PLC0415 - 5 ms of the child's start, for sheets with formulas only

    text = link_text(html.unescape(formula.decode("utf-8", "replace")))
    if text:
        found.links.append((row, letter, text))
    else:
        found.without_value.append((row, letter))
