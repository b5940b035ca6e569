"""What a trend shows and where, worked out once for its three writers, and the same in words.

The writers are charts.trend.figure (Plotly), charts.trend.picture (SVG) and reports.slides.powerpoint.trend_chart.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final, TypeAlias

import numpy as np
import pandas as pd

from charts.theme import Look, as_sentences
from data.base.formats import (
    format_count,
    format_date,
    format_month,
    format_months,
    format_share,
    format_target,
    join_names,
)
from data.figures.coverage import is_covered
from data.plan.milestones import Milestone

# A day and a number of counties on it.
Place: TypeAlias = tuple[date, float]

# Labels of two points nearer than this on the line would touch: the older one goes.
LABEL_REACH: Final = timedelta(days=150)

# A projection further than this past the last milestone is cut off there: its date stands in its label.
LONGEST_OVERRUN: Final = timedelta(days=550)

# Over this share of all counties there is no room above the line for a label.
HIGH_LINE: Final = 0.85

# Where along the path's last leg its name may stand: away from the newest point's label.
PATH_NAME_SPOTS: Final = (0.3, 0.64)

# Where a past milestone's label stands: so long after it, up to this share of all counties.
_LABEL_WIDTH: Final = timedelta(days=280)

_LOW_LINE: Final = 0.18


@dataclass(frozen=True)
class MilestoneMet:
    """What became of a milestone for one area.

    met_on: the day it was met. missed_by: counties lacking on its day; reached_late_on: when they had come.
    untold: it has passed and was not met as far as is known, and too few have reported to say that it was missed.
    All of them empty: it lies ahead.
    """

    milestone: Milestone
    met_on: date | None = None
    missed_by: int | None = None
    reached_late_on: date | None = None
    untold: bool = False

    @property
    def on(self) -> date:
        """The milestone's day."""
        return self.milestone.on

    @property
    def target(self) -> str:
        """The share that it asks for, as a text."""
        return format_target(self.milestone.share)

    @property
    def heading(self) -> str:
        """The first line of its label: what it asks for, and by when."""
        return f"{self.target} · {self.on.isoformat()}"

    def outcome(self, look: Look) -> list[str]:
        """Say in up to two lines what became of it; none while it lies ahead."""
        _ = look.translate
        if self.met_on is not None:
            return [_("met in {month}").format(month=format_month(self.met_on, look.lang))]
        if self.untold:
            return [_("too few reports")]
        if self.missed_by is None:
            return []
        one = self.missed_by == 1
        missed = (_("missed by 1 county") if one else _("missed by {n} counties")).format(
            n=format_count(self.missed_by)
        )
        if self.reached_late_on is None:
            return [missed]
        return [missed, _("reached in {month}").format(month=format_month(self.reached_late_on, look.lang))]


@dataclass(frozen=True)
class Projection:
    """When the trailing pace meets the next milestone.

    needed: the number of counties to be reached. early, late: the range; None where an end cannot be said.
    """

    needed: int
    on: date
    early: date | None
    late: date | None

    def label(self, look: Look) -> str:
        """Say when, with the range where it is known and spans more than the month itself."""
        _ = look.translate
        month = format_month(self.on, look.lang)
        early, late = self.early, self.late
        if early is not None and late is not None and (early.year, early.month) != (late.year, late.month):
            span = format_months(early, late, look.lang, known_year=self.on.year)
            return _("Expected {month} ({range})").format(month=month, range=span)
        return _("Expected {month}").format(month=month)


@dataclass(frozen=True)
class PointMet:
    """The point of the line at which a milestone was reached; its label is written where it `is_labelled`."""

    met: MilestoneMet
    place: Place
    is_labelled: bool

    def label(self, look: Look) -> list[str]:
        """Say in two lines when which share was reached."""
        words = look.translate("{month}<br>{share} reached")
        return words.format(month=format_month(self.place[0], look.lang), share=self.met.target).split("<br>")


