"""Whether an area will meet the next milestone, and when; docs/method.md has the formulas."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.base.months import day_after_months, months_between
from data.base.stages import ESTABLISHED_STAGES
from data.figures.area_periods import area_periods
from data.figures.trend import area_steps
from data.figures.unit_reports import UnitReports
from data.plan.milestones import PATH_START, Milestone
from data.plan.thresholds import (
    AT_RISK_FROM,
    FEWEST_REPORT_DAYS,
    LONG_PACE_MONTHS,
    MOST_NOT_REPORTED,
    ON_TRACK_FROM,
    PACE_MONTHS,
    PROJECTION_HORIZON,
    PROJECTION_SPREADS,
    SHORT_PACE_MONTHS,
)

Array: TypeAlias = NDArray[Any]

# From best to worst, and last the one that says nothing.
VERDICTS = ("achieved", "on_track", "at_risk", "off_track", "reversing", "cannot_assess")


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


def needed_counties(share: float, counties: int) -> int:
    """Count what makes up `share` (0..1) of `counties`: ⌈share × N⌉, exact where floats are not."""
    return ceil(Fraction(str(share)) * counties)


def next_milestone(milestones: Sequence[Milestone], as_of: date) -> Milestone:
    """Return the milestone that decides on `as_of`: the first one after it, or the last when all have passed.

    An as-of date describes the end of its day, so a milestone on that very day has been decided.
    Raises ValueError when there is no milestone at all.
    """
    if not milestones:
        raise ValueError("judging needs at least one milestone")
    in_order = sorted(milestones, key=lambda milestone: milestone.on)
    return next((milestone for milestone in in_order if milestone.on > as_of), in_order[-1])


def path_share(milestones: Sequence[Milestone], on: date) -> float:
    """Return the share (0..1) that the path asks for at the end of a day.

    Linear in days from 0 on the day the Plan was published through each milestone, and level after the last.
    """
    in_order = sorted(milestones, key=lambda milestone: milestone.on)
    days = [PATH_START.toordinal(), *(milestone.on.toordinal() for milestone in in_order)]
    return float(np.interp(on.toordinal(), days, [0.0, *(milestone.share for milestone in in_order)]))


def deciding_milestone(own: Sequence[Milestone], milestones: Sequence[Milestone], as_of: date) -> Milestone:
    """Return the milestone that judges an area: the next of its own, or of the national ones where none lies ahead."""
    ahead = [milestone for milestone in own if milestone.on > as_of]
    return next_milestone(ahead or milestones, as_of)


def judge(
    summary: pd.DataFrame,
    trend: pd.DataFrame,
    milestones: Sequence[Milestone],
    *,
    as_of: date,
    own: Mapping[str, Sequence[Milestone]] | None = None,
) -> pd.DataFrame:
    """Judge each area against the next milestone, in the order of `summary`.

    `summary` is `data.figures.progress.summarise` and `trend` is `data.figures.trend.trend`, of the same level and
    day: the counties are those of that day's register, and the pace is progress without what changes of the register
    added or took. `own` has the milestones that areas have set for themselves, by code
    (data.plan.milestones.own_of_areas).
    Columns: code; milestone_on (datetime64), milestone_share (0..1), milestone_own (bool); needed, gap
    (counties; gap < 0: more than needed); needed_pace, observed_pace, pace_3, pace_12 (counties a month;
    needed_pace is 0 once achieved, missing when time is up); ratio (observed ÷ needed, missing where
    needed_pace is 0 or missing); verdict; projected_on, projected_early, projected_late (datetime64, see
    `months_to_close`; missing where achieved, where it cannot be assessed, where the pace leads nowhere or
    beyond PROJECTION_HORIZON); path_share_today (0..1, the national path).
    """
    latest = trend.groupby("code", sort=False).last().reset_index()
    latest = latest[
        [name for name in latest.columns if name not in ("counties", "established", "not_reported")]
    ]
    area = summary[["code", "counties", "established", "not_reported"]]
    area = area.merge(latest, on="code", how="left", validate="one_to_one")

    deciding = [deciding_milestone((own or {}).get(code, ()), milestones, as_of) for code in area["code"]]
    left = np.array([months_between(as_of, milestone.on) for milestone in deciding])
    needed = np.array(
        [needed_counties(one.share, int(n)) for one, n in zip(deciding, area["counties"], strict=True)]
    )
    gap = needed - area["established"].to_numpy()
    ahead = np.maximum(gap, 0)
    needed_pace = np.divide(ahead, left, out=np.where(ahead > 0, np.nan, 0.0), where=left > 0)
    observed = area[f"net_{PACE_MONTHS}"].to_numpy() / PACE_MONTHS
    ratio = np.divide(observed, needed_pace, out=np.full(len(area), np.nan), where=needed_pace > 0)
    verdict = _verdicts(area, gap, observed, ratio)

    open_gap = np.where(np.isin(verdict, ("achieved", "cannot_assess")), 0, ahead)
    spread = area[f"spread_{PACE_MONTHS}"].to_numpy()
    on, early, late = (projected_days(m, as_of) for m in months_to_close(open_gap, observed, spread))
    return pd.DataFrame(
        {
            "code": area["code"],
            "milestone_on": pd.array([pd.Timestamp(one.on) for one in deciding], dtype="datetime64[s]"),
            "milestone_share": [one.share for one in deciding],
            "milestone_own": [one not in milestones for one in deciding],
            "needed": needed,
            "gap": gap,
            "needed_pace": needed_pace,
            "observed_pace": observed,
            f"pace_{SHORT_PACE_MONTHS}": area[f"net_{SHORT_PACE_MONTHS}"] / SHORT_PACE_MONTHS,
            f"pace_{LONG_PACE_MONTHS}": area[f"net_{LONG_PACE_MONTHS}"] / LONG_PACE_MONTHS,
            "ratio": ratio,
            "verdict": pd.array(verdict, dtype="str"),
            "projected_on": on,
            "projected_early": early,
            "projected_late": late,
            "path_share_today": path_share(milestones, as_of),
        }
    )


def milestones_met(
    reports: UnitReports, milestones: Sequence[Milestone], *, as_of: date, level: str
) -> pd.DataFrame:
    """Say of each area and milestone, sorted by code and day, whether it was met, missed, or is still open.

    A milestone counts the counties of its own day's register, one that lies ahead those of `as_of`.
    Met: as many counties as needed are established at the end of the milestone's day, or of `as_of` if that
    comes first; `met_on` is the first day on which there were as many. Missed: they were not, and the day
    has come; `missed_by` counts the counties lacking at the end of that day. Neither: still open, or the area had no
    county on that day (needed is 0).

    Columns: code, milestone (its name), on (datetime64), needed, met_on (datetime64), missed_by (Int64),
    reached_late_on (datetime64: for a missed one, the first later day with the share of that day's counties).
    """
    steps = area_steps(reports, as_of=as_of, level=level)
    areas = area_periods(reports.history, level, as_of)
    rows = [_met(steps, areas.sizes(min(one.on, as_of)), one, as_of) for one in milestones]
    return pd.concat(rows).sort_values(["code", "on"], kind="stable").reset_index(drop=True)


@dataclass(frozen=True)
class Assumption:
    """What is assumed of one area.

    pace: net counties a month from here on; None keeps the one that was seen. added: counties without an
    alliance that have one now; not_reported: how many of these had not reported.
    """

    pace: float | None = None
    added: int = 0
    not_reported: int = 0


def counted_in(status: pd.DataFrame, chosen: Collection[str]) -> tuple[int, int]:
    """Count of the chosen counties those without an alliance, and of these the ones that have not reported.

    status: as data.figures.progress.county_status. What is established already adds nothing, nor does an unknown code.
    """
    stage = status.loc[status["county_code"].isin(list(chosen)), "stage"]
    without = ~stage.isin(ESTABLISHED_STAGES)
    return int(without.sum()), int(stage.isna().sum())


def judge_assumed(
    summary: pd.DataFrame,
    trend: pd.DataFrame,
    milestones: Sequence[Milestone],
    assumed: Assumption,
    *,
    as_of: date,
    own: Mapping[str, Sequence[Milestone]] | None = None,
) -> pd.DataFrame:
    """Judge one area as `judge` does, with what is assumed; one row, its columns.

    summary, trend: the area's own rows. Counties that are added make the gap smaller and leave the pace as it
    was seen. An assumed pace is exact: its projection has no range. It needs no two reports, but too many
    counties not reported still keep an area from being judged.
    """
    counted = summary.assign(
        established=summary["established"] + assumed.added,
        not_reported=summary["not_reported"] - assumed.not_reported,
    )
    course = trend
    if assumed.pace is not None:
        course = trend.assign(
            **{
                f"net_{PACE_MONTHS}": assumed.pace * PACE_MONTHS,
                "report_days": trend["report_days"].clip(lower=FEWEST_REPORT_DAYS),
            }
        )
    judged = judge(counted, course, milestones, as_of=as_of, own=own)
    if assumed.pace is None:
        return judged
    unknown = pd.Series([None] * len(judged), dtype="datetime64[s]")
    return judged.assign(projected_early=unknown, projected_late=unknown)


def _met(steps: pd.DataFrame, sizes: pd.Series, milestone: Milestone, as_of: date) -> pd.DataFrame:
    """Rows of `milestones_met` for one milestone; `sizes` has the counties of each area by code."""
    decided_on = pd.Timestamp(min(milestone.on, as_of))
    needed = _needed(milestone.share, sizes)
    in_time = steps["since"] <= decided_on
    early, later = steps[in_time], steps[~in_time]
    there = early.groupby("code")["established"].last()
    lacking = needed - there.reindex(sizes.index).fillna(0).astype("int64")
    missed = (lacking > 0) & (milestone.on <= as_of)
    enough = early[early["established"] >= early["code"].map(needed).astype("float64")]
    first_in_time = enough.groupby("code")["since"].min().reindex(sizes.index)
    enough_later = later[later["established"] >= _needed(milestone.share, later["counties"])]
    first_late = enough_later.groupby("code")["since"].min().reindex(sizes.index)
    return pd.DataFrame(
        {
            "code": sizes.index.astype("str"),
            "milestone": milestone.name,
            "on": pd.Timestamp(milestone.on),
            "needed": needed.to_numpy(),
            "met_on": first_in_time.where((lacking <= 0) & (needed > 0)).to_numpy(),
            "missed_by": lacking.where(missed).astype("Int64").array,
            "reached_late_on": first_late.where(missed).to_numpy(),
        }
    )


def _needed(share: float, sizes: pd.Series) -> pd.Series:
    known = {size: needed_counties(share, size) for size in sizes.unique().tolist()}
    return sizes.map(known).astype("int64")


def _verdicts(area: pd.DataFrame, gap: np.ndarray, observed: np.ndarray, ratio: np.ndarray) -> np.ndarray:
    """Judge each row; the first rule that holds decides.

    Achieved comes first: what is established is established, however little is known of the rest. Without a
    ratio (time is up) only a negative pace says more than *off track*.
    """
    unknown = (area["report_days"].to_numpy() < FEWEST_REPORT_DAYS) | (
        area["not_reported"].to_numpy() > MOST_NOT_REPORTED * area["counties"].to_numpy()
    )
    # A ratio that is a bound on paper must not fall below it for want of a bit.
    rounded = np.round(ratio, 9)
    rules = {
        "achieved": gap <= 0,
        "cannot_assess": unknown,
        "reversing": observed < 0,
        "on_track": rounded >= ON_TRACK_FROM,
        "at_risk": rounded >= AT_RISK_FROM,
    }
    return np.select(list(rules.values()), list(rules), default="off_track")
