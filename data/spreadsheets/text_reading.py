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
DELIMITERS: Final = ",\t;|，、"
DELIMITER_LINES: Final = 50
LONGEST_CELL: Final = 1_000_000
# What Excel 2003 wrote as "XML spreadsheet", usually under the name .xls, says so where its XML begins.
XML_SPREADSHEET: Final = "urn:schemas-microsoft-com:office:spreadsheet"
BEGINNING: Final = 2_000
# What no text has: control characters other than tab, line ends and form feed.
CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


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
        if CONTROL.search(text) is None:
            return encoding.removesuffix("-sig"), text.removeprefix("\ufeff")
    if b"\0" in content:
        raise Refusal("file_wrong_type", "unknown")
    raise Refusal("file_encoding")


def split(text: str) -> list[list[str | None]]:
    """Split into rows and cells at the delimiter that fits best; blank cells are None."""
    csv.field_size_limit(LONGEST_CELL)
    delimiter = find_delimiter(text)
    rows: list[list[str | None]] = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            row = [cell if cell.strip() else None for cell in cells]
            while row and row[-1] is None:
                row.pop()
            rows.append(row)
    except csv.Error as error:
        raise Refusal("file_damaged") from error
    while rows and not rows[-1]:
        rows.pop()
    return rows


def find_delimiter(text: str) -> str:
    """Find the delimiter that gives most lines the same number of cells, more than one; comma if none does.

    `sep=;` as first line, which Excel writes and reads, decides.
    """
    lines = text.lstrip().splitlines()[:DELIMITER_LINES] if len(text) < LONGEST_CELL else _first_lines(text)
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip()) == 5:
        return lines[0].strip()[4]
    best, best_score = ",", 0
    for delimiter in DELIMITERS:
        counts = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        for width in set(counts) - {0, 1}:
            score = counts.count(width) * 1000 + width
            if score > best_score:
                best, best_score = delimiter, score
    return best


def _candidates(content: bytes) -> list[str]:
    """Without a mark: UTF-16 shows by its NULs, every second byte of Latin letters, digits and commas."""
    if b"\0" not in content:
        return ["utf-8", "gb18030"]
    odd = content[1::2].count(0) >= content[::2].count(0)
    return ["utf-16-le", "utf-16-be"] if odd else ["utf-16-be", "utf-16-le"]


def _first_lines(text: str) -> list[str]:
    return text[:LONGEST_CELL].lstrip().splitlines()[:DELIMITER_LINES]
