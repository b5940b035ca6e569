"""Small areas and steady verdicts: nearly there, the span of the pace, and what moves a verdict."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.base.months import month_ends
from data.figures.judgement import judge
from data.figures.progress import county_status, summarise
from data.figures.trend import trend
from data.figures.verdicts import BANDS, VERDICTS, Pace, band_of, held_band, verdicts_of
from tests.data.factories import a_milestone, a_province, a_report, some_reports, unit_reports

PLAN = [a_milestone(date(2025, 12, 31), 0.5, "half"), a_milestone(date(2027, 12, 31), 1.0, "all")]
TODAY = date(2026, 10, 31)
BEFORE = date(2024, 12, 1)
FIVE_IN_A_WINTER = [BEFORE, *(date(2025, month, 5) for month in (9, 10, 11, 12)), date(2026, 1, 5)]


def a_history(size: int, followed: Sequence[date]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Every county reports at the end of 2024 and on the day it follows; so many follow, on these days."""
    counties = a_province(size)
    codes = list(counties["county_code"])
    reports = [a_report(code, date(2024, 12, 31)) for code in codes]
    reports += [a_report(code, date(2025, 1, 31)) for code in codes]
    reports += [
        a_report(code, max(day, date(2025, 2, 1)), "established", established_on=day)
        for code, day in zip(codes, followed, strict=False)
    ]
    return some_reports(*reports), counties


def judged(reports: pd.DataFrame, counties: pd.DataFrame, as_of: date = TODAY) -> pd.Series:
    units = unit_reports(reports, counties)
    summary = summarise(county_status(units, as_of=as_of), counties, "province")
    return judge(summary, trend(units, as_of=as_of, level="province"), PLAN, as_of=as_of).iloc[0]


def a_pace(needed: int, gap: int, net: float, *, months: int = 12, left: float = 14) -> Pace:
    one = np.array
    needed_pace = max(gap, 0) / left if left > 0 else (np.nan if gap > 0 else 0.0)
    return Pace(one([needed]), one([gap]), one([months]), one([net]), one([needed_pace]))


def word(pace: Pace, *, unknown: bool = False) -> str:
    return str(verdicts_of(pace, band_of(pace), np.array([unknown]))[0])


@pytest.mark.parametrize(
    ("needed", "gap", "verdict"),
    [
        (13, 1, "nearly"),  # 杭州, 12 of 13
        (13, 2, "nearly"),
        (13, 3, "off_track"),
        (8, 2, "nearly"),  # three quarters are done
        (7, 2, "off_track"),
        (4, 1, "nearly"),
        (3, 1, "off_track"),
        (1, 1, "off_track"),
        (95, 2, "nearly"),
        (13, 0, "achieved"),
    ],
)
def test_one_or_two_counties_short_is_nearly_there_whatever_the_pace(
    needed: int, gap: int, verdict: str
) -> None:
    assert word(a_pace(needed, gap, net=0)) == verdict


def test_nearly_there_hides_neither_a_loss_nor_what_is_unknown_nor_a_milestone_that_has_passed() -> None:
    assert word(a_pace(13, 1, net=-1)) == "reversing"
    assert word(a_pace(13, 1, net=1), unknown=True) == "cannot_assess"
    assert word(a_pace(13, 1, net=1, left=0)) == "off_track"


def test_a_city_with_twelve_of_thirteen_is_not_behind() -> None:
    row = judged(*a_history(13, [BEFORE] * 11 + [date(2025, 6, 3)]))
    assert (row["gap"], row["observed_pace"], row["verdict"]) == (1, 0, "nearly")
    assert pd.isna(row["projected_on"])


def test_a_small_area_is_seen_over_twelve_months() -> None:
    # One county in six months, four in twelve: 4 ÷ 12 a month, where 5 ÷ 14 are needed.
    days = [BEFORE] * 3 + [date(2025, 12, 5), date(2026, 1, 5), date(2026, 3, 5), date(2026, 8, 5)]
    row = judged(*a_history(12, days))
    assert (row["pace_6"], row["pace_months"]) == (pytest.approx(1 / 6), 12)
    assert row["observed_pace"] == pytest.approx(4 / 12)
    assert row["ratio"] == pytest.approx((4 / 12) / (5 / 14))


