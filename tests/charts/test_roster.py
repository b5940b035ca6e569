from datetime import date

import pandas as pd

from charts.ranking.layout import ranking_alternative
from charts.roster import roster_figure, roster_frame, stage_counts
from charts.trend.layout import MilestoneMet, Projection, trend_layout
from tests.charts.looks import LIGHT_EN, LIGHT_ZH, texts, trace
from tests.charts.test_ranking import a_ranking
from tests.charts.test_trend import PATH
from tests.data.factories import a_milestone

MILESTONES = [a_milestone(date(2025, 12, 31), 0.5, "half"), a_milestone(date(2027, 12, 31), 1.0, "all")]
COUNTIES = [
    ("110101", "Dongcheng", None, None),
    ("110102", "Xicheng", "operating", "2025-03-01"),
    ("110105", "Chaoyang", "not_started", None),
    ("110106", "Fengtai", "established", "2023-06-01"),
    ("110107", "Shijingshan", "preparing", None),
    ("110108", "Haidian", "established", None),
]


def a_roster() -> pd.DataFrame:
    frame = pd.DataFrame(COUNTIES, columns=["county_code", "label", "stage", "established_on"])
    frame["established_on"] = pd.to_datetime(frame["established_on"])
    labels = frame[["county_code", "label"]].rename(columns={"county_code": "code"})
    return roster_frame(labels, frame)


def a_figure(look=LIGHT_EN):
    return roster_figure(
        a_roster(),
        start=date(2024, 11, 1),
        as_of=date(2026, 10, 31),
        milestones=MILESTONES,
        look=look,
        height=300,
    )


def test_the_oldest_alliance_comes_first_and_who_has_not_reported_last():
    names = ["Fengtai", "Xicheng", "Haidian", "Shijingshan", "Chaoyang", "Dongcheng"]
    assert list(a_roster()["label"]) == names


def test_stages_are_counted_and_not_reported_is_not_not_started():
    counts = stage_counts(a_roster())
    assert list(counts) == ["operating", "established", "preparing", "not_started", "not_reported"]
    assert list(counts.values()) == [1, 2, 1, 1, 1]


def test_a_bar_runs_from_the_day_of_establishment_and_an_older_one_from_the_start():
    bars = trace(a_figure(), "bars")
    assert list(bars.x) == ["2024-11-01", "2026-10-31", None, "2025-03-01", "2026-10-31", None]
    assert list(trace(a_figure(), "marks").marker.color) == [
        LIGHT_EN.palette.stages["established"],
        LIGHT_EN.palette.stages["operating"],
    ]


def test_the_selected_county_is_in_bold():
    figure = roster_figure(
        a_roster(),
        start=date(2024, 11, 1),
        as_of=date(2026, 10, 31),
        milestones=MILESTONES,
        look=LIGHT_EN,
        height=300,
        selected="110102",
    )
    assert list(figure.layout.yaxis.ticktext)[:3] == ["Fengtai", "<b>Xicheng</b>", "Haidian"]


def test_the_day_or_the_stage_stands_at_the_right():
    words = ["2023-06-01", "2025-03-01", "established", "preparing", "not started", "not reported"]
    assert list(trace(a_figure(), "words").text) == words
    assert texts(a_figure()) == ["50%|||2025-12-31", "100%|||2027-12-31"]
    assert "1 Jun 2023" in trace(a_figure(), "marks").text[0]


def test_a_ranking_is_told_in_words():
    said = ranking_alternative(a_ranking(), "3 provinces behind", "province", LIGHT_EN)
    assert said.startswith("3 provinces behind. From Beijing at 100.0% to Xizang at 47.3%.")
    assert "off track: Qinghai" in said
    assert "滞后：Qinghai。" in ranking_alternative(a_ranking(), "标题", "province", LIGHT_ZH)
    assert ranking_alternative(a_ranking().head(0), "No data", "province", LIGHT_EN) == "No data"


def test_a_trend_is_told_in_words():
    frame = pd.DataFrame(
        {
            "month_end": pd.to_datetime(["2024-11-30", "2026-10-31"]),
            "established": [0, 78],
            "known_then": [0, 78],
            "not_reported": 3,
        }
    )
    met = [MilestoneMet(MILESTONES[0], met_on=date(2025, 10, 16)), MilestoneMet(MILESTONES[1])]
    projection = Projection(100, date(2027, 10, 1), None, None)
    shown = trend_layout(frame, counties=100, path=PATH, met=met, projection=projection)
    assert shown.in_words("All by Oct 2027", LIGHT_EN) == (
        "All by Oct 2027. 30 Nov 2024: 0 of 100 counties, 0.0%. 31 Oct 2026: 78 of 100 counties, 78.0%. "
        "50% · 2025-12-31: met in Oct 2025. Expected Oct 2027."
    )
    empty = trend_layout(frame.head(0), counties=100, path=PATH, met=[], projection=None)
    assert empty.in_words("Nothing yet", LIGHT_EN) == "Nothing yet."
