"""The as-of date that a title or a file name tells; a month, a quarter or a half year means its last day."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date
from typing import Final

# The Plan is of 2024; tables about its forerunners begin in 2015, as `established_on` does.
FIRST_YEAR: Final = 2015
DIGITS: Final = str.maketrans("〇零○一二三四五六七八九", "000123456789")

NUMBER: Final = r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
YEAR: Final = r"((?:20\d\d)|(?:二[〇零○0][一二三四五六七八九〇零○]{2}))"
DAY_IN_WORDS: Final = re.compile(rf"{YEAR}年度?{NUMBER}月(?:份)?(?:{NUMBER}[日号]|底|末)?")
DAY_IN_FIGURES: Final = re.compile(r"(?<!\d)(20\d\d)([-./_])(\d{1,2})(?:\2(\d{1,2}))?(?!\d)")
DAY_RUN_TOGETHER: Final = re.compile(r"(?<!\d)(20\d\d)(\d\d)(\d\d)?(?!\d)")
QUARTER: Final = re.compile(rf"{YEAR}年度?第?([一二三四1-4])季度")
HALF: Final = re.compile(rf"{YEAR}年度?上半年")
YEAR_END: Final = re.compile(rf"{YEAR}年(?:年?[底末]|下半年|全年)")
DAY_WITHOUT_YEAR: Final = re.compile(rf"(?<![年\d]){NUMBER}月(?:{NUMBER}[日号]|底|末)")
# When the table was made says nothing about the day it describes.
MADE_ON: Final = re.compile(r"(?:填[报表]|制表|报送|上报|打印|导出|印发|发文|审核)(?:日期|时间)[:：]?.{0,14}")
AS_OF: Final = re.compile(
    r"(?:截[至止]|统计(?:时间|日期|时点)|数据(?:时间|日期)|asof)[到于在]?[:：]?(.{0,20})", re.IGNORECASE
)


def as_of_from_text(text: str, today: date) -> date | None:
    """Give the as-of date that a title tells: the one after 截至, else the last date in it. None if there is none.

    today: a day and month without a year means the last such day up to today.
    """
    line = "".join(unicodedata.normalize("NFKC", text).split())
    for marked in AS_OF.finditer(line):
        days = _days(marked[1], today, without_year=True)
        if days:
            return days[0][1]
    days = _days(MADE_ON.sub("", line), today, without_year=False)
    return days[-1][1] if days else None


def as_of_from_name(name: str, today: date) -> date | None:
    """Give the as-of date that a file's name tells: `…_2026年11月.xlsx`, `…20261031.xls`, `…2026-10.csv`."""
    stem = unicodedata.normalize("NFKC", name).replace("\\", "/").rpartition("/")[2]
    return as_of_from_text(stem.rpartition(".")[0] or stem, today)


def _days(text: str, today: date, *, without_year: bool) -> list[tuple[int, date]]:
    """Find all days, by their place in the text."""
    found = [
        *(
            (m.start(), _day(_number(m[1]), _number(m[2]), _number(m[3])))
            for m in DAY_IN_WORDS.finditer(text)
        ),
        *((m.start(), _day(int(m[1]), int(m[3]), int(m[4] or 0))) for m in DAY_IN_FIGURES.finditer(text)),
        *((m.start(), _day(int(m[1]), int(m[2]), int(m[3] or 0))) for m in DAY_RUN_TOGETHER.finditer(text)),
        *((m.start(), _day(_number(m[1]), 3 * _number(m[2]), 0)) for m in QUARTER.finditer(text)),
        *((m.start(), _day(_number(m[1]), 6, 0)) for m in HALF.finditer(text)),
        *((m.start(), _day(_number(m[1]), 12, 0)) for m in YEAR_END.finditer(text)),
    ]
    if without_year:
        found += [
            (m.start(), _latest(_number(m[1]), _number(m[2]), today)) for m in DAY_WITHOUT_YEAR.finditer(text)
        ]
    last_year = today.year + 1
    return sorted((place, day) for place, day in found if day and FIRST_YEAR <= day.year <= last_year)


def _day(year: int, month: int, day: int) -> date | None:
    """Make a date, the last of its month without a day; None if there is no such day."""
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    return date(year, month, day or last) if day <= last else None


def _latest(month: int, day: int, today: date) -> date | None:
    days = [_day(year, month, day) for year in (today.year - 1, today.year)]
    past = [found for found in days if found and found <= today]
    return past[-1] if past else None


def _number(text: str | None) -> int:
    """Read 11, 十一, 三十, 二〇二六; 0 for nothing."""
    if not text:
        return 0
    if text.isdecimal():
        return int(text)
    if "十" in text:
        tens, _ten, ones = text.partition("十")
        return 10 * int((tens or "一").translate(DIGITS)) + int((ones or "〇").translate(DIGITS))
    return int(text.translate(DIGITS))
