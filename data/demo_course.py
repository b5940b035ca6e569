"""How each county fares in the demo: invented, drawn once from a seed, the same on every machine.

Which provinces lag is drawn by the seed and says nothing about them. Every draw is made for the whole period
up to `LAST_MONTH`, so demo data made on a later day continue those made on an earlier one.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from data.months import month_ends

Array: TypeAlias = NDArray[Any]

SEED = 20241101
FIRST_MONTH = date(2024, 12, 31)
LAST_MONTH = date(2028, 12, 31)
NEVER = np.datetime64("2100-01-01", "D")

# Each role: how many provinces have it; share established on ANCHOR (a range); and the pace of the half
# year before it as a multiple of what is needed then (a range).
ANCHOR = np.datetime64("2026-10-31", "D")
MONTHS_LEFT_AT_ANCHOR = 14
ROLES = {
    "steady": (0, (0.79, 0.93), (1.5, 2.4)),  # all the others
    "complete": (3, (0.97, 0.99), (1.5, 1.6)),
    "late": (4, (0.62, 0.72), (0.74, 0.86)),
    "stalled": (2, (0.46, 0.56), (0.30, 0.46)),
    "reversing": (1, (0.70, 0.74), (0.8, 0.9)),
    "silent": (1, (0.58, 0.64), (0.8, 0.9)),
}
# Roles that need a province of some size to come out as meant.
SIZE_OF_ROLE = {"complete": (10, 60), "reversing": (60, 130), "silent": (60, 115)}

# The curves start from the few alliances that were there before the Plan, and reach their full course here.
RAMP = (np.datetime64("2024-06-01", "D"), np.datetime64("2026-04-30", "D"))
COMPLETE_BY = np.datetime64("2026-08-01", "D")
STANDSTILL_FROM = np.datetime64("2026-02-01", "D")

NEVER_REPORTS = 0.018
NEVER_REPORTS_SILENT = 0.26
LOSES_AGAIN = 0.015
LOSES_AGAIN_REVERSING = 0.14


@dataclass(frozen=True)
class Course:
    """What happens to each county and when, in the order of the register; days are datetime64[D].

    months: the as-of dates. lost and regained are positions in `months` (beyond the last: never), as is
    first_report. lag: months between what happens and the report that says so. refresh: a county without
    news reports every so many months. silent: no stage is ever reported. role: of the county's province.
    """

    months: list[date]
    preparing: Array
    established: Array
    operating: Array
    lost: Array
    regained: Array
    first_report: Array
    lag: Array
    refresh: Array
    silent: Array
    role: Array


def draw_course(counties: pd.DataFrame, ahead: Array, rng: Generator) -> Course:
    """Draw every county's course; `ahead` marks those that tend to come first (the experimental zones)."""
    months = month_ends(FIRST_MONTH, LAST_MONTH)
    size = len(counties)
    roles = _draw_roles(counties, rng)
    role = counties["province_code"].map(roles).to_numpy()
    established = _draw_established(counties, roles, ahead, rng)
    lead = rng.gamma(4.0, 80.0, size).astype("timedelta64[D]")
    settling = rng.gamma(3.0, 85.0, size).astype("timedelta64[D]")
    operates = rng.random(size) < np.where(role == "stalled", 0.6, 0.86)

    silent = rng.random(size) < np.where(role == "silent", NEVER_REPORTS_SILENT, NEVER_REPORTS)
    silent &= role != "complete"
    lost, regained = _draw_losses(established, role, np.array(months, dtype="datetime64[D]"), rng)
    return Course(
        months=months,
        preparing=established - lead,
        established=established,
        operating=np.where(operates, established + settling, NEVER),
        lost=lost,
        regained=regained,
        first_report=np.minimum(rng.geometric(0.45, size) - 1, 7),
        lag=rng.choice([0, 1, 2], size, p=[0.9, 0.08, 0.02]) * (role != "complete"),
        refresh=rng.choice([2, 3, 4], size),
        silent=silent,
        role=role,
    )


