"""When a gap closes at the trailing pace: the date and its 80% range; docs/method.md says how well they do."""

from datetime import date
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.months import day_after_months, months_between
from data.thresholds import PACE_MONTHS, PROJECTION_HORIZON, PROJECTION_SPREADS

Array: TypeAlias = NDArray[Any]


def months_to_close(gap: Array, pace: Array, spread: Array) -> tuple[Array, Array, Array]:
    """Return the months in which each pace closes its gap, and the two ends of the 80% range.

    spread: standard deviation of the net counties of the months that the pace was seen in. Infinite where
    there is no gap or the pace leads nowhere; the late end also where the pace may as well be none.

    The months ahead vary as those seen did, and the pace itself was seen for six months only: after t months
    the count lies pace × t ± PROJECTION_SPREADS × spread × √(t + t² ÷ 6) higher. The ends are the t at which
    either side is the gap, the two roots of a quadratic. Counties that follow one by one, independently of
    each other, have a spread of √pace; a smaller one is chance.
    """
    toward = (gap > 0) & (pace > 0)
    speed = np.where(toward, pace, 1.0)
    distance = np.where(toward, gap, 1).astype("float64")
    width = PROJECTION_SPREADS**2 * np.maximum(spread**2, speed)
    square = speed**2 - width / PACE_MONTHS
    linear = 2 * speed * distance + width
    root = np.sqrt(np.maximum(linear**2 - 4 * square * distance**2, 0))
    ends = square > 0
    months = np.where(toward, distance / speed, np.inf)
    early = np.where(toward, 2 * distance**2 / (linear + root), np.inf)
    late = np.where(toward & ends, (linear + root) / np.where(ends, 2 * square, 1), np.inf)
    return months, early, late


def projected_days(months: Array, as_of: date) -> pd.Series:
    """Return the days so many months after `as_of`; missing beyond PROJECTION_HORIZON."""
    horizon = months_between(as_of, PROJECTION_HORIZON)
    return pd.Series(
        [pd.Timestamp(day_after_months(as_of, m)) if m <= horizon else pd.NaT for m in months],
        dtype="datetime64[s]",
    )
