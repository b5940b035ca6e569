"""A trend as the numbers of a chart: what is, what the path asks for, what is expected, each on its days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from charts.trend import LONGEST_OVERRUN
from data.plan import plan_path
from reports.area_overview import Overview


@dataclass(frozen=True)
class TrendNumbers:
    """Values for each of `days`, None where a line has none; in counties.

    low and band: the lower edge of the projection's range and its height. milestones: on their days only.
    end: the last day of the axis.
    """

    counties: int
    days: tuple[date, ...]
    actual: tuple[float | None, ...]
    path: tuple[float | None, ...]
    projection: tuple[float | None, ...]
    low: tuple[float | None, ...]
    band: tuple[float | None, ...]
    milestones: tuple[float | None, ...]
    end: date

    @property
    def newest(self) -> int | None:
        """The place of the newest actual value."""
        places = [place for place, value in enumerate(self.actual) if value is not None]
        return places[-1] if places else None


def trend_numbers(view: Overview) -> TrendNumbers:
    """Lay out an area's trend, path, projection and milestones on the days on which any of them turns."""
    path = plan_path()
    known = {
        stamp.date(): float(level)
        for stamp, level in zip(
            pd.to_datetime(view.trend["month_end"]), view.trend["established"], strict=True
        )
    }
    counties = view.now.counties
    marks = {milestone.on: milestone.share * counties for milestone in view.milestones}
    last = max(path[-1][0], *marks)
    projected = view.projection
    end = last
    turns: set[date] = set()
    if projected is not None and known:
        end = max(last, min(projected.on, last + LONGEST_OVERRUN))
        ends = (projected.early, projected.on, projected.late)
        turns = {day for day in ends if day is not None and day <= end} | {end}
    days = sorted({*known, *marks, *(day for day, _share in path), *turns, *_ahead(known, end)})
    since = max(known) if known else None
    expected: list[float | None] = [None] * len(days)
    low, band = expected, expected
    if projected is not None and since is not None:
        level, needed = known[since], float(projected.needed)
        expected = [_way(day, since, projected.on, level, needed) for day in days]
        expected = [value if day <= projected.on else None for day, value in zip(days, expected, strict=True)]
        if projected.early is not None and projected.late is not None:
            low = [_way(day, since, projected.late, level, needed) for day in days]
            high = [_way(day, since, projected.early, level, needed) for day in days]
            band = [
                None if lower is None or upper is None else upper - lower
                for lower, upper in zip(low, high, strict=True)
            ]
    return TrendNumbers(
        counties=counties,
        days=tuple(days),
        actual=tuple(known.get(day) for day in days),
        path=_path(days, path, counties),
        projection=tuple(expected),
        low=tuple(low),
        band=tuple(band),
        milestones=tuple(marks.get(day) for day in days),
        end=end,
    )


def _ahead(known: Iterable[date], end: date) -> list[date]:
    """List the month ends after the newest day: those who go on with the chart find their rows."""
    since = max(known, default=None)
    if since is None:
        return []
    ends = pd.date_range(since + timedelta(days=1), end, freq="ME")
    return [stamp.date() for stamp in ends]


def _way(day: date, since: date, until: date, level: float, needed: float) -> float | None:
    """Give the level on the straight way from one day to the other; after it, what was to be reached."""
    if day < since:
        return None
    if until <= since:
        return needed
    return level + (needed - level) * min(1.0, (day - since) / (until - since))


def _path(
    days: Sequence[date], path: Sequence[tuple[date, float]], counties: int
) -> tuple[float | None, ...]:
    corners = [day.toordinal() for day, _share in path]
    shares: Any = np.interp([day.toordinal() for day in days], corners, [share for _day, share in path])
    return tuple(
        float(share) * counties if path[0][0] <= day <= path[-1][0] else None
        for day, share in zip(days, shares, strict=True)
    )


def axis_months(start: date, end: date, step: int) -> tuple[date, date]:
    """Give the first and the last tick of an axis whose ticks are `step` months apart, a new year's among them."""
    first = date(start.year, (start.month - 1) // step * step + 1, 1)
    last = first
    while last < end + timedelta(days=1):
        month = last.month - 1 + step
        last = date(last.year + month // 12, month % 12 + 1, 1)
    return first, last
