"""Decks: which slides, what they say, and that their counts are those of data.figures.progress."""

from datetime import date

import pandas as pd
import pytest

from charts.words import BEHIND
from data.base.errors import NothingReported
from data.base.language import translator
from data.figures.progress import county_status, summarise
from data.register.history import register_of
from data.register.register import load_counties, load_provinces
from data.store.store import open_store
from geo.assets import asset_name
from reports.figures.numbers import table_rows
from reports.figures.occasion import foot_of, occasion_of
from reports.slides.deck import NATION_KEYS, parse_keys, read_deck, with_provinces
from reports.slides.model import (
    ActionsContent,
    HeadlineContent,
    MapContent,
    ProvinceContent,
    RankingContent,
    ZonesContent,
)
from reports.slides.provinces import ranking_title, trouble_title
from reports.slides.tables import TABLE_ROWS
from tests.data.factories import unit_reports
from tests.reports.areas import english
from tests.reports.decks import AS_OF, BEFORE, GUANGDONG, a_filled_store, figures_of

MUNICIPALITY, XPCC = "110000", "660000"


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    store = a_filled_store(tmp_path_factory.mktemp("deck"))
    yield figures_of(store)
    store.close()


@pytest.fixture(scope="module")
def summary(figures):
    status = county_status(unit_reports(figures.reports()), as_of=AS_OF)
    return {
        level: summarise(status, load_counties(), level).set_index("code") for level in ("nation", "province")
    }


@pytest.fixture(scope="module")
def deck(figures):
    occasion = occasion_of(figures, as_of=None, lang="en")
    return read_deck(figures, occasion, english, keys=with_provinces([GUANGDONG, MUNICIPALITY, XPCC]))


def content(deck, key):
    return next(slide.content for slide in deck.slides if slide.key == key)


def test_chosen_provinces_stand_before_what_is_to_be_done(deck):
    assert [slide.key for slide in deck.slides] == [
        *("headline", "map", "ranking", "trend", "trouble", "zones"),
        *(GUANGDONG, MUNICIPALITY, XPCC, "actions", "sources"),
    ]


def test_the_newest_report_and_the_one_before_are_taken(figures):
    occasion = occasion_of(figures, as_of=None, lang="zh")
    assert (occasion.as_of, occasion.compare, occasion.demo) == (AS_OF, BEFORE, False)
    assert foot_of(occasion, english).demo == ""


def test_a_day_before_every_report_is_refused(figures):
    with pytest.raises(NothingReported, match="2026-09-30"):
        occasion_of(figures, as_of=date(2026, 9, 29), lang="zh")


def test_an_empty_store_is_refused(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'empty.db'}", known_codes=frozenset(["110101"]))
    with pytest.raises(NothingReported, match="no reports yet"):
        occasion_of(figures_of(store), as_of=None, lang="zh")
    store.close()


def test_the_headline_counts_what_progress_counts(deck, summary):
    nation = summary["nation"].iloc[0]
    headline = content(deck, "headline")
    assert isinstance(headline, HeadlineContent)
    assert [figure.value for figure in headline.figures] == [
        f"{nation['established']:,}",
        f"{nation['counties'] - nation['established']:,}",
        headline.figures[2].value,
        f"{nation['not_reported']:,}",
    ]
    assert f"{nation['established']:,} of {nation['counties']:,} counties" in deck.slides[0].title
    assert headline.remarks[0].text.startswith("40 counties more")


@pytest.mark.parametrize("key", ["map", "ranking", "trouble"])
def test_tables_of_provinces_hold_their_counts(deck, summary, key):
    shown = content(deck, key)
    frame = shown.numbers.frame if isinstance(shown, RankingContent) else shown.table.frame
    provinces = summary["province"]
    assert len(frame)
    for row in frame.to_dict("records"):
        assert row["share"] == pytest.approx(provinces.loc[row["code"], "share"])
        assert row["established"] == provinces.loc[row["code"], "established"]


def test_the_map_colours_every_province_but_the_xpcc_and_names_its_share(deck, summary):
    drawn = content(deck, "map")
    assert isinstance(drawn, MapContent)
    assert set(drawn.map.drawing.classes) == set(summary["province"].index)
    shares = {code: figure for code, _name, figure in drawn.map.labels}
    assert XPCC not in shares
    assert shares[GUANGDONG] == f"{summary['province'].loc[GUANGDONG, 'share'] * 100:.1f}"


def test_trouble_names_only_those_behind_the_worst_first(deck, figures):
    drawn = content(deck, "trouble")
    judged = figures.judged("province", AS_OF)
    behind = judged[judged["verdict"].isin(BEHIND)]
    assert sum(drawn.counts[verdict] for verdict in BEHIND) == len(behind)
    assert set(drawn.table.frame["code"]) <= set(behind["code"])
    left = len(behind) - TABLE_ROWS
    assert drawn.more == ("" if left <= 0 else f"and {left} provinces more")


def test_zones_and_others_add_up_to_the_nation(deck, summary):
    zones = content(deck, "zones")
    assert isinstance(zones, ZonesContent)
    counts = [
        [int(part.replace(",", "")) for part in side.line.removesuffix(" counties").split(" of ")]
        for side in (zones.inside, zones.others)
    ]
    nation = summary["nation"].iloc[0]
    assert [sum(column) for column in zip(*counts, strict=True)] == [
        nation["established"],
        len(register_of(AS_OF).counties),
    ]


