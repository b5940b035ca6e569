"""Days as officials write them.

2025年3月12日, 2025.3.12, 2025/3/12, 20250312, 二〇二五年三月十二日, datetimes: certain. A month alone (2025年3月),
two-digit years and Excel's serial numbers: guesses, and said to be. 2025.1, which Excel makes of 2025.10 too,
and 3/4/2025 are asked about, unless other cells of their column decide (`data.intake.date_columns`). A month alone
stands for its first day: the trend counts by months, so the gain falls into the same month, and no day is claimed that
may lie after the as-of date. For an as-of date it is the last.
"""

import calendar
import math
import re
from datetime import date, datetime, timedelta
from typing import Final, Literal, TypeAlias

from data.base.cell_values import (
    LONGEST_WORD,
    CellValue,
    Finding,
    Reading,
    clean,
    is_blank,
    is_error,
    read_numeral,
    shown,
)
from data.intake.clock_times import clock_of, split_clock
from data.intake.date_columns import ALONE, SHORT_YEARS, ColumnHabit, days_by_order

MonthDay: TypeAlias = Literal["first", "last"]

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2099
# Day 0 of Excel's calendar; serials from 1990 to 2099 are taken for days, other numbers are not.
SERIAL_START: Final = date(1899, 12, 30)
FIRST_SERIAL: Final = (date(FIRST_YEAR, 1, 1) - SERIAL_START).days
LAST_SERIAL: Final = (date(LAST_YEAR, 12, 31) - SERIAL_START).days

# Words for "no date" in a column of dates.
NO_DATE: Final = frozenset(
    ("无", "暂无", "未定", "待定", "未知", "不详", "未建", "未建立", "否", "0", "×", "nat")
)
# What programs show of 0 in a cell for days, and write for no day at all.
ZERO_DAYS: Final = frozenset((date(1899, 12, 30), date(1899, 12, 31), date(1904, 1, 1), date(1, 1, 1)))
ZERO: Final = re.compile(
    r"0{1,2}:00(?::00)?|(?:1900|0000)[-./]0?[01][-./]0?0|0000[-./]00[-./]00|0?1[-./]0?0[-./](?:19)?00"
)
ZEROS: Final = str.maketrans("oο", "〇〇")
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
PARTS_OF_MONTH: Final = {"初": 1, "上旬": 1, "中": 11, "中旬": 11, "下旬": 21, "底": 31, "末": 31}

WEEKDAY: Final = re.compile(
    r"\(?(?:星期|周)[一二三四五六日天]\)?"
    r"|^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?(?:[.,]+|(?=[a-z]{3}|\d))"
)
NUMERAL: Final = "[0-9〇零○oο一二三四五六七八九十廿卅]"
CHINESE: Final = re.compile(rf"({NUMERAL}{{2,4}})年({NUMERAL}{{1,3}})月(?:份)?(?:({NUMERAL}{{1,4}})[日号]?)?")
SEPARATED: Final = re.compile(r"(\d{4})[-./,、_~](\d{1,2})(?:[-./,、_~](\d{1,2}))?[-./日]?")
SHORT_YEAR: Final = re.compile(r"'?(\d{2})[-./](\d{1,2})[-./](\d{1,2})")
SHORT_LAST: Final = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{2})")
YEAR_LAST: Final = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})")
DAY_MONTH_NAME: Final = re.compile(r"(\d{1,2})[-./,]?([a-z]{3,9})[-./,]?(\d{4}|\d{2})")
MONTH_NAME_DAY: Final = re.compile(r"([a-z]{3,9})[-./,]*(\d{1,2})(?:st|nd|rd|th)?[-./,]*(\d{4})")
# Mar-25 and 3月-25 are what Excel and LibreOffice show of 2025-3, 12-3月-25 of a day.
MONTH_NAME_YEAR: Final = re.compile(r"([a-z]{3,9})[-./,']*(\d{4}|\d{2})")
MONTH_YEAR: Final = re.compile(rf"(?:(\d{{1,2}})[-/])?({NUMERAL}{{1,3}})月[-/](\d{{4}}|\d{{2}})")
WITHIN: Final = re.compile(r"(?<!\d)(\d{4})(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})(?!\d)日?")
YEAR_ONLY: Final = re.compile(
    r"(?:\d{4}|[〇零○一二三四五六七八九]{4})年?(?:上半年|下半年|年?第?[一二三四1-4]季度|春|秋|底|初|末)?"
)
MONTH_NAMES: Final = "|".join(MONTHS)
MONTH_ONLY: Final = re.compile(
    rf"\d{{1,2}}(?:月|[-./])\d{{1,2}}[日号]?|\d{{1,2}}月|\d{{1,2}}[-./,]?(?:{MONTH_NAMES})[a-z]*|(?:{MONTH_NAMES})[a-z]*[-./,]?\d?"
)


