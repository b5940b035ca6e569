from datetime import date

import pandas as pd
import pytest

from charts.trend.figure import add_assumed, trend_figure
from charts.trend.layout import MilestoneMet, Projection, TrendLayout, trend_layout
from tests.charts.looks import LIGHT_EN, LIGHT_ZH, texts, trace
from tests.data.factories import a_milestone

HALF = a_milestone(date(2025, 12, 31), 0.5, "half")
ALL = a_milestone(date(2027, 12, 31), 1.0, "all")
PATH = [(date(2024, 11, 1), 0.0), (HALF.on, 0.5), (ALL.on, 1.0)]
MET = [MilestoneMet(HALF, met_on=date(2025, 10, 16)), MilestoneMet(ALL)]
ON_TIME = Projection(100, date(2027, 10, 1), date(2027, 9, 1), date(2027, 12, 1))


def a_trend(levels: list[int]) -> pd.DataFrame:
    days = pd.date_range("2024-11-30", periods=len(levels), freq="ME")
    return pd.DataFrame({"month_end": days, "established": levels, "known_then": levels, "not_reported": 3})


# To 78 of 100 counties at the end of October 2026, past 50 in October 2025.
GROWING = [0, 4, 8, 12, 17, 22, 27, 32, 37, 42, 47, 53, 55, 57, 60, 62, 64, 66, 68, 70, 72, 74, 76, 78]


def a_layout(levels=GROWING, *, met=MET, projection=ON_TIME, counties=100) -> TrendLayout:
    return trend_layout(a_trend(levels), counties=counties, path=PATH, met=met, projection=projection)


def a_figure(levels=GROWING, *, look=LIGHT_EN, **more):
    return trend_figure(a_layout(levels, **more), look=look, height=388)


def names(figure) -> list[str]:
    return [one.name for one in figure.data]


def test_the_actual_line_is_the_trend_and_ends_in_a_labelled_point():
    figure = a_figure()
    actual, newest = trace(figure, "actual"), trace(figure, "newest")
    assert list(actual.y) == GROWING
    assert actual.x[-1] == newest.x[0] == "2026-10-31"
    assert actual.line.color == LIGHT_EN.palette.accent
    assert any(text.startswith("78|") and text.endswith("31 Oct") for text in texts(figure))
    assert any("10月底" in text for text in texts(a_figure(look=LIGHT_ZH)))


def test_hover_says_when_how_many_out_of_how_many_and_how_many_are_missing():
    assert trace(a_figure(), "actual").text[-1] == (
        "<b>31 Oct 2026</b><br>78 of 100 counties: 78.0%<br>Not reported: 3"
    )


def test_the_path_is_the_plans_dashed_line_through_its_corners():
    path = trace(a_figure(), "path")
    assert list(path.x) == ["2024-11-01", "2025-12-31", "2027-12-31"]
    assert list(path.y) == [0.0, 50.0, 100.0]
    assert path.line.dash == "5px,4px"


def test_a_corner_of_the_path_asks_for_whole_counties():
    figure = a_figure([0, 1], counties=55, projection=None)
    assert trace(figure, "path").text[1].endswith("28 (50%)")


def test_the_projection_meets_the_milestone_within_its_fan():
    figure = a_figure()
    assert list(trace(figure, "projection").x) == ["2026-10-31", "2027-10-01"]
    assert list(trace(figure, "projection").y) == [78, 100.0]
    fan = trace(figure, "range")
    assert list(fan.x) == ["2026-10-31", "2027-09-01", "2027-12-01"]
    assert fan.fillcolor == LIGHT_EN.palette.fan
    assert "Expected Oct 2027 (Sep–Dec)" in texts(figure)
    assert "预计2027年10月（9—12月）" in texts(a_figure(look=LIGHT_ZH))


def test_a_far_projection_is_cut_off_on_its_way():
    figure = a_figure(projection=Projection(100, date(2033, 1, 1), date(2032, 1, 1), None))
    day, level = trace(figure, "projection").x[-1], trace(figure, "projection").y[-1]
    assert date(2028, 12, 31) < date.fromisoformat(day) < date(2030, 1, 1)
    assert 78 < level < 100
    assert "range" not in names(figure)
    assert "Expected Jan 2033" in texts(figure)


def test_a_range_that_runs_off_the_axis_keeps_its_corner():
    figure = a_figure(projection=Projection(100, date(2027, 11, 1), date(2027, 9, 1), date(2031, 1, 1)))
    fan = trace(figure, "range")
    assert list(fan.x)[1:] == ["2027-09-01", "2027-12-31", "2027-12-31"]
    assert fan.y[1] == fan.y[2] == 100.0
    assert 78 < fan.y[3] < 100


def test_without_a_projection_none_is_drawn():
    assert names(a_figure(projection=None)) == ["path", "actual", "met", "newest"]


