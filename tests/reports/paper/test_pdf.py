"""The PDF, read back: pages, letters, standards, bookmarks; and that no name in it does anything."""

import json

import pytest

from data.base.language import translator
from reports.figures.occasion import occasion_of
from reports.paper.contents import briefing_of
from reports.paper.pdf import pdf_bytes, set_briefing, template_values
from reports.paper.typesetting import typesetter, verdict_values
from reports.slides.deck import read_deck, with_provinces
from tests.reports.areas import english
from tests.reports.decks import a_filled_store, figures_of
from tests.reports.paper.pdf_parts import bookmarks, font_descriptors, page_count, unpacked
from tests.reports.papers import DEMO, HOSTILE, a_briefing, as_demo

CHOSEN = ("640000", "660000")


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    store = a_filled_store(tmp_path_factory.mktemp("pdf"))
    yield figures_of(store)
    store.close()


def deck_in(figures, lang, provinces=CHOSEN):
    occasion = occasion_of(figures, as_of=None, lang=lang)
    return read_deck(figures, occasion, translator(lang), keys=with_provinces(provinces))


@pytest.mark.slow
def test_every_page_has_an_area_or_is_annex(figures):
    steps = []
    made = pdf_bytes(
        deck_in(figures, "en"), figures, english, lambda done, total: steps.append((done, total))
    )
    # Two for the nation, one a province, the annex, the sources.
    assert page_count(made) == 2 + len(CHOSEN) + 2
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert {"China", "Ningxia", "XPCC", "Annex"} <= set(bookmarks(made))


@pytest.mark.slow
def test_all_provinces_keep_to_one_page_each(figures, register_provinces):
    for lang in ("zh", "en"):
        deck = deck_in(figures, lang, register_provinces)
        assert page_count(pdf_bytes(deck, figures, translator(lang))) == 2 + 32 + 2


def test_letters_are_embedded():
    made = set_briefing(a_briefing("云南省", lang="zh"), english)
    described = font_descriptors(made)
    assert {name for name in ("Regular", "Bold") if any(name.encode() in one for one in described)} == {
        "Regular",
        "Bold",
    }
    assert all(b"/FontFile" in one for one in described)


def test_it_claims_the_archives_standard_and_the_screen_readers():
    made = unpacked(set_briefing(a_briefing("Yunnan"), english))
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"<rdf:li>en-US</rdf:li>" in made


def test_it_is_dated_by_its_figures_and_equal_figures_give_equal_bytes():
    first, second = (set_briefing(a_briefing("Yunnan"), english) for _time in range(2))
    assert first == second
    assert b"2026-10-31T00:00:00Z" in unpacked(first)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_text_whatever_it_looks_like(name):
    made = set_briefing(a_briefing(name), english)
    assert name in bookmarks(made)
    assert page_count(made) == 3
    assert not any(action in unpacked(made) for action in (b"/URI", b"/Launch", b"/JavaScript"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_template_sets_without_a_warning(lang):
    values = {
        "briefing": template_values(a_briefing("云南 Yunnan’s “own”", lang=lang)),
        "verdicts": verdict_values(english),
    }
    _made, warnings = typesetter("briefing.typ", values).compile_with_warnings(format="pdf")
    assert warnings == []


def marked_pages(briefing):
    values = {"briefing": template_values(briefing), "verdicts": verdict_values(english)}
    return json.loads(typesetter("briefing.typ", values).query("<demo-mark>", field="value"))


def test_made_up_figures_are_marked_on_every_page():
    assert marked_pages(a_briefing("A", "B")) == [DEMO] * 4


def test_real_figures_are_not():
    assert marked_pages(a_briefing("A", demo="")) == []


@pytest.mark.slow
def test_a_demo_deck_keeps_its_mark(figures):
    deck = as_demo(deck_in(figures, "en", ["640000"]))
    assert briefing_of(deck, figures, english).foot.demo == DEMO
