"""Zones against the other counties of the same province: the difference of the established shares, with its interval.

Shares are over all counties, those that have not reported included, as everywhere in the dashboard. Every county is
counted, none is sampled: the interval says how large a difference mere chance could make, no more. Counties of one
zone are not independent of each other, so it is rather too narrow than too wide.
"""

from dataclasses import dataclass
from math import sqrt
from typing import Literal

import pandas as pd

from data.progress import summarise
from data.zones import covered_counties

# The 97.5% point of the normal distribution: two-sided 95% intervals.
Z95 = 1.959963984540054

Finding = Literal["ahead", "behind", "none", "one_sided"]


@dataclass(frozen=True)
class Difference:
    """A difference of two shares, a fraction of 1, with its 95% interval; missing where one side has no county."""

    points: float
    low: float
    high: float

    @property
    def finding(self) -> Finding:
        """Whether zones are ahead or behind: only where the interval leaves 0 out."""
        if pd.isna(self.points):
            return "one_sided"
        if self.low > 0:
            return "ahead"
        return "behind" if self.high < 0 else "none"


NO_DIFFERENCE = Difference(float("nan"), float("nan"), float("nan"))


def wilson(successes: int, total: int, z: float = Z95) -> tuple[float, float]:
    """Give Wilson's score interval of a share (J. Am. Stat. Assoc. 22 (1927) 209)."""
    share, square = successes / total, z * z
    middle = share + square / (2 * total)
    spread = z * sqrt(share * (1 - share) / total + square / (4 * total * total))
    scale = 1 + square / total
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def newcombe(a: int, m: int, b: int, n: int, z: float = Z95) -> Difference:
    """Give a/m − b/n with Newcombe's hybrid score interval.

    Method 10 of R. G. Newcombe, Statistics in Medicine 17 (1998) 873: it keeps its level where shares are near 0 or
    1 and one side has a handful of counties, as most provinces' zones have.
    """
    if not m or not n:
        return NO_DIFFERENCE
    first, second = a / m, b / n
    low1, high1 = wilson(a, m, z)
    low2, high2 = wilson(b, n, z)
    points = first - second
    return Difference(
        points,
        points - sqrt((first - low1) ** 2 + (high2 - second) ** 2),
        points + sqrt((high1 - first) ** 2 + (second - low2) ** 2),
    )


def mantel_haenszel(strata: pd.DataFrame, z: float = Z95) -> Difference:
    """Give the Mantel-Haenszel difference of shares over strata, with Sato's variance.

    strata: one row each, zone_established of zone_counties against other_established of other_counties; those
    without counties on one side weigh nothing. The variance is that of T. Sato, Biometrics 45 (1989) 1323, which
    holds for many small strata as for few large ones.
    """
    both = strata[(strata["zone_counties"] > 0) & (strata["other_counties"] > 0)].astype(
        "float64", errors="ignore"
    )
    if both.empty:
        return NO_DIFFERENCE
    a, m = both["zone_established"], both["zone_counties"]
    b, n = both["other_established"], both["other_counties"]
    total = m + n
    weight = float((m * n / total).sum())
    points = float((a * n / total - b * m / total).sum()) / weight
    first = (b * (m / total) ** 2 - a * (n / total) ** 2 + m * n / total**2 * (n - m) / 2).sum()
    second = (a * (n - b) / total + b * (m - a) / total).sum() / 2
    spread = z * sqrt(max(0.0, points * float(first) + float(second))) / weight
    return Difference(points, max(-1.0, points - spread), min(1.0, points + spread))


def compare_zones(status: pd.DataFrame, counties: pd.DataFrame) -> pd.DataFrame:
    """Compare, province by province, the counties in zones with those in none.

    Columns: province_code; zone_ and other_ counties, established, not_reported (int64); difference, low, high: in
    fractions of 1, missing where the province has no county on one side. Counts are those of data.progress.summarise.
    """
    inside = counties["county_code"].isin(covered_counties())
    columns = ["counties", "established", "not_reported"]
    sides: list[pd.DataFrame] = []
    for name, members in (("zone", counties[inside]), ("other", counties[~inside])):
        counted = summarise(status, members, "province").set_index("code")[columns]
        sides.append(counted.add_prefix(f"{name}_"))
    frame = pd.concat(sides, axis="columns").fillna(0).astype("int64").sort_index()
    frame = frame.rename_axis("province_code").reset_index()
    return with_differences(frame)


def with_differences(frame: pd.DataFrame) -> pd.DataFrame:
    """Add difference, low and high (Newcombe) to rows of counts, one province each."""
    found = [
        newcombe(*(int(value) for value in row))
        for row in frame[
            ["zone_established", "zone_counties", "other_established", "other_counties"]
        ].itertuples(index=False)
    ]
    return frame.assign(
        difference=[one.points for one in found],
        low=[one.low for one in found],
        high=[one.high for one in found],
    )


def among_reported(frame: pd.DataFrame) -> pd.DataFrame:
    """Give the same comparison with the counties left out that have not reported."""
    return with_differences(
        frame.assign(
            zone_counties=frame["zone_counties"] - frame["zone_not_reported"],
            other_counties=frame["other_counties"] - frame["other_not_reported"],
            zone_not_reported=0,
            other_not_reported=0,
        )
    )


def left_out(frame: pd.DataFrame) -> dict[Literal["all_zone", "no_zone"], list[str]]:
    """Name the provinces that a comparison cannot use: those wholly in zones, and those without one."""
    return {
        "all_zone": frame.loc[frame["other_counties"] == 0, "province_code"].tolist(),
        "no_zone": frame.loc[frame["zone_counties"] == 0, "province_code"].tolist(),
    }
