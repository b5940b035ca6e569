"""Cells in error that calamine does not know, and for which it would give the whole workbook up."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterable
from typing import Final

KNOWN: Final = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#DATA!"))
ERROR_CELL: Final = re.compile(rb"(<(?:\w+:)?c\s(?:[^>]*?\s)?)t\s*=\s*[\"']e[\"']")


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
