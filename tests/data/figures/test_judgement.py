from datetime import date, timedelta

import pandas as pd
import pytest

from data.figures.judgement import judge, milestones_met, next_milestone, path_share
from data.figures.progress import county_status, summarise
from data.figures.trend import trend
from data.figures.verdicts import VERDICTS, needed_counties
from tests.data.factories import a_milestone, a_province, a_report, some_reports, unit_reports

HALF = a_milestone(date(2025, 12, 31), 0.5, "half")
ALL = a_milestone(date(2027, 12, 31), 1.0, "all")
PLAN = [HALF, ALL]
# Ten calendar months before the last milestone: round figures.
TODAY = date(2027, 2, 28)
LONG_AGO = date(2024, 12, 1)


def d(text: str) -> date:
    return date.fromisoformat(text)


def province(
    size: int,
    *,
    before: int = 0,
    lately: int = 0,
    lost: int = 0,
    silent: int = 0,
    as_of: date = TODAY,
    first_report: date = LONG_AGO,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Reports and counties: so many established long ago (before), lately, lost, not reported."""
    counties = a_province(size)
    codes = iter(counties["county_code"])
    within = as_of - timedelta(days=20)
    reports = [a_report(next(codes), as_of, "established", established_on=LONG_AGO) for _ in range(before)]
    reports += [a_report(next(codes), as_of, "established", established_on=within) for _ in range(lately)]
    for _ in range(lost):
        code = next(codes)
        reports.append(a_report(code, first_report, "established", established_on=LONG_AGO))
        reports.append(a_report(code, as_of, "preparing"))
    rest = list(codes)
    reports += [a_report(code, first_report, "preparing") for code in rest[: len(rest) - silent]]
    return some_reports(*reports), counties


def judged(
    reports: pd.DataFrame,
    counties: pd.DataFrame,
    as_of: date = TODAY,
    plan: list = PLAN,
    own: dict | None = None,
) -> pd.Series:
    summary = summarise(county_status(unit_reports(reports, counties), as_of=as_of), counties, "province")
    frame = judge(
        summary,
        trend(unit_reports(reports, counties), as_of=as_of, level="province"),
        plan,
        as_of=as_of,
        own=own,
    )
    assert len(frame) == 1
    return frame.iloc[0]


def test_needed_is_the_ceiling_without_rounding_errors() -> None:
    assert needed_counties(0.5, 2848) == 1424
    assert needed_counties(0.5, 7) == 4
    assert needed_counties(0.55, 20) == 11  # 0.55 × 20 is 11.000000000000002 in floats
    assert needed_counties(1.0, 12) == 12


def test_the_next_milestone_is_the_first_after_the_day() -> None:
    assert next_milestone([ALL, HALF], d("2025-12-30")) == HALF
    assert next_milestone(PLAN, d("2025-12-31")) == ALL
    assert next_milestone(PLAN, d("2028-01-01")) == ALL
    with pytest.raises(ValueError, match="milestone"):
        next_milestone([], TODAY)


def test_the_path_is_linear_between_the_plan_and_its_milestones() -> None:
    assert path_share(PLAN, d("2024-10-01")) == 0
    assert path_share(PLAN, d("2024-11-01")) == 0
    assert path_share(PLAN, d("2025-06-02")) == pytest.approx(0.5 * 213 / 425)
    assert path_share(PLAN, d("2025-12-31")) == 0.5
    assert path_share(PLAN, d("2026-12-31")) == 0.75
    assert path_share(PLAN, d("2029-01-01")) == 1


def test_gap_and_paces() -> None:
    # 100 counties: 40 + 12 established, 48 to go in 10 months; 12 in 6 months.
    row = judged(*province(100, before=40, lately=12))
    assert (row["needed"], row["gap"]) == (100, 48)
    assert row["milestone_on"] == pd.Timestamp(2027, 12, 31)
    assert row["needed_pace"] == pytest.approx(4.8)
    assert row["observed_pace"] == pytest.approx(2.0)
    assert row["pace_months"] == 6
    assert row["pace_3"] == pytest.approx(4.0)
    assert row["pace_6"] == pytest.approx(2.0)
    assert row["pace_12"] == pytest.approx(1.0)
    assert row["ratio"] == pytest.approx(2 / 4.8)
    assert row["verdict"] == "off_track"
    assert row["path_share_today"] == pytest.approx(0.5 + 0.5 * 424 / 730)


# Gap 100 in 10 months needs 10 a month: 57 in 6 months is R = 0.95, 36 is R = 0.60.
@pytest.mark.parametrize(
    ("lately", "verdict"),
    [
        (60, "on_track"),
        (57, "on_track"),
        (56, "at_risk"),
        (36, "at_risk"),
        (35, "off_track"),
        (0, "off_track"),
    ],
)
def test_the_bands_of_the_verdict(lately: int, verdict: str) -> None:
    assert judged(*province(200, before=100 - lately, lately=lately))["verdict"] == verdict


def test_going_backwards_is_reversing() -> None:
    row = judged(*province(40, before=10, lately=1, lost=2))
    assert row["observed_pace"] == pytest.approx(-1 / 6)
    assert row["ratio"] < 0
    assert row["verdict"] == "reversing"
    assert pd.isna(row["projected_on"])


def test_gains_and_losses_that_cancel_out_are_off_track_not_reversing() -> None:
    row = judged(*province(20, before=10, lately=2, lost=2))
    assert (row["observed_pace"], row["verdict"]) == (0, "off_track")


def test_a_base_of_zero_is_judged_like_any_other() -> None:
    assert judged(*province(20))["verdict"] == "cannot_assess"  # reported once only
    reports, counties = province(20)
    again = some_reports(*(a_report(code, TODAY, "not_started") for code in counties["county_code"]))
    row = judged(pd.concat([reports, again]), counties)
    assert (row["gap"], row["observed_pace"], row["verdict"]) == (20, 0, "off_track")
    # One county in 2,800 is no progress to speak of, though it is infinite growth.
    assert judged(*province(2800, lately=1))["verdict"] == "off_track"


def test_a_gap_of_zero_is_achieved_and_needs_no_pace() -> None:
    row = judged(*province(4, before=4))
    assert (row["gap"], row["needed_pace"], row["verdict"]) == (0, 0, "achieved")
    assert pd.isna(row["ratio"])
    assert pd.isna(row["projected_on"])


def test_more_than_needed_is_achieved_with_a_negative_gap() -> None:
    row = judged(*province(10, before=6, as_of=d("2025-06-30")), as_of=d("2025-06-30"))
    assert (row["needed"], row["gap"], row["verdict"]) == (5, -1, "achieved")


def test_exactly_a_fifth_not_reported_can_still_be_assessed() -> None:
    assert judged(*province(10, before=1, lately=1, silent=2))["verdict"] == "off_track"
    assert judged(*province(10, before=1, lately=1, silent=3))["verdict"] == "cannot_assess"
    assert judged(*province(35, before=1, lately=1, silent=7))["verdict"] == "off_track"
    assert judged(*province(35, before=1, lately=1, silent=8))["verdict"] == "cannot_assess"


def test_one_dated_report_cannot_be_assessed_and_has_no_projection() -> None:
    row = judged(*province(10, before=1, lately=3, first_report=TODAY))
    assert row["verdict"] == "cannot_assess"
    assert pd.isna(row["projected_on"])


def test_what_is_established_counts_however_little_else_is_known() -> None:
    as_of = d("2025-06-30")
    row = judged(*province(10, before=6, silent=4, as_of=as_of, first_report=as_of), as_of=as_of)
    assert row["verdict"] == "achieved"


def test_after_the_last_milestone_it_is_achieved_or_lost() -> None:
    late = d("2028-01-31")
    assert judged(*province(4, before=4, as_of=late), as_of=late)["verdict"] == "achieved"
    row = judged(*province(4, before=2, lately=1, as_of=late), as_of=late)
    assert (row["gap"], row["verdict"]) == (1, "off_track")
    assert pd.isna(row["needed_pace"])
    assert pd.isna(row["ratio"])
    assert judged(*province(4, before=1, lost=1, as_of=late), as_of=late)["verdict"] == "reversing"


def test_on_the_milestones_own_day_the_next_one_counts() -> None:
    on_the_day = d("2025-12-31")
    row = judged(*province(10, before=5, lately=1, as_of=on_the_day), as_of=on_the_day)
    assert (row["needed"], row["gap"]) == (10, 4)
    assert row["needed_pace"] == pytest.approx(4 / 24)


def test_the_projection_takes_the_gap_at_the_trailing_pace() -> None:
    # 12 in 6 months, 48 to go: 24 months after the end of February 2027.
    row = judged(*province(100, before=40, lately=12))
    assert row["projected_on"] == pd.Timestamp(2029, 2, 28)
    # A middling area that has to reach every county: 24 × 0.35 = 8.4 and 24 × 1.29 = 30.96 months.
    assert row["projected_early"] == pd.Timestamp(2027, 11, 12)
    assert row["projected_late"] == pd.Timestamp(2029, 9, 29)


def test_fewer_than_three_counties_carry_no_range() -> None:
    row = judged(*province(100, before=90, lately=2))
    assert row["projected_on"] == pd.Timestamp(2029, 2, 28)
    assert pd.isna(row["projected_early"])
    assert pd.isna(row["projected_late"])


def test_a_projection_beyond_the_horizon_is_left_out() -> None:
    assert pd.isna(judged(*province(100, before=40, lately=2))["projected_on"])  # 174 months


def test_a_province_may_have_milestones_of_its_own() -> None:
    own = [a_milestone(d("2027-12-31"), 0.6, "own")]
    row = judged(*province(100, before=40, lately=12), plan=own)
    assert (row["needed"], row["gap"]) == (60, 8)


def test_a_milestone_of_its_own_decides_while_it_lies_ahead() -> None:
    own = {"440000": [a_milestone(d("2027-04-30"), 0.7, "own")]}
    frame = judged(*province(100, before=40, lately=12), own=own)
    assert (frame["needed"], frame["gap"], frame["milestone_share"], frame["milestone_own"]) == (
        70,
        18,
        0.7,
        True,
    )
    assert frame["milestone_on"] == pd.Timestamp(2027, 4, 30)
    assert frame["needed_pace"] == pytest.approx(9)
    passed = {"440000": [a_milestone(d("2026-12-31"), 0.7, "own")]}
    frame = judged(*province(100, before=40, lately=12), own=passed)
    assert (frame["needed"], frame["milestone_share"], frame["milestone_own"]) == (100, 1.0, False)


def test_verdicts_from_best_to_worst() -> None:
    assert (
        *("achieved", "nearly", "on_track", "at_risk", "off_track", "reversing"),
        "cannot_assess",
    ) == VERDICTS


def met(
    reports: pd.DataFrame, counties: pd.DataFrame, as_of: str
) -> list[tuple[str, str | None, int | None, str | None]]:
    frame = milestones_met(unit_reports(reports, counties), PLAN, as_of=d(as_of), level="province")
    assert frame["on"].is_monotonic_increasing

    def text(day: pd.Timestamp) -> str | None:
        return None if pd.isna(day) else str(day.date())

    return [
        (
            row.milestone,
            text(row.met_on),
            None if pd.isna(row.missed_by) else row.missed_by,
            text(row.reached_late_on),
        )
        for row in frame.itertuples()
    ]


def established(code: str, on: str, as_of: str = "2026-10-31") -> dict[str, object]:
    return a_report(code, d(as_of), "established", established_on=d(on))


def test_a_milestone_is_met_on_the_first_day_with_enough() -> None:
    counties = a_province(3)
    reports = some_reports(established("440001", "2025-03-05"), established("440002", "2025-07-09"))
    assert met(reports, counties, "2026-10-31") == [
        ("half", "2025-07-09", None, None),
        ("all", None, None, None),
    ]


def test_a_milestone_may_be_met_on_its_last_day() -> None:
    reports = some_reports(established("440001", "2025-12-31"))
    assert met(reports, a_province(2), "2026-10-31")[0] == ("half", "2025-12-31", None, None)


def test_a_milestone_is_missed_by_what_lacked_on_its_day_even_if_reached_later() -> None:
    reports = some_reports(
        established("440001", "2025-12-31"),
        established("440002", "2026-01-01"),
        established("440003", "2026-02-03"),
    )
    assert met(reports, a_province(6), "2026-10-31")[0] == ("half", None, 2, "2026-02-03")


def test_with_nothing_established_a_milestone_is_missed_by_all_it_needs() -> None:
    assert met(some_reports(), a_province(5), "2026-10-31") == [
        ("half", None, 3, None),
        ("all", None, None, None),
    ]


def test_a_milestone_to_come_is_open_or_met_already() -> None:
    reports = some_reports(established("440001", "2025-02-01", "2025-02-28"))
    assert met(reports, a_province(2), "2025-02-28")[0] == ("half", "2025-02-01", None, None)
    assert met(reports, a_province(3), "2025-02-28")[0] == ("half", None, None, None)
    assert met(reports, a_province(3), "2025-12-31")[0] == ("half", None, 1, None)


def test_reached_and_lost_again_before_the_day_is_missed_and_after_it_is_met() -> None:
    lost_before = some_reports(
        established("440001", "2025-02-01", "2025-03-31"), a_report("440001", d("2025-11-30"), "preparing")
    )
    assert met(lost_before, a_province(2), "2026-10-31")[0] == ("half", None, 1, None)
    lost_after = some_reports(
        established("440001", "2025-02-01", "2025-03-31"), a_report("440001", d("2026-03-31"), "preparing")
    )
    assert met(lost_after, a_province(2), "2026-10-31")[0] == ("half", "2025-02-01", None, None)
