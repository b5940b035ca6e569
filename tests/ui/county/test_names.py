"""The strip of what a county was called and belonged to, and what the search finds on a day."""

import re
from datetime import date
from html import unescape
from types import SimpleNamespace
from typing import Any, cast

import pytest

from data.base.language import translator
from data.names.search import search_counties
from data.register.history import register_history
from ui.county.names import absence_words, existed, names_strip_html
from ui.county.search import found_counties
from ui.shell_context import Context

NOW, BEFORE = date(2026, 9, 30), date(2024, 6, 30)


def looking(day: date, lang: str = "en") -> Context:
    selection = SimpleNamespace(lang=lang)
    ctx: Any = SimpleNamespace(
        day=day,
        selection=selection,
        translate=translator(lang),
        link=lambda page, **to: f"/{page}?{to['area']}",
    )
    return cast("Context", ctx)


def plain_text(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub("<[^>]+>", " ", html))).strip()


def strip(code: str, day: date = NOW, lang: str = "en") -> str:
    return plain_text(names_strip_html(looking(day, lang), code))


def test_a_county_that_was_never_changed_has_no_strip():
    assert names_strip_html(looking(NOW), "440106") == ""


def test_a_county_that_became_a_district_shows_both_names():
    assert strip("110118") == (
        "until 12 Oct 2015 Miyun County 110228 Beijing since 13 Oct 2015 Miyun District 110118 Beijing"
    )
    then, now = (
        names_strip_html(looking(date(2014, 1, 1)), "110118"),
        names_strip_html(looking(NOW), "110118"),
    )
    assert [place for place, item in enumerate(then.split("<li")[1:]) if "aria-current" in item] == [0]
    assert [place for place, item in enumerate(now.split("<li")[1:]) if "aria-current" in item] == [1]


def test_a_merged_district_tells_of_its_predecessors_and_links_to_them():
    shown = names_strip_html(looking(NOW), "500157")
    assert plain_text(shown).startswith("merged of Jiangbei District and Yubei District")
    assert 'href="/county?500105"' in shown


def test_a_district_that_ended_tells_where_its_ground_is():
    assert strip("500105", BEFORE).endswith("merged on 6 Nov 2025: its ground is in Liangjiang New Area")
    assert "和康县" in strip("653228", lang="zh")
    assert "皮山县" in strip("653228", lang="zh")


def test_a_county_of_another_day_is_said_to_be_none():
    assert existed("500105", BEFORE)
    assert not existed("500105", NOW)
    assert absence_words(looking(NOW), "500105") == "Jiangbei District was no county any more on 30 Sep 2026"
    assert absence_words(looking(BEFORE), "653228") == "Hekang County had not been set up by 30 Jun 2024"


def test_every_unit_has_a_strip_or_none_and_never_fails():
    for period in register_history().periods[::5]:
        names_strip_html(looking(NOW), period.code)
        names_strip_html(looking(date(2013, 5, 1)), period.code)


@pytest.mark.parametrize(
    ("text", "day", "codes"),
    [
        ("和康县", NOW, ["653228"]),
        ("和康县", BEFORE, []),
        ("两江新区", NOW, ["500157"]),
        ("渝北区", NOW, ["500157"]),
        ("渝北区", BEFORE, ["500112"]),
        ("岑岭", NOW, ["653132"]),
        ("caohushi", NOW, ["659013"]),
        ("密云区", date(2014, 1, 1), ["110228"]),
    ],
)
def test_the_search_knows_the_counties_of_the_day(text: str, day: date, codes: list[str]):
    assert [hit.county_code for hit in search_counties(text, day=day)] == codes


def test_a_later_name_is_told_as_such():
    found = found_counties("密云区", "zh", date(2014, 1, 1))["hits"][0]
    assert (found["name"], found["note"]) == ("密云县", "现为密云区")
