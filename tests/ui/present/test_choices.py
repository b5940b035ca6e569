"""A presentation is its address: slides, order, pace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.register.register import load_provinces
from reports.slides.deck import NATION_KEYS
from ui.present.component import FASTEST, SLOWEST, read_choices, slides_word
from ui.present.reading import provinces_to_find
from ui.selection import Selection, parse_selection

KEYS = (*NATION_KEYS, *(str(code) for code in load_provinces()["code"]))


def choices(**words: str):
    return read_choices(Selection(lang="zh", theme="light", **words))


def test_without_a_choice_the_nations_slides_are_shown_and_nothing_turns_by_itself():
    assert choices().keys == NATION_KEYS
    assert choices().auto == 0


@given(st.lists(st.sampled_from(KEYS), min_size=1, unique=True).map(tuple))
def test_keys_go_through_the_address_and_come_back_in_order(keys: tuple[str, ...]):
    word = slides_word(keys)
    view = parse_selection({"slides": word} if word else {}, locale="zh", browser_theme=None)
    assert read_choices(view).keys == keys


def test_what_is_no_slide_is_left_out():
    assert choices(slides="map.nothing.440000.map.123456").keys == ("map", "440000")
    assert choices(slides="nothing").keys == NATION_KEYS
    assert choices(slides="map.440000.110000").provinces == ("440000", "110000")


@pytest.mark.parametrize(
    ("word", "seconds"),
    [
        ("15", 15),
        ("1", FASTEST),
        ("9999", SLOWEST),
        ("0", 0),
        ("-3", 0),
        ("fast", 0),
        ("١٥", 0),
        ("99999", 0),
    ],
)
def test_seconds_are_whole_and_bearable(word: str, seconds: int):
    assert choices(auto=word).auto == seconds


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("440000", "gd"),
        ("440000", "guangdong"),
        ("440000", "广东"),
        ("660000", "bt"),
        ("660000", "bingtuan"),
        ("660000", "xpcc"),
        ("150000", "innermongolia"),
        ("150000", "nmg"),
        ("610000", "陕西省"),
    ],
)
def test_a_province_is_found_by_name_pinyin_and_initials(code: str, typed: str):
    for lang in ("zh", "en"):
        keys = {place[0]: place[3] for place in provinces_to_find(lang)}
        assert typed in keys[code]


def test_every_province_can_be_found_in_both_languages():
    assert [place[0] for place in provinces_to_find("zh")] == [str(code) for code in load_provinces()["code"]]
    names = {place[0]: place[1:3] for place in provinces_to_find("en")}
    assert names["540000"] == ("Tibet", "西藏")
