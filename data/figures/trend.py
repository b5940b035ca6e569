"""How established counties went from month to month: when it happened, as far as it was known."""

from datetime import date
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.base.months import month_ends, months_before
from data.base.stages import ESTABLISHED_STAGES
from data.figures.progress import days_of, stages_in_order
from data.plan.thresholds import LONG_PACE_MONTHS, PACE_MONTHS, SHORT_PACE_MONTHS, TREND_FROM
from data.register.register import area_of

Array: TypeAlias = NDArray[Any]

_DAY = "datetime64[s]"
_UNKNOWN = np.datetime64("NaT", "s")
_NEVER = pd.Timestamp(9999, 12, 31).as_unit("s")


def established_spans(reports: pd.DataFrame, counties: pd.DataFrame, *, as_of: date) -> pd.DataFrame:
    """Return the spans of time in which each county had an alliance, as known on `as_of`.

    A span begins on the `established_on` that the last report of an unbroken run of established reports
    gives, and ends on the as-of date of the report that went backwards (to a lower stage, or to a blank
    one). A county that is established again after going backwards begins anew no earlier than it had ended:
    a report never undoes a loss that another report has stated. Where no report of the run has a date, the
    first report's as-of date is taken.

    Columns: county_position (row in `counties`), since, until (datetime64; NaT while it lasts; that day
    excluded).
    """
    ordered = stages_in_order(reports, counties, as_of=as_of)
    return _spans(ordered, ordered["stage"].isin(ESTABLISHED_STAGES), ordered["established_on"])


def trend(reports: pd.DataFrame, counties: pd.DataFrame, *, as_of: date, level: str) -> pd.DataFrame:
    """Return each area's months from 2024-11-30 to `as_of`, sorted by code and day.

    Only reports with an as-of date up to `as_of` are looked at, so an earlier `as_of` redraws what was
    known then. The last row is `as_of` itself and equals `summarise` on that day.

    Columns: code, month_end (datetime64), established, not_reported (int64); net_3, net_6, net_12: net
    counties over so many months up to the row's day, to the day; spread_6: standard deviation of the net
    counties of the six months (float); report_days: number of different as-of dates reported by then with a
    stage. A county is *not reported* at a month end when no report had given it a stage by then, and it is
    not known, from a later report, to have been established by then.
    """
    points = month_ends(min(TREND_FROM, as_of), as_of)
    back = {point: [months_before(point, k) for k in range(LONG_PACE_MONTHS + 1)] for point in points}
    days = sorted({day for row in back.values() for day in row})
    column = {day: i for i, day in enumerate(days)}
    at = np.array(days, dtype="datetime64[D]").astype(_DAY)

    ordered = stages_in_order(reports, counties, as_of=as_of)
    has_stage = ordered["stage"].notna()
    is_established = ordered["stage"].isin(ESTABLISHED_STAGES)
    established = _present(_spans(ordered, is_established, ordered["established_on"]), at, len(counties))
    reported = _present(_spans(ordered, has_stage, ordered["as_of"].where(~has_stage)), at, len(counties))

    codes, area = np.unique(area_of(counties, level).to_numpy().astype(str), return_inverse=True)
    by_area = _sum_by_area(established, area, len(codes))
    missing_by_area = _sum_by_area(~(established | reported), area, len(codes))
    report_days = _report_days(ordered[has_stage], area, at, len(codes))

    now = [column[point] for point in points]
    steps = [[column[day] for day in back[point]] for point in points]
    past = by_area[:, np.array(steps)]
    net = {
        months: past[:, :, 0] - past[:, :, months]
        for months in (SHORT_PACE_MONTHS, PACE_MONTHS, LONG_PACE_MONTHS)
    }
    monthly = past[:, :, :PACE_MONTHS] - past[:, :, 1 : PACE_MONTHS + 1]
    return pd.DataFrame(
        {
            "code": pd.array(np.repeat(codes, len(points)), dtype="str"),
            "month_end": np.tile(at[now], len(codes)),
            "established": by_area[:, now].ravel(),
            "not_reported": missing_by_area[:, now].ravel(),
            **{f"net_{months}": counts.ravel() for months, counts in net.items()},
            f"spread_{PACE_MONTHS}": monthly.std(axis=2, ddof=1).ravel(),
            "report_days": report_days[:, now].ravel(),
        }
    )


