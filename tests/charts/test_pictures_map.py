"""Maps as SVG: every unit with the drawing's colour, the islands and the dashed line, labels that are only text."""

import numpy as np
import pandas as pd
import pytest

from charts.maps.measures import draw_verdict
from charts.maps.picture import hatch_path, map_svg
from charts.maps.shapes import legend_items, map_shapes
from charts.maps.view import TICKS, View, main_view
from charts.palette import DARK, LIGHT, VERDICTS, contrast
from charts.svg import PAPER_FACE
from charts.text_widths import cut, text_width
from geo.assets import asset_units
from geo.drawn_shapes import drawn_map
from geo.unit_shapes import read_path
from tests.charts.pictures import HOSTILE, SVG, paths, read, share_drawing, texts

CLASSES = {code: place % 7 for place, code in enumerate(asset_units("province"))}


def national(drawing, *, labels=(), colours=LIGHT, lang="zh", size=(1000, 760), text_size=13, **more) -> str:
    shapes = map_shapes("province", drawing, colours)
    width, height = size
    drawn = {"labels": labels, "colours": colours, "lang": lang, "text_size": text_size}
    return map_svg(shapes, width=width, height=height, **drawn, **more)


def units_of(svg: str) -> dict[str, str]:
    return {path.get("data-code", ""): path.get("fill", "") for path in paths(svg) if path.get("data-code")}


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_every_province_is_drawn_in_the_colour_of_its_class(colours) -> None:
    fills = units_of(national(share_drawing(CLASSES), colours=colours))
    expected = {code: colours.share[index] for code, index in CLASSES.items()}
    expected |= dict.fromkeys(("710000", "810000", "820000"), colours.outside)
    assert fills == expected


def test_every_county_of_a_province_is_drawn() -> None:
    codes = asset_units("460000")
    shapes = map_shapes("460000", share_drawing(dict.fromkeys(codes, 3)), LIGHT)
    svg = map_svg(shapes, labels=(), colours=LIGHT, lang="zh", width=1000, height=760, text_size=13)
    # Sansha's islands lie in the inset alone.
    assert set(codes) - set(units_of(svg)) <= {"460302", "460301", "460303", "460300"}
    assert svg.count(LIGHT.share[3]) > len(units_of(svg))


def test_units_without_a_class_are_hatched_and_no_others() -> None:
    assert not paths(national(share_drawing(CLASSES)), stroke=LIGHT.hatch)
    assert len(paths(national(share_drawing(CLASSES | {"650000": None})), stroke=LIGHT.hatch)) == 1


def test_not_reported_lies_on_the_hatchs_own_ground() -> None:
    svg = national(share_drawing(CLASSES | {"650000": None}))
    assert units_of(svg)["650000"] == LIGHT.hatch_ground
    assert len(paths(svg, stroke=LIGHT.hatch)) == 1


def test_the_hatch_stays_inside_its_shape_and_runs_at_45_degrees() -> None:
    ring = np.array([(0, 0), (2000, 0), (2000, 1000), (0, 1000), (0, 0)])
    lines = read_path(hatch_path([ring], 13), is_closed=False)
    assert len(lines) > 20
    for line in lines:
        assert line.min() >= 0
        assert line[:, 0].max() <= 2000
        assert line[:, 1].max() <= 1000
        assert abs(line.sum(axis=1)[0] - line.sum(axis=1)[-1]) <= 1
    # Twice the text, twice as far apart.
    assert len(lines) == pytest.approx(2 * len(read_path(hatch_path([ring], 26), is_closed=False)), abs=1)


@pytest.mark.parametrize(("lang", "islands"), [("zh", "南海诸岛"), ("en", "South China Sea")])
def test_the_country_shows_taiwan_the_islands_and_the_dashed_line_twice(lang, islands) -> None:
    svg = national(share_drawing(CLASSES), lang=lang)
    assert ("台湾" if lang == "zh" else "Taiwan") in texts(svg)
    assert islands in texts(svg)
    dashed = paths(svg, stroke=LIGHT.prefecture_border)
    assert len(dashed) == 2
    # All nine in the inset, in full; those of the main frame as far as it reaches.
    assert len(read_path(dashed[1].get("d", ""), is_closed=False)) == 9
    assert read_path(dashed[0].get("d", ""), is_closed=False)
    assert "台湾" not in texts(national(share_drawing(CLASSES), out_of_scope_labels=False))


