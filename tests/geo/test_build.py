"""The steps of the build on shapes small enough to check by eye."""

import gzip
import struct

import numpy as np
import pandas as pd
import pytest
import shapely

from geo.build.coverage import clean, dissolve, round_to_grid, simplify
from geo.build.drawing import connect_islands, draw_units, linked_groups, neighbours
from geo.build.ground import county_units
from geo.build.tianditu import decode_geometries
from geo.build.written_files import write_assets
from geo.paths import line_path, points_of, ring_path, rings_of
from geo.projection import Grid, project
from geo.unit_shapes import border_lines, edge_owners, label_point
from tests.geo.drawn_assets import lines_of, shape_of


def shapes(*given: shapely.Geometry) -> np.ndarray:
    return np.array(given, dtype=object)


def as_list(parts: list[bytes]) -> bytes:
    return struct.pack(f"<{len(parts) + 1}I", len(parts), *map(len, parts)) + b"".join(parts)


def test_the_packages_format_is_read_with_and_without_steps():
    stepped = struct.pack("<3I", 1, 90_000_000, 45_000_000) + struct.pack("<4h", 500, 0, 0, -500)
    absolute = struct.pack("<7I", 0, 90_000_000, 45_000_000, 90_000_500, 45_000_000, 90_000_500, 44_999_500)
    line = struct.pack("<I", 2)
    first, second = decode_geometries(as_list([line + stepped, line + absolute]))
    assert shapely.get_coordinates(first).tolist() == [[0.0, 0.0], [0.001, 0.0], [0.001, -0.001]]
    assert shapely.equals(first, second)


def test_polygons_keep_their_holes():
    def ring(*corners: int) -> bytes:
        return struct.pack(f"<{len(corners) + 1}I", 0, *corners)

    outer = ring(0, 0, 9, 0, 9, 9, 0, 9, 0, 0)
    hole = ring(3, 3, 6, 3, 6, 6, 3, 3)
    polygon = as_list([outer, hole])
    (found,) = decode_geometries(as_list([struct.pack("<I", 6) + as_list([polygon, polygon])]))
    assert [len(part.interiors) for part in found.geoms] == [1, 1]


def test_an_unknown_kind_of_geometry_is_refused():
    with pytest.raises(ValueError, match="kind 0 is not a line or a polygon"):
        decode_geometries(as_list([struct.pack("<I", 0)]))


def test_cleaned_neighbours_meet():
    apart = shapes(shapely.box(0, 0, 1.0001, 1), shapely.box(1, 0, 2, 1))
    assert not shapely.coverage_is_valid(apart)
    assert shapely.coverage_is_valid(clean(apart))


def test_ground_that_two_claim_goes_to_the_smaller_and_slivers_to_a_neighbour():
    inside = shapely.box(2, 2, 3, 3)
    ring = shapely.box(0, 0, 9, 9).difference(shapely.box(5, 5, 5.001, 8)).difference(shapely.box(6, 6, 7, 7))
    around, small = clean(shapes(ring, inside), gap=0.01)
    assert small.equals(inside)
    assert sorted(shapely.Polygon(hole).area for hole in around.interiors) == [1, 1]


def test_simplifying_and_rounding_keep_shared_borders():
    border = [(10, y / 10 + 0.3 * (-1) ** y) for y in range(200)]
    left = shapely.Polygon([(0, -0.2), (10, 0.3), *border[1:], (0, 19.6)])
    right = shapely.Polygon([(20, -0.2), (10, 0.3), *border[1:], (20, 19.6)])
    simple = round_to_grid(simplify(clean(shapes(left, right)), 0.5))
    assert shapely.coverage_is_valid(simple)
    assert shapely.get_num_coordinates(simple).sum() < 60
    assert not list(shapely.coverage_union_all(simple).interiors)


def test_an_island_too_small_for_the_grid_becomes_a_dot():
    tiny = shapely.box(50.1, 50.1, 50.2, 50.2)
    land = shapely.box(0, 0, 10, 10)
    (rounded,) = round_to_grid(shapes(shapely.MultiPolygon([land, tiny])))
    dot = min(rounded.geoms, key=shapely.area)
    assert dot.bounds == (49, 49, 51, 51)


def test_an_enclave_too_small_for_the_grid_is_left_to_its_surroundings():
    enclave = shapely.box(5.1, 5.1, 5.2, 5.2)
    around = shapely.box(0, 0, 10, 10).difference(enclave)
    elsewhere = shapely.box(10, 0, 20, 10)
    owner = shapely.MultiPolygon([enclave, elsewhere])
    first, second = round_to_grid(shapes(around, owner))
    assert first.equals(shapely.box(0, 0, 10, 10))
    assert second.equals(elsewhere)


def test_a_unit_that_is_only_an_enclave_keeps_its_dot():
    enclave = shapely.box(5.1, 5.1, 5.2, 5.2)
    rounded = round_to_grid(shapes(shapely.box(0, 0, 10, 10).difference(enclave), enclave))
    assert shapely.coverage_is_valid(rounded)
    assert shapely.area(rounded).tolist() == [98, 2]


