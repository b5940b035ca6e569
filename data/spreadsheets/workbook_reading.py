"""Cells of workbooks by calamine, after the scan: xlsx, xlsm, xls, et, ods. Runs in the reading child."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Collection, Iterable
from typing import Any, Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum
from python_calamine import SheetVisibleEnum as Visible

from data.spreadsheets.kinds import Refusal, package_kind, size_text
from data.spreadsheets.special_cells import SpecialCells, special_cells
from data.spreadsheets.workbook_scan import (
    Package,
    check_entities,
    column_letter,
    column_number,
    count_cells,
    shared_lengths,
    shared_text_bytes,
)

KNOWN: Final = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#DATA!"))
ERROR_CELL: Final = re.compile(rb"(<(?:\w+:)?c\s(?:[^>]*?\s)?)t\s*=\s*[\"']e[\"']")

# Merges and uncomputed formulas of a sheet that are told: more than the largest honest table has rows.
MOST_NOTED: Final = 200_000

# White space, byte order marks and the NULs of UTF-16.
BEFORE_XML: Final = b" \t\r\n\xef\xbb\xbf\xff\xfe\0"
LARGEST_WHOLE: Final = 2**53
SHEET_ENTRY: Final = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")


def has_unknown(errors: Iterable[tuple[int, str, str]]) -> bool:
    """Whether any of (row, letter, text) is an error of newer or other programs: #SPILL!, #ERROR!."""
    return any(text not in KNOWN for _row, _letter, text in errors)


def as_texts(content: bytes, sheets: Collection[str]) -> bytes:
    """Give the workbook with the errors of these parts (names in lower case) as texts; nothing is compressed."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename.lower() in sheets:
                part = ERROR_CELL.sub(rb'\1t="str"', part)
            new.writestr(info.filename, part)
    return written.getvalue()


def read_package(content: bytes, limits: dict[str, int]) -> dict[str, Any]:
    """Read a zipped workbook; gives {kind, sheets} in plain values (see `data.spreadsheets.child`). Raises Refusal."""
    package = Package(content, limits["unpacked_bytes"])
    kind = package_kind(set(package.names), package.named("mimetype").decode("utf-8", "replace"))
    if kind not in {"xlsx", "xlsm", "ods"}:
        raise Refusal("file_wrong_type", kind)
    if kind == "ods":
        return {"kind": kind, "sheets": read_ods(content, package, limits)}
    special = scan_parts(package, limits)
    if unknown := {part for part, found in special.items() if has_unknown(found.errors)}:
        content = as_texts(content, unknown)
    if any(any(found) for found in special.values()):
        special = {title: special[part] for part, title in sheet_titles(package).items() if part in special}
    sheets = read_sheets(content, limits)
    for sheet in sheets:
        found = special.get(sheet["name"], SpecialCells([], [], []))
        sheet["formulas"] = found.without_value[:MOST_NOTED]
        place_texts(sheet["rows"], found.errors + found.links)
        blank_cells(sheet["rows"], found.without_value)
    return {"kind": kind, "sheets": sheets}


def scan_parts(package: Package, limits: dict[str, int]) -> dict[str, SpecialCells]:
    """Look through every part that may be XML, whatever its name; gives the special cells by the sheet's part."""
    special: dict[str, SpecialCells] = {}
    lengths = shared_lengths(package.named("xl/sharedstrings.xml"))
    cells = text_bytes = 0
    for index, name in enumerate(package.names):
        part = package.part(index)
        if not part.lstrip(BEFORE_XML).startswith(b"<"):
            continue
        check_entities(part)
        if b"sheetData" not in part:
            continue
        found, last_row, last_column = count_cells(part, limits["cells"])
        cells += found
        if cells > limits["cells"]:
            raise Refusal("file_too_large", f"{cells:,}", limit=f"{limits['cells']:,}", what="cells")
        if last_row * last_column > limits["cells"]:
            far = f"{column_letter(last_column)}{last_row}"
            raise Refusal("file_far_cell", far, sheet=sheet_titles(package).get(name, name))
        text_bytes += shared_text_bytes(part, lengths, limits["answer_bytes"])
        if text_bytes > limits["answer_bytes"]:
            raise Refusal(
                "file_too_large",
                size_text(text_bytes),
                limit=size_text(limits["answer_bytes"]),
                what="unpacked",
            )
        special[name] = special_cells(part, package.named("xl/workbook.xml"))
    return special


def read_ods(content: bytes, package: Package, limits: dict[str, int]) -> list[dict[str, Any]]:
    """Read an OpenDocument sheet; its merges and its formulas without a value come from the scan."""
    from data.spreadsheets.ods_plain import plain_content, with_content  # noqa: PLC0415 - 2 ms that xlsx need not pay
    from data.spreadsheets.ods_scan import scan_ods  # noqa: PLC0415

    if b"encryption-data" in package.named("meta-inf/manifest.xml"):
        raise Refusal("file_encrypted")
    for index, name in enumerate(package.names):
        if name.endswith(".xml"):
            check_entities(package.part(index))
    written = package.named("content.xml")
    plain = plain_content(written)
    scanned = scan_ods(plain, limits["cells"])
    if plain != written:
        content = with_content(content, plain)
    sheets = read_sheets(content, limits)
    for sheet, scan in zip(sheets, scanned, strict=False):
        sheet["merged"] = scan.merged[:MOST_NOTED]
        sheet["formulas"] = scan.formulas_without_value[:MOST_NOTED]
    return sheets


