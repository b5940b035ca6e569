"""The item heat map: what each cell says, what is hatched, what is sorted, what can be read."""

import json
from datetime import date
from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.item_heatmap import heading_room, heatmap_height, item_heatmap
from charts.item_table import Cell, ordered_rows, whole_percent
from charts.palette import DARK, LIGHT
from charts.plots import row_places
from data.figures.mechanisms import load_items
from tests.charts.items import a_table, told
from tests.charts.looks import DARK_EN, LIGHT_EN, LIGHT_ZH, texts, trace

DAY = date(2026, 10, 31)
DEPARTMENTS = load_items()["departments"]


def drawn(table=None, *, look=LIGHT_EN, sorted_by=None, links=None):
    table = a_table() if table is None else table
    return item_heatmap(table, sorted_by=sorted_by, links=links or {}, as_of=DAY, look=look, available=690)


def test_cells_have_the_steps_of_their_shares_and_none_without_an_answer():
    figure = drawn(a_table(c440000_venues=(124, 0, 0)))
    assert np.array(trace(figure, "total").z).tolist() == [[0.0] * 6]
    beijing, guangdong, xizang, xpcc = np.array(trace(figure, "areas").z)
    assert beijing.tolist() == [6] * 6
    assert guangdong.tolist() == [0, 0, 0, 0, 6, 0]
    assert xizang.tolist() == [0] * 6
    assert np.isnan(xpcc).all()


def test_a_hover_card_tells_counts_both_shares_and_the_day():
    areas = trace(drawn(), "areas")
    assert areas.hovertext[1][0] == "Guangdong · Coordination mechanism"
    yes, no, blank, counties, share, of_reported = np.array(areas.customdata)[1][0].tolist()
    assert (yes, no, blank, counties) == (60, 40, 24, 124)
    assert share == pytest.approx(48.4)
    assert of_reported == pytest.approx(60)
    assert "As of 31 Oct 2026" in areas.hovertemplate
    assert "{yes}" not in areas.hovertemplate


def test_texts_are_whole_percents_in_a_colour_that_their_ground_carries():
    for look, palette in ((LIGHT_EN, LIGHT), (DARK_EN, DARK)):
        words = told(drawn(look=look))
        assert [text for _row, _column, text, _ink in words[:6]] == ["40"] * 6
        inks = {text: ink for _row, _column, text, ink in words}
        assert inks["100"] == palette.text_on(palette.share[6])
        assert inks["40"] == palette.text_on(palette.share[0])
        assert all(part.textfont.size >= 12 for part in drawn(look=look).data if part.name == "texts")


def test_much_silence_is_hatched_in_proportion_and_most_of_it_wholly():
    figure = drawn(a_table(c540000_venues=(30, 20, 24)))
    places = row_places(5)
    hatch = trace(figure, "hatch")
    # Guangdong has 19.4% blank: not hatched. Xizang 59%: the whole cell, but for venues with 32%.
    xizang = [wide for wide, row in zip(hatch.x, hatch.y, strict=True) if row == places[3]]
    assert xizang == [0.98] * 4 + [pytest.approx(0.98 * 24 / 74, abs=1e-3), 0.98]
    assert places[2] not in hatch.y
    assert hatch.hoverinfo == "skip"
    # The number moves into the part that is not hatched; a wholly hatched cell has none.
    words = [(column, text) for row, column, text, _ink in told(figure) if row == round(places[3], 2)]
    assert words == [(pytest.approx(4 - 24 / 74 / 2, abs=0.01), "41")]


def test_cells_without_any_answer_say_so_to_the_pointer():
    unreported = trace(drawn(), "unreported")
    assert len(unreported.x) == 6
    assert unreported.hovertext[0].startswith(
        "<b>XPCC · Coordination mechanism</b><br>Not reported: 12 of 12"
    )


def test_what_is_not_reported_has_a_column_of_its_own():
    figure = drawn()
    assert trace(figure, "silent shares").text == ("20", "0", "19", "59", "100")
    bars = trace(figure, "silent").x
    assert bars[1] == 0
    assert bars[4] == max(bars)
    assert "Nothing of this reported: 24 of 124 counties, 19.4%" in trace(figure, "silent rows").hovertext[2]
    assert texts(figure) == ["Not|reported"]