def test_actions_count_those_without_an_alliance(deck, summary):
    actions = content(deck, "actions")
    nation = summary["nation"].iloc[0]
    assert isinstance(actions, ActionsContent)
    assert actions.figures[0].value == f"{nation['reported'] - nation['established']:,}"
    assert actions.figures[-1].value == f"{nation['not_reported']:,}"


def test_a_province_shows_its_own_counties_only_in_the_legend(deck, summary):
    guangdong = content(deck, GUANGDONG)
    assert isinstance(guangdong, ProvinceContent)
    counted = sum(entry.count for entry in guangdong.map.drawing.legend) + guangdong.map.drawing.unreported
    assert counted == summary["province"].loc[GUANGDONG, "counties"]
    assert guangdong.table.columns[0].header == "Prefecture"


def test_the_xpcc_is_drawn_in_xinjiang_and_counts_its_thirteen_cities(deck):
    xpcc = content(deck, XPCC)
    assert xpcc.map.geometry == asset_name("650000", AS_OF) == "650000-2026-04-17"
    assert sum(entry.count for entry in xpcc.map.drawing.legend) == 13
    assert "13 cities" in xpcc.map.note
    assert len(xpcc.map.labels) == 13


def test_a_municipality_lists_its_counties_without_an_alliance(deck, figures):
    beijing = content(deck, MUNICIPALITY)
    status = figures.status(AS_OF)
    own = status[status["county_code"].str.startswith("11")]
    without = own[~own["stage"].isin(["established", "operating"])]
    assert beijing.table.columns[0].header == "County"
    assert len(beijing.table.frame) == min(len(without), TABLE_ROWS)
    assert beijing.map.labels == ()


def test_every_slide_but_the_sources_has_something_to_say(deck):
    assert all(slide.notes for slide in deck.slides if slide.key != "sources")
    assert all(note == note.strip() and "{" not in note for slide in deck.slides for note in slide.notes)


@pytest.mark.parametrize("key", NATION_KEYS)
def test_a_slide_alone_is_the_slide_of_the_deck(deck, figures, key):
    (alone,) = read_deck(figures, deck.occasion, english, keys=[key]).slides
    in_deck = next(slide for slide in deck.slides if slide.key == key)
    assert (alone.title, alone.subtitle, alone.notes) == (in_deck.title, in_deck.subtitle, in_deck.notes)


def test_progress_is_told_slide_by_slide(figures, deck):
    told = []
    read_deck(
        figures, deck.occasion, english, keys=["map", "zones"], progress=lambda *step: told.append(step)
    )
    assert told == [(1, 2), (2, 2)]


def test_a_key_of_no_slide_is_refused(figures, deck):
    with pytest.raises(KeyError, match="999999"):
        read_deck(figures, deck.occasion, english, keys=["999999"])


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("headline.map.440000", ("headline", "map", "440000")),
        ("map.map.nonsense.660000", ("map", "660000")),
        ("<script>.000000", None),
        ("", None),
        (None, None),
    ],
)
def test_keys_are_read_from_an_address(text, keys):
    assert parse_keys(text) == keys


def test_chinese_slides_are_chinese(figures):
    occasion = occasion_of(figures, as_of=None, lang="zh")
    deck = read_deck(figures, occasion, translator("zh"), keys=with_provinces([GUANGDONG]))
    assert deck.title == "教联体建设进展简报"
    assert [slide.name for slide in deck.slides if slide.key == GUANGDONG] == ["广东省"]
    for slide in deck.slides:
        assert not any(letters in slide.title for letters in ("the ", " of ", "count"))


def test_tables_are_ready_to_be_shown(deck):
    for slide in deck.slides:
        table = getattr(slide.content, "table", None)
        if table is not None:
            assert len(table_rows(table, "en")) == len(table.frame) <= TABLE_ROWS


def ranked(*rows):
    frame = pd.DataFrame(rows, columns=["label", "share"])
    return frame.assign(covered=frame["share"].notna())


@pytest.mark.parametrize(
    ("frame", "title"),
    [
        (ranked(("A", 1.0), ("B", 0.4)), "From 40.0% in B to 100.0% in A"),
        (ranked(("A", 1.0), ("B", 1.0), ("C", 0.4)), "From 40.0% in C to 100.0% in 2 provinces"),
        (ranked(("A", 0.5), ("B", 0.5)), "All 2 provinces are at 50.0%"),
        (
            ranked(("A", 0.5), ("B", 0.4), ("C", None)),
            "From 40.0% in B to 50.0% in A; 1 of 3 provinces not ranked, too few reports",
        ),
        (ranked(("A", 0.5), ("B", None)), "A at 50.0%; 1 of 2 provinces not ranked, too few reports"),
        (ranked(("A", None), ("B", None)), "None of 2 provinces can be ranked yet: too few reports"),
    ],
)
def test_the_ranking_says_from_where_to_where(frame, title):
    assert ranking_title(frame, english) == title


@pytest.mark.parametrize(
    ("codes", "title"),
    [
        (["540000", "630000", "650000"], "3 provinces behind the pace needed, all in the west"),
        (["540000", "630000", "440000"], "3 provinces behind the pace needed, 2 of them in the west"),
        (["540000", "630000", "440000", "110000"], "4 provinces behind the pace needed"),
        (["540000", "630000"], "2 provinces behind the pace needed"),
    ],
)
def test_trouble_says_where_most_of_it_is(codes, title):
    behind = pd.DataFrame({"code": codes})
    counts = {"at_risk": len(codes), "on_track": len(load_provinces()) - len(codes)}
    assert trouble_title(behind, counts, english) == title