@pytest.mark.parametrize("name", ["province", "460000"])
@pytest.mark.parametrize("size", [(1180, 860, 24), (1000, 760, 13), (700, 700, 13), (1600, 500, 24)])
def test_no_coast_lies_under_the_inset(name, size) -> None:
    width, height, text_size = size
    shapes = map_shapes(name, share_drawing({}), LIGHT)
    svg = map_svg(
        shapes, labels=(), colours=LIGHT, lang="en", width=width, height=height, text_size=text_size
    )
    frames = [rect for rect in read(svg).iter(f"{SVG}rect") if rect.get("stroke") == LIGHT.rule]
    left, top = float(frames[0].get("x", "")), float(frames[0].get("y", ""))
    inset = (left, top, float(width), float(height))
    drawn = drawn_map(name)
    view = main_view(drawn.frame, drawn.lines["coast"], (width, height), margin=0, taken=[inset])
    for line in drawn.lines["coast"]:
        points = line[line[:, 1] < drawn.frame[3]] * view.k + (view.x, view.y)
        seen = points[(points[:, 0] < width) & (points[:, 1] < height)]
        assert not np.any((seen[:, 0] > left) & (seen[:, 1] > top))


def test_shapes_are_cut_at_the_pictures_edge() -> None:
    view = View(1.0, 0.0, 0.0, (0.0, 0.0, 100.0, 100.0))
    crossing = np.array([(50, 50), (900, 50), (900, 60), (50, 60), (50, 50)])
    away = crossing + 2000
    inside = np.array([(1, 1), (5, 1), (5, 5), (1, 1)])
    rings = view.polygon([crossing, away, inside])
    assert len(rings) == 2
    assert max(int(ring.max()) for ring in rings) < 120 * TICKS
    # An islet that falls together stays as a dot.
    assert len(View(0.001, 0, 0, (0, 0, 9, 9)).polygon([inside])[0]) == 5


def test_labels_stand_in_order_of_importance_and_are_cut_where_they_are_long() -> None:
    labels = [("650000", "Xinjiang Production and Construction Corps", "87.5"), ("540000", "西藏", "")]
    caption, *found = texts(national(share_drawing(CLASSES), labels=labels))
    assert caption == "南海诸岛"
    assert found[0].startswith("Xinjiang Produ")
    assert found[0].endswith("…")
    assert found[1:3] == ["87.5", "西藏"]


def test_a_small_province_is_labelled_in_the_sea_with_a_leader() -> None:
    svg = national(share_drawing(CLASSES), labels=[("310000", "上海", "81.2")], text_size=24)
    assert {"上海", "81.2"} <= set(texts(svg))
    assert len(list(read(svg).iter(f"{SVG}circle"))) == 1


def test_no_label_covers_another() -> None:
    shapes = map_shapes("440000", share_drawing({}), LIGHT)
    labels = [(code, shapes.names[code][0], "") for code in shapes.prefectures]
    svg = map_svg(shapes, labels=labels, colours=LIGHT, lang="zh", width=1180, height=860, text_size=24)
    boxes = []
    for element in list(read(svg).iter(f"{SVG}text")):
        if element.get("stroke") is None:
            x, y = float(element.get("x", "")), float(element.get("y", ""))
            wide = text_width(element.text or "", 24)
            boxes.append((x - wide / 2, y - 20, x + wide / 2, y))
    assert len(boxes) > 15
    for place, one in enumerate(boxes):
        for other in boxes[:place]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_labels_without_ground_or_without_a_name_are_left_out() -> None:
    labels = [("660000", "兵团", "1"), ("540000", "", ""), ("000000", "nowhere", "")]
    assert texts(national(share_drawing(CLASSES), labels=labels, out_of_scope_labels=False)) == ["南海诸岛"]


def test_a_hostile_name_comes_out_as_text() -> None:
    svg = national(share_drawing(CLASSES), labels=[("650000", "<b>&\x07'\"", "</svg>")], alt=HOSTILE)
    assert texts(svg)[1:3] == ["<b>&'\"", "</svg>"]
    title = read(svg).find(f"{SVG}title")
    assert title is not None
    assert title.text == HOSTILE.replace("\x07", "")


