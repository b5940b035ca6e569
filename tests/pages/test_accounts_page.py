"""The administrators' page, run without a browser: for whom it is, what it asks first, what it shows once."""

import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import streamlit as st
from sqlalchemy import event
from sqlalchemy.engine import Engine
from streamlit.testing.v1 import AppTest

from data.accounts.account import Account, NewAccount
from data.accounts.keeper import AccountKeeper
from data.accounts.permissions import ANYBODY, NOBODY, Viewer
from data.base.signatures import Signature
from data.store.store import Store, open_store
from tests.data.account_factories import CHEAP, PASSWORD
from ui import shell_context
from ui.accounts.lines import VIEWS
from ui.signing import signature

pytestmark = pytest.mark.slow

PATIENCE_S = 60
SCRIPT = """
import pages
import streamlit as st
from data.base.errors import NotAllowed
from ui.page_list import find_page
from ui.shell_context import context

try:
    find_page("accounts").check_may_open(context().viewer)  # as ui/shell.py does before every page
    pages.SHOW["accounts"]()
except NotAllowed as error:
    st.text(f"refused: {error.why}")
"""
BY = Signature("tests", datetime(2026, 11, 1, tzinfo=UTC))
DRAWN = re.compile(r"<code[^>]*>((?:\w{4}-){4}\w{4})</code>")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The store of a dashboard with two administrators and an editor."""
    url = f"sqlite:///{tmp_path}/dashboard.db"
    store = open_store(url, known_codes=frozenset())
    keeper = AccountKeeper(store._engine, CHEAP)
    for new in (NewAccount("王芳", "admin"), NewAccount("李强", "admin"), NewAccount("周敏", "editor", None)):
        keeper.add(new, BY, PASSWORD)
    monkeypatch.setitem(os.environ, "DATABASE_URL", url)
    monkeypatch.chdir(Path(__file__).parents[2])
    st.cache_resource.clear()
    st.cache_data.clear()
    yield store
    store.close()
    st.cache_resource.clear()
    st.cache_data.clear()


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Callable[[Viewer], None]:
    """Make somebody the reader of the page, and of what is done on it."""

    def becomes(viewer: Viewer) -> None:
        for module in (shell_context, signature):
            monkeypatch.setattr(module, "current_viewer", lambda: viewer)
        # A test has no request that came from anywhere.
        monkeypatch.setattr(signature, "origin", lambda: "127.0.0.1")

    return becomes


def opened(**parameters: str) -> AppTest:
    page = AppTest.from_string(SCRIPT, default_timeout=PATIENCE_S)
    for name, value in ({"lang": "en"} | parameters).items():
        page.query_params[name] = value
    return page.run()


def html_of(page: AppTest) -> str:
    return "\n".join(drawn.proto.body for drawn in page.get("html"))


def accounts(store: Store) -> dict[str, Account]:
    return {account.sign_in_name: account for account in store.accounts.listed()}


def admin(store: Store) -> Viewer:
    return accounts(store)["王芳"].viewer


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("viewer", [NOBODY, ANYBODY, Viewer(3, "周敏", "editor", None)])
def test_nobody_but_an_administrator_sees_any_of_it(reader, viewer):
    reader(viewer)
    for item in VIEWS:
        page = opened(item=item, find="account-1")
        assert [drawn.value for drawn in page.text] == ["refused: admin"], item
        assert html_of(page) == ""


def test_any_words_in_the_address_are_taken(store, reader):
    reader(admin(store))
    for item in VIEWS:
        for word in ("999999", "account-99", "session-0", "by-0", "-"):
            page = opened(item=item, **dict.fromkeys(("find", "reason", "grouping", "order"), word))
            assert not page.exception, (item, word)
            assert "<h1" in html_of(page)


def test_whoever_is_no_administrator_any_more_changes_nothing(store, reader, monkeypatch):
    """The card was drawn for an administrator; the button is pressed by somebody who is one no more."""
    reader(admin(store))
    page = opened(find=f"account-{accounts(store)['周敏'].account_id}")
    page.button(key="ask-disable").click().run()
    before = store.accounts.events()
    monkeypatch.setattr(signature, "current_viewer", lambda: Viewer(1, "王芳", "editor", None))
    page.button(key="answer-yes").click().run()
    assert "not signed in as an administrator any more" in html_of(page)
    assert store.accounts.events() == before


def test_a_password_is_drawn_after_a_question_and_shown_once(store, reader):
    reader(admin(store))
    person = accounts(store)["周敏"]
    page = opened(find=f"account-{person.account_id}")
    page.button(key="ask-reset").click().run()
    assert not DRAWN.search(html_of(page))
    page.button(key="answer-yes").click().run()
    shown = DRAWN.findall(html_of(page))
    assert len(shown) == 1
    now = datetime.now(UTC)
    assert store.accounts.sign_in("周敏", PASSWORD, now, None) != person
    assert store.accounts.sign_in("周敏", shown[0], now, None) == person
    assert not DRAWN.search(html_of(page.run()))
    assert shown[0] not in repr(page.session_state)
    assert shown[0] not in str(store.accounts.events())


def test_ones_own_role_is_given_up_only_after_a_question(store, reader):
    reader(admin(store))
    page = opened(find="account-1")
    page.radio[0].set_value("viewer").run()
    page.button(key="save-roles").click().run()
    assert "This is your own account." in html_of(page)
    assert accounts(store)["王芳"].role == "admin"
    page.button(key="answer-no").click().run()
    assert "This is your own account." not in html_of(page)
    page.radio[0].set_value("viewer").run()
    page.button(key="save-roles").click().run()
    page.button(key="answer-yes").click().run()
    assert accounts(store)["王芳"].role == "viewer"


def test_somebody_elses_role_is_changed_at_once_and_signed(store, reader):
    reader(admin(store))
    page = opened(find=f"account-{accounts(store)['周敏'].account_id}")
    page.radio[0].set_value("editor").run()
    page.multiselect[0].set_value(["440000", "430000"]).run()
    page.button(key="save-roles").click().run()
    changed = accounts(store)["周敏"]
    assert (changed.role, changed.provinces) == ("editor", frozenset({"440000", "430000"}))
    last = store.accounts.events()[-1]
    assert (last.what, last.by, last.about, last.address) == ("roles", "王芳", "周敏", "127.0.0.1")
    assert page.radio[0].value == "editor"


def test_an_account_for_an_identity_has_no_password(store, reader):
    reader(admin(store))
    page = opened(find="new-account")
    page.text_input(key="new-account-name").set_value("li.na").run()
    page.radio(key="new-account-opening").set_value("identity").run()
    page.text_input(key="new-account-issuer").set_value("https://login.example.cn").run()
    page.text_input(key="new-account-subject").set_value("7f3a").run()
    page.button(key="add-account").click().run()
    made = accounts(store)["li.na"]
    assert (made.has_password, made.identity.subject, made.role) == (False, "7f3a", "viewer")
    assert not DRAWN.search(html_of(page))
    assert not [button for button in page.button if button.key == "ask-reset"]


def test_the_timeline_is_put_together_once(store, reader):
    """Five thousand lines take half a second; a warm page asks only whether anything was done since."""
    reader(admin(store))
    page = opened(item="audit")
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        page.run()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    # The revision, the newest event of accounts and of views, and whose the link to the file is.
    assert len([statement for statement in asked if statement.startswith("SELECT")]) <= 4, asked
    store.accounts.disable(accounts(store)["李强"].account_id, BY)
    assert "Account disabled" in html_of(page.run())


def test_what_is_done_is_what_was_chosen_last_even_before_it_is_drawn(store, reader):
    reader(admin(store))
    page = opened(find="new-account")
    page.text_input(key="new-account-name").set_value("li.na")
    page.radio(key="role-new-account").set_value("admin").run()
    # A quick hand: the role is taken back and the button pressed at once, with nothing drawn in between.
    page.radio(key="role-new-account").set_value("editor_all")
    page.button(key="add-account").click().run()
    assert accounts(store)["li.na"].role == "editor"
    page = opened(find="account-1")
    page.radio[0].set_value("viewer")
    page.button(key="save-roles").click().run()
    assert "This is your own account." in html_of(page)
    assert accounts(store)["王芳"].role == "admin"
