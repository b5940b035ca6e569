"""Who may name, rename and remove views on screen, and under which name."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import pages
from data.accounts.permissions import ANYBODY, NOBODY, Viewer
from data.base.signatures import Signature
from data.store.store import Store, open_store
from ui import access, queries, shell_context
from ui.navigation import offer
from ui.signing import signature
from ui.views import save as save_view

LOOKING = Viewer(4, "周敏", "viewer", None, "zhoumin")
SAVING = """
import streamlit as st
from ui.shell_context import context
from ui.views import save

if "done" not in st.session_state:
    st.session_state["done"] = True
    st.session_state[save.NAME], st.session_state["save-view-signer"] = "西部", "张三"
    save._save(context(), "map")
"""
LISTED = "import pages.views\n\npages.views.show()"

pytestmark = pytest.mark.slow


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An empty database that the pages open, and somebody's view in it."""
    url = f"sqlite:///{tmp_path / 'dashboard.db'}"
    made = open_store(url, known_codes=())
    made.views.save("东部", "map", {"lang": "en"}, Signature("王芳", datetime(2026, 11, 20, 6, tzinfo=UTC)))
    monkeypatch.setitem(os.environ, "DATABASE_URL", url)
    monkeypatch.setattr(signature, "origin", lambda: "192.0.2.7")
    offer(pages.SHOW)
    st.cache_resource.clear()
    st.cache_data.clear()
    yield made
    made.close()
    queries.store().close()
    st.cache_resource.clear()
    st.cache_data.clear()


@pytest.fixture(params=[(NOBODY, True), (NOBODY, False), (ANYBODY, False), (LOOKING, True)])
def reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> tuple[Viewer, bool]:
    """Who looks, and whether there are accounts."""
    viewer, accounts = request.param
    for module in (shell_context, signature):
        monkeypatch.setattr(module, "current_viewer", lambda: viewer)
    monkeypatch.setattr(access, "accounts_exist", lambda: accounts)
    return viewer, accounts


def run(script: str, **parameters: str) -> AppTest:
    page = AppTest.from_string(script, default_timeout=60)
    for name, value in {"lang": "en", **parameters}.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def test_a_view_is_saved_by_those_who_may_under_their_own_name(store, reader):
    page = run(SAVING)
    outcome = page.session_state[save_view.OUTCOME]
    names = [(event.name, event.by) for event in store.views.events()][1:]
    if reader == (NOBODY, True):
        assert outcome.saved is None
        assert outcome.why_not.startswith("Nothing was changed")
        assert names == []
    else:
        assert names == [("西部", "周敏（zhoumin）" if reader[0] is LOOKING else "张三")]


def test_the_card_offers_its_forms_to_those_who_may(store, reader):
    page = run(LISTED, find="view-1")
    labels = [field.label for field in page.text_input]
    said = unquote(" ".join(element.proto.body for element in page.get("html")))
    if reader == (NOBODY, True):
        assert labels == []
        assert "renamed and removed by those signed in" in said
        assert "sign-in?next=/" in said
        return
    own = ["Your name"] if reader[0] is not LOOKING else []
    assert labels == ["New name", *own, *own]
    assert ("周敏（zhoumin）" in said) is (reader[0] is LOOKING)
    page.text_input[0].set_value("南方")
    for field in page.text_input[1:]:
        field.set_value("张三")
    page.button("do-rename-view-1").click().run()
    assert [(event.name, event.by) for event in store.views.events()][1:] == [
        ("南方", "周敏（zhoumin）" if reader[0] is LOOKING else "张三")
    ]


def test_a_form_that_stood_open_asks_anew(store, monkeypatch):
    for module in (shell_context, signature):
        monkeypatch.setattr(module, "current_viewer", lambda: LOOKING)
    monkeypatch.setattr(access, "accounts_exist", lambda: True)
    page = run(LISTED, find="view-1")
    # The page still draws for who was there; the change itself asks again.
    monkeypatch.setattr(signature, "current_viewer", lambda: NOBODY)
    page.text_input[0].set_value("南方")
    page.button("do-rename-view-1").click().run()
    assert "views are changed by those signed in" in " ".join(
        element.proto.body for element in page.get("html")
    )
    assert len(store.views.events()) == 1
