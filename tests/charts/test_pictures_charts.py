"""The trend and the ranking as SVG: the numbers where they belong, and words that do not lie on each other."""

from datetime import date

import pandas as pd
import pytest

from charts.marks import mark_svg
from charts.palette import LIGHT
from charts.ranking.picture import ranking_svg
from charts.text_widths import text_width
from charts.trend.layout import MilestoneMet, Projection
from charts.trend.picture import trend_svg
from tests.charts.looks import DARK_EN, LIGHT_EN, LIGHT_ZH
from tests.charts.pictures import HOSTILE, SVG, paths, read, texts
from tests.charts.test_ranking import AREAS, a_ranking
from tests.charts.test_ranking import a_layout as a_ranking_layout
from tests.charts.test_trend import ALL, GROWING, HALF, ON_TIME, a_layout

SIZES = [(1760, 760, 24), (900, 380, 13)]
FAR = Projection(100, date(2034, 5, 1), date(2031, 1, 1), None)
LATE = Projection(100, date(2029, 5, 1), date(2028, 2, 1), date(2031, 1, 1))


def a_picture(levels=GROWING, *, look=LIGHT_EN, size=SIZES[1], **more):
    width, height, text_size = size
    return trend_svg(a_layout(levels, **more), look=look, width=width, height=height, text_size=text_size)


def points_of(path) -> list[tuple[float, float]]:
    pairs = path.get("d", "").removeprefix("M").removesuffix("Z").split("L")
    return [(float(x), float(y)) for x, y in (pair.split() for pair in pairs)]


def actual_line(svg: str) -> list[tuple[float, float]]:
    lines = [path for path in paths(svg, stroke=LIGHT.accent) if path.get("stroke-dasharray") is None]
    (line,) = lines
    return points_of(line)


def boxes(svg: str, size: float) -> list[tuple[float, float, float, float]]:
    """Give the texts' boxes, somewhat smaller than they are drawn."""
    found = []
    for element in read(svg).iter(f"{SVG}text"):
        # The rim around a text is a text of its own.
        if element.get("stroke"):
            continue
        x, y, type_size = (float(element.get(name, "0")) for name in ("x", "y", "font-size"))
        wide = text_width(element.text or "", type_size) * 0.9
        left = x - {"middle": wide / 2, "end": wide}.get(element.get("text-anchor", ""), 0.0)
        found.append((left, y - type_size * 0.7, left + wide, y))
        assert type_size >= size
    return found


def test_the_line_has_a_point_a_month_in_the_proportions_of_the_counts() -> None:
    points = actual_line(a_picture())
    assert len(points) == len(GROWING)
    (_x0, zero), (_x1, last) = points[0], points[-1]
    (_x2, half) = points[GROWING.index(37)]
    assert (zero - half) / (zero - last) == pytest.approx(37 / 78, abs=0.01)
    assert [x for x, _y in points] == sorted(x for x, _y in points)


def test_the_newest_figure_milestones_path_and_projection_are_told() -> None:
    told = texts(a_picture())
    assert {"78", "31 Oct", "50% · 2025-12-31", "met in Oct 2025", "100%", "2027-12-31", "Plan path"} <= set(
        told
    )
    assert "Expected Oct 2027 (Sep–Dec)" in told
    assert {"Oct 2025", "50% reached"} <= set(told)
    assert "10月底" in texts(a_picture(look=LIGHT_ZH))


def test_a_missed_milestone_says_by_how_many_and_when_it_was_reached() -> None:
    missed = [MilestoneMet(HALF, missed_by=3, reached_late_on=date(2026, 2, 1)), MilestoneMet(ALL)]
    told = texts(a_picture(met=missed))
    assert {"missed by 3 counties", "reached in Feb 2026"} <= set(told)
    assert "50% reached" not in told


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("look", [LIGHT_EN, LIGHT_ZH, DARK_EN])
@pytest.mark.parametrize(
    ("levels", "projection"),
    [
        (GROWING, ON_TIME),
        (GROWING, LATE),
        (GROWING, FAR),
        ([0] * 24, None),
        ([100] * 24, None),
        ([100], None),
        ([3], None),
        ([], None),
        ([*range(60, 38, -1)], None),
    ],
)
def test_whatever_the_line_does_labels_stay_inside_and_apart(levels, projection, look, size) -> None:
    svg = a_picture(levels, projection=projection, look=look, size=size)
    width, height, text_size = size
    placed = boxes(svg, text_size)
    for place, one in enumerate(placed):
        assert one[0] >= 0
        assert one[1] >= 0
        assert one[2] <= width
        assert one[3] <= height
        for other in placed[:place]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    for path in read(svg).iter(f"{SVG}path"):
        assert all(0 <= x <= width and 0 <= y <= height for x, y in points_of(path))