@dataclass(frozen=True)
class TrendLayout:
    """One area's trend, laid out.

    counties: how many the area has. days, levels, missing: month ends with the counties established and not reported,
    oldest first; the last day is the as-of day. path: the plan's corners as (day, share of counties), at least two.
    met: the milestones in the order of their days. projection: None where no day can be said. later: of each level, how
    many more than was known on the day; below 0 where corrections took some away.
    """

    counties: int
    days: tuple[date, ...]
    levels: tuple[int, ...]
    missing: tuple[int, ...]
    later: tuple[int, ...]
    path: tuple[tuple[date, float], ...]
    met: tuple[MilestoneMet, ...]
    projection: Projection | None

    @property
    def start(self) -> date:
        """The first day of the axis."""
        return self.path[0][0]

    @cached_property
    def last(self) -> date:
        """The last day that the plan speaks of."""
        return max([self.path[-1][0], *(met.on for met in self.met)])

    @cached_property
    def edge(self) -> date:
        """The last day of the axis: that of the plan, or of a projection beyond it, within bounds."""
        if self.projection is None:
            return self.last
        return max(self.last, min(self.projection.on, self.last + LONGEST_OVERRUN))

    @property
    def newest(self) -> Place | None:
        """The end of the line; None without a report."""
        return (self.days[-1], self.levels[-1]) if self.days else None

    @property
    def county_ticks(self) -> list[int]:
        """None, half and all of the counties; half is left out where it would mean half a county."""
        return [0, self.counties // 2, self.counties] if self.counties % 2 == 0 else [0, self.counties]

    @property
    def year_ticks(self) -> list[date]:
        """Each new year on the axis, the one right after its last day included."""
        end = self.edge + timedelta(days=1)
        return [date(year, 1, 1) for year in range(self.start.year + 1, end.year + 1)]

    @property
    def covered(self) -> bool:
        """Whether enough counties have reported by now for a share of all to be told."""
        return not self.missing or is_covered(self.missing[-1], self.counties)

    @property
    def is_ahead(self) -> bool:
        """Whether the newest point lies on the path or above it."""
        return bool(self.days) and self.levels[-1] >= self.path_share(self.days[-1]) * self.counties

    def path_share(self, on: date) -> float:
        """Give the share that the path asks for on a day."""
        days = [float(day.toordinal()) for day, _share in self.path]
        return float(np.interp(float(on.toordinal()), days, [share for _day, share in self.path]))

    def on_path(self, leg: int, along: float) -> Place:
        """Give the point so far along one of the path's legs, counted as in a list: -1 is the last."""
        (first, low), (last, high) = list(itertools.pairwise(self.path))[leg]
        return first + (last - first) * along, (low + (high - low) * along) * self.counties

    def path_name_place(self, spots: Sequence[float] = PATH_NAME_SPOTS) -> Place:
        """Give the spot on the path's last leg that is furthest from the newest point."""
        first, last = self.path[-2][0], self.path[-1][0]
        reached = (self.days[-1] - first) / (last - first) if self.days else 0.0
        return self.on_path(-1, max(spots, key=lambda spot: abs(spot - reached)))

    def level_on(self, day: date) -> float:
        """Give the line's level on a day between its points."""
        after = next((place for place, known in enumerate(self.days) if known >= day), len(self.days) - 1)
        if after == 0:
            return float(self.levels[0])
        low, high = self.levels[after - 1], self.levels[after]
        return low + (high - low) * ((day - self.days[after - 1]) / (self.days[after] - self.days[after - 1]))

    def runs_low_after(self, milestone: Milestone) -> bool:
        """Whether the line runs where the milestone's label would stand."""
        since = milestone.on
        nearby = [
            level
            for day, level in zip(self.days, self.levels, strict=True)
            if since <= day <= since + _LABEL_WIDTH
        ]
        return bool(nearby) and min(nearby) < _LOW_LINE * self.counties

    def points_met(self) -> list[PointMet]:
        """List where milestones were reached, but for those at which the newest point stands."""
        found: list[PointMet] = []
        for met in self.met:
            on = met.met_on or met.reached_late_on
            if not self.days or on is None or on < self.days[0] or self.days[-1] - on < LABEL_REACH:
                continue
            # One reached late is told at its milestone.
            is_labelled = met.met_on is not None and met.milestone.share < HIGH_LINE
            found.append(PointMet(met, (on, self.level_on(on)), is_labelled))
        return found

    def way(self) -> list[Place]:
        """Give the straight way to the next milestone, from the newest point; empty without a projection."""
        if self.projection is None or self.newest is None:
            return []
        return [self.newest, self._way_end(self.newest, self.projection.on, self.projection.needed)]

    def fan(self) -> list[Place]:
        """Give the corners of the projection's range, from the newest point; empty where it has none."""
        projected, newest = self.projection, self.newest
        if projected is None or newest is None or projected.early is None or projected.late is None:
            return []
        ends = [self._way_end(newest, day, projected.needed) for day in (projected.early, projected.late)]
        if projected.early < self.edge < projected.late:
            ends.insert(1, (self.edge, float(projected.needed)))
        return [newest, *ends]

    def _way_end(self, newest: Place, day: date, needed: int) -> Place:
        """Give where a way to the needed number ends: on its day, or cut off at the axis' end."""
        if day <= self.edge:
            return day, float(needed)
        since, level = newest
        return self.edge, level + (needed - level) * ((self.edge - since) / (day - since))

    def in_words(self, title: str, look: Look) -> str:
        """Say what is shown: its finding, where the line begins and stands, the milestones, the projection."""
        _ = look.translate
        parts = [title]
        for place in (0, -1) if len(self.days) > 1 else (-1,) if self.days else ():
            level = self.levels[place]
            if not self.covered:
                text = _("{date}: {established} established among the counties that have reported")
                parts.append(
                    text.format(
                        date=format_date(self.days[place], look.lang), established=format_count(level)
                    )
                )
                continue
            parts.append(
                _("{date}: {established} of {counties} counties, {share}").format(
                    date=format_date(self.days[place], look.lang),
                    established=format_count(level),
                    counties=format_count(self.counties),
                    share=format_share(level / self.counties),
                )
            )
        for met in self.met:
            outcome = met.outcome(look)
            if outcome:
                parts.append(
                    _("{verdict}: {names}").format(verdict=met.heading, names=join_names(outcome, look.lang))
                )
        if self.projection is not None:
            parts.append(self.projection.label(look))
        return as_sentences(parts, look)


def trend_layout(
    trend: pd.DataFrame,
    *,
    counties: int,
    path: Sequence[tuple[date, float]],
    met: Sequence[MilestoneMet],
    projection: Projection | None,
) -> TrendLayout:
    """Lay out a trend: [month_end, established, not_reported] of one area, oldest first.

    Without a report there is no line, and nothing that a projection could start from: both are left out.
    """
    if len(trend) and int(trend["not_reported"].iloc[-1]) == counties:
        trend = trend.iloc[:0]
    return TrendLayout(
        counties=counties,
        days=tuple(stamp.date() for stamp in pd.to_datetime(trend["month_end"])),
        levels=tuple(int(level) for level in trend["established"]),
        missing=tuple(int(missing) for missing in trend["not_reported"]),
        later=tuple(int(later) for later in trend["established"] - trend["known_then"]),
        path=tuple(path),
        met=tuple(sorted(met, key=lambda one: one.on)),
        projection=projection if len(trend) else None,
    )
