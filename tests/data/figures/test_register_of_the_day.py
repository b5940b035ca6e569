"""Every figure of a day by the register of that day, on random histories of changes, against plain loops."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.base.fields import GUARANTEES
from data.base.months import month_ends, months_before
from data.figures.action_list import action_list
from data.figures.changes_between import changed_counties, progress_by_area, units_changed
from data.figures.judgement import milestones_met
from data.figures.progress import county_status, summarise
from data.figures.trend import trend
from data.figures.unit_reports import NOT_COUNTED, UnitReports, reports_not_counted
from data.figures.verdicts import needed_counties
from data.plan.thresholds import TREND_FROM
from data.register.checks import change_faults, period_faults
from tests.data.factories import a_milestone, a_report, some_reports
from tests.data.plain_history import ALLIANCE
from tests.data.plain_register import PlainRegister, registers

# Month ends, the days beside them, and days within a month: changes and reports meet on some of them.
DAYS = [
    *(date(2025, 1, 31), date(2025, 3, 15), date(2025, 3, 31), date(2025, 6, 30), date(2025, 7, 1)),
    *(date(2025, 9, 30), date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 28), date(2026, 5, 20)),
]
LEVELS = ("nation", "province", "prefecture", "county")
MILESTONES = [a_milestone(date(2025, 6, 30), 0.5, "half"), a_milestone(date(2026, 12, 31), 1.0, "all")]
PAIR = st.lists(st.sampled_from(DAYS), min_size=2, max_size=2, unique=True).map(sorted)


def reported(plain: PlainRegister) -> UnitReports:
    """The same reports as the store gives them."""
    saved = datetime(2026, 6, 1, tzinfo=UTC)
    rows = [
        a_report(
            one.code, one.as_of, one.stage, batch_id=one.order, saved_at=saved + timedelta(minutes=one.order),
            established_on=one.established_on,
        )
        for one in plain.reports
    ]  # fmt: skip
    return UnitReports(some_reports(*rows), plain.history())


def value(cell: object) -> object:
    if pd.isna(cell):
        return None
    return cell.date() if isinstance(cell, pd.Timestamp) else cell


def check_status(plain: PlainRegister, reports: UnitReports, day: date) -> None:
    status = county_status(reports, as_of=day)
    found = {
        row["county_code"]: tuple(
            value(row[name]) for name in ("stage", "established_on", "as_of", "inherited")
        )
        for row in status.to_dict("records")
    }
    expected = {}
    for period in plain.units(day):
        one = plain.standing(period.unit, day)
        expected[period.code] = (one.stage, one.established_on, one.as_of, one.inherited)
    assert found == expected
    assert status["county_code"].tolist() == sorted(expected)
    counties = reports.history.register_of(day).counties
    for level in LEVELS:
        summary = summarise(status, counties, level).set_index("code")
        assert summary["counties"].to_dict() == plain.counties(level, day, day)
        stands = [
            (plain.area(p.unit, day, level, day), plain.standing(p.unit, day).stage) for p in plain.units(day)
        ]
        for code, row in summary.iterrows():
            stages = [stage for area, stage in stands if area == code]
            assert row["established"] == sum(stage in ALLIANCE for stage in stages)
            assert row["not_reported"] == stages.count(None)
    answers = pd.DataFrame(dict.fromkeys(GUARANTEES, pd.array([None] * len(status), dtype="boolean")))
    listed = action_list(status.join(answers), None, counties, as_of=day)
    assert set(listed.loc[listed["to_do"], "county_code"]) == {
        code for code, row in expected.items() if row[0] is not None and row[0] not in ALLIANCE
    }
    assert set(listed.loc[listed["not_reported"], "county_code"]) == {
        code for code, row in expected.items() if row[0] is None
    }


def check_trend(plain: PlainRegister, reports: UnitReports, day: date) -> None:
    points = month_ends(min(TREND_FROM, day), day)
    for level in LEVELS:
        course = trend(reports, as_of=day, level=level)
        areas = sorted(plain.counties(level, day, day))
        assert course["code"].unique().tolist() == areas
        for point in points:
            row = course[course["month_end"] == pd.Timestamp(point)].set_index("code")
            for name, counted in (
                ("counties", plain.counties),
                ("established", plain.established),
                ("not_reported", plain.unreported),
            ):
                expected = counted(level, point, day)
                assert row[name].to_dict() == {area: expected.get(area, 0) for area in areas}, (
                    level,
                    point,
                    name,
                )
        last = course.groupby("code").last()
        now = plain.established(level, day, day)
        for months in (3, 6, 12):
            since = months_before(day, months)
            then = plain.established(level, since, day)
            progress = plain.progress(level, since, day, day)
            assert last[f"net_{months}"].to_dict() == {area: progress.get(area, 0) for area in areas}
            assert last[f"register_net_{months}"].to_dict() == {
                area: now.get(area, 0) - then.get(area, 0) - progress.get(area, 0) for area in areas
            }


def check_changes(plain: PlainRegister, reports: UnitReports, since: date, until: date) -> None:
    changed = changed_counties(reports, since=since, until=until).set_index("county_code")
    for period in plain.units(until):
        begun = plain.begun(period.unit)
        first = max(since, begun) if begun else since
        before, after = plain.standing(period.unit, first).stage, plain.standing(period.unit, until).stage
        row = changed.loc[period.code]
        assert (value(row["before"]), value(row["after"])) == (before, after)
        assert row["gained"] == (after in ALLIANCE and before not in ALLIANCE)
        assert row["lost"] == (before in ALLIANCE and after not in ALLIANCE)
        assert row["came"] == (begun is not None and begun > since)
    listed = units_changed(reports, since=since, until=until)
    first = {unit: plain.begun(unit) for unit in {period.unit for period in plain.periods}}
    last = {unit: plain.ended(unit) for unit in first}
    assert sorted(zip(listed["day"].dt.date, listed["came"], strict=True)) == sorted(
        [(day, True) for day in first.values() if day and since < day <= until]
        + [(day, False) for day in last.values() if day and since < day <= until]
    )
    # What established changed by is progress, and what came or went with an alliance.
    net = progress_by_area(changed.reset_index(), reports.history.register_of(until), "nation")["100000"]
    before, after = (
        sum(plain.standing(p.unit, day).stage in ALLIANCE for p in plain.units(day)) for day in (since, until)
    )
    came = sum(
        plain.standing(p.unit, begun).stage in ALLIANCE
        for p in plain.units(until)
        if (begun := plain.begun(p.unit)) and begun > since
    )
    went = sum(
        plain.standing(p.unit, since).stage in ALLIANCE
        for p in plain.units(since)
        if plain.period(p.unit, until) is None
    )
    assert after - before == net + came - went


def check_nothing_is_lost(plain: PlainRegister, reports: UnitReports, day: date) -> None:
    listed = reports_not_counted(reports, as_of=day)
    assert dict(zip(listed["batch_id"], listed["reason"], strict=True)) == plain.not_counted(day)
    assert set(listed["reason"]) <= set(NOT_COUNTED)
    counted = [one.order for p in plain.units(day) for one in plain.own_reports(p.unit, day)]
    known = [one.order for one in plain.reports if one.as_of <= day]
    assert sorted([*counted, *listed["batch_id"]]) == known


def check_milestones(plain: PlainRegister, reports: UnitReports, day: date) -> None:
    for level in ("nation", "province"):
        met = milestones_met(reports, MILESTONES, as_of=day, level=level).set_index(["code", "milestone"])
        for milestone in MILESTONES:
            decided = min(milestone.on, day)
            sizes = plain.counties(level, decided, day)
            established = plain.established(level, decided, day)
            for area in plain.counties(level, day, day):
                row = met.loc[(area, milestone.name)]
                needed = needed_counties(milestone.share, sizes.get(area, 0))
                lacking = needed - established.get(area, 0)
                assert row["needed"] == needed
                missed = lacking > 0 and milestone.on <= day
                assert value(row["missed_by"]) == (lacking if missed else None)
                assert pd.notna(row["met_on"]) == (lacking <= 0 < needed)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(plain=registers(DAYS), days=PAIR)
def test_every_figure_is_what_plain_loops_count(plain: PlainRegister, days: list[date]) -> None:
    since, until = days
    reports = reported(plain)
    assert period_faults(reports.history) == []
    assert change_faults(reports.history) == []
    check_status(plain, reports, until)
    check_trend(plain, reports, until)
    check_changes(plain, reports, since, until)
    check_nothing_is_lost(plain, reports, until)
    check_milestones(plain, reports, until)


def earlier(plain: PlainRegister, day: date) -> PlainRegister:
    """The register as it was known before the changes after a day, and the same reports."""
    periods = [p for p in plain.periods if p.since is None or p.since <= day]
    return PlainRegister(
        [replace(p, until=None if p.until and p.until > day else p.until) for p in periods],
        [change for change in plain.changes if change.day <= day],
        plain.reports,
    )


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(plain=registers(DAYS), days=PAIR)
def test_a_past_day_is_not_changed_by_a_later_change(plain: PlainRegister, days: list[date]) -> None:
    since, day = days
    now, then = reported(plain), reported(earlier(plain, day))
    pd.testing.assert_frame_equal(county_status(now, as_of=day), county_status(then, as_of=day))
    pd.testing.assert_frame_equal(
        changed_counties(now, since=since, until=day), changed_counties(then, since=since, until=day)
    )
    for level in LEVELS:
        pd.testing.assert_frame_equal(trend(now, as_of=day, level=level), trend(then, as_of=day, level=level))
        pd.testing.assert_frame_equal(
            milestones_met(now, MILESTONES, as_of=day, level=level),
            milestones_met(then, MILESTONES, as_of=day, level=level),
        )
