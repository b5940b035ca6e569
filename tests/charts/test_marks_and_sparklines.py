import pytest
from defusedxml import ElementTree

from charts.marks import mark, mark_svg
from charts.palette import DARK, LIGHT, VERDICTS
from charts.small_figures import (
    LABEL_ROOM,
    SPARK_HEIGHT,
    SPARK_WIDTH,
    bar_sparkline,
    line_points,
    line_sparkline,
)

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_mark_is_one_shape_in_its_colours(verdict):
    drawn = ElementTree.fromstring(mark_svg(verdict, DARK, size=18))
    (shape,) = list(drawn)
    assert drawn.get("width") == "18"
    colours = DARK.verdicts[verdict]
    painted = {shape.get("fill"), shape.get("stroke")} - {None, "none", DARK.paper}
    assert painted <= {colours.fill, colours.outline}
    assert painted


def test_shapes_differ_so_that_colour_is_not_needed():
    shapes = {(m.symbol, m.fill == LIGHT.paper) for m in (mark(verdict, LIGHT) for verdict in VERDICTS)}
    assert len(shapes) == len(VERDICTS)


def test_reversing_is_drawn_in_its_outline_on_dark():
    assert mark("reversing", DARK).line == "#ff9cc4"
    assert mark("reversing", LIGHT).line == "#5e0f35"


def test_pale_marks_and_the_hollow_circle_have_an_outline():
    outlined = {v for v in VERDICTS if mark(v, LIGHT).line_width and v != "reversing"}
    assert outlined == {"nearly", "at_risk", "cannot_assess"}


def test_a_line_runs_from_low_to_high_and_ends_in_a_dot():
    points = line_points([10, 20, 15])
    assert [y for _x, y in points] == [SPARK_HEIGHT - 5, 5, SPARK_HEIGHT / 2]
    drawn = ElementTree.fromstring(line_sparkline([10, 20, 15], LIGHT))
    dot = drawn.find(f"{SVG}circle")
    assert (float(dot.get("cx")), float(dot.get("cy"))) == points[-1]
    assert dot.get("fill") == LIGHT.accent


def test_values_that_do_not_change_lie_in_the_middle_and_none_draw_nothing():
    assert {y for _x, y in line_points([7, 7, 7])} == {SPARK_HEIGHT / 2}
    assert line_points([7]) == [(SPARK_WIDTH - 6, SPARK_HEIGHT / 2)]
    assert line_sparkline([], LIGHT) == ""


def bars(gains, **changes):
    settings = {"window": 6, "needed": 44.0, "needed_label": "need 44", "font": '"A B",serif'} | changes
    return ElementTree.fromstring(bar_sparkline(gains, LIGHT, **settings))


def test_bars_begin_at_zero_and_the_window_is_in_accent():
    drawn = bars([50, 100, 25], window=1)
    rects = drawn.findall(f"{SVG}rect")
    heights = [float(rect.get("height")) for rect in rects]
    assert heights == [22.0, 44.0, 11.0]
    assert {float(r.get("y")) + h for r, h in zip(rects, heights, strict=True)} == {46.0}
    assert [rect.get("fill") for rect in rects] == [LIGHT.share[2], LIGHT.share[2], LIGHT.accent]


def test_a_loss_hangs_below_zero():
    gain, loss = bars([10, -10], needed=None).findall(f"{SVG}rect")
    assert float(gain.get("y")) + float(gain.get("height")) == float(loss.get("y")) == 24.0


def test_the_needed_pace_is_a_labelled_line_and_may_be_absent():
    drawn = bars([88, 0], needed=44.0)
    assert drawn.find(f"{SVG}path").get("d") == f"M{LABEL_ROOM - 3} 24.0H{LABEL_ROOM + SPARK_WIDTH}"
    assert drawn.find(f"{SVG}text").text == "need 44"
    assert bars([88, 0], needed=None).find(f"{SVG}path") is None
    assert bar_sparkline([], LIGHT, window=6, needed=1, needed_label="", font="x") == ""
