"""How established counties went from month to month: when it happened, as far as it was known.

Every month counts the counties of its own register. What a change of the register adds to an area or takes from it is
told apart from progress: a county that was there the day before and has an alliance today is progress; one that came
with an alliance, or went with one, is not.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from data.base.months import month_ends, months_before
from data.figures.area_periods import AreaPeriods, area_periods
from data.figures.standing import DAY_TYPE, Array
from data.figures.unit_reports import (
    BLANK,
    LOWEST_ESTABLISHED,
    UNKNOWN_DAY,
    ReportsInOrder,
    UnitReports,
)
from data.plan.thresholds import LONG_PACE_MONTHS, PACE_MONTHS, SHORT_PACE_MONTHS, TREND_FROM

NEVER: Final = np.datetime64("9999-12-31", "s")


@dataclass(frozen=True)
class Spans:
    """Spans of time by unit and day: unit (its place in `UnitTable.names`), since, until (NaT while it lasts)."""

    unit: Array
    since: Array
    until: Array


def established_spans(reports: UnitReports, *, as_of: date) -> Spans:
    """Return the spans of time in which each unit had an alliance, as known on `as_of`, while it existed.

    A span begins on the `established_on` that the last report of an unbroken run of established reports
    gives, and ends on the as-of date of the report that went backwards (to a lower stage, or to a blank
    one). A county that is established again after going backwards begins anew no earlier than it had ended:
    a report never undoes a loss that another report has stated. Where no report of the run has a date, the
    first report's as-of date is taken. What a merged unit took over begins and goes on with it.
    """
    ordered = reports.ordered.until(as_of)
    spans = _spans(ordered, ordered.rank >= LOWEST_ESTABLISHED, ordered.established_on)
    begun, ended = reports.units.begun[spans.unit], reports.units.ended[spans.unit]
    since, until = np.fmax(spans.since, begun), np.fmin(spans.until, ended)
    lasts = ~(since >= until)
    return Spans(spans.unit[lasts], since[lasts], until[lasts])


def trend(reports: UnitReports, *, as_of: date, level: str) -> pd.DataFrame:
    """Return the months from 2024-11-30 to `as_of` of each area of that day's register, sorted by code and day.

    Only reports with an as-of date up to `as_of` are looked at, so an earlier `as_of` redraws what was
    known then. The last row is `as_of` itself and equals `summarise` on that day.

    Columns: code, month_end (datetime64), counties (of that month's register), established, not_reported (int64);
    known_then: as many as were established by what reports up to the month end say, as `summarise` counts them on that
    day, while `established` also has those of which only a later report tells that they were (int64);
    net_3, net_6, net_12: net counties of progress over so many months up to the row's day, to the day; register_net_3,
    register_net_6, register_net_12: what changes of the register added or took, so that both together are what
    established changed by; report_days: number of different as-of dates reported by then with a stage. A county is *not
    reported* at a month end when no report had given it a stage by then, and it is not known, from a later report, to
    have been established by then.
    """
    points = month_ends(min(TREND_FROM, as_of), as_of)
    spans_back = (SHORT_PACE_MONTHS, PACE_MONTHS, LONG_PACE_MONTHS)
    back = {months: [months_before(point, months) for point in points] for months in spans_back}
    days = sorted({*points, *(day for row in back.values() for day in row)})
    column = {day: i for i, day in enumerate(days)}
    at = np.array(days, dtype="datetime64[D]").astype(DAY_TYPE)

    areas = area_periods(reports.history, level, as_of)
    ordered = reports.ordered.until(as_of)
    units = len(reports.units.names)
    has_stage = ordered.rank > BLANK
    spans = established_spans(reports, as_of=as_of)
    established = _present(spans, at, units)
    in_force = np.full(len(has_stage), UNKNOWN_DAY)
    told = _present(_spans(ordered, ordered.rank >= LOWEST_ESTABLISHED, in_force), at, units)
    reported = _present(_spans(ordered, has_stage, in_force), at, units)
    exist = areas.exist(at)

    by_area = areas.sums(established[areas.unit] & exist)
    told_by_area = areas.sums(told[areas.unit] & exist)
    missing_by_area = areas.sums(~(established | reported)[areas.unit] & exist)
    sizes = areas.sums(exist)
    gained = _progress(reports, spans, areas, at)
    own = has_stage & (ordered.row >= 0)
    report_days = _report_days(ordered.unit[own], ordered.as_of[own], areas, at)

    now = [column[point] for point in points]
    counts: dict[str, Array] = {}
    for months in spans_back:
        then = [column[day] for day in back[months]]
        counts[f"net_{months}"] = gained[:, now] - gained[:, then]
    for months in spans_back:
        then = [column[day] for day in back[months]]
        grown = by_area[:, now] - by_area[:, then]
        counts[f"register_net_{months}"] = grown - counts[f"net_{months}"]
    return pd.DataFrame(
        {
            "code": pd.array(np.repeat(areas.codes, len(points)), dtype="str"),
            "month_end": np.tile(at[now], len(areas.codes)),
            "counties": sizes[:, now].ravel(),
            "established": by_area[:, now].ravel(),
            "known_then": told_by_area[:, now].ravel(),
            "not_reported": missing_by_area[:, now].ravel(),
            **{name: values.ravel() for name, values in counts.items()},
            "report_days": report_days[:, now].ravel(),
        }
    )


def area_steps(reports: UnitReports, *, as_of: date, level: str) -> pd.DataFrame:
    """Return every day on which an area's established counties, or its counties, changed, sorted by code and day.

    Columns: code, since (datetime64), established, counties (int64; the counts from that day until the next row's).
    """
    areas = area_periods(reports.history, level, as_of)
    spans = established_spans(reports, as_of=as_of)
    held = pd.DataFrame(vars(spans)).merge(
        pd.DataFrame({"unit": areas.unit, "area": areas.area, "begun": areas.since, "ended": areas.until}),
        on="unit",
    )
    since = np.fmax(held["since"].to_numpy(), held["begun"].to_numpy())
    until = np.fmin(held["until"].to_numpy(), held["ended"].to_numpy())
    lasts = ~(since >= until)
    area = held["area"].to_numpy()[lasts]
    changes = [
        (area, since[lasts], 1, 0),
        (area, until[lasts], -1, 0),
        (areas.area, areas.since, 0, 1),
        (areas.area, areas.until, 0, -1),
    ]
    where, when, more, sizes = (
        np.concatenate(parts)
        for parts in zip(
            *(
                (area, day, np.full(len(day), more), np.full(len(day), size))
                for area, day, more, size in changes
            ),
            strict=True,
        )
    )
    frame = pd.DataFrame({"area": where, "since": when, "established": more, "counties": sizes})
    frame = frame[frame["since"] <= np.datetime64(as_of)]
    by_day = frame.groupby(["area", "since"]).sum()
    by_day = by_day[(by_day != 0).any(axis=1)].groupby(level="area").cumsum().reset_index()
    from_the_start = np.bincount(areas.area[np.isnat(areas.since)], minlength=len(areas.codes))
    return pd.DataFrame(
        {
            "code": pd.array(areas.codes[by_day["area"]], dtype="str"),
            "since": by_day["since"],
            "established": by_day["established"],
            "counties": by_day["counties"] + from_the_start[by_day["area"]],
        }
    )


def _spans(ordered: ReportsInOrder, holds: Array, begun: Array) -> Spans:
    """Turn reports in order into the spans in which a condition holds.

    A span begins on the last day that `begun` gives within it, or else with its first report.
    """
    unit, described = ordered.unit, ordered.as_of
    same_unit = unit[1:] == unit[:-1]
    goes_on = holds[1:] & holds[:-1] & same_unit
    begins = holds.copy()
    begins[1:] &= ~goes_on
    ends = holds.copy()
    ends[:-1] &= ~goes_on
    first, last = np.flatnonzero(begins), np.flatnonzero(ends)

    next_report = np.append(np.where(same_unit, described[1:], UNKNOWN_DAY), UNKNOWN_DAY)
    until = next_report[last]
    run = np.cumsum(begins)[holds]
    given = pd.Series(begun[holds]).groupby(run).last().to_numpy().astype(DAY_TYPE)
    since = np.minimum(np.where(np.isnat(given), described[first], given), described[last])
    # A county that is established again begins anew no earlier than its loss.
    again = unit[first][1:] == unit[first][:-1]
    since[1:] = np.where(again, np.maximum(since[1:], until[:-1]), since[1:])
    return Spans(unit[first], since, until)


def _present(spans: Spans, at: Array, units: int) -> Array:
    """Say for each unit and day whether a span holds: bool, units × days."""
    change = np.zeros((units, len(at) + 1), dtype=np.int8)
    np.add.at(change, (spans.unit, _first_at(at, spans.since)), 1)
    np.add.at(change, (spans.unit, _first_at(at, np.fmin(spans.until, NEVER))), -1)
    return np.cumsum(change, axis=1)[:, :-1] > 0


def _progress(reports: UnitReports, spans: Spans, areas: AreaPeriods, at: Array) -> Array:
    """Count, by area, what units gained and lost by each day while they went on existing: areas × days."""
    gains = spans.since != reports.units.begun[spans.unit]
    losses = ~np.isnat(spans.until) & (spans.until != reports.units.ended[spans.unit])
    change = np.zeros((len(areas.codes), len(at) + 1), dtype=np.int64)
    for rows, days, step in ((gains, spans.since, 1), (losses, spans.until, -1)):
        area = areas.area_on(spans.unit[rows], days[rows])
        counted = area >= 0
        np.add.at(change, (area[counted], _first_at(at, days[rows][counted])), step)
    return np.cumsum(change, axis=1)[:, :-1]


def _report_days(unit: Array, as_of: Array, areas: AreaPeriods, at: Array) -> Array:
    """Count the different as-of dates that each area had reported by each day."""
    seen = pd.DataFrame({"area": areas.area_on(unit, as_of), "day": as_of}).drop_duplicates()
    seen = seen[seen["area"] >= 0]
    count = np.zeros((len(areas.codes), len(at) + 1), dtype=np.int64)
    np.add.at(count, (seen["area"].to_numpy(), _first_at(at, seen["day"].to_numpy())), 1)
    return np.cumsum(count, axis=1)[:, :-1]


def _first_at(at: Array, days: Array) -> Array:
    """Return for each day the position of the first of `at` that is not before it."""
    return np.asarray(np.searchsorted(at, days.astype(DAY_TYPE)))