def established_steps(
    reports: pd.DataFrame, counties: pd.DataFrame, *, as_of: date, level: str
) -> pd.DataFrame:
    """Return every day on which an area's established counties changed, to the day, sorted by code and day.

    Columns: code, since (datetime64), established (int64; the count from that day until the next row's).
    """
    spans = established_spans(reports, counties, as_of=as_of)
    code = area_of(counties, level).to_numpy()[spans["county_position"].to_numpy()]
    gains = pd.DataFrame({"code": code, "since": spans["since"], "change": 1})
    losses = pd.DataFrame({"code": code, "since": spans["until"], "change": -1}).dropna()
    by_day = pd.concat([gains, losses]).groupby(["code", "since"])["change"].sum()
    return by_day.groupby(level="code").cumsum().rename("established").reset_index()


def _spans(ordered: pd.DataFrame, condition: pd.Series, begun: pd.Series) -> pd.DataFrame:
    """Turn reports in order into the spans in which a condition holds.

    A span begins on the last day that `begun` gives within it, or else with its first report.
    """
    holds = condition.to_numpy(dtype=bool)
    position = ordered["county_position"].to_numpy()
    described = days_of(ordered["as_of"])
    same_county = position[1:] == position[:-1]
    goes_on = holds[1:] & holds[:-1] & same_county
    begins = holds.copy()
    begins[1:] &= ~goes_on
    ends = holds.copy()
    ends[:-1] &= ~goes_on
    first, last = np.flatnonzero(begins), np.flatnonzero(ends)

    next_report = np.append(np.where(same_county, described[1:], _UNKNOWN), _UNKNOWN)
    until = next_report[last]
    run = np.cumsum(begins)[holds]
    given = days_of(pd.Series(days_of(begun)[holds]).groupby(run).last())
    since = np.minimum(np.where(np.isnat(given), described[first], given), described[last])
    # A county that is established again begins anew no earlier than its loss.
    again = position[first][1:] == position[first][:-1]
    since[1:] = np.where(again, np.maximum(since[1:], until[:-1]), since[1:])
    return pd.DataFrame({"county_position": position[first], "since": since, "until": until})


def _present(spans: pd.DataFrame, at: Array, counties: int) -> Array:
    """Say for each county and day whether a span holds: bool, counties × days."""
    change = np.zeros((counties, len(at) + 1), dtype=np.int8)
    position = spans["county_position"].to_numpy()
    np.add.at(change, (position, _first_at(at, spans["since"])), 1)
    np.add.at(change, (position, _first_at(at, spans["until"].fillna(_NEVER))), -1)
    return np.cumsum(change, axis=1)[:, :-1] > 0


def _sum_by_area(present: Array, area: Array, areas: int) -> Array:
    """Add up counties × days to areas × days; every area from 0 to `areas` - 1 has a county."""
    order = np.argsort(area, kind="stable")
    starts = np.searchsorted(area[order], np.arange(areas))
    return np.add.reduceat(present[order], starts, axis=0, dtype=np.int64)


def _report_days(ordered: pd.DataFrame, area: Array, at: Array, areas: int) -> Array:
    """Count the different as-of dates that each area had reported by each day."""
    seen = pd.DataFrame(
        {"area": area[ordered["county_position"].to_numpy()], "day": ordered["as_of"]}
    ).drop_duplicates()
    count = np.zeros((areas, len(at) + 1), dtype=np.int64)
    np.add.at(count, (seen["area"].to_numpy(), _first_at(at, seen["day"])), 1)
    return np.cumsum(count, axis=1)[:, :-1]


def _first_at(at: Array, days: pd.Series) -> Array:
    """Return for each day the position of the first of `at` that is not before it."""
    return np.asarray(np.searchsorted(at, days_of(days)))
