"""Figures as a reader writes them: dates, months, counts, shares and paces, in Chinese and in English.

No function here translates a sentence; `lang` is `zh` or `en` and decides order and month names only.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date
from typing import Final
from unicodedata import east_asian_width

MINUS: Final = "−"
MONTHS_EN: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Paces under this many counties a month are told with one decimal: a small province gains less than one.
WHOLE_PACE_FROM: Final = 9.95


def format_date(day: date, lang: str) -> str:
    """Give a day in full: `2026年10月31日`, `31 Oct 2026`."""
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}"


def format_month(day: date, lang: str) -> str:
    """Give the month of a day: `2026年10月`, `Oct 2026`."""
    if lang == "zh":
        return f"{day.year}年{day.month}月"
    return f"{MONTHS_EN[day.month - 1]} {day.year}"


def format_months(first: date, last: date, lang: str, *, known_year: int | None = None) -> str:
    """Give a span of months, the year once where it is one: `2027年9—12月`, `Sep–Dec 2027`.

    known_year: a year that the reader has just been told; a span within it goes without (`9—12月`, `Sep–Dec`).
    """
    one_year = first.year == last.year
    told = one_year and first.year == known_year
    if lang == "zh":
        start = f"{first.month}" if one_year else f"{format_month(first, lang)}"
        end = f"{last.month}月" if one_year else format_month(last, lang)
        span = end if one_year and first.month == last.month else f"{start}—{end}"
        return f"{first.year}年{span}" if one_year and not told else span
    start, end = MONTHS_EN[first.month - 1], MONTHS_EN[last.month - 1]
    if not one_year:
        return f"{format_month(first, lang)}–{format_month(last, lang)}"
    span = start if first.month == last.month else f"{start}–{end}"
    return span if told else f"{span} {last.year}"


def is_month_end(day: date) -> bool:
    """Whether the day is the last of its month."""
    return day.day == calendar.monthrange(day.year, day.month)[1]


def format_short_day(day: date, lang: str) -> str:
    """Give a day within a known year: `10月底` or `10月15日`, `31 Oct`."""
    if lang == "zh":
        return f"{day.month}月底" if is_month_end(day) else f"{day.month}月{day.day}日"
    return f"{day.day} {MONTHS_EN[day.month - 1]}"


def format_due(day: date, lang: str) -> str:
    """Give a deadline: `2027年底`, `2026年6月底` or a day; `the end of 2027`, `the end of Jun 2026`."""
    if not is_month_end(day):
        return format_date(day, lang)
    if lang == "zh":
        return f"{day.year}年底" if day.month == 12 else f"{day.year}年{day.month}月底"
    return f"the end of {day.year}" if day.month == 12 else f"the end of {format_month(day, lang)}"


def format_count(value: float) -> str:
    """Give a whole number with thousands set apart and a true minus: `2,231`, `−18`."""
    return f"{round(value):,}".replace("-", MINUS)


def format_change(value: float) -> str:
    """Give a change with its sign: `+45`, `−18`, `0`."""
    whole = round(value)
    return f"+{whole:,}" if whole > 0 else format_count(whole)


def share_percent(share: float) -> float:
    """Round a share (a fraction) to percent with one decimal, keeping 0 and 100 for none and all.

    All but one of some thousands are 99.9, not 100.0: that figure says the work is done.
    """
    percent = round(share * 100, 1)
    if 0 < share < 1:
        return min(max(percent, 0.1), 99.9)
    return percent


def format_share(share: float) -> str:
    """Give a fraction as `78.3%`; see `share_percent` for the ends."""
    return f"{share_percent(share):.1f}%"


def format_target(share: float) -> str:
    """Give a milestone's share without needless decimals: `50%`, `100%`, `62.5%`."""
    return f"{share * 100:.1f}".removesuffix(".0") + "%"


def format_points(difference: float) -> str:
    """Give the size of a difference of two fractions in percentage points, without its sign: `1.6`."""
    return f"{abs(difference) * 100:.1f}"


def format_pace(pace: float) -> str:
    """Give counties a month: whole from ten, else one decimal (`52`, `0.7`, `−0.3`, `0`)."""
    text = f"{pace:.0f}" if abs(pace) >= WHOLE_PACE_FROM else f"{pace:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text.replace("-", MINUS)


def format_ratio(ratio: float) -> str:
    """Give how many times one pace is the other: `1.18`."""
    return f"{ratio:.2f}".replace("-", MINUS)


def join_names(names: list[str], lang: str) -> str:
    """Join names as a sentence does: `河南、四川`, `Henan, Sichuan and Hebei`."""
    if lang == "zh":
        return "、".join(names)
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]


def join_listed(names: Iterable[str], lang: str) -> str:
    """Join names or figures as a list has them: `河南、四川`, `Henan, Sichuan`."""
    return ("、" if lang == "zh" else ", ").join(names)


def join_clauses(clauses: Iterable[str], lang: str) -> str:
    """Join clauses of one sentence, or texts that have commas of their own: `甲；乙`, `A; B`."""
    return ("；" if lang == "zh" else "; ").join(clauses)


def join_phrases(phrases: Iterable[str], lang: str) -> str:
    """Join phrases of one sentence: `甲，乙`, `a, b`."""
    return ("，" if lang == "zh" else ", ").join(phrases)


def display_width(text: str) -> int:
    """Give how many columns a text takes where all characters are equally wide: two for a Chinese one."""
    return sum(2 if east_asian_width(character) in {"W", "F"} else 1 for character in text)
