import shutil
from datetime import date

import geopandas as gpd
import pytest
import shapely

from data.base.errors import MissingFile, WrongChecksum
from data.register.history import register_of
from data.register.sources import read_sources, unrecorded_files, verify_sources
from geo.boundaries import LEVELS, county_ground, load_boundaries
from geo.checked import FILES, checked_path
from geo.held_ground import SHAPES_DAY, held_ground
from geo.projection import ELLIPSOID


def test_every_file_is_recorded_with_its_checksum():
    verify_sources(FILES)
    assert unrecorded_files(FILES) == []


@pytest.mark.parametrize("level", LEVELS)
def test_boundaries_are_a_coverage_in_degrees(level):
    frame = load_boundaries(level)
    assert list(frame.columns) == ["code", "name", "in_scope", "geometry"]
    assert frame.crs.to_epsg() == 4490
    assert frame["code"].is_monotonic_increasing
    assert frame["code"].is_unique
    assert frame.geometry.is_valid.all()
    assert shapely.coverage_is_valid(frame.geometry.to_numpy())
    assert frame.total_bounds.round(1).tolist() == [73.5, 3.8, 135.1, 53.6]


def test_units_in_scope_are_the_registers_of_the_day_that_the_record_names():
    in_scope = {level: load_boundaries(level).query("in_scope") for level in LEVELS}
    register = register_of(SHAPES_DAY)
    assert len(register.counties) == 2848
    assert list(in_scope["county"]["code"]) == list(register.counties["county_code"])
    assert list(in_scope["county"]["name"]) == list(register.counties["name"])
    assert set(in_scope["prefecture"]["code"]) == set(register.prefectures["code"])
    assert set(in_scope["province"]["code"]) == set(register.provinces["code"]) - {"660000"}


def test_the_record_says_what_the_shapes_are():
    editions = {source.file: source.edition for source in read_sources(FILES)}
    assert set(editions) >= {"county.parquet", "neighbours.csv", "map/county.json.br"}
    for edition in editions.values():
        assert "the list of units is that of the end of 2023; the lines are of no single day" in edition
        assert "2024-09-27" in edition


def test_the_lines_are_those_of_2024_only_where_the_record_says_so():
    """The record's sentence about 德钦 and 维西: with the two towns of 2024-09-27 they have 8,337 and 3,438 km²."""
    counties = load_boundaries("county").set_index("code").geometry
    areas = {
        code: abs(ELLIPSOID.geometry_area_perimeter(counties[code])[0]) / 1e6 for code in ("533422", "533423")
    }
    assert areas["533422"] == pytest.approx(8337, abs=5)
    assert areas["533423"] == pytest.approx(3438, abs=5)


def test_united_and_shared_ground_is_that_of_the_shapes():
    shapes = load_boundaries("county").set_index("code").geometry
    found = county_ground(load_boundaries("county"), held_ground(None)).set_index("code").geometry
    assert found["500157"].equals(shapely.union(shapes["500105"], shapes["500112"]))
    assert found["653228"].equals(shapes["653223"])
    assert "500105" not in found.index
    assert "710000" in found.index
    before = (
        county_ground(load_boundaries("county"), held_ground(date(2025, 11, 5))).set_index("code").geometry
    )
    assert before["500105"].equals(shapes["500105"])
    assert "500157" not in before.index


def test_ground_outside_the_register_is_drawn_out_of_scope():
    counties = load_boundaries("county").query("not in_scope")
    no_counties = {"629700", "629800", "629900", "632857"}
    assert set(counties["code"]) == no_counties | {"710000", "810000", "820000"}
    assert set(load_boundaries("province").query("not in_scope")["code"]) == {"710000", "810000", "820000"}


def test_levels_cover_the_same_ground():
    areas = [load_boundaries(level).geometry.to_numpy() for level in LEVELS]
    assert shapely.area(areas[0]).sum() == pytest.approx(shapely.area(areas[1]).sum(), rel=1e-12)
    assert shapely.area(areas[0]).sum() == pytest.approx(shapely.area(areas[2]).sum(), rel=1e-12)


def test_the_only_holes_are_a_lagoon_and_an_atoll():
    whole = load_boundaries("county").union_all(method="coverage")
    holes = [ring.centroid for part in whole.geoms for ring in part.interiors]
    # 小海 in 万宁 and the water inside 黄岩岛.
    assert sorted((round(hole.x, 1), round(hole.y, 1)) for hole in holes) == [(110.4, 18.7), (117.7, 15.1)]


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("440106", (113.36, 23.13)),
        ("540481", (94.2, 29.2)),
        ("460302", (112.33, 16.83)),
        ("659001", (86.04, 44.3)),
    ],
)
def test_known_places_lie_in_their_counties(code, place):
    county = load_boundaries("county").set_index("code").loc[code]
    assert shapely.distance(county.geometry, shapely.Point(place)) < 0.02


def boundary_lines() -> gpd.GeoSeries:
    return gpd.read_parquet(checked_path("lines.parquet")).set_index("name").geometry


def test_lines_are_named_and_the_dashed_one_has_nine_dashes():
    lines = boundary_lines()
    assert list(lines.index) == ["province", "special_region", "dashed", "undefined"]
    assert len(lines["dashed"].geoms) == 9


def test_no_line_beside_the_dashed_one_lies_east_of_taiwan():
    """If a tenth dash ever turns up, the About page's sentence about nine has to go."""
    east_of_taiwan = shapely.box(121.7, 21.5, 126, 26)
    lines = boundary_lines().drop("dashed")
    assert not lines.intersects(east_of_taiwan).any()


def test_a_missing_boundary_file_is_named_with_the_remedy(tmp_path):
    folder = tmp_path / "geo" / "files"
    folder.mkdir(parents=True)
    shutil.copy(FILES / "SOURCES.toml", folder)
    with pytest.raises(MissingFile) as raised:
        load_boundaries("county", folder)
    assert str(raised.value) == (
        "The data file geo/files/county.parquet is missing. "
        "Restore it from the repository, or rebuild it: python -m geo.build."
    )


def test_a_changed_boundary_file_is_named_with_the_remedy(tmp_path):
    folder = tmp_path / "geo" / "files"
    folder.mkdir(parents=True)
    shutil.copy(FILES / "SOURCES.toml", folder)
    (folder / "county.parquet").write_bytes(b"PAR1")
    with pytest.raises(
        WrongChecksum, match=r"geo/files/county.parquet has the checksum .*python -m geo.build"
    ):
        load_boundaries("county", folder)


def test_a_level_without_boundaries_is_refused():
    with pytest.raises(ValueError, match="'nation', only of county, prefecture, province"):
        load_boundaries("nation")
