"""The rows and sentences of the progress page: each branch, one and many, none and all."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from charts.trend.layout import MilestoneMet
from reports.sentences import progress
from reports.sentences.progress import ORDERS, below_path, order_shown, ordered, past, progress_frame
from tests.data.factories import a_milestone
from tests.reports.areas import AS_OF, an_area, english

DUE = date(2027, 12, 31)


def a_frame(*verdicts: str, **columns: Any) -> pd.DataFrame:
    """Areas a, b, … with these verdicts, shares falling from 0.8, and what else is given for all."""
    codes = [chr(ord("a") + n) for n in range(len(verdicts))]
    counted = pd.DataFrame(
        {
            "code": codes,
            "counties": 10,
            "established": 8,
            "not_reported": 0,
            "share": [0.8 - n / 10 for n in range(len(codes))],
            "reported": 10,
            "share_reported": 0.8,
            "covered": True,
        }
    )
    usual: dict[str, Any] = {
        "code": codes,
        "milestone_on": pd.Timestamp(DUE),
        "milestone_share": 1.0,
        "milestone_own": False,
        "gap": 2,
        "needed_pace": 0.2,
        "observed_pace": 0.3,
        "pace_3": 0.3,
        "pace_6": 0.3,
        "pace_12": 0.3,
        "ratio": 1.0,
        "verdict": list(verdicts),
        "projected_on": pd.NaT,
        "projected_early": pd.NaT,
        "projected_late": pd.NaT,
    }
    units = pd.DataFrame({"code": codes, "label": [code.upper() for code in codes]})
    return progress_frame(units, counted, pd.DataFrame(usual | columns))


def test_the_worst_come_first_then_the_lowest_shares():
    frame = a_frame("on_track", "at_risk", "achieved", "reversing", "off_track", "cannot_assess", "at_risk")
    assert "".join(frame["label"]) == "DEGBFAC"


@pytest.mark.parametrize(
    ("order", "labels"),
    [("share", "CBA"), ("-share", "ABC"), ("name", "ABC"), ("gap", "CBA"), ("date", "BAC"), ("-date", "ABC")],
)
def test_rows_are_ordered_with_what_is_missing_last(order: str, labels: str):
    days = [pd.Timestamp("2028-01-01"), pd.Timestamp("2027-01-01"), pd.NaT]
    assert "".join(ordered(a_frame(*["on_track"] * 3, projected_on=days), order)["label"]) == labels


def test_an_order_that_nobody_offers_is_the_default():
    assert [order_shown(asked) for asked in (None, "", "share", "-gap", "sideways", "--gap", "-")] == [
        "verdict",
        "verdict",
        "share",
        "-gap",
        "verdict",
        "verdict",
        "verdict",
    ]
    assert all(order_shown(order) == order for order in ORDERS)


def test_milestones_are_past_at_the_end_of_their_day():
    half, all_ = a_milestone(date(2025, 12, 31), 0.5), a_milestone(DUE, 1.0)
    assert past([half, all_], date(2025, 12, 30)) == []
    assert past([half, all_], date(2025, 12, 31)) == [half]


@pytest.mark.parametrize(
    ("verdicts", "sentence"),
    [
        (["achieved", "achieved"], "all 2 provinces have reached their milestone"),
        (["cannot_assess"] * 3, "none of 3 provinces can be assessed"),
        (["on_track", "achieved"], "all 2 provinces keep the pace needed"),
        (["on_track", "nearly"], "all 2 provinces keep the pace needed or are nearly there"),
        (["on_track", "cannot_assess"], "none of 2 provinces is known to be behind the pace needed"),
        (["at_risk", "on_track"], "1 of 2 provinces is behind the pace needed"),
        (["at_risk", "off_track", "reversing", "achieved"], "3 of 4 provinces are behind the pace needed"),
    ],
)
def test_the_headline_counts_who_is_behind(verdicts: list[str], sentence: str):
    frame = a_frame(*verdicts)
    told = progress.headline(frame, "province", None, AS_OF, english, "en")
    assert told == f"As of 31 Oct 2026, {sentence}"
    named = progress.headline(frame, "province", "Guangdong", AS_OF, english, "en")
    assert named == f"As of 31 Oct 2026, {sentence.replace('provinces', 'provinces of Guangdong')}"


@pytest.mark.parametrize(
    ("verdicts", "sentence"),
    [
        (["off_track", "achieved"], "1 of 2 prefectures is short of its milestone"),
        (["off_track", "reversing"], "2 of 2 prefectures are short of their milestone"),
    ],
)
def test_when_time_is_up_there_is_no_pace_to_speak_of(verdicts: list[str], sentence: str):
    told = progress.headline(a_frame(*verdicts), "prefecture", None, date(2028, 1, 31), english, "en")
    assert told == f"As of 31 Jan 2028, {sentence}"


def test_the_lead_counts_the_path_the_unknown_and_the_own():
    def told(frame: pd.DataFrame, path: float) -> str:
        return progress.lead(frame, path, "province", english)

    frame = a_frame("on_track", "cannot_assess", "at_risk")
    assert below_path(frame, 0.75) == 2
    assert (
        told(frame, 0.75) == "2 lie below the 75.0% that the path asks for by this day. 1 cannot be assessed."
    )
    assert told(frame, 0.65).startswith("1 lies below")
    assert told(frame, 0.6).startswith("None lies below")
    own = a_frame("on_track", "on_track", milestone_own=[True, False])
    assert told(own, 0.1).endswith("Judged by a milestone of their own: 1 province.")


def test_the_small_figures_are_titled_by_the_first():
    assert progress.multiples_title(a_frame("at_risk", "off_track"), "province", english) == (
        "B is furthest behind: off track, 70.0%"
    )
    assert progress.multiples_title(a_frame("on_track", "achieved"), "province", english) == (
        "Every one of 2 provinces against the path"
    )


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "Mar 2028 (Jan–Jul 2028)"),
        ({"projected_late": pd.NaT}, "Mar 2028 (not before Jan 2028)"),
        ({"projected_early": pd.NaT, "projected_late": pd.NaT}, "Mar 2028"),
        ({"projected_on": pd.NaT}, "out of reach"),
        ({"projected_on": pd.NaT, "verdict": "achieved"}, "–"),
        ({"projected_on": pd.NaT, "verdict": "cannot_assess"}, "–"),
    ],
)
def test_the_day_expected_has_its_range_where_one_is_known(changes: dict[str, Any], told: str):
    row = {
        "verdict": "at_risk",
        "projected_on": pd.Timestamp("2028-03-05"),
        "projected_early": pd.Timestamp("2028-01-05"),
        "projected_late": pd.Timestamp("2028-07-05"),
    }
    assert progress.expected(pd.Series(row | changes), english, "en") == told


@pytest.mark.parametrize(
    ("met", "told"),
    [
        ({"met_on": date(2025, 11, 13)}, "met on 13 Nov 2025"),
        ({"missed_by": 1}, "missed by 1 county"),
        ({"missed_by": 9}, "missed by 9 counties"),
        (
            {"missed_by": 9, "reached_late_on": date(2026, 3, 10)},
            "missed by 9 counties, reached on 10 Mar 2026",
        ),
        ({}, ""),
    ],
)
def test_a_milestone_was_met_or_missed(met: dict[str, Any], told: str):
    assert progress.outcome(MilestoneMet(a_milestone(DUE, 1.0), **met), english, "en") == told


def assumed(**changes: Any) -> pd.Series:
    usual = {
        "verdict": "at_risk",
        "gap": 617,
        "needed_pace": 44.0,
        "observed_pace": 52.0,
        "projected_on": pd.Timestamp("2028-02-27"),
    }
    return pd.Series(usual | changes)


@pytest.mark.parametrize(
    ("changes", "pace", "told"),
    [
        ({}, 40.0, "At 40 a month, 100% by Feb 2028: at risk"),
        ({}, None, "At 52 a month, 100% by Feb 2028: at risk"),
        ({"projected_on": pd.NaT}, 0.0, "At 0 a month, 100% is out of reach"),
        ({"verdict": "achieved", "gap": 0}, 40.0, "With these counties, 100% is reached"),
        ({"verdict": "cannot_assess"}, None, "It cannot be said until a second report"),
    ],
)
def test_what_if_says_where_it_leads(changes: dict[str, Any], pace: float | None, told: str):
    assert progress.what_if_title(an_area(), assumed(**changes), pace, english, "en") == told


def test_what_if_cannot_tell_what_was_not_reported():
    area = an_area(not_reported=600)
    told = progress.what_if_title(area, assumed(verdict="cannot_assess"), 40.0, english, "en")
    assert told == "It cannot be said: too many counties have not reported"


def test_what_if_is_compared_with_what_is():
    def told(**changes: Any) -> str:
        return progress.what_if_lead(an_area(), assumed(**changes), english, "en")

    assert told() == "617 counties to go · 44 a month needed by the end of 2027 · as things are: Oct 2027"
    assert told(gap=1).startswith("1 county to go · ")
    assert told(needed_pace=float("nan")) == "617 counties to go · as things are: Oct 2027"
    assert told(gap=0) == "Nothing is left to do for this milestone."


def sparse() -> pd.DataFrame:
    """A is judged, B and C have too few reports."""
    units = pd.DataFrame({"code": ["a", "b", "c"], "label": ["A", "B", "C"]})
    whole = a_frame("on_track", "cannot_assess", "cannot_assess").sort_values("code")
    counted = whole.assign(
        covered=whole["code"] == "a", not_reported=[0, 7, 10], reported=[10, 3, 0], established=[8, 1, 0]
    )
    return progress_frame(units, counted, whole)


def test_areas_with_too_few_reports_have_no_numbers_of_all_and_come_last_either_way():
    frame = sparse()
    blank = ["share", "gap", "needed_pace", "observed_pace", "pace_3", "pace_12"]
    assert frame.set_index("code").loc[["b", "c"], blank].isna().all(axis=None)
    for order in ("verdict", "-verdict", "share", "-share", "gap", "-gap", "pace6", "-pace6"):
        assert ordered(frame, order)["label"].iloc[0] == "A"
    assert "".join(ordered(frame, "reported")["label"]) == "CBA"


def test_who_cannot_be_assessed_for_too_few_reports_is_counted_and_not_compared_with_the_path():
    frame = sparse()
    assert progress.headline(frame, "province", None, AS_OF, english, "en").endswith(
        "none of 3 provinces is known to be behind the pace needed; 2 cannot be assessed for too few reports"
    )
    told = progress.lead(frame, 0.9, "province", english)
    assert (
        told == "Of 1 from which enough reports came, 1 below the 90.0% that the path asks for by this day."
    )
    none = frame.assign(covered=False, verdict="cannot_assess")
    assert progress.headline(none, "province", None, AS_OF, english, "en").endswith(
        "none of 3 provinces can be assessed; too few reports came from 3"
    )


def test_a_milestone_is_not_said_to_be_missed_where_too_few_have_reported():
    assert (
        progress.outcome(MilestoneMet(a_milestone(DUE, 1.0), untold=True), english, "en") == "too few reports"
    )
