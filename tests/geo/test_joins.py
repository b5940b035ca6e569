from datetime import date

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from data.register.history import register_of
from data.register.register import load_provinces
from geo.boundaries import county_ground, load_boundaries
from geo.held_ground import held_ground
from geo.joins import join_status
from geo.nearest_zones import county_points


def boundaries(*codes: str) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"code": list(codes), "name": [f"name {code}" for code in codes]},
        geometry=[shapely.box(place, 0, place + 1, 1) for place in range(len(codes))],
        crs="EPSG:4490",
    )


def status(code: str = "code", **shares: float) -> pd.DataFrame:
    codes = pd.array([name.removeprefix("c") for name in shares], dtype="string")
    return pd.DataFrame({code: codes, "share": list(shares.values())})


def test_status_is_joined_in_the_boundaries_order():
    joined = join_status(status(c2=0.2, c1=0.1), boundaries("1", "2"))
    assert isinstance(joined.frame, gpd.GeoDataFrame)
    assert joined.frame.crs.to_epsg() == 4490
    assert list(joined.frame.columns) == ["code", "name", "geometry", "share"]
    assert joined.frame[["code", "share"]].to_numpy().tolist() == [["1", 0.1], ["2", 0.2]]
    assert joined.unmatched_status.empty
    assert joined.unmatched_boundaries.empty


def test_what_did_not_match_is_returned():
    joined = join_status(status(c2=0.2, c9=0.9), boundaries("1", "2"))
    assert joined.unmatched_status.to_numpy().tolist() == [["9", 0.9]]
    assert list(joined.unmatched_boundaries["code"]) == ["1"]
    assert joined.frame["share"].isna().tolist() == [True, False]


def test_the_code_may_have_another_column_and_names_do_not_collide():
    given = status("county_code", c1=0.1).assign(name="reported")
    joined = join_status(given, boundaries("1"), code="county_code")
    assert joined.frame.drop(columns="geometry").to_dict("records") == [
        {"code": "1", "name": "name 1", "share": 0.1, "name_status": "reported"}
    ]


def test_a_code_that_occurs_twice_is_refused():
    twice = pd.concat([status(c1=0.1), status(c1=0.2)])
    with pytest.raises(pd.errors.MergeError):
        join_status(twice, boundaries("1"))


def test_provinces_join_and_only_the_corps_has_no_ground():
    provinces = load_provinces()
    joined = join_status(provinces[["code", "counties"]], load_boundaries("province"))
    assert list(joined.unmatched_status["code"]) == ["660000"]
    assert list(joined.unmatched_boundaries["code"]) == ["710000", "810000", "820000"]
    own = provinces.set_index("code")["counties"]
    drawn = joined.frame.set_index("code")["counties"]
    assert drawn["650000"] == own["650000"], (
        "Xinjiang's polygon shows its own figures, without the corps' cities"
    )


@pytest.mark.parametrize(
    "day", [None, date(2025, 12, 31), date(2025, 6, 30), date(2024, 6, 30), date(2015, 6, 30)]
)
def test_every_county_of_a_days_register_has_its_place_and_other_ground_no_status(day: date | None):
    register = register_of(day).counties[["county_code", "province_code"]]
    points = county_points(county_ground(load_boundaries("county"), held_ground(day)))
    joined = join_status(register, points, code="county_code")
    assert joined.unmatched_status.empty
    assert len(joined.frame.dropna(subset="province_code")) == len(register)
    assert joined.frame.geometry.geom_type.eq("Point").all()
    assert {"710000", "629700"} <= set(joined.unmatched_boundaries["code"])
