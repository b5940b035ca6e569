"""What a trend shows and where, computed once for its writers, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

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
from data.plan.milestones import Milestone


def trend_alternative(
    trend: pd.DataFrame,
    counties: int,
    title: str,
    milestones: list[MilestoneMet],
    projection: Projection | None,
    look: Look,
) -> str:
    """Say what a trend shows: its finding, where it begins and stands, the milestones, the projection.

    trend: [month_end, established] of one area, oldest first.
    """
    _ = look.translate
    parts = [title]
    for row in (0, -1) if len(trend) > 1 else (-1,) if len(trend) else ():
        day: date = pd.to_datetime(trend["month_end"]).iloc[row].date()
        level = int(trend["established"].iloc[row])
        parts.append(
            _("{date}: {established} of {counties} counties, {share}").format(
                date=format_date(day, look.lang),
                established=format_count(level),
                counties=format_count(counties),
                share=format_share(level / counties),
            )
        )
    for met in milestones:
        outcome = milestone_outcome(met, look)
        if outcome:
            target = f"{format_target(met.milestone.share)} · {met.milestone.on.isoformat()}"
            parts.append(_("{verdict}: {names}").format(verdict=target, names=join_names(outcome, look.lang)))
    if projection is not None:
        parts.append(projection_label(projection, look))
    return as_sentences(parts, look)


# Labels of two points nearer than this on the line would touch: the older one goes.
LABEL_REACH: Final = timedelta(days=150)

# So soon after the start a label has no room left of its point.
EARLY: Final = timedelta(days=240)

# Where a past milestone's label stands: so long after it, up to this share of all counties.
LABEL_WIDTH: Final = timedelta(days=280)

LOW_LINE: Final = 0.18

# Over this share there is no room above the line for a label.
HIGH_LINE: Final = 0.85


@dataclass(frozen=True)
class MilestoneMet:
    """What became of a milestone for one area.

    met_on: the day it was met. missed_by: counties lacking on its day; reached_late_on: when they had come.
    All None: it lies ahead.
    """

    milestone: Milestone
    met_on: date | None = None
    missed_by: int | None = None
    reached_late_on: date | None = None


def milestone_outcome(met: MilestoneMet, look: Look) -> list[str]:
    """Say in up to two lines what became of a milestone; none while it lies ahead."""
    _ = look.translate
    if met.met_on is not None:
        return [_("met in {month}").format(month=format_month(met.met_on, look.lang))]
    if met.missed_by is None:
        return []
    one = met.missed_by == 1
    missed = (_("missed by 1 county") if one else _("missed by {n} counties")).format(
        n=format_count(met.missed_by)
    )
    if met.reached_late_on is None:
        return [missed]
    return [missed, _("reached in {month}").format(month=format_month(met.reached_late_on, look.lang))]


@dataclass(frozen=True)
class Projection:
    """When the trailing pace meets the next milestone.

    needed: the number of counties to be reached. early, late: the range; None where an end cannot be said.
    """

    needed: int
    on: date
    early: date | None
    late: date | None


def projection_label(projection: Projection, look: Look) -> str:
    """Say when, with the range where it is known and spans more than the month itself."""
    _ = look.translate
    month = format_month(projection.on, look.lang)
    early, late = projection.early, projection.late
    if early is not None and late is not None and (early.year, early.month) != (late.year, late.month):
        span = format_months(early, late, look.lang, known_year=projection.on.year)
        return _("Expected {month} ({range})").format(month=month, range=span)
    return _("Expected {month}").format(month=month)


# A projection further than this past the last milestone is cut off there: its date stands in its label.
LONGEST_OVERRUN: Final = timedelta(days=550)

# Where along the path's last leg its label may stand: away from the newest point's.
PATH_LABEL_SPOTS: Final = (0.3, 0.64)


def path_level(path: Sequence[tuple[date, float]], on: date) -> float:
    """Give the share that the path asks for on a day."""
    days = [float(day.toordinal()) for day, _share in path]
    return float(np.interp(float(on.toordinal()), days, [share for _day, share in path]))


def runs_low(days: Sequence[date], levels: Sequence[int], since: date, counties: int) -> bool:
    """Whether the line runs, after a milestone, where the milestone's label would stand."""
    nearby = [level for day, level in zip(days, levels, strict=True) if since <= day <= since + LABEL_WIDTH]
    return bool(nearby) and min(nearby) < LOW_LINE * counties


def level_on(days: Sequence[date], levels: Sequence[int], day: date) -> float:
    """Give the line's level on a day between its points."""
    after = next((place for place, known in enumerate(days) if known >= day), len(days) - 1)
    if after == 0:
        return float(levels[0])
    part = (day - days[after - 1]) / (days[after] - days[after - 1])
    return levels[after - 1] + (levels[after] - levels[after - 1]) * part
