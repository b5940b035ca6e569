"""A view is its address: what is chosen comes back from it, and nothing else gets in."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from data.accounts.permissions import ANYBODY, NOBODY, Viewer
from ui.access import home_of
from ui.selection import MEASURES, PAGE_WORDS, Layout, MapLevel, Selection, parse_selection

words = st.none() | st.from_regex(r"[a-z0-9_.,\-]{1,20}", fullmatch=True) | st.sampled_from(["朝阳区", "cy"])
days = st.none() | st.dates(date(2024, 1, 1), date(2030, 1, 1))
views = st.builds(
    Selection,
    lang=st.sampled_from(["zh", "en"]),
    theme=st.sampled_from(["light", "dark"]),
    area=st.sampled_from(["100000", "440000", "110105"]),
    as_of=days,
    compare=days,
    measure=st.sampled_from(MEASURES),
    level=st.sampled_from(get_args(MapLevel)),
    layout=st.sampled_from(get_args(Layout)),
    unit=st.sampled_from([None, "440103"]),
    lang_chosen=st.just(value=True),
    theme_chosen=st.just(value=True),
    **dict.fromkeys(PAGE_WORDS, words),
)


def parsed(parameters: dict[str, str]) -> Selection:
    return parse_selection(parameters, locale="en-GB", browser_theme="light")


@given(views)
def test_an_address_gives_back_the_view_it_was_made_of(view: Selection) -> None:
    assert parsed(view.parameters()) == view


@given(st.dictionaries(st.sampled_from(["area", "as_of", "measure", "unit", *PAGE_WORDS]), st.text()))
def test_an_address_typed_by_hand_never_raises(parameters: dict[str, str]) -> None:
    parsed(parameters)


def test_markup_in_an_address_is_not_taken() -> None:
    assert parsed({"find": "<b>x</b>", "item": "a=1", "zone": "x" * 701}) == parsed({})


def at_home(parameters: dict[str, str], home: str = "330000") -> Selection:
    return parse_selection(parameters, locale="en-GB", browser_theme="light", home=home)


@pytest.mark.parametrize(
    ("viewer", "home"),
    [
        (Viewer(2, "李强", "editor", frozenset({"330000"})), "330000"),
        (Viewer(3, "王敏", "editor", frozenset({"330000", "440000"})), "100000"),
        (Viewer(4, "张", "editor", frozenset()), "100000"),
        (Viewer(5, "陈", "editor", None), "100000"),
        (Viewer(6, "周敏", "viewer", frozenset({"330000"})), "100000"),
        (Viewer(7, "王芳", "admin", frozenset({"330000"})), "100000"),
        (ANYBODY, "100000"),
        (NOBODY, "100000"),
    ],
)
def test_an_editor_of_one_province_starts_there_and_everybody_else_in_the_nation(viewer, home) -> None:
    assert home_of(viewer) == home


def test_an_address_without_an_area_is_the_readers_own_and_an_explicit_one_wins() -> None:
    assert at_home({}).area == at_home({"area": "nowhere"}).area == "330000"
    assert at_home({"area": "440000"}).area == "440000"
    assert at_home({"area": "100000"}).area == "100000"


def test_an_address_names_the_area_for_whoever_starts_in_a_province() -> None:
    # Whether pasted or followed, it shows the same to a reader who starts elsewhere.
    assert at_home({}).parameters() == {"area": "330000"}
    assert at_home({}).parameters(area="100000") == {"area": "100000"}
    assert parsed({}).parameters() == {}


@given(views, st.sampled_from(["330000", "440000", "100000"]))
def test_an_address_gives_back_the_view_to_whoever_starts_in_a_province(view: Selection, home: str) -> None:
    shown = at_home({}, home).__class__(**{**vars(view), "home": home})
    assert at_home(shown.parameters(), home) == shown


def at_home_and_chosen() -> None:
    """Draw the area of the address, and a button that leads to the nation."""
    import streamlit as st  # noqa: PLC0415 (a script of its own)

    from ui.selection import choose, note_home, read_selection  # noqa: PLC0415 (a script of its own)

    note_home("330000")
    st.text(read_selection().area)
    st.button("China", on_click=choose, kwargs={"area": "100000"})


def test_china_chosen_stays_china() -> None:
    page = AppTest.from_function(at_home_and_chosen).run()
    assert page.text[0].value == "330000"
    page.button[0].click().run()
    assert page.text[0].value == "100000"
    assert page.query_params["area"] == "100000"
    assert page.run().text[0].value == "100000"
