"""The map of a day: its units and names, without gaps, reached by keyboard, with what is not published marked."""

import json
from datetime import date

import numpy as np
import pytest
import shapely

from data.base.errors import MissingFile
from data.register.history import register_history, register_of
from geo.assets import (
    asset_encodings,
    asset_name,
    asset_units,
    find_asset,
    is_asset,
    read_asset,
    shows_unpublished,
)
from geo.build.drawing import linked_groups
from geo.drawn_shapes import drawn_map, simplified_map
from geo.held_ground import SHAPES_DAY
from geo.prepared import load_manifest
from geo.unit_shapes import polygons_of
from tests.geo.drawn_assets import content, holds, shape_of, unit_shapes

NEWEST = date(2026, 9, 11)
BEFORE_THE_MERGER = date(2025, 11, 5)
PERIODS = sorted({period.since for period in register_history().periods if period.since})
# The days of 2024 to 2026, one before, and one before the first change.
DAYS = [date(2011, 12, 31), date(2020, 12, 31), *PERIODS[-4:]]
NEW_IN_XINJIANG = ("653132", "653228", "653229", "659013")


def named(name: str, day: date | None) -> dict:
    return content(asset_name(name, day))


def test_the_prepared_maps_serve_the_day_of_the_shapes():
    assert all(asset_name(name, SHAPES_DAY) == name for name in load_manifest())
    assert asset_name("650000", NEWEST) == "650000-2026-04-17"
    assert asset_name("650000", date(2026, 4, 16)) == "650000-2026-03-26"
    assert asset_name("110000", NEWEST) == "110000"
    assert asset_name("province", NEWEST) == "province"
    assert asset_name("county", None) == asset_name("county", NEWEST)


@pytest.mark.parametrize("day", DAYS)
def test_the_counties_are_those_of_the_days_register_in_both_languages(day: date):
    register = register_of(day).counties
    units = named("county", day)["units"]
    names = {code: unit["n"] for code, unit in units.items() if "o" not in unit}
    expected = zip(register["county_code"], register["name"], register["name_en"], strict=True)
    assert names == {code: [name, english] for code, name, english in expected}
    parents = dict(zip(register["county_code"], register["prefecture_code"], strict=True))
    assert {code: unit["u"] for code, unit in units.items() if "o" not in unit} == parents
    assert asset_units(asset_name("county", day)) == sorted(units)


@pytest.mark.parametrize("day", DAYS)
def test_the_prefectures_are_those_of_the_days_register(day: date):
    register = register_of(day).prefectures
    for name in ("prefecture", "650000"):
        asset = named(name, day)
        places = asset["units"] if name == "prefecture" else asset["prefectures"]
        own = {code: place["n"] for code, place in places.items() if "o" not in place}
        among = dict(
            zip(register["code"], zip(register["name"], register["name_en"], strict=True), strict=True)
        )
        assert own == {code: list(among[code]) for code in own}
        if name == "prefecture":
            drawn = set(register_of(day).counties["prefecture_code"])
            assert set(own) == drawn


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", ["county", "prefecture", "330000", "500000", "650000"])
def test_units_meet_without_gaps_and_cover_the_prepared_ground(name: str, day: date):
    made = asset_name(name, day)
    shapes = unit_shapes(made)
    assert shapely.is_valid(shapes).all()
    assert not shapely.is_empty(shapes).any()
    assert shapely.coverage_is_valid(shapes)
    assert shapely.area(shapes).sum() == shapely.area(unit_shapes(name)).sum()
    asset = content(made)
    units = [asset["units"][code] for code in asset["order"]]
    points = shapely.points([unit["p"] for unit in units])
    assert (shapely.distance(shapes, points) <= 1).all()
    assert shapely.bounds(shapes).astype(int).tolist() == [unit["b"] for unit in units]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", ["county", "prefecture", "500000", "650000"])
def test_the_keyboard_reaches_every_unit_of_a_day(name: str, day: date):
    asset = named(name, day)
    for places in (asset["units"], asset.get("prefectures", {})):
        links = [set(places[code]["k"]) for code in sorted(places)]
        assert all(place in links[other] for place, found in enumerate(links) for other in found)
        assert all(place not in found for place, found in enumerate(links))
        assert not places or len(linked_groups(links)) == 1


def step(units: list[dict], start: int, direction: tuple[int, int]) -> int | None:
    """Where an arrow key leads, as ui/map/js/keyboard.js finds it."""

    def nearest(candidates, aside: float) -> int | None:
        found: list[tuple[float, int]] = []
        for place in candidates:
            across, down = (units[place]["p"][axis] - units[start]["p"][axis] for axis in (0, 1))
            ahead = across * direction[0] + down * direction[1]
            off = abs(across * direction[1] - down * direction[0])
            if place != start and ahead > 0 and off <= aside * ahead:
                found.append((ahead + 2 * off, place))
        return min(found)[1] if found else None

    touching = nearest(units[start]["k"], 1.2)
    return nearest(range(len(units)), 0.8) if touching is None else touching


@pytest.mark.parametrize("day", DAYS)
def test_an_arrow_key_leads_to_every_unit_that_is_a_point(day: date):
    asset = named("county", day)
    units = [asset["units"][code] for code in asset["order"]]
    points = {place for place, unit in enumerate(units) if unit.get("e") == "p"}
    beside = {place for point in points for place in units[point]["k"]}
    reached = {step(units, place, way) for place in beside for way in ((0, 1), (0, -1), (1, 0), (-1, 0))}
    assert points <= reached