def read_date(cell: CellValue, *, month_day: MonthDay = "first", habit: ColumnHabit = ALONE) -> Reading[date]:
    """Read a day; never raises. Codes: date_unreadable, _impossible, _incomplete, _ambiguous, _guessed.

    habit: what the cell's column says together.
    """
    if isinstance(cell, date):  # datetimes are dates
        return _of_date(cell, habit)
    day, clock = split_clock(cell) if isinstance(cell, str) and len(cell) <= LONGEST_WORD else (cell, None)
    text = clean(day)
    if is_blank(text) or text in NO_DATE or ZERO.fullmatch(text):
        return Reading()
    if is_error(text):
        return _nothing("cell_formula_error", cell)
    if isinstance(cell, bool):
        return _nothing("date_unreadable", cell)
    if isinstance(cell, int | float):
        return _of_number(cell, month_day)
    found = _of_text(text, cell, month_day, habit)
    if found.value is None or clock is None:
        return _unless_zero(found, text)
    in_china = clock.day_in_china(found.value)
    if habit.midnight_elsewhere and clock.may_be_midnight:
        in_china += timedelta(days=1)
    return found if in_china == found.value else _guess(in_china, cell)


def _of_date(cell: date, habit: ColumnHabit) -> Reading[date]:
    if cell != cell:  # NaT
        return Reading()
    day = cell.date() if isinstance(cell, datetime) else cell
    if day in ZERO_DAYS:
        return Reading()
    # A cell that holds a day may be as far off as a text: 2263 is more than a frame's nanoseconds can hold.
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return _nothing("date_unreadable", cell)
    clock = clock_of(cell) if isinstance(cell, datetime) else None
    if habit.midnight_elsewhere and clock and clock.may_be_midnight:
        return _guess(day + timedelta(days=1), cell)
    return Reading(day)


def _unless_zero(found: Reading[date], text: str) -> Reading[date]:
    """Take the text of a zero day for a blank."""
    match = SEPARATED.fullmatch(text)
    if found.value is None and match and match[3]:
        zero = tuple(map(int, match.groups())) in {(day.year, day.month, day.day) for day in ZERO_DAYS}
        return Reading() if zero else found
    return found


def _of_number(number: float, month_day: MonthDay) -> Reading[date]:
    if isinstance(number, float) and not math.isfinite(number):
        return _nothing("date_unreadable", number)
    if not 0 <= number < 10**8:
        return _nothing("date_unreadable", number)
    if number != int(number):
        if FIRST_YEAR <= number <= LAST_YEAR + 1:
            return _of_text(repr(number), number, month_day, ALONE)
        if not FIRST_SERIAL <= number <= LAST_SERIAL:
            return _nothing("date_unreadable", number)
    return _of_digits(str(int(number)), number, month_day)


