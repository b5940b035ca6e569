"""The shapes of a map: every unit drawn, coloured as the drawing says, and no part lost when points are saved."""

import json

import numpy as np
import pytest
import shapely

from charts.maps.measures import Drawing, LegendClass
from charts.maps.shapes import map_shapes
from charts.palette import DARK, LIGHT
from geo.assets import asset_units
from geo.drawn_shapes import drawn_map, simplified_map
from geo.paths import line_path, ring_path
from geo.unit_shapes import polygons_of, read_path

LEGEND = (LegendClass("low", "#c5dfe8", "#1f4d63", 2), LegendClass("high", "#0d5680", "#98cfe3", 1))


def drawing(classes: dict[str, int | None]) -> Drawing:
    return Drawing("steps", LEGEND, classes, {})


def test_every_unit_of_an_asset_is_drawn_with_the_colour_and_look_of_its_class() -> None:
    classes = {"110000": 0, "440000": 1, "460000": None, "710000": 1}
    shapes = map_shapes("province", drawing(classes), LIGHT)
    assert [unit.code for unit in shapes.units] == asset_units("province")
    looks = {unit.code: (unit.look, unit.fill) for unit in shapes.units}
    assert looks["110000"] == ("class", "#c5dfe8")
    assert looks["440000"] == ("class", "#0d5680")
    assert looks["460000"] == ("not_reported", LIGHT.hatch_ground)
    # Not in the drawing; and never in the Plan's scope, whatever a drawing says.
    assert looks["510000"] == looks["710000"] == ("outside", LIGHT.outside)


def test_the_dark_scheme_takes_the_dark_colours() -> None:
    shapes = map_shapes("province", drawing({"110000": 0}), DARK)
    assert {unit.fill for unit in shapes.units} == {"#1f4d63", DARK.outside}


def test_the_national_map_has_taiwan_the_dashed_line_and_the_inset() -> None:
    shapes = map_shapes("province", drawing({}), LIGHT)
    assert shapes.is_national
    assert shapes.names["710000"] == ("台湾", "Taiwan")
    assert len(shapes.lines["dashed"]) == 9
    assert shapes.inset is not None
    # The islands: parts of Hainan south of the main frame, inside the inset.
    hainan = next(unit for unit in shapes.units if unit.code == "460000")
    assert any(ring[:, 1].min() > shapes.frame[3] for ring in hainan.rings)
    assert hainan.bounds[3] <= shapes.inset[3]


def test_a_province_has_label_points_of_counties_prefectures_and_provinces_around() -> None:
    shapes = map_shapes("440000", drawing({}), LIGHT)
    assert not shapes.is_national
    assert shapes.names["440100"] == ("广州", "Guangzhou")
    assert shapes.names["450000"] == ("广西", "Guangxi")
    assert {"440103", "440100", "450000"} <= set(shapes.points)
    outside = {place.code: place.is_outside for place in shapes.around}
    assert outside["810000"] is True
    assert outside["450000"] is False


def test_paths_are_read_as_they_were_written() -> None:
    rings = [
        np.array([[1, 2], [9, 2], [9, 8], [1, 2]]),
        np.array([[4, 3], [5, 5], [3, 5], [4, 3]]),
    ]
    lines = [np.array([[0, -3], [4, 4]]), np.array([[7, 7], [-2, 8], [0, 0]])]
    for read, given in (
        (read_path(ring_path(rings), is_closed=True), rings),
        (read_path(line_path(lines), is_closed=False), lines),
    ):
        assert [line.tolist() for line in read] == [line.tolist() for line in given]


def test_shared_points_cannot_be_changed_by_accident() -> None:
    ring = drawn_map("province").units[0].rings[0]
    with pytest.raises(ValueError, match="read-only"):
        ring[0, 0] = 0


@pytest.mark.parametrize("name", ["province", "460000", "510000"])
def test_simplifying_loses_no_part_and_opens_no_gap(name: str) -> None:
    full, simple = drawn_map(name), simplified_map(name, 8.0)
    assert [len(unit.rings) for unit in simple.units] == [len(unit.rings) for unit in full.units]
    points = [sum(len(ring) for unit in drawn.units for ring in unit.rings) for drawn in (full, simple)]
    assert points[1] < points[0]
    assert shapely.coverage_is_valid(np.array([polygons_of(unit.rings) for unit in simple.units]))


def length_of(lines) -> float:
    return sum(shapely.length(shapely.linestrings(line)) for line in lines)


def test_borders_found_anew_are_those_of_the_asset() -> None:
    # A tolerance that moves nothing: the same lines, but for points on the way of a straight line.
    for name in ("province", "440000"):
        full, simple = drawn_map(name), simplified_map(name, 1e-9)
        assert set(simple.lines) == set(full.lines)
        for kind, lines in full.lines.items():
            assert length_of(lines) == pytest.approx(length_of(simple.lines[kind]))


def test_an_operators_line_takes_the_place_of_the_dashed_one(tmp_path) -> None:
    line = {"type": "LineString", "coordinates": [[118, 20], [119, 21]]}
    feature = {"type": "Feature", "properties": {}, "geometry": line}
    file = tmp_path / "line.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    for tolerance in (0.0, 5.0):
        shapes = map_shapes("province", drawing({}), LIGHT, line_file=file, tolerance=tolerance)
        assert len(shapes.lines["dashed"]) == 1
