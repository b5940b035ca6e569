from datetime import date

import pytest

from reports.sentences.findings import headline, lead, trend_subtitle, trend_title
from tests.reports.areas import AS_OF, an_area, chinese, english


def said(area) -> str:
    return headline(area, AS_OF, english, "en")


def test_the_headline_is_the_design_pages():
    assert said(an_area()) == "As of 31 Oct 2026, 2,231 of 2,848 counties (78.3%) have an alliance"
    assert headline(an_area(), AS_OF, chinese, "zh") == (
        "截至2026年10月31日，全国2,848个县（市、区）中有2,231个建立教联体，占78.3%"
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"established": 0}, "none of the 2,848 counties has an alliance"),
        ({"established": 0, "not_reported": 2848}, "none of the 2,848 counties has reported"),
        ({"established": 2848}, "all 2,848 counties have an alliance"),
        ({"established": 1}, "1 of 2,848 counties (0.1%) has an alliance"),
        ({"established": 2847}, "2,847 of 2,848 counties (99.9%) have an alliance"),
        (
            {"name": "Guangdong", "counties": 124, "established": 103},
            "103 of 124 counties of Guangdong (83.1%) have an alliance",
        ),
        (
            {"name": "the XPCC", "counties": 12, "established": 12},
            "all 12 counties of the XPCC have an alliance",
        ),
        ({"name": "X", "counties": 12, "established": 1}, "1 of 12 counties of X (8.3%) has an alliance"),
        ({"name": "X", "counties": 12, "established": 0}, "none of the 12 counties of X has an alliance"),
        (
            {"name": "X", "counties": 12, "established": 0, "not_reported": 12},
            "none of the 12 counties of X has reported",
        ),
        (
            {"name": "Dongguan", "counties": 1, "established": 1, "not_reported": 0},
            "Dongguan has an alliance",
        ),
        (
            {"name": "Dongguan", "counties": 1, "established": 0, "not_reported": 0},
            "Dongguan has no alliance yet",
        ),
        (
            {"name": "Dongguan", "counties": 1, "established": 0, "not_reported": 1},
            "Dongguan has not reported",
        ),
    ],
)
def test_the_headline_fits_the_numbers(changes, sentence):
    assert said(an_area(**changes)) == f"As of 31 Oct 2026, {sentence}"


def lead_of(**changes) -> str:
    return lead(an_area(**changes), AS_OF, english, "en")


def test_the_lead_is_the_design_pages():
    assert lead_of() == (
        "617 to go by the end of 2027: 44 a month needed, 52 a month seen over 6 months; expected Oct 2027."
    )
    assert lead(an_area(), AS_OF, chinese, "zh") == (
        "尚余617个须在2027年底前建立：每月需44个，近6个月月均52个，预计2027年10月完成。"
    )


@pytest.mark.parametrize(
    ("changes", "ending"),
    [
        ({"observed_pace": -2.5, "projected_on": None}, "but the number fell by 2.5 a month over 6 months."),
        ({"observed_pace": 0.0, "projected_on": None}, "44 a month needed, none added over 6 months."),
        (
            {"observed_pace": 0.5, "projected_on": None},
            "0.5 a month seen over 6 months; out of reach at this pace.",
        ),
        (
            {"verdict": "cannot_assess", "not_reported": 712},
            "44 a month needed; the pace cannot be assessed, 25.0% have not reported.",
        ),
        ({"verdict": "cannot_assess"}, "the pace cannot be assessed until a second report."),
        ({"verdict": "cannot_assess", "observed_pace": None}, "cannot be assessed until a second report."),
    ],
)
def test_the_lead_says_what_the_pace_leads_to(changes, ending):
    said_so = lead_of(**changes)
    assert said_so.startswith("617 to go by the end of 2027: ")
    assert said_so.endswith(ending)


def test_an_earlier_milestone_is_named_with_its_share():
    half = {"due": date(2025, 12, 31), "target": 0.5, "established": 1000, "needed_pace": 70.7}
    assert lead(an_area(**half), date(2025, 6, 30), english, "en").startswith(
        "424 more needed for 50% by the end of 2025: 71 a month needed"
    )
    reached = an_area(due=date(2025, 12, 31), target=0.5, established=1500)
    assert lead(reached, date(2025, 10, 31), english, "en") == (
        "The 50% due by the end of 2025 are reached; 1,348 counties are still without an alliance."
    )


def test_after_the_last_milestone_the_lead_looks_back():
    late = an_area(needed_pace=None, ratio=None, established=2840)
    assert lead(late, date(2028, 3, 31), english, "en") == (
        "8 still to go; the last milestone passed on 31 Dec 2027."
    )


def test_when_all_is_done_the_lead_asks_whether_it_works():
    assert lead_of(established=2848, operating=2000) == "2,000 of them are operating."
    assert lead_of(established=2848, operating=2848) == "All of them are operating."


def title_of(**changes) -> str:
    return trend_title(an_area(**changes), AS_OF, english, "en")


@pytest.mark.parametrize(
    ("changes", "title"),
    [
        ({}, "At the last 6 months' pace, all by Oct 2027"),
        ({"projected_on": date(2028, 1, 20)}, "1 month late at the last 6 months' pace"),
        ({"projected_on": date(2029, 3, 31)}, "15 months late at the last 6 months' pace"),
        ({"projected_on": None}, "At the last 6 months' pace, 100% is out of reach"),
        ({"observed_pace": 0.0}, "No county added in the last 6 months"),
        ({"observed_pace": -0.5}, "3 fewer than 6 months ago"),
        ({"observed_pace": -1 / 6}, "1 county fewer than 6 months ago"),
        ({"verdict": "cannot_assess"}, "It cannot be said yet when 100% will be reached"),
        ({"established": 2848}, "Every county has an alliance"),
        ({"target": 0.5, "due": date(2026, 12, 31)}, "50% is reached, due by the end of 2026"),
        (
            {"target": 0.9, "due": date(2027, 12, 31), "projected_on": date(2027, 5, 1)},
            "At the last 6 months' pace, 90% by May 2027",
        ),
        ({"due": date(2026, 6, 30)}, "617 counties short of the 100% due by the end of Jun 2026"),
    ],
)
def test_the_trends_title_is_its_finding(changes, title):
    assert title_of(**changes) == title


def test_the_subtitle_speaks_of_the_fan_only_where_one_is_drawn():
    assert "pale fan" in trend_subtitle(an_area(), english)
    assert "fan" not in trend_subtitle(an_area(projected_late=None), english)
