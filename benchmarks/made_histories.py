"""Histories to judge verdicts and ranges by: the demo as it was known month by month, and six made shapes.

Months are counted from the end of November 2024 (month 0), where the dashboard's trend begins: the Plan's milestones
lie at months 13 (50%) and 37 (100%).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from data.base.months import month_ends
from data.demo import LAST_MONTH, SEED, demo_batches
from data.figures.trend import trend
from data.figures.unit_reports import UnitReports
from data.plan.thresholds import TREND_FROM
from data.register.history import register_history
from data.register.register import load_counties

Array: TypeAlias = NDArray[Any]

# Months that are drawn and asked about; counties go on following after them.
MONTHS = 48
# Months before the first one that are known as well: as long as a pace looks back.
BEFORE = 12
HALF_BY, ALL_BY = 13, 37

# How many areas of each size a seed has, and how many counties they have (from, to).
SIZES = {
    "prefecture of 3–15": (40, (3, 15)),
    "province of 12": (12, (12, 12)),
    "province of 60–180": (12, (60, 180)),
    "nation of 2,851": (4, (2851, 2851)),
}
# Counties of an area that moves as one; a nation is made of many such.
PROVINCE = 95
# Counties that report in one batch, where batches come late.
SENDING_TOGETHER = 10


@dataclass(frozen=True)
class History:
    """One area's counties with an alliance, month by month.

    known: months asked × (BEFORE + months counted), the counts at the ends of months as known at the end of the month
    asked; after that month they mean nothing. final: the same as known in the end, from month 0 on. days: when there
    were first one, two, three counties and so on, in months (infinite: never).
    """

    shape: str
    size: str
    counties: int
    known: Array
    final: Array
    days: Array


def steady(share: Array, rng: Generator) -> Array:
    """The same number every month, until all have followed."""
    return share * rng.uniform(24, 66)


def bursts(share: Array, rng: Generator) -> Array:
    """A trickle, and three to seven times as many in the last month of a year."""
    months = np.arange(200)
    weight = np.where(months % 12 == 0, rng.uniform(3, 7), 1.0)
    course = np.concatenate([[0], np.cumsum(weight)])
    return np.interp(share * course[round(rng.uniform(24, 66))], course, np.arange(len(course)))


def slow_last(share: Array, rng: Generator) -> Array:
    """Steady at first; the last tenth to fourth takes as long again, or longer."""
    early, turn = rng.uniform(0.75, 0.9), rng.uniform(17, 27)
    late = turn + (share - early) / (1 - early) * rng.uniform(8, 42)
    return np.where(share < early, share / early * turn, late)


def s_curve(share: Array, rng: Generator) -> Array:
    """Few, then many, then few again: a logistic curve."""
    inner = 0.01 + 0.98 * share
    return rng.uniform(12, 28) + rng.uniform(2.5, 7) * np.log(inner / (1 - inner))


def stalls(share: Array, rng: Generator) -> Array:
    """Steady, with one or two pauses of four to nine months."""
    months = share * rng.uniform(20, 56)
    for _pause in range(rng.integers(1, 3)):
        months = months + np.where(months > rng.uniform(4, 26), rng.uniform(4, 9), 0)
    return months


def late_batches(share: Array, rng: Generator) -> Array:
    """Steady or an S-curve; what is late are the reports (see `_told_on`)."""
    return steady(share, rng) if rng.random() < 0.5 else s_curve(share, rng)


SHAPES: dict[str, Callable[[Array, Generator], Array]] = {
    "steady": steady,
    "bursts": bursts,
    "slow last": slow_last,
    "S-curve": s_curve,
    "stalls": stalls,
    "late batches": late_batches,
}


@dataclass(frozen=True)
class Seeds:
    """Seeds of made histories, and of the demo."""

    made: tuple[int, ...]
    demo: tuple[int, ...]


# Rules are chosen on some and reported on others; the demo that ships is among those that are reported.
CHOOSING = Seeds(made=tuple(range(1, 7)), demo=(SEED + 1, SEED + 2))
REPORTING = Seeds(made=tuple(range(101, 107)), demo=(SEED, SEED + 3))


def histories_of(seeds: Seeds) -> list[History]:
    """Draw the histories of all these seeds."""
    histories = [one for seed in seeds.made for one in made_histories(seed)]
    return histories + [one for seed in seeds.demo for one in demo_histories(seed)]


def made_histories(seed: int) -> list[History]:
    """Draw each shape for areas of each size."""
    rng = np.random.default_rng(seed)
    histories: list[History] = []
    for shape in SHAPES:
        for size, (areas, (least, most)) in SIZES.items():
            for _area in range(areas):
                counties = int(rng.integers(least, most + 1))
                histories.append(_drawn(shape, size, counties, rng))
    return histories


def demo_histories(seed: int) -> list[History]:
    """Replay the demo of a seed: nation, provinces and prefectures, reports coming in late as they do."""
    register = register_history()
    reports = pd.concat(
        [
            batch.rows.assign(batch_id=n, saved_at=pd.Timestamp(batch.signature.at))
            for n, batch in enumerate(demo_batches(register, today=date(2029, 1, 31), seed=seed))
        ],
        ignore_index=True,
    )
    known = UnitReports(reports, register)
    counties = load_counties()
    months = month_ends(TREND_FROM, LAST_MONTH)
    histories: list[History] = []
    for level in ("nation", "province", "prefecture"):
        frames = [
            trend(known, as_of=day, level=level).pivot_table(
                index="code", columns="month_end", values="established"
            )
            for day in months
        ]
        sizes = {"100000": len(counties)} if level == "nation" else counties[f"{level}_code"].value_counts()
        # Areas that the register gained or lost on the way have no history that goes through.
        for code in frames[-1].index.intersection(frames[0].index):
            levels = [frame.loc[code].to_numpy() for frame in frames]
            if code in sizes:
                histories.append(_replayed(level, levels, int(sizes[code])))
    return histories


def _replayed(level: str, levels: list[Array], counties: int) -> History:
    """Make a history of the counts known at each month's end."""
    known = np.array(
        [np.pad(row, (BEFORE, MONTHS + 1 - len(row)), mode="edge") for row in levels[: MONTHS + 1]]
    ).astype("int64")
    final = levels[-1]
    highest = np.maximum.accumulate(final)
    days = np.full(counties, np.inf)
    there = np.arange(1, int(highest[-1]) + 1)
    days[: len(there)] = np.interp(there, highest, np.arange(len(highest)))
    return History("demo", f"demo: {level}", counties, known, final[: MONTHS + 1], days)


