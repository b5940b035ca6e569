"""Bounds passed on by the upload and records pages: templates, examinations, undo and original files."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.ingest import examine_workbook, real_reports, save
from data.register import load_counties
from data.store import Store, open_store
from tests.data.batches import at
from tests.data.uploads import ALSO_GOOD, GOOD, a_workbook, content_of, particulars
from ui import queries
from ui.records import turning
from ui.upload.examining import _written
from ui.upload.file_step import template_provinces

GUANGDONG, HUNAN = "440000", "430000"
OF_HUNAN = ("430103", "天心区", "筹建中", None, None)
ONE, BOTH = f"frozenset({{'{GUANGDONG}'}})", f"frozenset({{'{GUANGDONG}', '{HUNAN}'}})"


def keep(store: Store, *rows: tuple) -> None:
    book = a_workbook(*rows)
    content = content_of(book)
    found = examine_workbook(book, content, "上报.xlsx", particulars(real_reports(store)))
    save(store, found, by="王芳", at=at(0), expected_revision=store.revision())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Batch 1 of 广东 and 湖南, batch 2 of 广东 alone, in the database that the pages open."""
    url = f"sqlite:///{tmp_path / 'dashboard.db'}"
    made = open_store(url, known_codes=frozenset(load_counties()["county_code"]))
    keep(made, GOOD, OF_HUNAN)
    keep(made, ALSO_GOOD)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "DATABASE_URL", url)
        st.cache_resource.clear()
        st.cache_data.clear()
        yield made
    made.close()
    queries.store().close()
    st.cache_resource.clear()
    st.cache_data.clear()


def drawn(call: str, **parameters: str) -> AppTest:
    """A panel of a page, drawn once."""
    script = (
        "from ui.shell_context import context\nfrom ui.upload.file_step import template_panel\n"
        f"from ui.records.batches import batches_view\n\n{call}"
    )
    page = AppTest.from_string(script, default_timeout=60)
    for name, value in ({"lang": "en"} | parameters).items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def downloads(page: AppTest) -> list[str]:
    return [element.proto.label for element in page.get("download_button")]


@pytest.mark.parametrize(
    ("chosen", "allowed", "offered"),
    [
        (None, None, [None]),
        (HUNAN, None, [HUNAN]),
        (None, frozenset({GUANGDONG}), [GUANGDONG]),
        (HUNAN, frozenset({GUANGDONG}), [GUANGDONG]),
        (None, frozenset({GUANGDONG, HUNAN}), [HUNAN, GUANGDONG]),
        (GUANGDONG, frozenset({GUANGDONG, HUNAN}), [GUANGDONG]),
        (GUANGDONG, frozenset(), []),
    ],
)
def test_templates_are_of_the_chosen_province_within_the_bound(chosen, allowed, offered):
    assert template_provinces(chosen, allowed) == offered


def test_examinations_are_kept_apart_by_their_bound():
    assert _written(frozenset(("440000", "430000"))) == _written(frozenset(("430000", "440000")))
    bounds = (None, frozenset[str](), frozenset({GUANGDONG}), frozenset({GUANGDONG, HUNAN}))
    assert len({_written(bound) for bound in bounds}) == len(bounds)


def test_a_batch_of_two_provinces_is_turned_by_who_may_report_for_both(store, monkeypatch):
    monkeypatch.setattr(turning, "origin", lambda: "192.0.2.7")

    def turned(allowed: frozenset[str] | None) -> tuple[str, str]:
        given = {"revision": store.revision(), "reverted": False, "allowed": allowed, "_": str}
        return turning.turn_batch(1, "错了", "李强", **given)

    kind, told = turned(frozenset({GUANGDONG}))
    assert (kind, told) == ("refused", turning.others_sentence(str))
    assert store.events().empty
    assert turned(frozenset({GUANGDONG, HUNAN}))[0] == "done"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("allowed", "label"),
    [("None", "all"), (ONE, "Guangdong"), (BOTH, "Hunan"), ("frozenset()", "")],
)
def test_the_template_panel_offers_the_provinces_of_the_reader(store, allowed, label):  # noqa: ARG001
    page = drawn(f"template_panel(context(), allowed={allowed})")
    assert len(downloads(page)) == (1 if label else 0)
    assert [list(box.options) for box in page.selectbox] == (
        [["Hunan", "Guangdong"]] if label == "Hunan" else []
    )
    heads = " ".join(element.proto.body for element in page.get("html"))
    assert ("for the provinces you report for" in heads) == (label in ("Guangdong", "Hunan"))


@pytest.mark.slow
def test_the_card_of_a_batch_of_others_offers_neither_its_file_nor_its_undo(store):  # noqa: ARG001
    for batch, allowed, own in ((1, ONE, False), (2, ONE, True), (1, BOTH, True), (1, "None", True)):
        page = drawn(f"batches_view(context(), allowed={allowed})", find=f"batch-{batch}")
        assert ("Original file" in downloads(page)) is own
        assert bool(page.text_input) is own
        told = turning.others_sentence(str) in " ".join(element.proto.body for element in page.get("html"))
        assert told is not own