def test_a_merged_unit_is_the_union_of_its_predecessors():
    units, old = named("500000", NEWEST)["units"], content("500000")["units"]
    assert "500105" not in units
    assert units["500157"]["e"] == "u"
    together = shapely.union(shape_of(old["500105"]["d"]), shape_of(old["500112"]["d"]))
    assert shape_of(units["500157"]["d"]).equals(together)
    assert units["500109"]["e"] == "m"
    assert units["500109"]["d"] == old["500109"]["d"]
    assert len([unit for unit in units.values() if "o" not in unit]) == 37


def test_a_past_day_shows_the_units_of_that_day():
    units = named("500000", BEFORE_THE_MERGER)["units"]
    assert units["500105"]["n"][0] == "江北区"
    assert units["500112"]["n"][0] == "渝北区"
    assert "500157" not in units
    assert len([unit for unit in units.values() if "o" not in unit]) == 38
    assert "653228" not in named("650000", date(2024, 12, 26))["units"]


@pytest.mark.parametrize("code", NEW_IN_XINJIANG)
def test_a_new_unit_is_a_disc_inside_the_old_shape(code: str):
    for name in ("650000", "county"):
        asset, prepared = named(name, NEWEST), content(name)
        unit = asset["units"][code]
        host = prepared["units"][unit["h"]]
        assert unit["e"] == "p"
        assert shape_of(host["d"]).contains_properly(shape_of(unit["d"]))
        # The shape's own label point stays its own.
        assert not shape_of(unit["d"]).intersects(shapely.Point(host["p"]))
        assert holds(asset["frame"], unit["b"])


def test_a_city_of_its_own_prefecture_is_drawn_apart_at_every_level():
    assert named("prefecture", NEWEST)["units"]["659013"]["e"] == "p"
    asset = named("650000", NEWEST)
    disc = shape_of(asset["units"]["659013"]["d"])
    assert shape_of(asset["prefectures"]["659013"]["d"]).equals(disc)
    host = asset["units"]["659013"]["h"]
    assert not shape_of(asset["prefectures"][asset["units"][host]["u"]]["d"]).intersects(disc.buffer(-1))
    assert asset["prefectures"]["659013"]["s"] == "草湖"


def test_what_is_not_published_is_marked_and_nothing_else():
    assert shows_unpublished(asset_name("650000", NEWEST))
    assert shows_unpublished(asset_name("500000", NEWEST))
    assert not shows_unpublished(asset_name("500000", BEFORE_THE_MERGER))
    assert not any(shows_unpublished(name) for name in load_manifest())
    rings = shape_of(named("650000", NEWEST)["lines"]["unpublished"])
    discs = [shape_of(named("650000", NEWEST)["units"][code]["d"]) for code in NEW_IN_XINJIANG]
    assert rings.equals(shapely.union_all(discs))


@pytest.mark.parametrize("since", [*PERIODS[:-4:9], PERIODS[-1]])
def test_every_point_of_every_period_has_room_on_its_shape(since: date):
    """A disc that found no room would lie over its shape, and the ground would count twice."""
    units = named("county", since)["units"]
    for unit in units.values():
        if unit.get("e") == "p":
            disc, host = shape_of(unit["d"]), shape_of(units[unit["h"]]["d"])
            assert disc.is_valid
            assert host.is_valid
            assert not disc.overlaps(host)
            assert disc.touches(host)
            assert shapely.union(disc, host).area == disc.area + host.area


def test_borders_are_found_anew_where_counties_changed_their_prefecture():
    # 莱芜市 was a prefecture of its own until the end of 2018, with a border towards 济南.
    then, now = named("370000", date(2018, 6, 30)), content("370000")
    assert "371200" in then["prefectures"]
    assert len(then["lines"]["prefecture"]) > len(now["lines"]["prefecture"])
    assert then["lines"]["coast"] == now["lines"]["coast"]


def test_made_maps_are_addressed_and_packed():
    name = asset_name("650000", NEWEST)
    asset = find_asset(name)
    assert asset.url_name.startswith("650000-2026-04-17.")
    assert asset.size == len(read_asset(name))
    assert asset_encodings(name) == ("gzip",)
    assert json.loads(read_asset(name))["name"] == "650000"


@pytest.mark.parametrize(
    "name", ["650000-2026-04-18", "650000-2023-04-03", "110000-2026-04-17", "650000-x", "x-2026-04-17"]
)
def test_a_name_that_no_day_has_is_a_missing_file(name: str):
    assert not is_asset(name)
    with pytest.raises(MissingFile):
        read_asset(name)


@pytest.mark.parametrize("tolerance", [0.0, 2.0])
def test_pictures_have_the_units_and_lines_of_the_day(tolerance: float):
    drawn = simplified_map(asset_name("650000", NEWEST), tolerance)
    codes = {place.code for place in drawn.units}
    assert set(NEW_IN_XINJIANG) <= codes
    assert len(drawn.lines["unpublished"]) == len(NEW_IN_XINJIANG)
    shapes = np.array([polygons_of(place.rings) for place in drawn.units], dtype=object)
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)


def test_a_map_of_a_day_keeps_the_name_that_says_what_it_shows():
    drawn = drawn_map(asset_name("county", NEWEST))
    assert drawn.name == "county"
    assert drawn.is_national
