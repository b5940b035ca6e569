"""Tables in text files: csv and txt in the encodings that offices use. Runs in the reading child."""

from __future__ import annotations

import csv
import io
import re
from typing import Any, Final

from data.spreadsheets.kinds import Refusal

BYTE_ORDER_MARKS: Final = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
    b"\x84\x31\x95\x33": "gb18030",
}
ENCODINGS: Final = ("utf-8", "utf-16", "gb18030", "big5")
DELIMITERS: Final = ",\t;|，"
# Parts the items of lists rather than cells: only where nothing else parts cells.
LAST_DELIMITER: Final = "、"
DELIMITER_LINES: Final = 50
LONGEST_CELL: Final = 1_000_000
# What Excel 2003 wrote as "XML spreadsheet", usually under the name .xls, says so where its XML begins.
XML_SPREADSHEET: Final = "urn:schemas-microsoft-com:office:spreadsheet"
BEGINNING: Final = 2_000
# What no text has: control characters other than tab, line ends and form feed. A few (Word marks the ends of its cells,
# DOS that of a file) are left out; more of them, or a NUL, show that this is no text in that encoding.
CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
FEW_CONTROLS: Final = 3
SIGNS_A_CONTROL: Final = 25
# ="440103" keeps a code's text in Excel.
BEGIN_OF_FORMULA_TEXT: Final = re.compile(rf"(?m)(^|[{DELIMITERS}{LAST_DELIMITER}])=\"(?!\")")
FORMULA_TEXT: Final = re.compile(r'\s*="((?:[^"]|"")*)"\s*')


def read_text(content: bytes, limits: dict[str, Any]) -> dict[str, Any]:
    """Read a text or HTML file: {kind, encoding, sheets}. Raises Refusal."""
    encoding, text = decode(content, limits["encoding"])
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start == "<" and XML_SPREADSHEET in text[:BEGINNING]:
        raise Refusal("file_wrong_type", "xml2003")
    if start == "<" and "<table" in text.lower():
        from data.spreadsheets.html_reading import read_tables  # noqa: PLC0415 - 10 ms that csv need not pay

        return {"kind": "html", "encoding": encoding, "sheets": read_tables(text, limits)}
    if start == "<" and re.match(r"\s*<(?:\?xml|!doctype|html|\w+[\s>/])", text, re.IGNORECASE):
        raise Refusal("file_wrong_type", "page" if "<html" in text.lower() else "xml")
    if text.startswith("MIME-Version:"):
        raise Refusal("file_wrong_type", "mhtml")
    rows = split(text)
    if sum(map(len, rows)) > limits["cells"]:
        raise Refusal(
            "file_too_large", f"{sum(map(len, rows)):,}", limit=f"{limits['cells']:,}", what="cells"
        )
    sheet = {"name": "", "visible": True, "rows": rows, "dates": [], "merged": []}
    return {"kind": "csv", "encoding": encoding, "sheets": [sheet]}


def decode(content: bytes, chosen: str | None) -> tuple[str, str]:
    """Give the encoding and the text: as chosen; else byte order mark, UTF-8, UTF-16, GB18030, in this order."""
    mark = next((name for mark, name in BYTE_ORDER_MARKS.items() if content.startswith(mark)), None)
    for encoding in [chosen] if chosen else [mark] if mark else _candidates(content):
        try:
            text = content.decode(encoding)
        except (UnicodeError, LookupError):
            continue
        controls = CONTROL.findall(text)
        if "\0" not in controls and len(controls) <= FEW_CONTROLS + len(text) // SIGNS_A_CONTROL:
            plain = CONTROL.sub("", text) if controls else text
            return encoding.removesuffix("-sig"), plain.removeprefix("\ufeff")
    if b"\0" in content:
        raise Refusal("file_wrong_type", "unknown")
    raise Refusal("file_encoding")


def split(text: str) -> list[list[str | None]]:
    """Split into rows and cells at the delimiter that fits best; blank cells are None."""
    csv.field_size_limit(LONGEST_CELL)
    formulas = '="' in text
    if formulas:
        text = BEGIN_OF_FORMULA_TEXT.sub(r'\1"', text)
    delimiter = find_delimiter(text)
    rows: list[list[str | None]] = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            texts = [without_formula(cell) for cell in cells] if formulas else cells
            row = [cell if cell.strip() else None for cell in texts]
            while row and row[-1] is None:
                row.pop()
            rows.append(row)
    except csv.Error as error:
        raise Refusal("file_damaged") from error
    while rows and not rows[-1]:
        rows.pop()
    return rows


def without_formula(cell: str) -> str:
    """Give the text of a cell such as ="440103", every other cell as it is."""
    match = FORMULA_TEXT.fullmatch(cell)
    return match[1].replace('""', '"') if match else cell


def find_delimiter(text: str) -> str:
    """Find the delimiter that parts most lines, and of several the one that parts them into most cells.

    Lines may differ in their cells: some programs leave out what is blank at the end. Comma where nothing parts a line.
    `sep=;` as first line, which Excel writes and reads, decides.
    """
    lines = text.lstrip().splitlines()[:DELIMITER_LINES] if len(text) < LONGEST_CELL else _first_lines(text)
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip()) == 5:
        return lines[0].strip()[4]
    best, best_parted = ",", (0, 0)
    for delimiter in DELIMITERS:
        parted = _parted(lines, delimiter)
        if parted > best_parted:
            best, best_parted = delimiter, parted
    return best if best_parted[0] > 1 or _parted(lines, LAST_DELIMITER)[0] < 2 else LAST_DELIMITER


def _parted(lines: list[str], delimiter: str) -> tuple[int, int]:
    """Say how many lines a delimiter parts, and into how many cells together."""
    widths = [len(cells) for cells in csv.reader(lines, delimiter=delimiter) if len(cells) > 1]
    return len(widths), sum(widths)


def _candidates(content: bytes) -> list[str]:
    """Without a mark: UTF-16 shows by its NULs, every second byte of Latin letters, digits and commas."""
    if b"\0" not in content:
        return ["utf-8", "gb18030"]
    odd = content[1::2].count(0) >= content[::2].count(0)
    return ["utf-16-le", "utf-16-be"] if odd else ["utf-16-be", "utf-16-le"]


def _first_lines(text: str) -> list[str]:
    return text[:LONGEST_CELL].lstrip().splitlines()[:DELIMITER_LINES]
