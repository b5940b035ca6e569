"""What a PDF is made of, read back with nothing but zlib: enough to see pages, fonts, bookmarks and metadata."""

import re
import zlib
from contextlib import suppress

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
OBJECT = re.compile(rb"<<.*?>>\s*(?=<<|$|stream|endobj|\d+ 0 obj)", re.DOTALL)


def unpacked(pdf: bytes) -> bytes:
    """The file with its compressed streams opened, object streams among them."""
    parts = [STREAM.sub(b"", pdf)]
    for packed in STREAM.findall(pdf):
        parts.append(packed)
        with suppress(zlib.error):
            parts.append(zlib.decompressobj().decompress(packed))
    return b"\n".join(parts)


def page_count(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", unpacked(pdf)))


def font_descriptors(pdf: bytes) -> list[bytes]:
    opened = unpacked(pdf)
    return [
        opened[found.start() : found.start() + 600]
        for found in re.finditer(rb"/Type\s*/FontDescriptor", opened)
    ]


def bookmarks(pdf: bytes) -> list[str]:
    """Titles of the outline, which the PDF keeps as UTF-16 or as plain text."""
    return [
        _text(found)
        for found in re.findall(rb"/Title\s*(<[0-9A-Fa-f]+>|\((?:\\.|[^\\)])*\))", unpacked(pdf), re.DOTALL)
    ]


def _text(value: bytes) -> str:
    hexadecimal, literal = value.startswith(b"<"), re.sub(rb"\\([()\\])", rb"\1", value[1:-1])
    raw = bytes.fromhex(value[1:-1].decode()) if hexadecimal else literal
    return raw[2:].decode("utf-16-be") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")
