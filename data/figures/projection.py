"""When a pace closes a gap, and the range in which 80% of such cases did; docs/method.md tells how it was found."""

from datetime import date
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.base.months import day_after_months, months_between
from data.plan.thresholds import (
    FEWEST_FOR_RANGE,
    LARGE_AREA_FROM,
    PROJECTION_HORIZON,
    RANGE_FACTORS,
    RANGE_MONTHS,
    SMALL_AREA_BELOW,
)

Array: TypeAlias = NDArray[Any]


def months_to_close(gap: Array, pace: Array) -> Array:
    """Return the months in which each pace, in counties a month, closes its gap; infinite where it never does."""
    toward = (gap > 0) & (pace > 0)
    return np.where(toward, np.where(toward, gap, 1) / np.where(toward, pace, 1.0), np.inf)


def range_of_months(months: Array, net: Array, counties: Array, whole: Array) -> tuple[Array, Array]:
    """Return the two ends of the 80% range around months that `months_to_close` gave.

    net: net counties that the pace was seen from; counties: of the area; whole: bool, whether the milestone asks for
    every county, the last and slowest among them. Both ends are infinite where there is no date or where fewer than
    FEWEST_FOR_RANGE counties carry the pace. The factors are those of RANGE_FACTORS, between their months by
    interpolation on logarithms, beyond them those of the nearest.
    """
    told = np.isfinite(months) & (net >= FEWEST_FOR_RANGE)
    size = size_groups(counties)
    place = np.log(np.where(told, months, 1.0))
    early, late = np.full(len(months), np.inf), np.full(len(months), np.inf)
    for (group, every), factors in RANGE_FACTORS.items():
        rows = told & (size == group) & (whole == every)
        for end, side in ((early, 0), (late, 1)):
            at = np.log([pair[side] for pair in factors])
            end[rows] = months[rows] * np.exp(np.interp(place[rows], np.log(RANGE_MONTHS), at))
    return early, late


def size_groups(counties: Array) -> Array:
    """Tell small areas from middling and large ones, by their counties, as RANGE_FACTORS does."""
    return np.array(["small", "middling", "large"])[
        np.digitize(counties, [SMALL_AREA_BELOW, LARGE_AREA_FROM])
    ]


def projected_days(months: Array, as_of: date) -> pd.Series:
    """Return the days so many months after `as_of`; missing beyond PROJECTION_HORIZON."""
    horizon = months_between(as_of, PROJECTION_HORIZON)
    return pd.Series(
        [pd.Timestamp(day_after_months(as_of, m)) if m <= horizon else pd.NaT for m in months],
        dtype="datetime64[s]",
    )
