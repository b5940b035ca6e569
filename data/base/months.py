"""Calendar months as a unit of time: "the last 6 months", "14 months left", as an official counts them.

A day stands for its own end. From one month end to another is a whole number of months, whatever the
lengths of the months between: 31 October 2026 to 31 December 2027 is 14, 28 February to 31 March is 1.
"""

from calendar import monthrange
from datetime import date

import numpy as np


def month_end(day: date) -> date:
    """Last day of the month that holds `day`."""
    return day.replace(day=_length(day.year, day.month))


def month_position(day: date) -> float:
    """Months from the start of year 0 to the end of `day`: day d of a month of L days lies d/L into it."""
    return day.year * 12 + day.month - 1 + day.day / _length(day.year, day.month)


def months_between(start: date, end: date) -> float:
    """Calendar months from the end of `start` to the end of `end`; negative when `end` is earlier."""
    return month_position(end) - month_position(start)


def months_before(day: date, months: int) -> date:
    """Return the day so many months earlier.

    A month end gives a month end; other days keep their number, as far as the month has it.
    """
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    length = _length(year, month + 1)
    is_end = day.day == _length(day.year, day.month)
    return date(year, month + 1, length if is_end else min(day.day, length))


def day_after_months(day: date, months: float) -> date:
    """Return the first day that lies at least so many (fractional) months after `day`."""
    position = month_position(day) + months
    # Rounded first: 14 months reached by division must not land a day late for want of a bit.
    index, part = divmod(round(position, 9), 1)
    if part == 0:
        index, part = index - 1, 1.0
    year, month = divmod(int(index), 12)
    return date(year, month + 1, max(1, int(np.ceil(round(part * _length(year, month + 1), 6)))))


def month_ends(start: date, end: date) -> list[date]:
    """Month ends from the month of `start` up to `end`; the last is `end` itself, month end or not."""
    days: list[date] = []
    day = month_end(start)
    while day < end:
        days.append(day)
        index = day.year * 12 + day.month
        day = date(index // 12, index % 12 + 1, _length(index // 12, index % 12 + 1))
    return [*days, end]


def _length(year: int, month: int) -> int:
    return monthrange(year, month)[1]
