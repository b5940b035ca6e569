"""What a cell may hold: its text, the numerals in it, and what a reading of it says."""

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Generic, TypeAlias, TypeVar

Value = TypeVar("Value")

CellValue: TypeAlias = str | int | float | bool | date | datetime | None


# No word for a stage, a date or a county is longer; more is cut before it is looked at.
LONGEST_WORD: Final = 200

# Marks that offices put where there is nothing to say.
BLANK_MARKS: Final = frozenset(
    (
        "",
        "-",
        "--",
        "---",
        "—",
        "——",
        "―",
        "–",
        "/",
        "\\",
        "//",
        "n/a",
        "na",
        "nan",
        "nat",
        "<na>",
        "none",
        "null",
        "...",
        "…",
    )
)

# What Excel shows in place of a value that a formula could not give.
ERROR_MARKS: Final = frozenset(
    (
        "#n/a",
        "#ref!",
        "#value!",
        "#div/0!",
        "#name?",
        "#null!",
        "#num!",
        "#spill!",
        "#calc!",
        "#getting_data",
        "#error!",
        "#field!",
        "#blocked!",
        "#connect!",
        "#busy!",
        "#unknown!",
    )
)

# LibreOffice numbers its own errors: Err:502.
NUMBERED_ERRORS: Final = ("err:", "错误:")

# Python refuses to write out integers of more than some thousand digits.
WRITABLE_BITS: Final = 256

DIGITS: Final = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "两": 2,
}

UNITS: Final = {"十": 10, "百": 100, "千": 1_000}


@dataclass(frozen=True)
class Finding:
    """What is to be said about a value: a code of `data.spreadsheets.problems`, and what fills its text."""

    code: str
    found: str = ""
    expected: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Reading(Generic[Value]):
    """A cell's value, None for blank and for unreadable cells, with the findings about it."""

    value: Value | None = None
    findings: tuple[Finding, ...] = ()


def shown(cell: CellValue) -> str:
    """Write a cell as its reader knows it: 3.0 as 3, dates as ISO days, text without its outer blanks."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None or cell != cell:  # NaN and NaT
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        midnight = (cell.hour, cell.minute, cell.second) == (0, 0, 0)
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int):
        return str(cell) if cell.bit_length() <= WRITABLE_BITS else f"{hex(cell)[:20]}…"
    return str(int(cell)) if cell.is_integer() else repr(cell)


def clean(cell: CellValue) -> str:
    """Write a cell for comparing: full width folded (NFKC), lower case, without blanks and invisible signs."""
    text = unicodedata.normalize("NFKC", shown(cell)[:LONGEST_WORD]).casefold()
    if text.isalnum():  # most cells: nothing to take out
        return unicodedata.normalize("NFKC", text)
    signs = (
        sign for sign in text if not sign.isspace() and unicodedata.category(sign) not in {"Cf", "Cc", "Cs"}
    )
    return unicodedata.normalize("NFKC", "".join(signs))


def is_blank(text: str) -> bool:
    """Whether cleaned text says nothing."""
    return text in BLANK_MARKS


def is_error(text: str) -> bool:
    """Whether cleaned text is the error of a formula."""
    return (
        text in ERROR_MARKS
        if text.startswith("#")
        else text.startswith(NUMBERED_ERRORS) and text[-3:].isdecimal()
    )


def read_numeral(text: str, *, digit_by_digit: bool) -> int | None:
    """Read 十二, 廿三, 一百零五, 一千二百, with Arabic digits among them or alone; None for what is no number.

    digit_by_digit: 二〇二六 and 三一 are numbers too, as in years and days; as a count 二三 means two or three.
    """
    text = text.replace("廿", "二十").replace("卅", "三十")
    digits = [int(sign) if sign in "0123456789" else DIGITS.get(sign) for sign in text]
    if digit_by_digit and text and None not in digits:
        return int("".join(map(str, digits)))
    total, pending, smallest = 0, None, 10_000
    for sign, digit in zip(text, digits, strict=True):
        unit = UNITS.get(sign)
        if unit is not None and unit < smallest:
            total += (pending or 1) * unit
            pending, smallest = None, unit
        elif digit is not None and not pending:
            pending = digit
        else:
            return None
    return total + (pending or 0) if text else None