def test_an_area_without_any_county_that_counts_shows_a_dash():
    table = a_table([("total", "China", 1, 0, 0), ("110000", "Beijing", 0, 0, 0)])
    assert [(text, ink) for _row, _column, text, ink in told(drawn(table))[6:]] == [("–", LIGHT.muted)] * 6
    assert trace(drawn(table), "silent shares").text == ("0", "–")


def test_single_counties_say_yes_no_or_nothing():
    areas = [
        ("total", "Beijing", 1, 1, 1),
        ("110101", "A", 1, 0, 0),
        ("110102", "B", 0, 1, 0),
        ("110103", "C", 0, 0, 1),
    ]
    figure = drawn(a_table(areas, by_county=True))
    assert [text for _row, _column, text, _ink in told(figure)] == ["33"] * 6 + ["Yes"] * 6 + ["No"] * 6
    assert trace(figure, "areas").hovertext[1][2] == "<b>B · Funding</b><br>No"
    assert trace(figure, "unreported").hovertext[0].endswith("<br>Not reported<br>As of 31 Oct 2026")
    assert len(trace(figure, "silent").x) == 1


def test_rows_are_in_order_of_code_or_of_an_item_with_the_unknown_last():
    table = a_table(c660000_funding=(0, 0, 0))
    units = table.rows.iloc[1:]
    assert list(ordered_rows(units.iloc[::-1], table.counts, None)["code"]) == list(units["code"])
    ranked = ordered_rows(units, table.counts, "funding")
    assert list(ranked["code"]) == ["110000", "440000", "540000", "660000"]
    even = a_table([("total", "China", 1, 1, 0), ("440000", "G", 1, 1, 0), ("110000", "B", 1, 1, 0)])
    assert list(ordered_rows(even.rows.iloc[1:], even.counts, "venues")["code"]) == ["110000", "440000"]


def test_the_chosen_items_heading_is_marked_and_names_lead_one_level_down():
    figure = drawn(sorted_by="venues", links={"440000": 'mechanisms?area=440000&x="1"'})
    assert figure.layout.xaxis.ticktext[4] == "<b>Venues ↓</b>"
    names = figure.layout.yaxis.ticktext
    assert names[0] == "<b>China</b>"
    assert names[1] == "Beijing"
    assert '<a href="mechanisms?area=440000&amp;x=&quot;1&quot;" target="_self"' in names[2]


def test_headings_turn_in_english_and_break_in_chinese_where_columns_are_narrow():
    table = a_table(items=DEPARTMENTS)
    english, chinese = drawn(table), drawn(table, look=LIGHT_ZH)
    assert english.layout.xaxis.tickangle == -40
    assert chinese.layout.xaxis.tickangle == 0
    assert chinese.layout.xaxis.ticktext[9] == "市场<br>监管"
    assert chinese.layout.xaxis.ticktext[13] == "共青团"
    assert english.layout.margin.t == heading_room(DEPARTMENTS, LIGHT_EN) > chinese.layout.margin.t
    assert drawn().layout.xaxis.tickangle == 0


def test_32_provinces_and_17_departments_stay_readable():
    areas = [("total", "China", 1, 0, 0), *((f"{n:06d}", f"Province {n}", 1, 0, 0) for n in range(32))]
    figure = drawn(a_table(areas, items=DEPARTMENTS))
    rows = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    assert rows / 33.4 >= 18
    assert len(told(figure)) == 33 * 17
    # Numbers, not sentences: what goes to the browser stays small.
    assert len(json.dumps(figure.to_plotly_json(), default=str)) < 200_000
    assert len(figure.to_json()) < 120_000


def test_few_rows_stretch_no_further_than_26_px():
    assert heatmap_height(3, 46, 690) == round(46 + 6 + 3.4 * 26)


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, "0"), (0.0001, "1"), (0.504, "50"), (0.9999, "99"), (1.0, "100"), (float("nan"), "–")],
)
def test_whole_percents_keep_none_and_all(share: float, text: str):
    assert whole_percent(share) == text


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_a_cells_shares_are_fractions_and_its_hatch_no_more_than_all(yes: int, no: int, blank: int):
    cell = Cell(0, 0, "A", yes, no, blank, yes + no + blank)
    assert isnan(cell.share) == (cell.counties == 0)
    assert isnan(cell.share_of_reported) == (yes + no == 0)
    assert 0 <= cell.hatched <= 1
    assert cell.hatched == 0 or cell.hatched >= cell.blank_share > 0.2
