"""Whether an area will meet the next milestone, and when; docs/method.md has the formulas."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.base.stages import ESTABLISHED_STAGES
from data.figures.area_periods import area_periods
from data.figures.projection import months_to_close, projected_days, range_of_months
from data.figures.trend import area_steps
from data.figures.unit_reports import UnitReports
from data.figures.verdicts import band_of, held_band, needed_counties, pace_of, verdicts_of
from data.plan.milestones import PATH_START, Milestone
from data.plan.thresholds import (
    FEWEST_REPORT_DAYS,
    LONG_PACE_MONTHS,
    MOST_NOT_REPORTED,
    PACE_MONTHS,
    SHORT_PACE_MONTHS,
)

Array: TypeAlias = NDArray[Any]

_COUNTED = (
    "counties",
    "established",
    "not_reported",
    "report_days",
    f"net_{PACE_MONTHS}",
    f"net_{LONG_PACE_MONTHS}",
)


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
    added or took. Of the trend the month ends before that day are judged as well, as they are known on it, so that a
    verdict moves only when the evidence does (see data.figures.verdicts.held_band). `own` has the milestones that
    areas have set for themselves, by code (data.plan.milestones.own_of_areas).
    Columns: code; milestone_on (datetime64), milestone_share (0..1), milestone_own (bool); needed, gap
    (counties; gap < 0: more than needed); needed_pace, observed_pace (counties a month; the one that decides, seen
    over pace_months; needed_pace is 0 once achieved, missing when time is up), pace_months (int64), pace_3, pace_6,
    pace_12; ratio (observed ÷ needed, missing where needed_pace is 0 or missing); verdict; projected_on,
    projected_early, projected_late (datetime64, see data.figures.projection; missing where achieved, where it cannot
    be assessed, where the pace leads nowhere or beyond PROJECTION_HORIZON; the range also where too few counties carry
    it); path_share_today (0..1, the national path).
    """
    latest = trend.groupby("code", sort=False).last().reset_index()
    latest = latest[
        [name for name in latest.columns if name not in ("counties", "established", "not_reported")]
    ]
    area = summary[["code", "counties", "established", "not_reported"]]
    area = area.merge(latest, on="code", how="left", validate="one_to_one")

    deciding = _deciding(area["code"], milestones, own or {}, as_of)
    counted = {name: area[name].to_numpy() for name in _COUNTED}
    pace = pace_of(*_evidence(counted), deciding, as_of)
    unknown = _unknown(counted)
    before, goes_on = _bands_before(area["code"], trend, milestones, own or {}, as_of, deciding)
    band = np.where(goes_on, held_band(pace, before), band_of(pace))
    verdict = verdicts_of(pace, band, unknown)

    open_gap = np.where(np.isin(verdict, ("achieved", "cannot_assess")), 0, pace.gap)
    months = months_to_close(open_gap, pace.seen_pace)
    counties = counted["counties"]
    early, late = range_of_months(months, pace.net, counties, pace.needed == counties)
    return pd.DataFrame(
        {
            "code": area["code"],
            "milestone_on": pd.array([pd.Timestamp(one.on) for one in deciding], dtype="datetime64[s]"),
            "milestone_share": [one.share for one in deciding],
            "milestone_own": [one not in milestones for one in deciding],
            "needed": pace.needed,
            "gap": pace.gap,
            "needed_pace": pace.needed_pace,
            "observed_pace": pace.seen_pace,
            "pace_months": pace.months,
            **{
                f"pace_{span}": area[f"net_{span}"] / span
                for span in (SHORT_PACE_MONTHS, PACE_MONTHS, LONG_PACE_MONTHS)
            },
            "ratio": pace.ratio,
            "verdict": pd.array(verdict, dtype="str"),
            "projected_on": projected_days(months, as_of),
            "projected_early": projected_days(early, as_of),
            "projected_late": projected_days(late, as_of),
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
        # What is assumed follows on nothing: only the day itself is judged.
        course = trend.groupby("code").tail(1)
        course = course.assign(
            report_days=course["report_days"].clip(lower=FEWEST_REPORT_DAYS),
            **{f"net_{span}": assumed.pace * span for span in (PACE_MONTHS, LONG_PACE_MONTHS)},
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


def _deciding(
    codes: pd.Series, milestones: Sequence[Milestone], own: Mapping[str, Sequence[Milestone]], on: date
) -> list[Milestone]:
    """Give each area the milestone that judges it on a day."""
    national = next_milestone(milestones, on)
    if not own:
        return [national] * len(codes)
    return [deciding_milestone(own[code], milestones, on) if code in own else national for code in codes]


def _evidence(counted: Mapping[str, Array]) -> tuple[Array, Array, tuple[Array, Array]]:
    """Give what a pace is measured from: counties, established, the net gains of both spans."""
    net = (counted[f"net_{PACE_MONTHS}"], counted[f"net_{LONG_PACE_MONTHS}"])
    return counted["counties"], counted["established"], net


def _unknown(counted: Mapping[str, Array]) -> Array:
    """Say which areas cannot be assessed: too few report days, or too many counties not reported."""
    too_few = counted["report_days"] < FEWEST_REPORT_DAYS
    return too_few | (counted["not_reported"] > MOST_NOT_REPORTED * counted["counties"])


def _bands_before(
    codes: pd.Series,
    trend: pd.DataFrame,
    milestones: Sequence[Milestone],
    own: Mapping[str, Sequence[Milestone]],
    as_of: date,
    deciding: Sequence[Milestone],
) -> tuple[Array, Array]:
    """Judge the month ends before a day one after the other, as they are known on it.

    Result: the band of the last of them for each area, and whether it goes on: not where another milestone decided
    then, nor where the area could not be assessed or had no county.
    """
    band, follows = np.zeros(len(codes), dtype="int64"), np.zeros(len(codes), dtype=bool)
    judged_by: Sequence[Milestone] = deciding
    past = trend[trend["month_end"] < pd.Timestamp(as_of)]
    ends = sorted(past["month_end"].dt.date.unique())
    area = pd.Index(codes).get_indexer(pd.Index(past["code"]))
    days: Array = past["month_end"].to_numpy(dtype="datetime64[s]")
    month = np.asarray(np.searchsorted(np.array(ends, dtype="datetime64[s]"), days))
    # Areas that the trend does not tell of have no county, and hold nothing.
    grid = np.zeros((len(_COUNTED), len(ends), len(codes)), dtype="int64")
    grid[:, month[area >= 0], area[area >= 0]] = past[list(_COUNTED)].to_numpy()[area >= 0].T
    for place, end in enumerate(ends):
        counted = dict(zip(_COUNTED, grid[:, place], strict=True))
        decides = _deciding(codes, milestones, own, end)
        pace = pace_of(*_evidence(counted), decides, end)
        goes_on = follows & _same(judged_by, decides)
        band = np.where(goes_on, held_band(pace, band), band_of(pace))
        follows = ~_unknown(counted) & (counted["counties"] > 0)
        judged_by = decides
    return band, follows & _same(judged_by, deciding)


def _same(one: Sequence[Milestone], other: Sequence[Milestone]) -> Array:
    return np.array([a is b or a == b for a, b in zip(one, other, strict=True)], dtype=bool)
