"""The figure of zones against the rest: its rows, its order, what a filled point means, its words."""

import pandas as pd
import pytest

from charts.zone_comparison import (
    POOLED,
    ROW_HEIGHT,
    comparison_figure,
    comparison_frame,
    comparison_height,
    signed_points,
)
from data.figures.zone_figures import NO_DIFFERENCE, ShareDifference
from data.figures.zone_figures import compared as compared_groups
from tests.charts.looks import DARK_EN, LIGHT_EN, texts, trace

LABELS = {"110000": "Beijing", "350000": "Fujian", "370000": "Shandong", "440000": "Guangdong"}
POOL = ShareDifference(0.145, 0.107, 0.182)


def compared() -> pd.DataFrame:
    rows = [
        ("110000", 3, 3, 0, 13, 11, 1),
        ("350000", 14, 13, 0, 70, 31, 1),
        ("370000", 136, 122, 4, 0, 0, 0),
        ("440000", 3, 1, 1, 121, 78, 1),
    ]
    columns = ["province_code"]
    columns += [
        f"{side}_{name}" for side in ("zone", "other") for name in ("counties", "established", "not_reported")
    ]
    return compared_groups(pd.DataFrame(rows, columns=columns)).provinces


def a_frame(pooled: ShareDifference | None = POOL) -> pd.DataFrame:
    return comparison_frame(compared(), LABELS, pooled, "All provinces")


def test_the_pooled_row_leads_and_provinces_follow_the_furthest_ahead_first():
    frame = a_frame()
    assert frame["label"].tolist() == ["All provinces", "Fujian", "Beijing", "Guangdong"]
    assert frame["kind"].tolist() == [POOLED, "province", "province", "province"]
    first = frame.iloc[0]
    assert first[["zone_counties", "zone_established", "other_counties"]].tolist() == [20, 17, 204]
    assert first[["difference", "low", "high"]].tolist() == [0.145, 0.107, 0.182]


def test_a_province_stands_beside_the_pooled_row_which_counts_all():
    frame = comparison_frame(compared(), LABELS, POOL, "All provinces", "440000")
    assert frame["label"].tolist() == ["All provinces", "Guangdong"]
    assert frame.loc[0, "zone_counties"] == 20
    wholly_a_zone = comparison_frame(compared(), LABELS, POOL, "All provinces", "370000")
    assert wholly_a_zone["label"].tolist() == ["All provinces"]
    assert "17 of 20" in trace(comparison_figure(wholly_a_zone, look=LIGHT_EN), "rows").hovertext[0]


@pytest.mark.parametrize("pooled", [None, NO_DIFFERENCE])
def test_without_a_pooled_difference_only_provinces_are_drawn(pooled):
    assert a_frame(pooled)["label"].tolist() == ["Fujian", "Beijing", "Guangdong"]


@pytest.mark.parametrize(
    ("difference", "told"),
    [(0.145, "+14.5"), (-0.3113, "−31.1"), (0.0, "0.0"), (0.0004, "0.0"), (1, "+100.0")],
)
def test_points_have_their_sign(difference, told):
    assert signed_points(difference) == told


def test_points_are_filled_where_the_interval_leaves_zero_out():
    figure, colours = comparison_figure(a_frame(), look=LIGHT_EN), LIGHT_EN.palette
    pooled, provinces = trace(figure, POOLED), trace(figure, "province")
    assert [*pooled.x, *provinces.x] == pytest.approx(a_frame()["difference"].tolist())
    assert [*pooled.y, *provinces.y] == [0, 1, 2, 3]
    assert list(pooled.marker.color) == [colours.accent]
    assert list(provinces.marker.color) == [colours.ink, colours.paper, colours.paper]
    assert (pooled.marker.symbol, provinces.marker.symbol) == ("diamond", "circle")


def test_each_row_has_its_interval_and_the_axis_holds_them_all():
    figure = comparison_figure(a_frame(), look=DARK_EN)
    for kind, rows in a_frame().groupby("kind"):
        points = trace(figure, kind)
        ends = [value + gap for value, gap in zip(points.x, points.error_x.array, strict=True)]
        starts = [value - gap for value, gap in zip(points.x, points.error_x.arrayminus, strict=True)]
        assert ends == pytest.approx(rows["high"].tolist())
        assert starts == pytest.approx(rows["low"].tolist())
    low, high = figure.layout.xaxis.range
    assert low < a_frame()["low"].min()
    assert high > a_frame()["high"].max()


def test_the_line_of_no_difference_is_labelled_and_figures_stand_beside():
    figure = comparison_figure(a_frame(), look=LIGHT_EN)
    assert texts(figure) == ["no difference", "← zones behind", "zones ahead →"]
    assert list(trace(figure, "values").text) == ["<b>+14.5</b>", "+48.6", "+15.4", "−31.1"]


def test_hover_gives_both_shares_the_interval_and_who_has_not_reported():
    hover = list(trace(comparison_figure(a_frame(), look=LIGHT_EN), "rows").hovertext)
    assert "In zones: 1 of 3 counties, 33.3%" in hover[3]
    assert "Elsewhere: 78 of 121 counties, 64.5%" in hover[3]
    assert "Difference −31.1 points, 95% interval −59.5 to +15.6" in hover[3]
    assert "Not reported: 1 in zones, 1 elsewhere" in hover[3]
    assert "Mantel–Haenszel" in hover[0]
    assert "Mantel–Haenszel" not in hover[1]


def test_no_text_is_below_the_floor_and_height_grows_with_rows():
    figure = comparison_figure(a_frame(), look=LIGHT_EN)
    sizes = [note.font.size for note in figure.layout.annotations if note.font.size]
    assert min([*sizes, figure.layout.xaxis.tickfont.size, figure.layout.yaxis.tickfont.size]) >= 12
    assert comparison_height(30) - comparison_height(29) == pytest.approx(ROW_HEIGHT, abs=0.5)
