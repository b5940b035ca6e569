import gzip
import hashlib
from itertools import pairwise

import numpy as np
import pyproj
import pytest
import shapely

from data.base.errors import MissingFile
from data.register.history import register_of
from geo.assets import asset_units, read_asset
from geo.boundaries import load_boundaries
from geo.build.drawing import linked_groups
from geo.held_ground import SHAPES_DAY
from geo.prepared import load_manifest
from geo.projection import ALBERS, DEGREES, Grid, project
from tests.geo.drawn_assets import content, holds, lines_of, shape_of, unit_shapes

NATIONAL = ("province", "prefecture", "county")
REGISTER = register_of(SHAPES_DAY)
PROVINCES = tuple(code for code in REGISTER.provinces["code"] if code != "660000")
ALL = (*NATIONAL, *PROVINCES)
REGIONS = {"710000", "810000", "820000"}
NO_COUNTY = {"629700", "629800", "629900", "632857"}


def test_the_manifest_lists_the_national_maps_and_one_for_each_province_drawn():
    assert set(load_manifest()) == set(ALL)
    assert len(PROVINCES) == 31


@pytest.mark.parametrize("name", ALL)
def test_prepared_files_hold_the_content_that_the_manifest_names(name):
    asset = load_manifest()[name]
    raw = read_asset(name)
    assert hashlib.sha256(raw).hexdigest().startswith(asset.hash)
    assert len(raw) == asset.size
    assert gzip.decompress(read_asset(name, "gzip")) == raw
    brotli = pytest.importorskip("brotli")
    assert brotli.decompress(read_asset(name, "br")) == raw


def test_a_name_that_the_manifest_does_not_list_is_a_missing_file():
    with pytest.raises(MissingFile, match="no map asset '660000'"):
        read_asset("660000")


def test_counties_are_those_of_the_register_and_the_ground_outside_it():
    units = content("county")["units"]
    out_of_scope = {code for code, unit in units.items() if "o" in unit}
    assert out_of_scope == REGIONS | NO_COUNTY
    assert set(units) - out_of_scope == set(REGISTER.counties["county_code"])
    assert asset_units("county") == sorted(units)


def test_prefectures_and_provinces_are_those_of_the_register():
    prefectures = content("prefecture")["units"]
    assert {code for code, unit in prefectures.items() if "o" in unit} == REGIONS | NO_COUNTY - {"632857"}
    assert {code for code, unit in prefectures.items() if "o" not in unit} == set(
        REGISTER.prefectures["code"]
    )
    provinces = content("province")["units"]
    assert {code for code, unit in provinces.items() if "o" in unit} == REGIONS
    assert {code for code, unit in provinces.items() if "o" not in unit} == set(PROVINCES)


@pytest.mark.parametrize("province", PROVINCES)
def test_a_province_holds_its_own_counties_and_prefectures(province):
    register = REGISTER.counties
    own = register[register["map_province_code"] == province]
    asset = content(province)
    in_scope = [code for code in asset["order"] if "o" not in asset["units"][code]]
    assert in_scope == sorted(own["county_code"])
    drawn = {code for code, outline in asset["prefectures"].items() if "o" not in outline}
    assert drawn == set(own["prefecture_code"])
    assert {asset["units"][code]["u"] for code in in_scope} == drawn
    assert province not in asset["outlines"]


def test_the_corps_cities_are_drawn_in_xinjiang_at_every_level():
    assert content("county")["units"]["659001"]["pr"] == "650000"
    assert content("prefecture")["units"]["659001"]["u"] == "650000"
    assert "659012" in content("650000")["units"]


def test_names_are_the_registers_in_both_languages():
    assert content("county")["units"]["440106"]["n"] == ["天河区", "Tianhe District"]
    assert content("province")["units"]["710000"]["n"] == ["台湾", "Taiwan"]
    assert content("440000")["outlines"]["820000"]["n"] == ["澳门", "Macao"]
    assert content("440000")["outlines"]["450000"]["s"] == "广西"


@pytest.mark.parametrize("name", ALL)
def test_units_meet_without_gaps_or_overlaps(name):
    shapes = unit_shapes(name)
    around = [shape_of(outline["d"]) for outline in content(name).get("outlines", {}).values()]
    ground = np.append(shapes, np.array(around, dtype=object))
    assert shapely.is_valid(ground).all()
    assert not shapely.is_empty(ground).any()
    assert shapely.coverage_is_valid(ground)
    whole = shapely.coverage_union_all(ground)
    assert whole.area == pytest.approx(shapely.area(ground).sum(), rel=1e-12)
    for ring in (ring for part in shapely.get_parts(whole) for ring in part.interiors):
        assert share_of_land(name, ring) < 0.75, (
            "a hole is a lagoon or a narrow inlet, not a gap between units"
        )


def share_of_land(name: str, ring: shapely.LinearRing) -> float:
    grid = grid_of(name)
    land = grid.shapes(project(load_boundaries("province").geometry.to_numpy(), grid.meridian))
    hole = shapely.Polygon(ring)
    return shapely.area(shapely.intersection(land, hole)).sum() / hole.area


def grid_of(name: str) -> Grid:
    numbers = content(name)["grid"]
    return Grid(numbers["lon_0"], numbers["step"], numbers["left"], numbers["top"])