def _draw_roles(counties: pd.DataFrame, rng: Generator) -> dict[str, str]:
    """Give every province a role, the ones that need a certain size first."""
    sizes = counties["province_code"].value_counts().sort_index()
    roles = dict.fromkeys(sizes.index.astype(str), "steady")
    for role in (*SIZE_OF_ROLE, *(role for role in ROLES if role not in SIZE_OF_ROLE)):
        smallest, largest = SIZE_OF_ROLE.get(role, (0, len(counties)))
        free = [
            code for code, n in sizes.items() if roles[str(code)] == "steady" and smallest <= n <= largest
        ]
        for code in rng.permutation(np.array(free, dtype=str))[: ROLES[role][0]]:
            roles[str(code)] = role
    return roles


def _draw_established(counties: pd.DataFrame, roles: dict[str, str], ahead: Array, rng: Generator) -> Array:
    """Draw the day on which each county is established; each province follows an S-curve of its own."""
    days = np.arange(np.datetime64("2023-06-01", "D"), np.datetime64("2032-01-01", "D"))
    established = np.full(len(counties), NEVER)
    # Towards the front for those ahead, otherwise by lot.
    place = rng.random(len(counties)) - 0.3 * ahead
    for code, role in sorted(roles.items()):
        _, (low, high), (slow, fast) = ROLES[role]
        share = _curve(days, rng.uniform(low, high), rng.uniform(slow, fast))
        members = np.flatnonzero(counties["province_code"] == code)
        members = members[np.argsort(place[members], kind="stable")]
        quantile = (np.arange(len(members)) + 0.5) / len(members)
        reached = np.searchsorted(share, quantile)
        jitter = rng.integers(-12, 13, len(members))
        day = days[np.clip(reached + jitter, 0, len(days) - 1)]
        if role == "complete":
            day = np.minimum(day, COMPLETE_BY - rng.integers(0, 60, len(members)))
        if role == "reversing":
            day = np.where(day > STANDSTILL_FROM, day + np.timedelta64(1000, "D"), day)
        established[members] = np.where(reached < len(days), day, NEVER)
    # Nobody founds anything on a weekend.
    return np.busday_offset(established, 0, roll="backward")


def _draw_losses(established: Array, role: Array, months: Array, rng: Generator) -> tuple[Array, Array]:
    """Draw the months, as positions in `months`, in which counties go backwards and are established again."""
    size, never = len(established), len(months) + 1
    loses = rng.random(size) < np.where(role == "reversing", LOSES_AGAIN_REVERSING, LOSES_AGAIN)
    loses &= ~np.isin(role, ("complete", "silent"))
    begun = np.searchsorted(months, established)
    sometime = begun + rng.integers(3, 12, size)
    at_the_end = np.searchsorted(months, STANDSTILL_FROM) + rng.integers(3, 14, size)
    lost = np.where(role == "reversing", np.maximum(begun + 2, at_the_end), sometime)
    lost = np.where(loses, lost, never)
    comes_back = loses & (rng.random(size) < 0.5) & (role != "reversing")
    return lost, np.where(comes_back, lost + rng.integers(3, 7, size), never)


def _curve(days: Array, share: float, pace: float) -> Array:
    """Return an S-curve that comes up to `share` at ANCHOR at `pace` times what is needed from there.

    A logistic curve, held down before the end of RAMP; rises throughout.
    """
    gained = pace * (1 - share) / MONTHS_LEFT_AT_ANCHOR * 6
    half_year = 184.0
    steepness = (_logit(share) - _logit(share - gained)) / half_year
    since_anchor = (days - ANCHOR).astype("float64")
    logistic = 1 / (1 + np.exp(-(_logit(share) + steepness * since_anchor)))
    ramp = np.clip((days - RAMP[0]) / (RAMP[1] - RAMP[0]), 0, 1)
    return logistic * (0.02 + 0.98 * ramp * ramp * (3 - 2 * ramp))


def _logit(share: float) -> float:
    return float(np.log(share / (1 - share)))
