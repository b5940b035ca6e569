"""What the cells of a column of days say together: the order of their numbers, and how their times are counted."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal, TypeAlias

from data.base.cell_values import LONGEST_WORD, CellValue, clean
from data.intake.clock_times import Clock, clock_of, split_clock

Order: TypeAlias = Literal["ymd", "mdy", "dmy"]

OCTOBER: Final = re.compile(r"\d{4}\.10")
THREE_NUMBERS: Final = re.compile(r"'?(\d{1,2})[-./](\d{1,2})[-./](\d{4}|\d{1,2})")
# The years for which two digits stand: there were hardly any alliances before.
SHORT_YEARS: Final = range(2020, 2040)
YEAR_LAST_ORDERS: Final[frozenset[Order]] = frozenset(("mdy", "dmy"))


@dataclass(frozen=True)
class ColumnHabit:
    """How the days of a column are written.

    keeps_zeros: its texts show 2025.10 with the zero, so that 2025.1 as text is January. order: of the numbers in
    12/31/2024, where a cell shows it; short_order: in 3/12/25. midnight_elsewhere: every time of day in it is that of
    midnight in China as universal time, so that each stands for the day after.
    """

    keeps_zeros: bool = False
    order: Order | None = None
    short_order: Order | None = None
    midnight_elsewhere: bool = False


ALONE: Final = ColumnHabit()


def days_by_order(text: str) -> dict[Order, date]:
    """Give the days that a text such as 3/12/25, 25.3.12 or 12/31/2024 can mean; none for any other text."""
    match = THREE_NUMBERS.fullmatch(text)
    if match is None:
        return {}
    first, second, last = match.groups()
    readings: list[tuple[Order, str, str, str]] = []
    if len(first) == 2 and len(last) <= 2:
        readings.append(("ymd", first, second, last))
    if len(last) != 1:
        readings.append(("mdy", last, first, second))
        readings.append(("dmy", last, second, first))
    days: dict[Order, date] = {}
    for order, year, month, number in readings:
        if day := _day(year, int(month), int(number)):
            days[order] = day
    return days


def habit_of(cells: Sequence[CellValue]) -> ColumnHabit:
    """Look through a column for what its cells say together."""
    texts = {cell for cell in cells if isinstance(cell, str) and len(cell) <= LONGEST_WORD}
    parted = [split_clock(text) for text in texts]
    clocks = [clock for _day, clock in parted if clock and clock.time != clock.time.min]
    moments = [cell for cell in cells if isinstance(cell, datetime) and cell == cell]  # NaT is none
    clocks += [clock for moment in moments if (clock := clock_of(moment))]
    order, short_order = _orders([clean(day) for day, _clock in parted])
    return ColumnHabit(
        keeps_zeros=any(OCTOBER.fullmatch(text.strip()) for text in texts),
        order=order,
        short_order=short_order,
        midnight_elsewhere=_all_midnight(clocks),
    )


def _all_midnight(clocks: Iterable[Clock]) -> bool:
    untold = [clock.may_be_midnight for clock in clocks if clock.ahead is None]
    return bool(untold) and all(untold)


def _orders(texts: Sequence[str]) -> tuple[Order | None, Order | None]:
    """Find the one order in which all days with the year last can be read, and that of those with a short year."""
    short = [set(days) for text in texts if not text[-4:].isdecimal() and (days := days_by_order(text))]
    long = [set(days) for text in texts if text[-4:].isdecimal() and (days := days_by_order(text))]
    if short and all("ymd" in orders for orders in short):
        return _only(long), "ymd"
    order = _only(long + short)
    return order, order


def _only(possible: Sequence[set[Order]]) -> Order | None:
    left = set(YEAR_LAST_ORDERS).intersection(*possible) if possible else set[Order]()
    return left.pop() if len(left) == 1 else None


def _day(year: str, month: int, number: int) -> date | None:
    whole = int(year) if len(year) == 4 else 2000 + int(year)
    if len(year) < 4 and whole not in SHORT_YEARS:
        return None
    try:
        return date(whole, month, number)
    except ValueError:
        return None
