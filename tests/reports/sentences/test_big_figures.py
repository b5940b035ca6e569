from datetime import date

import pandas as pd

from reports.sentences.big_figures import (
    established_line,
    monthly_gains,
    not_reported_line,
    pace_line,
    recent,
    without_line,
)
from tests.reports.areas import AS_OF, BEFORE, an_area, english, units

DAYS = (BEFORE, AS_OF)


def test_the_lines_of_the_design_page():
    now, before = an_area(), an_area(established=2186, not_reported=89)
    assert (
        established_line(now, before, DAYS, english, "en")
        == "78.3% · +45 on the month before · operating 1,306"
    )
    assert without_line(now, english) == "preparing 402 · not started 144"
    assert pace_line(now, english) == "1.18 times the pace needed · 50 over 3 months"
    provinces = units([("540000", "Xizang", 17), ("440000", "Guangdong", 3)], "code", "label", "not_reported")
    assert not_reported_line(now, before, DAYS, provinces, english, "en") == (
        "2.5% · −18 on the month before · most in Xizang: 17"
    )


def test_another_day_than_the_month_before_is_named():
    days = (date(2026, 4, 30), AS_OF)
    assert "+300 since 30 Apr 2026" in established_line(
        an_area(), an_area(established=1931), days, english, "en"
    )


def test_without_an_earlier_report_nothing_is_compared():
    assert established_line(an_area(), None, None, english, "en") == "78.3% · operating 1,306"


def test_a_pace_that_cannot_be_assessed_is_not_held_against_the_needed():
    assert pace_line(an_area(verdict="cannot_assess"), english) == "cannot be assessed · 50 over 3 months"
    assert pace_line(an_area(ratio=None, short_pace=None), english) == ""
    assert pace_line(an_area(ratio=0.0, short_pace=0.0), english) == "0 over 3 months"
    assert pace_line(an_area(ratio=-0.3, short_pace=-1.0), english) == "−1 over 3 months"


def test_too_few_reports_are_told_as_such():
    few = an_area(established=64, not_reported=2764)
    assert (
        established_line(few, None, None, english, "en") == "76.2% of the 84 that reported · operating 1,306"
    )
    assert (
        established_line(an_area(established=0, not_reported=2848), None, None, english, "en")
        == "no report yet"
    )
    assert pace_line(few, english) == "cannot be assessed"
    provinces = units([("540000", "Xizang", 74), ("440000", "Guangdong", 3)], "code", "label", "not_reported")
    assert not_reported_line(few, None, None, provinces, english, "en") == "97.1%"


def test_no_area_is_singled_out_among_equals():
    equal = units([("1", "A", 3), ("2", "B", 3)], "code", "label", "not_reported")
    assert not_reported_line(an_area(), None, None, equal, english, "en") == "2.5%"
    assert (
        not_reported_line(an_area(not_reported=0), None, None, equal, english, "en")
        == "Every county has reported"
    )


def test_sparklines_draw_a_year():
    trend = pd.DataFrame({"established": range(0, 200, 10)})
    assert recent(trend, "established") == list(range(70, 200, 10))
    assert monthly_gains(trend) == [10] * 12
    assert monthly_gains(trend.head(1)) == []
