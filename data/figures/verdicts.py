"""Which verdict an area has: the pace seen against the pace needed, and what keeps a verdict from flickering.

The formulas are in docs/method.md, the numbers in data/plan/thresholds.py; benchmarks/verdicts.py chose them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from math import ceil
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from data.base.months import months_between
from data.plan.milestones import Milestone
from data.plan.thresholds import (
    AT_RISK_FROM,
    HELD_COUNTIES,
    HELD_SHARE,
    LONG_PACE_MONTHS,
    NEARLY_DONE,
    NEARLY_LACKING,
    ON_TRACK_FROM,
    PACE_MONTHS,
    SMALL_AREA_BELOW,
)

Array: TypeAlias = NDArray[Any]

# From best to worst, and last the one that says nothing.
VERDICTS = ("achieved", "nearly", "on_track", "at_risk", "off_track", "reversing", "cannot_assess")

# What the pace alone says, from best to worst. A band is a place in it.
BANDS = ("on_track", "at_risk", "off_track")


@cache
def needed_counties(share: float, counties: int) -> int:
    """Count what makes up `share` (0..1) of `counties`: ⌈share × N⌉, exact where floats are not."""
    return ceil(Fraction(str(share)) * counties)


@dataclass(frozen=True)
class Pace:
    """What areas need and what was seen of them on one day, one value an area.

    needed, gap: counties (gap < 0: more than needed). months: over which the pace is seen; net: net counties in them.
    needed_pace, seen_pace: counties a month; needed_pace is 0 where there is no gap, missing where time is up.
    """

    needed: Array
    gap: Array
    months: Array
    net: Array
    needed_pace: Array

    @property
    def seen_pace(self) -> Array:
        """Net counties a month."""
        return self.net / self.months

    @property
    def ratio(self) -> Array:
        """Seen ÷ needed pace; missing where needed_pace is 0 or missing."""
        return self.ratio_of(self.net)

    def ratio_of(self, net: Array) -> Array:
        """Give the ratio that another net gain would make."""
        return np.divide(
            net / self.months,
            self.needed_pace,
            out=np.full(len(self.gap), np.nan),
            where=self.needed_pace > 0,
        )


def pace_of(
    counties: Array,
    established: Array,
    net: tuple[Array, Array],
    deciding: Sequence[Milestone],
    on: date,
) -> Pace:
    """Measure areas against the milestone that decides for each, at the end of a day.

    net: net counties over PACE_MONTHS and over LONG_PACE_MONTHS. An area of fewer than SMALL_AREA_BELOW counties is
    seen over the longer span, since the shorter holds too few counties that follow to tell one pace from another.
    """
    months_left = {day: months_between(on, day) for day in {milestone.on for milestone in deciding}}
    left = np.array([months_left[milestone.on] for milestone in deciding])
    needed = np.array(
        [needed_counties(one.share, int(n)) for one, n in zip(deciding, counties, strict=True)], dtype="int64"
    )
    gap = needed - established
    ahead = np.maximum(gap, 0)
    small = counties < SMALL_AREA_BELOW
    return Pace(
        needed=needed,
        gap=gap,
        months=np.where(small, LONG_PACE_MONTHS, PACE_MONTHS),
        net=np.where(small, net[1], net[0]),
        needed_pace=np.divide(ahead, left, out=np.where(ahead > 0, np.nan, 0.0), where=left > 0),
    )


def band_of(pace: Pace) -> Array:
    """Say what the pace of one day says, whatever was said before: a place in BANDS for each area."""
    return _bands(pace, pace.net)


def held_band(pace: Pace, before: Array) -> Array:
    """Give the band that follows on the band `before`, a month earlier.

    It moves only as far as the pace says beyond doubt: HELD_COUNTIES counties more or fewer in the months seen, or
    HELD_SHARE of the counties needed in them where that is more, could have left it where it was. It never lies more
    than one band from what the pace says.
    """
    doubt = np.fmax(HELD_COUNTIES, HELD_SHARE * pace.needed_pace * pace.months)
    best, worst = _bands(pace, pace.net + doubt), _bands(pace, pace.net - doubt)
    said = band_of(pace)
    return np.clip(np.clip(before, best, worst), said - 1, said + 1)


def verdicts_of(pace: Pace, band: Array, unknown: Array) -> Array:
    """Judge each area; the first rule that holds decides. unknown: bool, what cannot be assessed.

    Achieved comes first: what is established is established, however little is known of the rest. *Nearly* is a fact
    as well: one or two counties short of a milestone that lies ahead, and mostly done.
    """
    ahead = ~np.isnan(pace.needed_pace)
    done = pace.needed - pace.gap
    rules = {
        "achieved": pace.gap <= 0,
        "cannot_assess": unknown,
        "reversing": pace.net < 0,
        "nearly": ahead & (pace.gap <= NEARLY_LACKING) & (done >= NEARLY_DONE * pace.needed),
    }
    return np.select(list(rules.values()), list(rules), default=np.array(BANDS)[band])


def _bands(pace: Pace, net: Array) -> Array:
    """Place a net gain in its band: without a gap the best, with no time left the worst."""
    # A ratio that is a bound on paper must not fall below it for want of a bit.
    ratio = np.round(pace.ratio_of(net), 9)
    return np.select([(ratio >= ON_TRACK_FROM) | (pace.gap <= 0), ratio >= AT_RISK_FROM], [0, 1], 2)