def blank_cells(rows: list[list[Any]], places: list[tuple[int, str]]) -> None:
    """Take out the 0 that stands where nobody has computed a formula."""
    for row, letter in places:
        column = column_number(letter)
        if row <= len(rows) and column <= len(rows[row - 1]):
            rows[row - 1][column - 1] = None


def place_texts(rows: list[list[Any]], texts: list[tuple[int, str, str]]) -> None:
    """Put errors (`#N/A`) and texts of links into their cells, which calamine gives as blank or as 0."""
    for row, letter, text in texts:
        column = column_number(letter)
        rows.extend([] for _ in range(row - len(rows)))
        cells = rows[row - 1]
        cells.extend([None] * (column - len(cells)))
        cells[column - 1] = text


def sheet_titles(package: Package) -> dict[str, str]:
    """Give the names of sheets by the names of their parts (lower case)."""
    # Only after the scan: without a document type, nothing in this XML can expand.
    relations = package.named("xl/_rels/workbook.xml.rels")
    targets = {
        attribute(entry, "Id"): attribute(entry, "Target").lstrip("/")
        for entry in RELATION.findall(relations)
    }
    titles: dict[str, str] = {}
    for entry in SHEET_ENTRY.findall(package.named("xl/workbook.xml")):
        target = targets.get(attribute(entry, r"\w+:id"), "").lower()
        titles[target if target.startswith("xl/") else f"xl/{target}"] = attribute(entry, "name")
    return titles


def attribute(tag: bytes, name: str) -> str:
    """Give the value of a tag's attribute as text, or an empty text."""
    found = re.search(rf"\s{name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", tag.decode("utf-8", "replace"))
    if found is None:
        return ""
    import html  # noqa: PLC0415 - 5 ms of the child's start, for sheets with formulas only

    return html.unescape(found[1] or found[2] or "")


def read_sheets(content: bytes, limits: dict[str, int]) -> list[dict[str, Any]]:
    """Read all sheets with cells: [{name, visible, rows, merged}]. Raises Refusal."""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [
            plain_sheet(workbook.get_sheet_by_index(index), metadata.visible == Visible.Visible, limits)
            for index, metadata in enumerate(workbook.sheets_metadata)
            if metadata.typ == SheetTypeEnum.WorkSheet
        ]
    except PasswordError as error:
        raise Refusal("file_encrypted") from error
    except CalamineError as error:
        raise Refusal("file_damaged") from error


def plain_sheet(sheet: CalamineSheet, visible: bool, limits: dict[str, int]) -> dict[str, Any]:  # noqa: FBT001
    """Give a sheet as plain values, from A1 on, without blank rows at its end."""
    first_row, first_column = sheet.start or (0, 0)
    end = sheet.end
    if end and (end[0] + 1) * (end[1] + 1) > limits["cells"]:
        raise Refusal("file_far_cell", f"{column_letter(end[1] + 1)}{end[0] + 1}", sheet=sheet.name)
    rows: list[list[Any]] = [[] for _ in range(first_row)]
    dates: list[tuple[int, int, str]] = []
    for row, cells in enumerate(sheet.to_python(skip_empty_area=True), first_row):
        rows.append(plain_row(cells, row, first_column, dates))
    while rows and not rows[-1]:
        rows.pop()
    merged = [(*begin, *last) for begin, last in (sheet.merged_cell_ranges or ())[:MOST_NOTED]]
    return {"name": sheet.name, "visible": visible, "rows": rows, "dates": dates, "merged": merged}


def plain_row(cells: list[Any], row: int, first_column: int, dates: list[tuple[int, int, str]]) -> list[Any]:
    """Give a row's cells as None, text, numbers and yes/no; dates are ISO texts, and listed in `dates`."""
    plain: list[Any] = [None] * first_column
    for cell in cells:
        if isinstance(cell, str):
            plain.append(cell or None)
        elif isinstance(cell, float):
            whole = cell.is_integer() and abs(cell) < LARGEST_WHOLE
            plain.append(int(cell) if whole else cell if cell - cell == 0 else None)
        elif isinstance(cell, datetime.date):
            dates.append((row, len(plain), cell.isoformat()))
            plain.append(None)
        elif isinstance(cell, (datetime.time, datetime.timedelta)):
            plain.append(str(cell))
        else:
            plain.append(cell)
    while plain and plain[-1] is None and (not dates or dates[-1][:2] != (row, len(plain) - 1)):
        plain.pop()
    return plain