def test_paper_draws_bold_as_an_outline_of_the_one_face() -> None:
    labels = [("650000", "新疆", "")]
    screen, paper = (
        national(share_drawing(CLASSES), labels=labels, face=face) for face in (None, PAPER_FACE)
    )
    assert 'font-weight="700"' in screen
    assert 'font-weight="700"' not in paper
    assert read(paper).get("font-family") == '"Noto Sans CJK SC"'


def test_sizes_stay_small() -> None:
    full = share_drawing(dict.fromkeys(CLASSES) | dict.fromkeys(("540000", "650000")))
    assert len(national(full, size=(1180, 860), text_size=24)) < 250_000
    shapes = map_shapes("510000", share_drawing({}), LIGHT)
    province = map_svg(shapes, labels=(), colours=LIGHT, lang="zh", width=1180, height=860, text_size=24)
    assert len(province) < 350_000


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_text_on_every_class_can_be_read(colours) -> None:
    fills = [*colours.share, *colours.stages.values(), colours.hatch_ground]
    fills += [colours.verdicts[verdict].fill for verdict in VERDICTS[:-1]]
    assert all(contrast(colours.text_on(fill), fill) >= 4.0 for fill in fills)


def test_cut_keeps_what_fits() -> None:
    assert cut("广东", 100, 24) == "广东"
    assert cut("内蒙古自治区", 72, 24).endswith("…")
    assert text_width(cut("内蒙古自治区", 72, 24), 24) <= 72


def test_the_legend_has_classes_in_order_then_what_occurs() -> None:
    classes = {"110000": 0, "440000": 6, "460000": None, "650000": 6}
    items = legend_items(share_drawing(classes), LIGHT, lambda text: text)
    steps = ["<50%", "50–60%", "60–70%", "70–80%", "80–90%", "90–100%", "100%"]
    rest = ["Not reported", "Outside the Plan's scope"]
    assert [item.label for item in items] == [*steps, *rest]
    assert [item.count for item in items] == [1, 0, 0, 0, 0, 0, 2, 1, None]
    assert [item.look for item in items[6:]] == ["class", "not_reported", "outside"]
    assert [item.fill for item in items[:7]] == list(LIGHT.share)
    told = legend_items(share_drawing({"110000": 0}), DARK, lambda text: text)
    assert [item.look for item in told] == ["class"] * 7 + ["outside"]
    assert told[0].fill == DARK.share[0]


def test_the_legend_counts_what_the_drawing_says_is_not_reported() -> None:
    items = legend_items(share_drawing({"1": None, "2": None}, unreported=1), LIGHT, lambda text: text)
    assert [item.count for item in items if item.look == "not_reported"] == [1]


def test_the_legend_of_verdicts_names_them_and_the_hatch_means_cannot_be_assessed() -> None:
    judged = pd.DataFrame({"code": ["110000", "440000"], "verdict": ["achieved", "cannot_assess"]})
    counted = {"established": [1, 2], "counties": [1, 4], "share": [1.0, 0.5], "not_reported": [0, 0]}
    counted |= {"reported": [1, 4], "covered": [True, True]}
    summary = pd.DataFrame({"code": ["110000", "440000"]} | counted)
    items = legend_items(draw_verdict(judged, summary, lambda text: text), LIGHT, lambda text: text)
    assert [item.verdict for item in items] == [*VERDICTS, ""]
    assert items[6].label == "Cannot be assessed"
    assert items[6].look == "not_reported"


def test_an_islet_that_is_valid_only_in_part_is_hatched_as_far_as_it_has_ground() -> None:
    # A square of 200 ticks with a spike that has no width: made valid it is a square and a line.
    spiked = [(0, 0), (200, 0), (200, 200), (100, 200), (100, 260), (100, 200), (0, 200), (0, 0)]
    line = [(0, 0), (200, 0), (0, 0)]
    assert hatch_path([np.array(spiked, dtype=np.int64)], 13).startswith("M")
    assert hatch_path([np.array(line, dtype=np.int64)], 13) == ""


def test_hainan_is_drawn_where_nothing_is_reported() -> None:
    units = asset_units("460000")
    shapes = map_shapes("460000", share_drawing(dict.fromkeys(units)), LIGHT)
    drawn = map_svg(shapes, labels=(), colours=LIGHT, lang="zh", width=420, height=240, text_size=12)
    # Sansha's islands lie in the inset, where units carry no code.
    assert set(units_of(drawn)) == set(units) - {"460302", "460303"}
