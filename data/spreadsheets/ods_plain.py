"""An OpenDocument sheet made plain for calamine: its cells hold their own text alone. Runs in the reading child.

calamine refuses white space between cells, joins the words beside a line break or a tab, takes text boxes and readings
over characters for the cell's text, and shows cells in error as blank. All this is mended in the XML before it reads.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

ATTRIBUTES: Final = rb"(?:[^>\"']|\"[^\"]*\"|'[^']*')*?"
# What a paragraph is, what is drawn or noted beside a cell's text, and what stands for white space.
TAG: Final = re.compile(
    rb"<(/?)(text:p|text:h|text:line-break|text:tab|text:ruby-text|office:annotation|table:shapes|draw:[\w-]+)(?=[\s/>])"
    + ATTRIBUTES
    + rb"(/?)>"
)
PARAGRAPHS: Final = frozenset((b"text:p", b"text:h"))
SIGNS: Final = {b"text:line-break": b"\n", b"text:tab": b"\t"}
BETWEEN: Final = re.compile(rb">\s+<")
WHITE_SPACE: Final = re.compile(rb"[ \t\r\n]+")
NOT_PLAIN: Final = re.compile(
    rb">\s+<(?:/?table:|text:[ph][\s>])|[\r\n]|<text:(?:line-break|tab|ruby-text)[\s/>]|<office:annotation|<draw:|<table:shapes"
)
ERROR_CELL: Final = re.compile(
    rb"(<table:table-cell(?=\s)" + ATTRIBUTES + rb")(>\s*<text:p(?:\s" + ATTRIBUTES + rb")?>)"
    rb"(?=(?:#N/A|#[A-Z0-9/]{2,10}[!?]|Err:\d{3}|" + "错误".encode() + rb":\d{3})<)"
)
VALUE: Final = re.compile(
    rb"\s(?:office|calcext):(?:value-type|value|string-value|boolean-value)\s*=\s*(?:\"[^\"]*\"|'[^']*')"
)


def plain_content(content: bytes) -> bytes:
    """Give the part `content.xml` with nothing in its cells but their text; the same bytes if there is nothing else."""
    begin = content.find(b"<table:table")
    if begin < 0:
        return content
    tables = content[begin:]
    if NOT_PLAIN.search(tables):
        tables = _without_others(tables)
    if b">#" in tables or b">Err:" in tables or ">错误:".encode() in tables:
        tables = ERROR_CELL.sub(_as_text, tables)
    return content if tables == content[begin:] else content[:begin] + tables


def with_content(package: bytes, content: bytes) -> bytes:
    """Give the package with another `content.xml`; nothing is compressed."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(written, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, content if info.filename.lower() == "content.xml" else old.read(info))
    return written.getvalue()


def _without_others(tables: bytes) -> bytes:
    pieces: list[bytes] = []
    at = paragraphs = left_out = 0
    for tag in TAG.finditer(tables):
        closing, name, closed = tag.groups()
        if not left_out:
            text = tables[at : tag.start()]
            pieces.append(WHITE_SPACE.sub(b" ", text) if paragraphs else BETWEEN.sub(b"><", text.strip()))
        at = tag.end()
        if name in SIGNS:
            pieces += [] if left_out or closing else [SIGNS[name]]
        elif name not in PARAGRAPHS:
            left_out = max(0, left_out + (0 if closed else -1 if closing else 1))
        elif not left_out:
            pieces.append(tag[0])
            paragraphs = max(0, paragraphs + (0 if closed else -1 if closing else 1))
    pieces.append(BETWEEN.sub(b"><", tables[at:].strip()))
    return b"".join(pieces)


def _as_text(cell: re.Match[bytes]) -> bytes:
    """Make a cell in error one that holds its error as text."""
    return VALUE.sub(b"", cell[1]) + b' office:value-type="string"' + cell[2]
