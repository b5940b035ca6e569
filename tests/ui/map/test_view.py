"""What the map is told: letters that fit the geometry's units, words, and no more than a few kilobytes."""

import json
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from charts.maps.measures import LegendClass
from geo.assets import asset_units
from ui.map.component import _fresh_event
from ui.map.view import MapView, Months, class_string, map_words, month_string

UNITS = ("110101", "110102", "440106", "710000")
LEGEND = (LegendClass("未启动", "#f6ead8", "#43382a", 1), LegendClass("已建立", "#5a9fc0", "#4f9dc4", 1))


def words(text: str) -> str:
    return text


def view_of(units=UNITS, classes="01nx", **more) -> MapView:
    text = map_words(
        words,
        title="t",
        subtitle="s",
        legend_title="l",
        source="来源：各省份上报",
        approval="审图号",
        as_of="a",
    )
    given = {"url": "map/county.0.json", "level": "county", "lang": "zh", "alt": "图", "legend": LEGEND}
    return MapView(units=units, classes=classes, text=text, **(given | more))


def test_a_letter_says_class_hatch_or_out_of_scope():
    classes = {"110101": 0, "110102": 1, "440106": None}
    assert class_string(UNITS, classes) == "01nx"
    assert class_string(UNITS, classes, out_of_scope={"110101"}) == "x1nx"


def test_not_reported_is_known_in_the_ways_pandas_says_it():
    stages = pd.Series([1, pd.NA], index=["110101", "110102"], dtype="Int64")
    assert class_string(UNITS[:2], stages.to_dict()) == "1n"


def test_letters_follow_the_geometrys_order_not_the_frames():
    assert class_string(("b", "a"), {"a": 0, "b": 1}) == "10"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"classes": "01n"}, "classes has 3 entries, the geometry has 4 units."),
        ({"classes": "01nz"}, "classes has letters that mean nothing: 'z'."),
        ({"classes": "02nx"}, "classes names class 2, the legend has only 2."),
        ({"hover_lines": ["a"]}, "hover_lines has 1 entries, the geometry has 4 units."),
        ({"hover_months": Months("##", "2019-05")}, "hover_months has 2 entries, the geometry has 4 units."),
    ],
)
def test_what_does_not_fit_the_geometry_is_refused(wrong, said):
    with pytest.raises(ValueError, match="^" + said.replace(".", r"\.")):
        view_of(**wrong)


def test_months_count_back_from_the_as_of_date():
    dates = {"110101": date(2026, 10, 31), "110102": date(2026, 9, 1), "440106": None, "710000": pd.NaT}
    months = month_string(UNITS, dates, latest=date(2026, 10, 31))
    assert months.letters == "~}  "
    assert months.earliest == "2019-04"


def test_a_date_before_the_first_letter_takes_the_first():
    months = month_string(
        ("a", "b"), {"a": date(2019, 4, 30), "b": date(1999, 1, 1)}, latest=date(2026, 10, 1)
    )
    assert months.letters == "##"


def test_no_month_letter_needs_escaping_in_json():
    days = {str(n): date(2019 + n // 12, n % 12 + 1, 1) for n in range(3, 94)}
    letters = month_string(tuple(days), days, latest=date(2026, 10, 1)).letters
    assert len(set(letters)) == 91
    assert json.dumps(letters) == f'"{letters}"'


def test_the_national_county_map_sends_less_than_ten_kilobytes():
    units = asset_units("county")
    day = date(2025, 3, 1)
    months = month_string(units, dict.fromkeys(units, day), latest=date(2026, 10, 31))
    view = view_of(units, class_string(units, dict.fromkeys(units, 1)), hover_months=months)
    assert len(units) > 2800
    assert len(view.payload()) < 8_000


def test_the_payload_says_what_the_view_says():
    sent = json.loads(view_of(selected="440106", labels=[("440106", "天河", "")], mark={"b", "a"}).payload())
    assert sent["classes"] == "01nx"
    assert sent["legend"][1] == ["已建立", "#5a9fc0", "#4f9dc4", 1]
    assert sent["selected"] == "440106"
    assert sent["labels"] == [["440106", "天河", ""]]
    assert sent["mark"] == ["a", "b"]
    assert "units" not in sent


def test_payload_bytes_are_the_same_for_the_same_view():
    view = view_of()
    assert view.payload() == replace(view).payload()


def test_every_word_goes_through_the_translator():
    text = map_words(
        str.upper, title="t", subtitle="s", legend_title="l", source="q", approval="p", as_of="a"
    )
    own = set(text) - {"title", "subtitle", "legend", "source", "approval", "as_of", "demo"}
    assert own
    assert all(text[name].upper() == text[name] for name in own)


def test_an_event_is_handed_over_once(monkeypatch):
    kept: dict[str, object] = {}
    monkeypatch.setattr("ui.browser_modules.st.session_state", kept)
    raw = {"kind": "open", "code": "440000", "seq": 7}
    event = _fresh_event(raw, "map")
    assert event
    assert (event.kind, event.code) == ("open", "440000")
    assert _fresh_event(raw, "map") is None
    assert _fresh_event({**raw, "seq": 8}, "map") == event


@pytest.mark.parametrize(
    "raw", [None, "open", {"kind": "delete", "code": "1", "seq": 1}, {"kind": "open", "code": 4}]
)
def test_what_no_map_would_say_is_no_event(monkeypatch, raw):
    monkeypatch.setattr("ui.browser_modules.st.session_state", {"map:handled": 0})
    assert _fresh_event(raw, "map") is None


def test_the_page_may_count_the_not_reported_itself():
    assert json.loads(view_of().payload())["unreported"] is None
    assert json.loads(view_of(not_reported=0).payload())["unreported"] == 0
