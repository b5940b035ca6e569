"""How far a difference between zones and other counties moves when other prefectures are drawn.

Counties of one prefecture move together: they have one education bureau above them, and one campaign. An interval that
takes them one by one is too narrow. So whole prefectures are drawn, each province from its own, and the difference
is found anew each time: a bootstrap by prefecture within province.

Of K prefectures K − 1 are drawn with replacement and scaled to K, which gives the spread of K without falling short
where K is small: J. N. K. Rao and C. F. J. Wu, Journal of the American Statistical Association 83 (1988) 231.
"""

from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

Array = npt.NDArray[Any]

# The figures of one stratum, in this order: with an alliance and all, in zones and elsewhere.
SIDES: Final = ("zone_established", "zone_counties", "other_established", "other_counties")
DRAWS: Final = 2000
# Any number would do; the same one gives the same interval on every page and in every file. It is the notice's day.
SEED: Final = 20240214
# What lies outside a two-sided 95% interval, in percent.
ENDS: Final = (2.5, 97.5)
# Draws are kept for the 32 provinces, with and without the counties that have not reported.
KEPT: Final = 64


def groups_drawn(counties: pd.DataFrame) -> pd.Series:
    """Say which group each county is drawn with: its prefecture, or where its province has only one, itself.

    counties: the register. A municipality is one prefecture; its districts have bureaus of their own.
    """
    several = counties.groupby("province_code")["prefecture_code"].transform("nunique") > 1
    return counties["prefecture_code"].where(several, counties["county_code"])


def drawn(groups: pd.DataFrame) -> dict[str, Array]:
    """Draw each province's groups many times.

    groups: province_code and SIDES, a row for each group. Result: by province the sums, draws × SIDES (float). Each
    province has its own random numbers: what is drawn in one does not depend on which others there are.
    """
    sums: dict[str, Array] = {}
    for code, rows in groups.groupby("province_code"):
        counts = rows[list(SIDES)].to_numpy(dtype="float64")
        size = len(counts)
        if size == 1:
            sums[str(code)] = np.repeat(counts, DRAWS, axis=0)
            continue
        sums[str(code)] = _times(int(str(code)), size) @ counts * (size / (size - 1))
    return sums


@lru_cache(maxsize=KEPT)
def _times(seed: int, size: int) -> Array:
    """Say how often each of a province's groups is drawn in each draw: draws × groups (float), never changed."""
    chosen = np.random.default_rng([SEED, seed]).integers(size, size=(DRAWS, size - 1))
    # One count over all draws, each with cells of its own, is many times as fast as one for each.
    cells = chosen + np.arange(DRAWS)[:, None] * size
    times = np.bincount(cells.ravel(), minlength=DRAWS * size).reshape(DRAWS, size).astype("float64")
    times.setflags(write=False)
    return times


def pooled(sides: Array) -> Array:
    """Give the Mantel-Haenszel difference over strata. sides: … × strata × SIDES; missing where no stratum has both."""
    established, zone, other_established, other = np.moveaxis(sides, -1, 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        total = zone + other
        weight = np.nan_to_num(zone * other / total)
        points = np.nan_to_num((established * other - other_established * zone) / total)
        return points.sum(axis=-1) / weight.sum(axis=-1)


def interval(differences: Array) -> tuple[float, float]:
    """Give the middle 95% of the differences found; missing where none could be found."""
    found = differences[~np.isnan(differences)]
    if not len(found):
        return float("nan"), float("nan")
    low, high = np.percentile(found, ENDS)
    return float(low), float(high)
