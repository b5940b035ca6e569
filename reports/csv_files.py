"""CSV that a spreadsheet program opens as it is: nothing in it runs."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Final

import pandas as pd

# Excel, WPS and LibreOffice read a cell that begins so as a formula, full-width signs included.
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Excel and WPS read UTF-8 only with a byte order mark.
ENCODING: Final = "utf-8-sig"


def quoted(text: str) -> str:
    """Set an apostrophe before what a spreadsheet program would run."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def csv_file(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Write a header and rows. Text that could run is quoted, None is an empty cell, the rest as `str` has it."""
    lines = StringIO()
    write = csv.writer(lines).writerow
    write([quoted(name) for name in header])
    for row in rows:
        write([quoted(cell) if isinstance(cell, str) else cell for cell in row])
    return lines.getvalue().encode(ENCODING)


def frame_csv(frame: pd.DataFrame) -> bytes:
    """Write a frame without its index, as pandas writes its values; what is missing is an empty cell."""
    harmless = frame.map(_quoted_value, na_action="ignore")
    header = [quoted(str(name)) for name in frame.columns]
    return harmless.to_csv(index=False, header=header, lineterminator="\r\n").encode(ENCODING)


def _quoted_value(value: object) -> object:
    return quoted(value) if isinstance(value, str) else value