def _of_digits(digits: str, cell: CellValue, month_day: MonthDay) -> Reading[date]:
    """Read 20250312, 202503, 2025 and serials such as 45717."""
    if len(digits) == 8 and _is_year(digits[:4]):
        return _day(digits[:4], digits[4:6], digits[6:], cell)
    if len(digits) == 6 and _is_year(digits[:4]):
        return _month(int(digits[:4]), int(digits[4:]), cell, month_day)
    if len(digits) == 4 and _is_year(digits):
        return _nothing("date_incomplete", cell)
    if len(digits) == 5 and FIRST_SERIAL <= int(digits) <= LAST_SERIAL:
        return _guess(SERIAL_START + timedelta(days=int(digits)), cell)
    return _nothing("date_unreadable", cell)


def _of_text(text: str, cell: CellValue, month_day: MonthDay, habit: ColumnHabit) -> Reading[date]:
    text = WEEKDAY.sub("", text)
    if text.isdecimal():
        return _of_digits(text, cell, month_day)
    for pattern in (CHINESE, SEPARATED):
        match = pattern.match(text)
        rest = text[match.end() :] if match else ""
        if match and (not rest or (match[3] is None and rest in PARTS_OF_MONTH)):
            if pattern is CHINESE:
                return _of_chinese(match, rest, cell, month_day)
            zeros = habit.keeps_zeros and isinstance(cell, str)
            return _of_separated(match, rest, cell, month_day, text_keeps_zeros=zeros)
    return _of_numbers(text, cell, habit) or _of_names(text, cell, month_day) or _of_words(text, cell)


def _of_numbers(text: str, cell: CellValue, habit: ColumnHabit) -> Reading[date] | None:
    """Read 25.3.12, 3/12/25 and 12/31/2024: as the column decides, else where there is but one way; None for others."""
    days = days_by_order(text)
    order = habit.order if YEAR_LAST.fullmatch(text) else habit.short_order
    if order in days:
        return _guess(days[order], cell)
    short = SHORT_YEAR.fullmatch(text)
    if short and (not days or 2000 + int(short[1]) in SHORT_YEARS):
        found = _day(f"20{short[1]}", short[2], short[3], cell)
        return _guess(found.value, cell) if found.value else found
    match = YEAR_LAST.fullmatch(text) or SHORT_LAST.fullmatch(text)
    return _of_year_last(match, cell) if match else None


def _of_names(text: str, cell: CellValue, month_day: MonthDay) -> Reading[date] | None:
    """Read 12 Mar 2025, Mar 12, 2025, Mar-25, 3月-25 and 12-3月-25; None for anything else."""
    if match := DAY_MONTH_NAME.fullmatch(text):
        return _of_month_name(match[2], match[1], match[3], cell)
    if match := MONTH_NAME_DAY.fullmatch(text):
        return _of_month_name(match[1], match[2], match[3], cell)
    if (match := MONTH_NAME_YEAR.fullmatch(text)) and match[1][:3] in MONTHS:
        return _month(_whole_year(match[2]), MONTHS.index(match[1][:3]) + 1, cell, month_day)
    if (match := MONTH_YEAR.fullmatch(text)) and (month := _numeral(match[2])):
        year = _whole_year(match[3])
        if match[1] is None:
            return _month(year, month, cell, month_day)
        found = _day(str(year), str(month), match[1], cell)
        return _guess(found.value, cell) if found.value else found
    return None


def _whole_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _of_words(text: str, cell: CellValue) -> Reading[date]:
    """Find the one day within a longer text; more than one, or a part of a day, is no day."""
    if YEAR_ONLY.fullmatch(text) or MONTH_ONLY.fullmatch(text):
        return _nothing("date_incomplete", cell)
    within: list[tuple[str, str, str]] = WITHIN.findall(text)
    if len(within) == 1:
        year, month, day = within[0]
        found = _day(year, month, day, cell)
        return _guess(found.value, cell) if found.value else found
    return _nothing("date_unreadable", cell)