def _drawn(shape: str, size: str, counties: int, rng: Generator) -> History:
    days, told = [], []
    for part in _parts(counties):
        share = rng.random(part)
        month = _uneven(SHAPES[shape](share, rng), rng)
        days.append(month)
        told.append(_told_on(month, rng) if shape == "late batches" else month)
    happened, heard = np.concatenate(days), np.concatenate(told)
    days = np.sort(happened)
    final = np.searchsorted(days, np.arange(MONTHS + 1), side="right")
    return History(shape, size, counties, _known(happened, heard), final, days)


def _parts(counties: int) -> list[int]:
    """Divide a nation into provinces that each move as one."""
    if counties <= 2 * PROVINCE:
        return [counties]
    whole = counties // PROVINCE
    return [PROVINCE] * (whole - 1) + [counties - PROVINCE * (whole - 1)]


def _uneven(months: Array, rng: Generator) -> Array:
    """Let some months be livelier than others, as all counties of a province feel."""
    course = np.concatenate([[0], np.cumsum(rng.lognormal(-0.045, 0.3, 200))])
    return np.where(months < 0, months, np.interp(months, np.arange(len(course)), course))


def _told_on(months: Array, rng: Generator) -> Array:
    """Reports in batches every three to six months, of ten counties together."""
    group = rng.integers(0, max(round(len(months) / SENDING_TOGETHER), 1), len(months))
    every = rng.integers(3, 7, group.max() + 1)[group]
    first = rng.integers(0, 6, group.max() + 1)[group]
    return first + np.ceil(np.maximum(months - first, 0) / every) * every


def _known(happened: Array, heard: Array) -> Array:
    """Count, for each month asked, what was known of the months up to it."""
    place = np.clip(np.ceil(happened), -BEFORE, MONTHS + 1).astype("int64") + BEFORE
    when = np.clip(np.ceil(heard), 0, MONTHS + 1).astype("int64")
    cells = np.zeros((MONTHS + 2, BEFORE + MONTHS + 2), dtype="int64")
    np.add.at(cells, (when, place), 1)
    return cells.cumsum(axis=0).cumsum(axis=1)[:-1, :-1]