def test_the_point_where_a_milestone_was_met_lies_on_the_line():
    ring = trace(a_figure(), "met")
    (day,), (level,) = ring.x, ring.y
    assert day == "2025-10-16"
    # Half the way from 47 at the end of September to 53 at the end of October, to the day.
    assert level == pytest.approx(47 + 6 * 16 / 31)
    assert "Oct 2025|50% reached" in texts(a_figure())


def test_a_milestone_says_what_became_of_it():
    assert "50% · 2025-12-31|||met in Oct 2025" in texts(a_figure())
    missed = [MilestoneMet(HALF, missed_by=1), MilestoneMet(ALL)]
    assert "50% · 2025-12-31|||missed by 1 county" in texts(a_figure(met=missed))
    late = [MilestoneMet(HALF, missed_by=12, reached_late_on=date(2026, 2, 3)), MilestoneMet(ALL)]
    assert "50% · 2025-12-31|||missed by 12 counties|||reached in Feb 2026" in texts(a_figure(met=late))
    assert "50% · 2025-12-31|||已于2025年10月达成" in texts(a_figure(look=LIGHT_ZH))


def test_labels_that_would_touch_give_way():
    just_met = [MilestoneMet(HALF, met_on=date(2026, 9, 30)), MilestoneMet(ALL)]
    assert "met" not in names(a_figure(met=just_met))


def note_on(figure, start: str):
    return next(note for note in figure.layout.annotations if note.text.startswith(start))


def test_a_label_makes_room_for_a_line_that_runs_low():
    low = [level // 10 for level in GROWING]
    assert note_on(a_figure(), "<b>50% ·").y == 0
    assert note_on(a_figure(low), "<b>50% ·").y == 1


def test_the_paths_label_stands_on_the_other_side_of_the_line():
    assert note_on(a_figure(), "Plan path").xanchor == "left"
    assert note_on(a_figure([level // 2 for level in GROWING]), "Plan path").xanchor == "right"


def test_the_paths_label_keeps_away_from_the_newest_point():
    leg = (date(2027, 12, 31) - date(2025, 12, 31)).days

    def spot(levels):
        at = date.fromisoformat(note_on(a_figure(levels), "Plan path").x)
        return (at - date(2025, 12, 31)).days / leg

    assert spot(GROWING) == pytest.approx(0.64, abs=0.01)
    assert spot([*GROWING, *range(79, 88)]) == pytest.approx(0.3, abs=0.01)


def test_the_last_milestones_label_leaves_the_top_to_a_projection_that_runs_on():
    late = Projection(100, date(2028, 6, 1), date(2028, 4, 1), date(2028, 9, 1))
    assert note_on(a_figure(), "<b>100%</b>").y == 1
    assert note_on(a_figure(projection=late), "<b>100%</b>").y == 0


def test_the_newest_label_hangs_below_near_the_top_and_after_a_fall():
    def anchor(levels):
        return note_on(a_figure(levels), "<b><span").yanchor

    assert anchor(GROWING) == "bottom"
    assert anchor([*GROWING, 95]) == "top"
    assert anchor([*GROWING, 70]) == "top"


def test_no_report_and_one_report_are_drawn_without_a_fuss():
    empty = a_figure([], projection=None, met=[MilestoneMet(HALF), MilestoneMet(ALL)])
    assert names(empty) == ["path"]
    one = a_figure([0], projection=None, met=[MilestoneMet(HALF), MilestoneMet(ALL)])
    assert list(trace(one, "newest").y) == [0]


@pytest.mark.parametrize(
    ("counties", "ticks"), [(1, ["0", "1"]), (2848, ["0", "1,424", "2,848"]), (7, ["0", "7"])]
)
def test_ticks_are_whole_counties(counties, ticks):
    figure = a_figure([0, 1], counties=counties, projection=None)
    assert list(figure.layout.yaxis.ticktext) == ticks


def an_assumption(pace: float, on: date | None):
    figure = a_figure(projection=None)
    towards = None if on is None else Projection(100, on, None, None)
    start = (date(2026, 10, 31), 80)
    add_assumed(figure, towards, pace, "assumed", start=start, edge=ALL.on, look=LIGHT_EN)
    return figure


def test_an_assumed_pace_leads_to_the_milestone_or_to_the_edge():
    line = trace(an_assumption(2.5, date(2027, 6, 30)), "assumed")
    assert (list(line.x), list(line.y)) == (["2026-10-31", "2027-06-30"], [80, 100])
    cut = trace(an_assumption(1, date(2028, 6, 30)), "assumed")
    assert (cut.x[-1], cut.y[-1]) == ("2027-12-31", 94)
    assert "assumed" in texts(an_assumption(1, None))


def test_an_assumed_pace_without_a_day_still_rises_as_it_says():
    assert list(trace(an_assumption(0.1, None), "assumed").y) == [80, pytest.approx(81.4)]
    assert list(trace(an_assumption(0, None), "assumed").y) == [80, 80]
