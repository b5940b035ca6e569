"""What the paper briefing says: which pages there are, and that their counts are those of data.figures.progress."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from charts.words import sentence_case, stage_word, verdict_word
from data.base.formats import format_count, format_share
from data.figures.judgement import judge
from data.figures.progress import county_status, summarise
from data.plan.milestones import load_milestones
from data.register.register import NATION_CODE, load_counties, load_provinces
from reports.figures.area import area_overview
from reports.figures.occasion import occasion_of
from reports.paper.contents import briefing_of
from reports.paper.tables import MOST_NAMES, annex_table, counties_to_do, units_table
from reports.slides.deck import read_deck, with_provinces
from tests.data.factories import unit_reports
from tests.reports.areas import english
from tests.reports.decks import AS_OF, GUANGDONG, a_filled_store, figures_of

MUNICIPALITY, FUJIAN = "310000", "350000"


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    store = a_filled_store(tmp_path_factory.mktemp("paper"))
    yield figures_of(store)
    store.close()


@pytest.fixture(scope="module")
def occasion(figures):
    return occasion_of(figures, as_of=None, lang="en")


@pytest.fixture(scope="module")
def summaries(figures):
    status = county_status(unit_reports(figures.reports()), as_of=AS_OF)
    return {
        level: summarise(status, load_counties(), level) for level in ("nation", "province", "prefecture")
    }


def overview(figures, occasion, code):
    return area_overview(figures, code, as_of=occasion.as_of, compare=occasion.compare, lang=occasion.lang)


def test_the_annex_counts_every_province_as_the_status_does(figures, occasion, summaries):
    table = annex_table(figures, occasion, english)
    counted = [*summaries["province"].to_dict("records"), *summaries["nation"].to_dict("records")]
    fields = ("operating", "preparing", "not_started")
    assert [row[1:8] for row in table.rows] == [
        (
            format_count(row["counties"]),
            format_count(row["reported"]),
            format_count(row["established"]),
            format_share(row["share"]) if row["covered"] else "–",
            *(format_count(row[field]) for field in fields),
        )
        for row in counted
    ]
    assert [row[0] for row in table.rows] == [*load_provinces()["name_en"], "China"]
    assert table.total


def test_the_annex_judges_as_the_judgement_does(figures, occasion, summaries):
    table = annex_table(figures, occasion, english)
    judged = judge(summaries["province"], figures.trend("province", AS_OF), load_milestones(), as_of=AS_OF)
    assert list(table.verdicts[:-1]) == judged["verdict"].tolist()
    assert [row[11] for row in table.rows[:-1]] == [
        sentence_case(verdict_word(verdict, english)) for verdict in judged["verdict"]
    ]
    assert [row[8] for row in table.rows[:-1]] == [format_count(max(gap, 0)) for gap in judged["gap"]]


def test_a_province_lists_all_its_prefectures(figures, occasion, summaries):
    table = units_table(overview(figures, occasion, GUANGDONG), figures, occasion, english)
    inside = summaries["prefecture"].merge(
        load_counties()[["prefecture_code", "province_code"]].drop_duplicates(),
        left_on="code",
        right_on="prefecture_code",
    )
    inside = inside[inside["province_code"] == GUANGDONG].sort_values("code")
    assert [(row[1], row[2]) for row in table.rows] == [
        (format_count(n), format_count(done))
        for n, done in zip(inside["counties"], inside["established"], strict=True)
    ]


def test_a_municipality_lists_all_its_counties_with_their_stage(figures, occasion):
    table = units_table(overview(figures, occasion, MUNICIPALITY), figures, occasion, english)
    status = figures.status(AS_OF).merge(load_counties()[["county_code", "province_code"]], on="county_code")
    stages = status[status["province_code"] == MUNICIPALITY].sort_values("county_code")["stage"]
    assert [row[1] for row in table.rows] == [sentence_case(stage_word(stage, english)) for stage in stages]


def without_an_alliance(figures, province):
    status = figures.status(AS_OF).merge(
        load_counties()[["county_code", "province_code", "name_en"]], on="county_code"
    )
    inside = status[status["province_code"] == province]
    return inside[~inside["stage"].isin(["established", "operating"])]


def test_counties_without_an_alliance_are_named_once_and_all(figures, occasion):
    (to_do,) = counties_to_do(overview(figures, occasion, FUJIAN), figures, occasion, english)
    named = [name for _stage, names in to_do.lines for name in names.split(", ")]
    assert sorted(named) == sorted(without_an_alliance(figures, FUJIAN)["name_en"])


def test_those_that_have_not_reported_are_named_apart(figures, occasion):
    silent = without_an_alliance(figures, FUJIAN).iloc[0]
    status = figures.status(AS_OF)
    status["stage"] = status["stage"].mask(status["county_code"] == silent["county_code"])
    told = SimpleNamespace(register=figures.register, status=lambda _day: status)
    without, asked = counties_to_do(overview(figures, occasion, FUJIAN), told, occasion, english)
    assert (asked.title, asked.lines) == ("Reports to ask for", (("Not reported", silent["name_en"]),))
    assert not any(silent["name_en"] in names.split(", ") for _stage, names in without.lines)


def test_so_many_that_no_map_would_have_room_are_counted(figures, occasion):
    to_do = counties_to_do(overview(figures, occasion, GUANGDONG), figures, occasion, english)
    not_started = int((without_an_alliance(figures, GUANGDONG)["stage"] == "not_started").sum())
    assert not_started > MOST_NAMES
    assert ("Not started", f"{not_started} counties, all on the action list") in to_do[0].lines


def test_a_table_that_names_all_counties_needs_no_list(figures, occasion):
    assert counties_to_do(overview(figures, occasion, MUNICIPALITY), figures, occasion, english) == ()


def test_the_nation_stands_before_its_provinces(figures, occasion):
    deck = read_deck(figures, occasion, english, keys=with_provinces(["640000"]))
    steps = []
    briefing = briefing_of(deck, figures, english, lambda done, total: steps.append((done, total)))
    assert briefing.nation is not None
    assert briefing.detail is not None
    assert [page.name for page in briefing.provinces] == ["Ningxia"]
    assert briefing.nation.title == deck.slides[0].title
    assert steps == [(1, 2), (2, 2)]
    assert briefing.notes is not None
    assert any("Open Font License" in text for _title, text in briefing.notes.lines)


def test_only_chosen_slides_become_pages(figures, occasion):
    deck = read_deck(figures, occasion, english, keys=["640000"])
    briefing = briefing_of(deck, figures, english)
    assert (briefing.nation, briefing.detail, briefing.notes) == (None, None, None)
    assert len(briefing.provinces) == 1


def test_without_an_earlier_report_nothing_is_compared(figures, occasion):
    first = replace(occasion, compare=None)
    deck = read_deck(figures, first, english, keys=["headline", "640000"])
    briefing = briefing_of(deck, figures, english)
    assert briefing.nation is not None
    assert (briefing.nation.compared, briefing.provinces[0].compared) == ("", "")
    assert NATION_CODE not in briefing.nation.name