@pytest.mark.parametrize(("size", "months"), [(29, 12), (30, 6)])
def test_from_thirty_counties_on_it_is_six(size: int, months: int) -> None:
    assert judged(*a_history(size, [BEFORE]))["pace_months"] == months


def test_one_county_that_leaves_the_window_moves_no_verdict() -> None:
    # Twelve counties, six to go. At the end of September 2026 the one of a year before leaves the window: four are
    # 0.83 of the pace needed, which is at risk; five would be 1.04.
    history = a_history(12, FIVE_IN_A_WINTER)
    assert judged(*history, as_of=date(2026, 8, 31))["verdict"] == "on_track"
    row = judged(*history, as_of=date(2026, 9, 30))
    assert row["ratio"] == pytest.approx((4 / 12) / (6 / 15))
    assert row["verdict"] == "on_track"
    # Two have left by the end of October: three are 0.58, off track, but four would be at risk.
    assert judged(*history)["verdict"] == "at_risk"


def test_later_reports_change_no_verdict_of_a_past_day() -> None:
    reports, counties = a_history(12, FIVE_IN_A_WINTER)
    code = counties["county_code"].iloc[-1]
    later = some_reports(a_report(code, date(2026, 10, 15), "established", established_on=date(2026, 5, 5)))
    then = judged(reports, counties, as_of=date(2026, 9, 30))
    now = judged(pd.concat([reports, later], ignore_index=True), counties, as_of=date(2026, 9, 30))
    pd.testing.assert_series_equal(then, now)


def test_another_milestone_begins_anew() -> None:
    # Six of twelve are done when the half is due: the next milestone is judged by its own pace alone.
    days = [date(2025, month, 5) for month in range(3, 9)]
    history = a_history(12, days)
    assert judged(*history, as_of=date(2025, 11, 30))["verdict"] == "achieved"
    row = judged(*history, as_of=date(2025, 12, 31))
    assert (row["gap"], row["ratio"]) == (6, pytest.approx((6 / 12) / (6 / 24)))
    assert row["verdict"] == "on_track"


@settings(max_examples=30, deadline=None)
@given(
    size=st.integers(3, 40),
    months=st.lists(st.integers(0, 17), max_size=40),
)
def test_nothing_happens_and_no_verdict_gets_better(size: int, months: list[int]) -> None:
    ends = month_ends(date(2025, 1, 31), date(2027, 11, 30))
    reports, counties = a_history(size, [ends[month] for month in months][:size])
    # The last county may have followed in June 2026. Losses aside, the pace can only fall from there.
    words = [
        str(judged(reports, counties, as_of=end)["verdict"])
        for end in month_ends(date(2026, 6, 30), ends[-1])[::4]
    ]
    places = [VERDICTS.index(one) for one in words]
    assert all(one <= other for one, other in pairwise(places))


@given(
    needed=st.integers(1, 200),
    gap=st.integers(1, 200),
    net=st.integers(-5, 200),
    more=st.integers(0, 20),
    before=st.sampled_from(range(len(BANDS))),
    months=st.sampled_from([6, 12]),
    left=st.integers(1, 24),
)
def test_a_held_band_stays_next_to_what_the_pace_says(
    needed: int, gap: int, net: int, more: int, before: int, months: int, left: int
) -> None:
    pace = a_pace(needed, gap, net, months=months, left=left)
    said, held = int(band_of(pace)[0]), int(held_band(pace, np.array([before]))[0])
    assert min(said, before) <= held <= max(said, before)
    assert abs(held - said) <= 1
    faster = a_pace(needed, gap, net + more, months=months, left=left)
    assert held_band(faster, np.array([before]))[0] <= held


def test_a_large_area_moves_by_a_twentieth_of_what_it_needs() -> None:
    # 600 to go in 12 months: 300 in six, of which a twentieth is 15. On track from 285, held down to 270.
    on_track = np.array([0])
    assert held_band(a_pace(2851, 600, 270, months=6, left=12), on_track)[0] == 0
    assert held_band(a_pace(2851, 600, 269, months=6, left=12), on_track)[0] == 1
