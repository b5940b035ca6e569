"""Distances against a known one; the order in which partners are suggested."""

import math

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point, box

from geo.boundaries import load_boundaries
from geo.nearest_zones import county_points, distances_km, nearest_zones

POINTS = gpd.GeoDataFrame(
    {"code": ["here", "near", "far", "abroad"]},
    geometry=[Point(110, 30), Point(110, 31), Point(110, 33), Point(110, 29.5)],
    crs="EPSG:4490",
)


def candidates(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["zone_no", "county_code", "province_code", "established", "size"])


def partners(rows: pd.DataFrame, *codes: str, **more: int) -> pd.DataFrame:
    lagging = pd.DataFrame({"county_code": codes or ("here",), "province_code": "A"})
    return nearest_zones(lagging, rows, POINTS, **more)


def suggested(rows: pd.DataFrame, code: str = "here") -> list[int]:
    return partners(rows, code)["zone_no"].tolist()


def test_distances_are_those_of_the_ellipsoid():
    # One degree of latitude from 30° to 31° on GRS80 is 110.86 km; Paris to Berlin is 879 km.
    assert distances_km(pd.Series(["here"]), pd.Series(["near"]), POINTS)[0, 0] == pytest.approx(
        110.86, abs=0.01
    )
    cities = gpd.GeoDataFrame(
        {"code": ["paris", "berlin"]}, geometry=[Point(2.35, 48.85), Point(13.4, 52.52)], crs="EPSG:4490"
    )
    assert distances_km(pd.Series(["paris"]), pd.Series(["berlin"]), cities)[0, 0] == pytest.approx(
        879.0, abs=2
    )


def test_a_county_without_a_point_has_no_distance():
    assert math.isnan(distances_km(pd.Series(["nowhere"]), pd.Series(["near"]), POINTS)[0, 0])
    assert suggested(candidates((1, "near", "A", True, 1)), code="nowhere") == []


def test_zones_with_an_alliance_come_first_then_the_own_province_then_the_nearest():
    rows = candidates((1, "near", "A", False, 1), (2, "far", "A", True, 1), (3, "abroad", "B", True, 1))
    assert suggested(rows) == [2, 3, 1]


def test_of_a_zones_counties_the_nearest_established_one_is_meant():
    rows = candidates((1, "near", "A", False, 3), (1, "far", "A", True, 3), (1, "abroad", "A", False, 3))
    found = partners(rows)
    assert found["county_code"].tolist() == ["far"]
    assert found["km"].tolist() == pytest.approx([332.6], abs=0.1)


def test_a_county_is_not_its_own_partner_and_stands_once():
    rows = candidates(
        (1, "here", "A", True, 1),
        (2, "near", "A", True, 9),
        (3, "near", "A", True, 1),
        (4, "far", "A", True, 1),
    )
    assert suggested(rows) == [3, 4]


def test_no_more_than_three_are_suggested():
    rows = candidates(*((n, code, "A", True, 1) for n, code in enumerate(["near", "far", "abroad"])))
    assert len(partners(rows, suggested=2)) == 2


def test_each_lagging_county_gets_its_own_suggestions():
    rows = candidates((1, "near", "A", True, 1), (2, "far", "A", True, 1))
    found = partners(rows, "abroad", "far", "nowhere")
    assert found[["for_county", "zone_no"]].to_numpy().tolist() == [["abroad", 1], ["abroad", 2], ["far", 1]]


def test_points_are_the_centroids_in_degrees():
    square = gpd.GeoDataFrame({"code": ["110000"]}, geometry=[box(104.9, 34.9, 105.1, 35.1)], crs="EPSG:4490")
    point = county_points(square).geometry.iloc[0]
    assert (point.x, point.y) == pytest.approx((105.0, 35.0), abs=0.001)


def test_every_county_drawn_has_a_point_within_its_province():
    boundaries = load_boundaries("county")
    points = county_points(boundaries)
    assert points["code"].tolist() == boundaries["code"].tolist()
    assert points.geometry.is_valid.all()
    assert not points.geometry.is_empty.any()
