import hashlib
import json

import geopandas as gpd
import pytest
import shapely

from data.base.errors import InvalidSetting
from geo.approved_line import asset_with_line
from tests.geo.drawn_assets import content, lines_of

TEN = [shapely.LineString([(110 + place, 10), (110 + place, 11)]) for place in range(10)]


@pytest.fixture
def line_file(tmp_path):
    path = tmp_path / "approved.geojson"
    gpd.GeoDataFrame(geometry=TEN, crs="EPSG:4326").to_file(path, driver="GeoJSON")
    return path


@pytest.mark.parametrize("name", ["province", "460000"])
def test_an_operators_lines_take_the_dashed_lines_place(name, line_file):
    asset, raw = asset_with_line(name, line_file)
    drawn = json.loads(raw)
    assert len(lines_of(drawn["lines"]["dashed"])) == 10
    assert hashlib.sha256(raw).hexdigest().startswith(asset.hash)
    assert asset.size == len(raw)
    drawn["lines"]["dashed"] = content(name)["lines"]["dashed"]
    assert drawn == content(name)


def test_the_lines_lie_where_they_belong(line_file):
    drawn = json.loads(asset_with_line("county", line_file)[1])
    meridian_110 = lines_of(drawn["lines"]["dashed"])[0]
    left, top, right, bottom = content("county")["units"]["460303"]["b"]
    assert left < meridian_110[0][0] < right
    assert top < meridian_110[0][1] < bottom


def test_an_asset_without_a_dashed_line_stays_as_it_is(line_file):
    assert json.loads(asset_with_line("440000", line_file)[1]) == content("440000")


def test_a_file_that_is_no_line_file_is_named(tmp_path):
    broken = tmp_path / "broken.geojson"
    broken.write_text("{", encoding="utf-8")
    with pytest.raises(InvalidSetting, match=r"broken\.geojson cannot be read"):
        asset_with_line("province", broken)
    areas = tmp_path / "areas.geojson"
    gpd.GeoDataFrame(geometry=[shapely.box(0, 0, 1, 1)], crs="EPSG:4326").to_file(areas, driver="GeoJSON")
    with pytest.raises(InvalidSetting, match=r"areas\.geojson does not hold lines only"):
        asset_with_line("province", areas)
