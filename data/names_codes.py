"""Codes of counties as cells hold them: numbers, full width, with blanks, of twelve digits, former and unofficial."""

import re
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from data.changes import Change, change_of_code
from data.names_index import counties, prefecture_names, province_names
from data.readings import CellValue, clean, is_blank, is_error

CodeKind: TypeAlias = Literal[
    "blank", "county", "split", "area", "out_of_scope", "unknown", "malformed", "error"
]

# 110105 with the zeros of towns (9 digits) and villages (12) behind it; .0 comes from numbers saved as text.
LONG_CODE: Final = re.compile(r"(\d{6})(?:0{3}|0{6})")
SCIENTIFIC: Final = re.compile(r"\d(?:\.\d{1,11})?e\+?\d{1,2}")
SEPARATORS: Final = re.compile(r"^['’‘`]|[\s_·-]+")
# Taiwan, Hong Kong and Macau.
OUTSIDE: Final = ("71", "81", "82")


@dataclass(frozen=True)
class CodeMeaning:
    """What a code stands for: a county's code now, and the change if it is a former or unofficial one.

    alike: codes that may be meant by a malformed one.
    """

    kind: CodeKind
    code: str | None = None
    change: Change | None = None
    alike: tuple[str, ...] = ()


def digits_of(cell: CellValue) -> str:
    """Write a code as digits: 110105.0, ' 110105 ', '110 105', １１０１０５ and 110105000000 give 110105."""
    text = SEPARATORS.sub("", clean(cell))
    if isinstance(cell, str) and re.fullmatch(r"\d+\.0+", text):
        text = text.partition(".")[0]
    elif isinstance(cell, str) and SCIENTIFIC.fullmatch(text):
        number = float(text)
        text = str(int(number)) if number.is_integer() and number < 1e15 else text
    match = LONG_CODE.fullmatch(text)
    return match[1] if match else text


def read_code(cell: CellValue, name: str = "") -> CodeMeaning:
    """Say what a code stands for; the name decides where a code was used with two. Never raises."""
    text = clean(cell)
    if is_blank(text):
        return CodeMeaning("blank")
    if is_error(text):
        return CodeMeaning("error")
    code = digits_of(cell)
    if code in counties():
        return CodeMeaning("county", code)
    if not re.fullmatch("[0-9]{6}", code):
        alike = code[:6] if code[:6] in counties() else ""
        return CodeMeaning("malformed", alike=(alike,) if alike and code.isdecimal() else ())
    if change := change_of_code(code, name):
        return CodeMeaning("county" if change.follower else "split", change.follower, change)
    if code.startswith(OUTSIDE):
        return CodeMeaning("out_of_scope")
    if code in province_names().values() or any(code in codes for codes in prefecture_names().values()):
        return CodeMeaning("area")
    return CodeMeaning("unknown")