def _of_chinese(match: re.Match[str], rest: str, cell: CellValue, month_day: MonthDay) -> Reading[date]:
    # Nobody writes a year with tens: 十五年 is a span.
    number = None if set(match[1]) & set("十廿卅") else _numeral(match[1])
    month = _numeral(match[2])
    if number is None or month is None or len(match[1]) == 3:
        return _nothing("date_unreadable", cell)
    short = len(match[1]) == 2
    year = f"20{number:02}" if short else f"{number:04}"
    if match[3] is None:
        return _month(int(year), month, cell, month_day, rest)
    day = _numeral(match[3])
    if day is None:
        return _nothing("date_unreadable", cell)
    found = _day(year, str(month), str(day), cell)
    return _guess(found.value, cell) if short and found.value else found


def _of_separated(
    match: re.Match[str], rest: str, cell: CellValue, month_day: MonthDay, *, text_keeps_zeros: bool
) -> Reading[date]:
    year, month, day = match[1], match[2], match[3]
    if day is not None:
        return _day(year, month, day, cell)
    if month == "1" and match[0][4] == "." and not rest and not text_keeps_zeros and _is_year(year):
        suggestions = tuple(_filled(int(year), number, month_day).isoformat() for number in (1, 10))
        return Reading(None, (Finding("date_ambiguous", shown(cell), suggestions=suggestions),))
    return _month(int(year), int(month), cell, month_day, rest)


def _of_year_last(match: re.Match[str], cell: CellValue) -> Reading[date]:
    """Read 13/1/2025, which is certain to be 13 January but for slips, and ask about 3/4/2025."""
    first, second, year = int(match[1]), int(match[2]), str(_whole_year(match[3]))
    readings = [_day(year, str(month), str(day), cell) for day, month in ((first, second), (second, first))]
    days = sorted({reading.value for reading in readings if reading.value})
    if len(days) == 2:
        suggestions = tuple(day.isoformat() for day in days)
        return Reading(None, (Finding("date_ambiguous", shown(cell), suggestions=suggestions),))
    return _guess(days[0], cell) if days else readings[0]


def _of_month_name(name: str, day: str, year: str, cell: CellValue) -> Reading[date]:
    if name[:3] not in MONTHS:
        return _nothing("date_unreadable", cell)
    month = MONTHS.index(name[:3]) + 1
    return _day(str(_whole_year(year)), str(month), day, cell)


def _month(year: int, month: int, cell: CellValue, month_day: MonthDay, part: str = "") -> Reading[date]:
    if not 1 <= month <= 12 or not _is_year(str(year)):
        return _nothing("date_impossible" if _is_year(str(year)) else "date_unreadable", cell)
    if part:
        return _guess(date(year, month, min(PARTS_OF_MONTH[part], calendar.monthrange(year, month)[1])), cell)
    return _guess(_filled(year, month, month_day), cell)


def _filled(year: int, month: int, month_day: MonthDay) -> date:
    return date(year, month, 1 if month_day == "first" else calendar.monthrange(year, month)[1])


def _day(year: str, month: str, day: str, cell: CellValue) -> Reading[date]:
    if not _is_year(year):
        return _nothing("date_unreadable", cell)
    try:
        return Reading(date(int(year), int(month), int(day)))
    except ValueError:
        suggestions = ()
        if 1 <= int(month) <= 12:
            suggestions = (_filled(int(year), int(month), "last").isoformat(),)
        return Reading(None, (Finding("date_impossible", shown(cell), suggestions=suggestions),))


def _is_year(text: str) -> bool:
    return text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR


def _numeral(text: str) -> int | None:
    """Read 12, 十二, 二十三, 廿三, 三一 and 二〇二五 as a number, o typed for a zero too."""
    return read_numeral(text.translate(ZEROS), digit_by_digit=True)


def _guess(day: date | None, cell: CellValue) -> Reading[date]:
    assert day is not None  # noqa: S101 - callers have looked
    return Reading(day, (Finding("date_guessed", shown(cell), expected=(day.isoformat(),)),))


def _nothing(code: str, cell: CellValue) -> Reading[date]:
    return Reading(None, (Finding(code, shown(cell)),))
