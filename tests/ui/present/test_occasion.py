"""The stage tells what changed since the day in the address, and the hand-outs are made for the same occasion."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from reports.slides.deck import NATION_KEYS
from tests.reports.decks import AS_OF, BEFORE, a_filled_store, figures_of
from ui import queries
from ui.present import reading
from ui.present.reading import meeting_occasion


@pytest.fixture
def figures(tmp_path):
    store = a_filled_store(tmp_path)
    yield figures_of(store)
    store.close()


def a_context(figures, compare: date | None):
    settings = SimpleNamespace(map_approval_number="GS（2024）0650号", approved_line_file=None)
    return SimpleNamespace(
        day=AS_OF,
        compare=compare,
        figures=figures,
        settings=settings,
        selection=SimpleNamespace(lang="en"),
    )


def test_the_occasion_is_that_of_the_address(figures):
    occasion = meeting_occasion(a_context(figures, BEFORE))
    assert (occasion.as_of, occasion.compare, occasion.lang, occasion.demo) == (AS_OF, BEFORE, "en", False)
    assert occasion.approval == "GS（2024）0650号"


def test_another_comparison_makes_other_slides(figures, monkeypatch):
    monkeypatch.setattr(queries, "Figures", lambda _revision: figures)
    reading._made.clear()
    with_one = meeting_occasion(a_context(figures, BEFORE))
    without = replace(with_one, compare=None)
    known = queries.Known(register=1, revision=1)
    html = [
        reading._made(known, AS_OF, occasion.compare, "en", NATION_KEYS, occasion)["slides"]["headline"][
            "html"
        ]
        for occasion in (with_one, without)
    ]
    reading._made.clear()
    assert "40 counties more" in html[0]
    assert "40 counties more" not in html[1]