def test_dissolving_unites_by_code_in_order():
    united = dissolve(shapes(*(shapely.box(x, 0, x + 1, 1) for x in range(3))), ["b", "a", "b"])
    assert list(united.index) == ["a", "b"]
    assert shapely.get_num_geometries(united["b"]) == 2


def test_neighbours_share_an_edge_and_islands_are_reached_from_the_nearest():
    units = shapes(*(shapely.box(x, 0, x + 2, 2) for x in (0, 2, 4)), shapely.box(9, 0, 10, 1))
    links = neighbours(edge_owners([rings_of(unit) for unit in units]), 4)
    assert links == [{1}, {0, 2}, {1}, set()]
    assert connect_islands(links, units) == [{1}, {0, 2}, {1, 3}, {2}]
    assert linked_groups(links) == [{0, 1, 2}, {3}]


def test_border_lines_are_joined_by_kind():
    units = shapes(shapely.box(0, 0, 2, 2), shapely.box(2, 0, 4, 2))
    owners = edge_owners([rings_of(unit) for unit in units])
    lines = border_lines(owners, lambda owning: "coast" if len(owning) == 1 else "inner")
    assert [line.tolist() for line in lines["inner"]] == [[[2, 0], [2, 2]]]
    assert [line.tolist()[0] for line in lines["coast"]] == [[0, 0]]
    assert len(lines["coast"][0]) == 7


def test_paths_read_back_as_the_same_shape():
    with_hole = shapely.box(-3, -3, 9, 9).difference(shapely.box(0, 0, 2, 2))
    both = shapely.MultiPolygon([with_hole, shapely.box(20, -8, 21, -7)])
    path = ring_path(rings_of(both))
    assert set(path) <= set("Mmlz -0123456789")
    assert shape_of(path).equals(both)
    line = points_of(shapely.LineString([(1, 2), (-3, 4), (5, 5)]))
    assert line_path([line, line + 1]) == "M1 2l-4 2 8 1m-3-2l-4 2 8 1"
    assert [found.tolist() for found in lines_of(line_path([line, line + 1]))] == [
        line.tolist(),
        (line + 1).tolist(),
    ]


def test_the_grid_counts_steps_right_and_down():
    grid = Grid(105, 10, 100, 200)
    assert grid.units(np.array([[100.0, 200.0], [120.0, 150.0]])).tolist() == [[0, 0], [2, 5]]
    assert grid.frame((100, 150, 120, 200)) == [0, 0, 2, 5]


def test_the_projection_keeps_areas_and_its_meridian_upright():
    south, north = project(shapes(shapely.Point(105, 20), shapely.Point(105, 50)), 105)
    assert (south.x, north.x) == (0, 0)
    # A degree square at 30° N has 10,700 km² on the ellipsoid; Albers keeps it anywhere.
    squares = project(
        shapes(*(shapely.segmentize(shapely.box(x, 29.5, x + 1, 30.5), 0.05) for x in (90, 120))), 105
    )
    assert shapely.area(squares) == pytest.approx([1.0695e10, 1.0695e10], rel=1e-3)


def test_the_label_sits_in_the_widest_place_of_the_largest_part():
    handle = shapely.box(0, 4, 20, 5).union(shapely.box(20, 0, 30, 10))
    assert label_point(shapely.MultiPolygon([handle, shapely.box(50, 0, 53, 3)])) == [25, 5]


def test_units_out_of_scope_are_marked():
    columns = ["code", "name", "name_en", "parent", "province_code", "in_scope"]
    rows = [("1", "甲", "A", "p", "x", True), ("2", "乙", "B", "q", "x", False)]
    units = pd.DataFrame(rows, columns=columns)
    drawn = draw_units(units, shapes(shapely.box(0, 0, 2, 2), shapely.box(2, 0, 4, 2)))
    assert ["o" in drawn["units"][code] for code in drawn["order"]] == [False, True]
    assert drawn["lines"].keys() == {"coast", "prefecture"}
    assert drawn["units"]["1"]["k"] == [1]


def test_a_county_that_only_one_side_knows_stops_the_build():
    class Layer:
        table = pd.DataFrame({"district_adcode": ["110101"], "province_adcode": ["110000"]})

    row = {"county_code": "110102", "prefecture_code": "110000", "map_province_code": "110000"}
    register = pd.DataFrame([row])
    with pytest.raises(ValueError, match=r"\['110102'\] and \['110101'\]"):
        county_units(Layer(), register)


def test_packing_twice_gives_the_same_bytes(tmp_path):
    asset = {"name": "x", "order": ["1"], "units": {"1": {"n": ["甲", "A"]}}}
    for folder in ("a", "b"):
        write_assets([asset], tmp_path / folder)
    packed = [(tmp_path / folder / "x.json.gz").read_bytes() for folder in ("a", "b")]
    assert packed[0] == packed[1]
    assert "甲".encode() in gzip.decompress(packed[0])
    assert (tmp_path / "a" / "manifest.json").read_bytes() == (tmp_path / "b" / "manifest.json").read_bytes()
