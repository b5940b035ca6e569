"""Bounds passed on by the upload and records pages: templates, examinations, undo and original files."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.accounts.permissions import ANYBODY, NOBODY, Viewer, bound_of, can_upload
from data.base.errors import StoreBusy
from data.intake.examination import Examination, examine_workbook, real_reports, save
from data.register.register import load_counties
from data.store.store import Store, open_store
from tests.data.batches import at
from tests.data.uploads import ALSO_GOOD, GOOD, a_workbook, content_of, particulars
from ui import access, queries, shell_context
from ui.records import undo
from ui.signing import signature
from ui.upload import save_step
from ui.upload.examining import _written
from ui.upload.file_step import template_provinces
from ui.upload.flow import Flow, SentFile
from ui.upload.own_provinces import foreign_rows

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


EDITOR = Viewer(2, "李强", "editor", frozenset({GUANGDONG}), "Li Qiang")
OF_BOTH = Viewer(3, "王敏", "editor", frozenset({GUANGDONG, HUNAN}), "wangmin")
LOOKING = Viewer(4, "周敏", "viewer", None, "周敏")
ADMIN = Viewer(5, "王芳", "admin", None, "王芳")


def looking(monkeypatch: pytest.MonkeyPatch, viewer: Viewer) -> None:
    """Let this one be the reader, for the page and for what it asks before a change."""
    for module in (shell_context, signature):
        monkeypatch.setattr(module, "current_viewer", lambda: viewer)


def drawn(call: str, **parameters: str) -> AppTest:
    """A panel of a page, drawn once."""
    script = (
        "import pages.records\nimport pages.upload\nfrom ui.shell_context import context\n"
        "from ui.upload.file_step import template_panel\nfrom ui.records.batches import batches_view\n"
        f"from data.accounts.permissions import bound_of\n\n{call}"
    )
    page = AppTest.from_string(script, default_timeout=60)
    for name, value in ({"lang": "en"} | parameters).items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def said(page: AppTest) -> str:
    return " ".join(element.proto.body for element in page.get("html"))


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
    monkeypatch.setattr(signature, "origin", lambda: "192.0.2.7")

    def turned(viewer: Viewer) -> tuple[str, str]:
        looking(monkeypatch, viewer)
        return undo.undo_or_redo(1, "错了", "假名", revision=store.revision(), reverted=False, _=str)

    assert turned(EDITOR) == ("refused", undo.others_sentence(str))
    for viewer in (NOBODY, LOOKING):
        kind, told = turned(viewer)
        assert (kind, "not signed in as one" in told) == ("refused", True)
    assert store.events().empty
    assert turned(OF_BOTH)[0] == "done"
    assert store.events()["by"].tolist() == ["王敏（wangmin）"]
    assert store.events()["origin"].tolist() == ["192.0.2.7"]


def test_without_accounts_a_change_is_signed_with_the_name_given(store, monkeypatch):
    looking(monkeypatch, ANYBODY)
    monkeypatch.setattr(signature, "origin", lambda: "127.0.0.1")
    turned = undo.undo_or_redo(2, "错了", "李四", revision=store.revision(), reverted=False, _=str)
    assert turned[0] == "done"
    assert store.events()["by"].tolist() == ["李四"]


def keep_to_save(store: Store, *rows: tuple, allowed: frozenset[str] | None) -> tuple[Flow, Examination]:
    content = content_of(a_workbook(*rows))
    found = examine_workbook(
        a_workbook(*rows), content, "上报.xlsx", replace(particulars(real_reports(store)), allowed=allowed)
    )
    return Flow(files=(SentFile("上报.xlsx", content),), revision=store.revision()), found


@pytest.mark.parametrize(
    ("drawn_for", "now", "saved_by", "told"),
    [
        (EDITOR, EDITOR, "李强（Li Qiang）", ""),
        (ANYBODY, ANYBODY, "张三", ""),
        # The session ended, or the role was taken, while the form stood open.
        (EDITOR, NOBODY, None, "you are not signed in as one"),
        (EDITOR, LOOKING, None, "you are not signed in as one"),
        # The provinces were changed: the rows were examined for others.
        (EDITOR, replace(EDITOR, provinces=frozenset({HUNAN})), None, "may not report for (any more)"),
        # The store goes away as it is asked who looks.
        (EDITOR, StoreBusy("Locked.", "Try again."), None, "Locked. Try again."),
    ],
)
def test_the_last_click_asks_anew_who_clicks(store, monkeypatch, drawn_for, now, saved_by, told):
    flow, found = keep_to_save(store, ("440106", "天河区", "筹建中", None, None), allowed=bound_of(drawn_for))
    kept: list[Flow] = []

    def ask() -> Viewer:
        if isinstance(now, Exception):
            raise now
        return now

    monkeypatch.setattr(signature, "current_viewer", ask)
    monkeypatch.setattr(signature, "origin", lambda: "192.0.2.7")
    monkeypatch.setattr(save_step, "write_flow", kept.append)
    ctx = SimpleNamespace(translate=str, selection=SimpleNamespace(lang="en"), figures=None)
    before = len(store.batches())
    save_step.save_now(ctx, flow, found, "张三", "", "")  # pyright: ignore[reportArgumentType]
    assert (kept[-1].file, told in kept[-1].refusal) == (flow.file, True)
    if saved_by is None:
        assert len(store.batches()) == before
        assert kept[-1].batch_id is None
    else:
        assert store.batches().iloc[-1][["saved_by", "origin"]].tolist() == [saved_by, "192.0.2.7"]


def test_rows_of_others_are_counted_by_province(store):
    rows = (
        GOOD,
        OF_HUNAN,
        ("430102", "芙蓉区", "筹建中", None, None),
        ("659001", "石河子市", "筹建中", None, None),
    )
    _flow, found = keep_to_save(store, *rows, allowed=frozenset({GUANGDONG}))
    assert foreign_rows(found) == {HUNAN: 2, "660000": 1}
    assert foreign_rows(keep_to_save(store, *rows, allowed=None)[1]) == {}


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
@pytest.mark.parametrize(
    ("viewer", "batch", "own", "told"),
    [
        (EDITOR, 1, False, "it is for those who may"),
        (EDITOR, 2, True, ""),
        (OF_BOTH, 1, True, ""),
        (ADMIN, 1, True, ""),
        (LOOKING, 2, False, "taken back by editors"),
        (NOBODY, 2, False, "sign-in?next=%2F%3Flang%3Den"),
    ],
)
def test_the_card_of_a_batch_of_others_offers_no_undo(store, monkeypatch, viewer, batch, own, told):  # noqa: ARG001
    looking(monkeypatch, viewer)
    page = drawn("ctx = context()\nbatches_view(ctx, allowed=bound_of(ctx.viewer))", find=f"batch-{batch}")
    # The reason alone: who signs is no field for those with an account.
    assert [field.label for field in page.text_input] == (["Reason"] if own else [])
    assert told in said(page)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("viewer", "accounts", "told"),
    [
        (NOBODY, True, ("Sign in to upload", "sign-in?next=")),
        (NOBODY, False, ("Uploads are closed", "data.accounts add NAME --role admin")),
        (LOOKING, True, ("Your account may look, not upload", "as “周敏”, a viewer")),
        (Viewer(6, "丁", "editor", frozenset(), "丁"), True, ("an editor of no province",)),
        (EDITOR, True, ("You report for Guangdong.",)),
        (ADMIN, True, ("You report for all provinces.",)),
        (ANYBODY, False, ()),
    ],
)
def test_the_upload_page_says_for_whom_it_is(store, monkeypatch, viewer, accounts, told):  # noqa: ARG001
    looking(monkeypatch, viewer)
    monkeypatch.setattr(access, "accounts_exist", lambda: accounts)
    page = drawn("pages.upload.show()")
    assert bool(page.get("file_uploader")) is can_upload(viewer)
    assert downloads(page) == ["Download the template"]
    for words in told:
        assert words in said(page)
    assert ("state-card" in said(page)) is not can_upload(viewer)
    assert ("You report for" in said(page)) is (viewer in (EDITOR, ADMIN))
