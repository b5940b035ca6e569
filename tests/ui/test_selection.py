"""A view is its address: what is chosen comes back from it, and nothing else gets in."""

from datetime import date
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

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
