"""The zones' map: stages inside zones, everybody else alike, not reported apart from not started."""

import pandas as pd

from charts.maps.measures import IN_NO_ZONE, draw_zone_stages
from tests.charts.looks import english

STATUS = pd.DataFrame(
    {
        "county_code": ["110101", "110102", "110105", "110108", "110109"],
        "stage": pd.array(["operating", "operating", "not_started", None, None], dtype="string"),
    }
)
ZONES = {"110101": "东城区", "110105": "朝阳区", "110108": "海淀区"}


def test_only_counties_in_zones_show_their_stage():
    drawing = draw_zone_stages(STATUS, ZONES, english)
    assert drawing.classes == {
        "110101": 3,
        "110102": IN_NO_ZONE,
        "110105": 0,
        "110108": None,
        "110109": IN_NO_ZONE,
    }
    assert [entry.count for entry in drawing.legend] == [1, 0, 0, 1, 2]
    assert drawing.legend[IN_NO_ZONE].label == "Not in a zone"


def test_the_card_names_the_stage_and_the_zone():
    lines = draw_zone_stages(STATUS, ZONES, english).lines
    assert lines["110101"] == "Operating\nZone: 东城区"
    assert lines["110108"] == "Not reported\nZone: 海淀区"
    assert "110102" not in lines
