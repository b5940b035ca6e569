"""Histories to judge projections by: the demo as it was known month by month, and three invented shapes."""

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from data.base.months import month_ends
from data.demo import LAST_MONTH, demo_batches
from data.figures.trend import trend
from data.figures.unit_reports import UnitReports
from data.plan.thresholds import TREND_FROM
from data.register.history import register_history
from data.register.register import load_counties

Array: TypeAlias = NDArray[Any]

# As many counties as small, middling and large provinces have.
SIZES = (12, 30, 60, 90, 120, 180)
MONTHS = 72


@dataclass(frozen=True)
class History:
    """One area's counties with an alliance at month ends.

    known: for the month of each place, the levels up to it as they were known then. final: as known at the end.
    """

    shape: str
    counties: int
    known: list[Array]
    final: Array


def demo_histories(seed: int) -> list[History]:
    """Replay the demo of a seed: the nation and its provinces, reports coming in late as they do."""
    counties = load_counties()
    days = month_ends(TREND_FROM, LAST_MONTH)
    reports = pd.concat(
        [
            batch.rows.assign(batch_id=n, saved_at=pd.Timestamp(batch.signature.at))
            for n, batch in enumerate(demo_batches(register_history(), today=date(2029, 1, 31), seed=seed))
        ],
        ignore_index=True,
    )
    histories: list[History] = []
    for level in ("nation", "province"):
        frames = [trend(UnitReports(reports, register_history()), as_of=day, level=level) for day in days]
        sizes = {"100000": len(counties)} | counties["province_code"].value_counts().to_dict()
        for code in frames[-1]["code"].unique():
            known = [frame.loc[frame["code"] == code, "established"].to_numpy() for frame in frames]
            histories.append(History("demo", int(sizes[code]), known, known[-1]))
    return histories


def slow_start(size: int, rng: Generator) -> Array:
    """Months in which counties follow: few for long, then many, then the last ones (Weibull: no model's own curve)."""
    return rng.uniform(28, 38) * rng.weibull(rng.uniform(2.8, 4.2), size)


def saturation(size: int, rng: Generator) -> Array:
    """Months in which counties follow: the willing at once, each with a readiness of its own, then ever fewer."""
    readiness = rng.gamma(1.6, 1 / 1.6, size) * rng.uniform(0.06, 0.12)
    return 1 + rng.exponential(1 / np.maximum(readiness, 0.004))


def campaigns(size: int, rng: Generator) -> Array:
    """Months in which counties follow: a steady trickle, and bursts when the year ends or an inspection comes."""
    weight = rng.lognormal(0, 0.3, MONTHS)
    first, every = int(rng.integers(0, 6)), int(rng.integers(5, 9))
    weight[first::every] *= rng.uniform(3, 7, len(weight[first::every]))
    course = np.cumsum(weight) / weight[: int(rng.integers(34, 46))].sum()
    return np.interp(rng.random(size), np.insert(course, 0, 0), np.arange(MONTHS + 1))


SHAPES = {"slow start": slow_start, "saturation": saturation, "campaigns": campaigns}


def invented_histories(seed: int) -> list[History]:
    """Draw each shape for areas of each size, and for one as large as the nation."""
    rng = np.random.default_rng(seed)
    histories: list[History] = []
    for shape, draw in SHAPES.items():
        for size in (*SIZES, *SIZES, 2848):
            month = draw(size, rng)
            levels = np.array([(month <= end).sum() for end in range(1, MONTHS + 1)])
            known = [levels[: place + 1] for place in range(MONTHS)]
            histories.append(History(shape, size, known, levels))
    return histories