def test_a_projection_beyond_the_axis_is_cut_off_and_still_told() -> None:
    svg = a_picture(projection=FAR)
    (dotted,) = [path for path in paths(svg, stroke=LIGHT.accent) if path.get("stroke-dasharray")]
    (_x, start), (_end_x, end) = points_of(dotted)
    top = min(y for path in paths(svg, stroke=LIGHT.line) for _x, y in points_of(path))
    # It rises, but stays far from the 100 that it would need.
    assert top < end < start
    assert any("May 2034" in text for text in texts(svg))


def test_without_a_projection_or_without_reports_there_is_none() -> None:
    for svg in (a_picture(projection=None), a_picture([], projection=ON_TIME)):
        assert not any(text.startswith("Expected") for text in texts(svg))
        assert not paths(svg, fill=LIGHT.fan)
    assert "Plan path" in texts(a_picture([]))


def test_odd_numbers_of_counties_have_no_half_county_on_the_axis() -> None:
    assert "55" not in texts(a_picture([1], counties=111, projection=None))
    assert "56" in texts(a_picture([1], counties=112, projection=None))


def a_ranking_picture(frame=None, *, look=LIGHT_EN, size=(700, 700, 12), path=0.708):
    shown, (width, height, text_size) = a_ranking_layout(frame, look=look, path=path), size
    return ranking_svg(shown, look=look, width=width, height=height, text_size=text_size)


def many(count: int = 32) -> pd.DataFrame:
    return a_ranking([(f"{n:06}", f"Area {n}", n, 40, 0, "on_track") for n in range(count)])


def bars(svg: str) -> list[float]:
    return [float(rect.get("width", "")) for rect in read(svg).iter(f"{SVG}rect")]


def test_rows_stand_in_the_frames_order_with_bars_from_0() -> None:
    svg, frame = a_ranking_picture(), a_ranking()
    told = texts(svg)
    assert [text for text in told if text in set(frame["label"])] == list(frame["label"])
    shares = ["100.0", "83.1", "75.0", "73.1", "52.3", "47.3"]
    assert [text for text in told if text in set(shares)] == shares
    lengths = bars(svg)
    assert [length / lengths[0] for length in lengths] == pytest.approx(list(frame["share"]), abs=0.01)
    starts = {rect.get("x") for rect in read(svg).iter(f"{SVG}rect")}
    assert len(starts) == 1


def test_every_row_ends_in_its_verdicts_mark() -> None:
    svg = a_ranking_picture()
    places = [svg.index(mark_svg(verdict, LIGHT)) for verdict in a_ranking()["verdict"]]
    assert places == sorted(places)


def test_those_behind_are_bold() -> None:
    bold = {el.text for el in read(a_ranking_picture()).iter(f"{SVG}text") if el.get("font-weight")}
    assert {area[1] for area in AREAS} & bold == {"Qinghai", "Hainan", "XPCC"}


def test_two_columns_are_taken_only_where_one_has_no_room() -> None:
    assert a_ranking_picture(many()).count("translate(0.0 0)") == 1
    wide = a_ranking_picture(many(), size=(1760, 800, 24))
    columns = [group for group in read(wide) if group.get("transform")]
    assert len(columns) == 2
    assert [len(list(column.iter(f"{SVG}rect"))) for column in columns] == [16, 15]  # one has a share of 0


def test_milestones_and_path_are_labelled_lines_where_labels_have_room() -> None:
    told = texts(a_ranking_picture())
    assert {"50%", "end of 2025 (past)", "100%", "end of 2027", "70.8%", "path to date"} <= set(told)
    near = texts(a_ranking_picture(path=0.503))
    assert "path to date" not in near
    assert "path to date" not in texts(a_ranking_picture(path=None))


def test_an_own_milestone_is_a_tick_in_its_row() -> None:
    own = pd.DataFrame({"code": ["440000"], "own_share": [0.9]})
    assert len(paths(a_ranking_picture(a_ranking(own=own)), stroke=LIGHT.accent)) == 1
    assert not paths(a_ranking_picture(), stroke=LIGHT.accent)


@pytest.mark.parametrize("size", [(1760, 800, 24), (700, 700, 12), (700, 300, 12)])
def test_rows_stay_inside_whatever_they_are_called(size) -> None:
    frame = many()
    frame.loc[3, "label"] = "Xinjiang Production and Construction Corps"
    frame.loc[4, "label"] = HOSTILE
    svg = a_ranking_picture(frame, size=size)
    told = texts(svg)
    assert any(text.startswith("Xinjiang Produ") and text.endswith("…") for text in told)
    assert any(text.startswith("<b>=cmd|'/c") for text in told)
    for element in read(svg).iter(f"{SVG}text"):
        assert float(element.get("y", "")) <= size[1]


def test_an_area_without_figures_gets_a_dash_and_no_bar() -> None:
    frame = a_ranking()
    frame.loc[0, "share"] = float("nan")
    svg = a_ranking_picture(frame)
    assert "–" in texts(svg)
    assert len(bars(svg)) == len(frame) - 1


def test_no_areas_draw_an_empty_picture() -> None:
    assert texts(a_ranking_picture(a_ranking().head(0))) == []