@pytest.mark.parametrize("name", ALL)
def test_simplified_area_is_the_boundaries_area(name):
    grid = grid_of(name)
    frame = load_boundaries("province").set_index("code")
    frame = frame if name in NATIONAL else frame.loc[[name]]
    true_area = shapely.area(grid.shapes(project(frame.geometry.to_numpy(), grid.meridian))).sum()
    # Shanghai's and Tianjin's coasts are the longest for their areas.
    assert shapely.area(unit_shapes(name)).sum() == pytest.approx(true_area, rel=2e-3)


@pytest.mark.parametrize("name", ALL)
def test_label_points_lie_inside_and_bounds_fit(name):
    asset = content(name)
    units = [asset["units"][code] for code in asset["order"]]
    shapes = unit_shapes(name)
    points = shapely.points([unit["p"] for unit in units])
    assert (shapely.distance(shapes, points) <= 1).all()
    assert shapely.bounds(shapes).astype(int).tolist() == [unit["b"] for unit in units]


@pytest.mark.parametrize("name", ALL)
def test_every_unit_lies_in_the_frame_or_the_inset(name):
    asset = content(name)
    outside = [code for code, unit in asset["units"].items() if not holds(asset["frame"], unit["b"])]
    if asset["inset"] is None:
        assert outside == []
    else:
        assert all(holds(asset["inset"], asset["units"][code]["b"]) for code in outside)
        sansha = {"province": ["460000"], "prefecture": ["460300"]}.get(name, ["460302", "460303"])
        assert outside == sansha


@pytest.mark.parametrize("name", ALL)
def test_the_keyboard_reaches_every_unit(name):
    asset = content(name)
    links = [set(asset["units"][code]["k"]) for code in asset["order"]]
    assert all(place in links[other] for place, found in enumerate(links) for other in found)
    assert all(place not in found for place, found in enumerate(links))
    assert len(linked_groups(links)) == 1


def test_neighbours_are_those_of_the_ground():
    asset = content("province")
    neighbours = {asset["order"][place] for place in asset["units"]["440000"]["k"]}
    # Hainan and Guangdong share no border; the island is reached from its nearest shore.
    assert neighbours == {"350000", "360000", "430000", "450000", "460000", "810000", "820000"}


def test_islands_of_the_south_china_sea_are_drawn():
    for name in ("county", "460000"):
        asset = content(name)
        parts = {code: len(lines_of(asset["units"][code]["d"])) for code in ("460302", "460303")}
        assert parts["460302"] > 60
        assert parts["460303"] > 150
    # Dongsha, at 116.7 E 20.7 N, belongs to 陆丰市; Diaoyu, at 123.5 E 25.7 N, to Taiwan.
    assert in_degrees("440000", "441581")[:, 0].max() > 116.7
    assert in_degrees("county", "710000")[:, 0].max() > 124.5


def in_degrees(name: str, code: str) -> np.ndarray:
    grid = content(name)["grid"]
    points = np.vstack(lines_of(content(name)["units"][code]["d"]))
    metres = points * (grid["step"], -grid["step"]) + (grid["left"], grid["top"])
    back = pyproj.Transformer.from_crs(ALBERS.format(grid["lon_0"]), DEGREES, always_xy=True)
    return np.column_stack(back.transform(metres[:, 0], metres[:, 1]))


@pytest.mark.parametrize("name", [*NATIONAL, "460000"])
def test_the_dashed_line_has_nine_dashes_inside_the_inset(name):
    asset = content(name)
    dashes = lines_of(asset["lines"]["dashed"])
    assert len(dashes) == 9
    assert all(holds(asset["inset"], [*dash.min(axis=0), *dash.max(axis=0)]) for dash in dashes)


@pytest.mark.parametrize("name", NATIONAL)
def test_taiwan_and_the_dash_beside_it_lie_in_the_main_frame(name):
    asset = content(name)
    assert holds(asset["frame"], content("province")["units"]["710000"]["b"])
    beside = max(lines_of(asset["lines"]["dashed"]), key=lambda dash: dash[:, 0].max())
    assert holds(asset["frame"], [*beside.min(axis=0), *beside.max(axis=0)])


def test_border_lines_are_the_units_own_edges():
    asset = content("440000")
    rings = [ring for code in asset["order"] for ring in lines_of(asset["units"][code]["d"])]
    edges = {frozenset(map(tuple, pair)) for ring in rings for pair in pairwise(ring)}
    drawn = [line for kind in ("coast", "prefecture") for line in lines_of(asset["lines"][kind])]
    assert {frozenset(map(tuple, p)) for line in drawn for p in pairwise(line)} <= edges


def test_national_levels_share_one_grid_and_their_borders():
    province, county = content("province"), content("county")
    assert province["grid"] == county["grid"]
    assert province["lines"]["province"] == county["lines"]["province"]
    assert province["lines"]["coast"] == county["lines"]["coast"]


def test_assets_stay_small_enough_to_send():
    sizes = {name: len(read_asset(name, "gzip")) for name in ALL}
    assert sizes["province"] < 60_000
    assert sizes["county"] < 400_000
    assert max(sizes[province] for province in PROVINCES) < 95_000
