from datetime import date

import pandas as pd
import pytest

from data.figures.judgement import judge
from data.figures.progress import county_status, summarise
from data.figures.trend import trend
from data.register.register import load_counties, load_prefectures, load_provinces
from reports.figures.area import area_figures, resolve_scope
from tests.data.factories import a_milestone, a_province, a_report, some_reports, unit_reports


def scope(area: str, lang: str = "zh"):
    return resolve_scope(
        area, lang, provinces=load_provinces(), prefectures=load_prefectures(), counties=load_counties()
    )


@pytest.mark.parametrize(
    ("area", "code", "level", "name", "unit_level", "units"),
    [
        ("100000", "100000", "nation", None, "province", 32),
        ("440000", "440000", "province", "广东省", "prefecture", 21),
        ("440100", "440100", "prefecture", "广州市", "county", 11),
        ("440106", "440100", "prefecture", "广州市", "county", 11),
        ("110000", "110000", "province", "北京市", "county", 16),
        ("660000", "660000", "province", "新疆生产建设兵团", "county", 13),
        ("441900", "441900", "prefecture", "东莞市", "county", 1),
        ("999999", "100000", "nation", None, "province", 32),
    ],
)
def test_what_is_compared_inside_an_area(area, code, level, name, unit_level, units):
    found = scope(area)
    assert (found.code, found.level, found.name, found.unit_level) == (code, level, name, unit_level)
    assert len(found.units) == units
    assert found.units["code"].is_monotonic_increasing


def test_names_are_short_in_a_ranking_and_in_the_readers_language():
    assert set(scope("100000").units["label"]) >= {"北京", "内蒙古", "兵团"}
    assert "Inner Mongolia" in set(scope("100000", "en").units["label"])
    assert scope("440000", "en").name == "Guangdong"


def test_an_areas_figures_are_read_from_its_rows():
    counties = a_province(4)
    days = [date(2026, 9, 30), date(2026, 10, 31)]
    reports = some_reports(
        a_report("440001", days[0], "operating", established_on=date(2026, 3, 1)),
        a_report("440002", days[1], "established", established_on=date(2026, 10, 1)),
        a_report("440003", days[1], "preparing"),
    )
    milestones = [a_milestone(date(2027, 12, 31), 1.0, "all")]
    summary = summarise(county_status(unit_reports(reports, counties), as_of=days[1]), counties, "province")
    judged = judge(
        summary,
        trend(unit_reports(reports, counties), as_of=days[1], level="province"),
        milestones,
        as_of=days[1],
    )
    area = area_figures("440000", "广东省", summary, judged)
    assert (area.counties, area.established, area.operating, area.without_alliance, area.not_reported) == (
        4,
        2,
        1,
        {"preparing": 1, "not_started": 0},
        1,
    )
    assert (area.due, area.target, area.needed, area.gap, area.to_go) == (date(2027, 12, 31), 1.0, 4, 2, 2)
    assert area.verdict == "cannot_assess"
    assert area.projected_on is None
    assert not area.complete
    with pytest.raises(KeyError):
        area_figures("999999", None, summary, pd.DataFrame(judged))
