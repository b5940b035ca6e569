"""Established against operating: order, bars, shares, and what an area without alliances shows."""

from datetime import date

import pandas as pd
import pytest

from charts.established_operating import operating_figure, operating_frame, operating_height
from charts.palette import LIGHT
from data.figures.mechanisms import operating_counts
from tests.charts.looks import LIGHT_EN, trace

UNITS = pd.DataFrame(
    {"code": ["110000", "440000", "540000", "660000"], "label": ["Beijing", "Guangdong", "Xizang", "XPCC"]}
)
SUMMARY = pd.DataFrame(
    {
        "code": ["110000", "440000", "540000", "660000"],
        "established": [10, 80, 0, 8],
        "operating": [5, 60, 0, 4],
        "counties": [16, 124, 74, 12],
    }
)
TOTAL = pd.DataFrame(
    {"code": ["total"], "label": ["China"], "established": [98], "operating": [69], "counties": [226]}
)


def a_frame() -> pd.DataFrame:
    total = operating_frame(operating_counts(TOTAL), TOTAL[["code", "label"]])
    return pd.concat([total, operating_frame(operating_counts(SUMMARY), UNITS)], ignore_index=True)


def drawn(**links: str):
    return operating_figure(a_frame(), links=links, as_of=date(2026, 10, 31), look=LIGHT_EN, available=690)


def test_the_best_come_first_equals_by_code_those_without_alliances_last():
    assert a_frame()["label"].tolist() == ["China", "Guangdong", "Beijing", "XPCC", "Xizang"]
    kept = operating_frame(operating_counts(SUMMARY), UNITS, ranked=False)
    assert kept["label"].tolist() == ["Beijing", "Guangdong", "Xizang", "XPCC"]


def test_bars_are_shares_of_counties_operating_first():
    figure = drawn()
    operating, established = trace(figure, "operating"), trace(figure, "established")
    assert operating.x[2] == 5 / 16
    assert established.base[2] == 5 / 16
    assert established.x[2] == 5 / 16
    assert operating.marker.color == LIGHT.stages["operating"]
    assert established.marker.color == LIGHT.stages["established"]
    assert figure.layout.xaxis.range[0] == 0


def test_shares_are_of_alliances_and_a_dash_where_there_are_none():
    assert trace(drawn(), "shares").text == ("70.4", "75.0", "50.0", "50.0", "–")


def test_a_hover_card_tells_counts_and_the_day():
    words = trace(drawn(), "rows").hovertext
    assert words[1] == (
        "<b>Guangdong</b><br>Established: 80 of 124 counties, 64.5%<br>"
        "Of these in effective operation: 60, 75.0%<br>As of 31 Oct 2026"
    )
    assert "operation: 0, –" in words[4]


def test_names_lead_to_their_areas():
    names = operating_figure(
        a_frame(),
        links={"440000": "mechanisms?area=440000"},
        as_of=date(2026, 10, 31),
        look=LIGHT_EN,
        available=690,
    ).layout.yaxis.ticktext
    assert names[0] == "<b>China</b>"
    assert names[1].startswith('<a href="mechanisms?area=440000" target="_self"')
    assert names[2] == "Beijing"


@pytest.mark.parametrize(("rows", "row"), [(33, 18.98), (3, 26)])
def test_rows_fill_the_room_as_far_as_they_may(rows: int, row: float):
    assert operating_height(rows, 690) == pytest.approx(46 + 6 + (rows + 0.4) * row, abs=5)
