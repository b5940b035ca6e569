"""Assumed paces and counties, judged by hand-computed histories."""

from datetime import date, timedelta
from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.figures.judgement import Assumption, counted_in, judge, judge_assumed
from data.figures.progress import county_status, summarise
from data.figures.trend import trend
from tests.data.factories import a_milestone, a_province, a_report, some_reports, unit_reports

PLAN = [a_milestone(date(2025, 12, 31), 0.5, "half"), a_milestone(date(2027, 12, 31), 1.0, "all")]
TODAY = date(2027, 2, 28)  # ten calendar months before the last milestone
EARLY = date(2024, 12, 1)


@cache
def history(size: int = 100, before: int = 40, lately: int = 12, silent: int = 0):
    """One province: so many established long ago, lately, not reported, the rest preparing."""
    counties = a_province(size)
    codes = list(counties["county_code"])
    reports = [a_report(code, TODAY, "established", established_on=EARLY) for code in codes[:before]]
    within = TODAY - timedelta(days=20)
    lately_codes = codes[before : before + lately]
    reports += [a_report(code, TODAY, "established", established_on=within) for code in lately_codes]
    reports += [a_report(code, EARLY, "preparing") for code in codes[before + lately : size - silent]]
    status = county_status(unit_reports(some_reports(*reports), counties), as_of=TODAY)
    course = trend(unit_reports(some_reports(*reports), counties), as_of=TODAY, level="province")
    return status, summarise(status, counties, "province"), course


def assumed(assumption: Assumption, **sizes: int) -> pd.Series:
    _status, summary, course = history(**sizes)
    return judge_assumed(summary, course, PLAN, assumption, as_of=TODAY).iloc[0]


def test_assuming_nothing_changes_nothing() -> None:
    _status, summary, course = history()
    pd.testing.assert_frame_equal(
        judge_assumed(summary, course, PLAN, Assumption(), as_of=TODAY),
        judge(summary, course, PLAN, as_of=TODAY),
    )


# 48 to go in 10 months: 4.8 a month needed.
@pytest.mark.parametrize(
    ("pace", "verdict", "on"),
    [
        (4.8, "on_track", date(2027, 12, 31)),
        (4.0, "at_risk", date(2028, 2, 29)),
        (2.0, "off_track", date(2029, 2, 28)),
        (0.0, "off_track", None),
    ],
)
def test_a_pace_gives_date_and_verdict(pace: float, verdict: str, on: date | None) -> None:
    row = assumed(Assumption(pace=pace))
    assert (row["gap"], row["needed_pace"], row["verdict"]) == (48, pytest.approx(4.8), verdict)
    assert (None if pd.isna(row["projected_on"]) else row["projected_on"].date()) == on
    assert pd.isna(row["projected_early"])
    assert pd.isna(row["projected_late"])


def test_counties_by_hand_make_the_gap_smaller_at_the_pace_seen() -> None:
    row = assumed(Assumption(added=28))
    assert (row["gap"], row["observed_pace"], row["needed_pace"]) == (20, 2.0, pytest.approx(2.0))
    assert (row["verdict"], row["projected_on"]) == ("on_track", pd.Timestamp(2027, 12, 31))


def test_all_that_lack_one_achieve_it() -> None:
    assert assumed(Assumption(added=48))["verdict"] == "achieved"


def test_a_pace_does_not_tell_what_was_not_reported_but_counties_by_hand_do() -> None:
    assert assumed(Assumption(pace=9), silent=21)["verdict"] == "cannot_assess"
    row = assumed(Assumption(pace=9, added=1, not_reported=1), silent=21)
    assert (row["gap"], row["verdict"]) == (47, "on_track")


def test_an_assumed_pace_needs_no_second_report() -> None:
    counties = a_province(10)
    reports = some_reports(*(a_report(code, TODAY) for code in counties["county_code"]))
    summary = summarise(county_status(unit_reports(reports, counties), as_of=TODAY), counties, "province")
    course = trend(unit_reports(reports, counties), as_of=TODAY, level="province")
    verdicts = [
        judge_assumed(summary, course, PLAN, assumption, as_of=TODAY)["verdict"].item()
        for assumption in (Assumption(), Assumption(pace=1))
    ]
    assert verdicts == ["cannot_assess", "on_track"]


def test_only_counties_without_an_alliance_count() -> None:
    status, _summary, _course = history(silent=3)
    codes = status["county_code"].tolist()
    assert counted_in(status, [codes[0], codes[45]]) == (0, 0)
    assert counted_in(status, [codes[0], codes[60], codes[-1], "999999"]) == (2, 1)
    assert counted_in(status, []) == (0, 0)


@pytest.mark.slow
@settings(max_examples=50)
@given(slow=st.integers(0, 200), faster=st.integers(0, 200), added=st.integers(0, 48))
def test_faster_is_never_worse_and_more_counties_neither(slow: int, faster: int, added: int) -> None:
    order = ("achieved", "nearly", "on_track", "at_risk", "off_track")
    one = assumed(Assumption(pace=slow / 10))
    other = assumed(Assumption(pace=(slow + faster) / 10, added=added))
    assert order.index(other["verdict"]) <= order.index(one["verdict"])
    assert other["gap"] == 48 - added
