"""The pages on offer: one list, of which navigation, addresses, titles and who may open them are made."""

import ast
import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import pages
from data.accounts.permissions import ANYBODY, NOBODY, Viewer, check_can_manage_accounts
from data.base.errors import NotAllowed
from ui import page_list
from ui.navigation import offer, offered_pages
from ui.page_list import PAGES, PageEntry, page_address, page_title, pages_for
from ui.views.destination import destination
from ui.web.session_rotation import SessionRotation

EDITOR, ADMIN = Viewer(1, "乙", "editor", frozenset({"440000"})), Viewer(2, "戊", "admin", None)
ROOT = Path(__file__).parents[2]

SHOWN = """
import streamlit as st

from data.accounts.permissions import ANYBODY, Viewer
from data.base.language import translator
from ui.navigation import offered_pages, show_links
from ui.selection import Selection

selection = Selection("zh", "light", area="440000")
offered = offered_pages(translator("zh"))
page = st.navigation(list(offered.values()), position="hidden")
show_links(offered, page, selection, translator("zh"), viewer={viewer})
st.json({{path: page.title for path, page in offered.items()}})
"""


@pytest.fixture
def _seminar(monkeypatch: pytest.MonkeyPatch):
    """A page more, for administrators, as one entry of the list and one function that draws it."""
    entry = PageEntry("seminar", "Zones", "Data", icon=":material/school:", check=check_can_manage_accounts)
    monkeypatch.setattr(page_list, "PAGES", (*PAGES, entry))
    offer({**pages.SHOW, "seminar": lambda: None})
    yield
    monkeypatch.undo()
    offer(pages.SHOW)


def navigation(viewer: str) -> AppTest:
    """What is drawn for somebody: the links of the navigation, and the titles of all pages by path."""
    drawn = AppTest.from_string(SHOWN.format(viewer=viewer), default_timeout=60).run()
    assert not drawn.exception
    return drawn


def links_shown(viewer: str) -> dict[str, tuple[str, str]]:
    """What the navigation offers somebody: page → title and icon."""
    links = [link.proto for link in navigation(viewer).get("page_link")]
    return {link.page: (link.label, link.icon) for link in links}


@pytest.mark.usefixtures("_seminar")
def test_a_page_that_is_added_is_in_navigation_addresses_and_titles():
    assert json.loads(navigation("ANYBODY").json[0].value)["seminar"] == "实验区"
    assert page_address("seminar", {"area": "440000"}) == "seminar?area=440000"
    assert page_title("seminar", {"Zones": "实验区"}.__getitem__) == "实验区"
    assert destination("seminar", {}).page == "seminar"
    assert "/board/seminar" in SessionRotation(lambda *_: None, base="board").pages
    shown = links_shown("Viewer(2, '戊', 'admin', None)")
    assert shown["seminar"] == ("实验区", ":material/school:")
    assert len(shown) == len(PAGES) + 1


@pytest.mark.usefixtures("_seminar")
def test_a_page_is_for_whom_its_entry_says():
    assert "seminar" not in links_shown("ANYBODY")
    assert [page.name for page in pages_for(ADMIN)][-1] == "seminar"
    for viewer in (NOBODY, ANYBODY, EDITOR):
        assert [page.name for page in pages_for(viewer)] == [
            page.name for page in PAGES if page.check is None
        ]
        with pytest.raises(NotAllowed):
            page_list.PAGES[-1].check_may_open(viewer)


def test_an_address_leads_to_every_page_whoever_asks():
    offer(pages.SHOW)
    assert list(offered_pages(str)) == [page.path for page in PAGES]


@pytest.mark.parametrize("given", [{**pages.SHOW, "seminar": list}, {**pages.SHOW, "map": None}])
def test_the_start_stops_where_a_page_and_what_draws_it_do_not_agree(given):
    lacking = {name: show for name, show in given.items() if show is not None}
    with pytest.raises(ValueError, match=r"do not agree on (seminar|map)"):
        offer(lacking)


def pages_linked_to(source: str) -> list[str]:
    """The pages that code makes addresses of, where it names them: `ctx.link("map", …)`, `page_address("map", …)`."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and node.args]
    named = [
        call.args[0]
        for call in calls
        if ast.unparse(call.func) in ("ctx.link", "page_address", "self.ctx.link")
    ]
    return [name.value for name in named if isinstance(name, ast.Constant)]


def test_every_link_in_the_code_names_a_page():
    modules = [path for room in ("ui", "pages") for path in (ROOT / room).rglob("*.py")]
    linked = {name for path in modules for name in pages_linked_to(path.read_text(encoding="utf-8"))}
    assert {"county", "records", "upload", "zones"} <= linked
    assert linked <= {page.name for page in PAGES}


def test_no_page_of_another_name_has_an_address():
    with pytest.raises(ValueError, match="seminar"):
        page_address("seminar", {})
