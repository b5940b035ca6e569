"""The token of a session as pages are opened: replaced when it is old, taken back when it opens nothing."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse
from starlette.routing import Route

from data.accounts.keeper import AccountKeeper
from data.base.errors import StoreBusy
from data.store.store import open_store
from tests.data.account_factories import cheap_accounts, make, viewer_of
from tests.ui.plain_reader import Reader
from ui import queries
from ui.web.session_rotation import ROTATED_AFTER, SessionRotation

HTML = {"accept": "text/html,application/xhtml+xml"}


@pytest.fixture
def accounts(tmp_path, monkeypatch):
    store = open_store(f"sqlite:///{tmp_path / 'dashboard.db'}", known_codes=frozenset())
    keeper = cheap_accounts(store)
    make(keeper)
    monkeypatch.setattr(queries, "store", lambda: SimpleNamespace(accounts=keeper))
    yield keeper
    store.close()


def reader(token: str | None, base: str = "", scheme: str = "http") -> Reader:
    app = Starlette(
        routes=[Route("/{path:path}", lambda _request: HTMLResponse("<p>"), methods=["GET", "POST"])],
        middleware=[Middleware(SessionRotation, base=base)],
    )
    cookies = {} if token is None else {"ea_session": token}
    return Reader(app, cookies=cookies, headers=dict(HTML), scheme=scheme)


def begun(accounts: AccountKeeper, before: timedelta) -> str:
    return accounts.sessions.begin(1, "local", datetime.now(UTC) - before, None, None)


OLD, YOUNG = ROTATED_AFTER + timedelta(seconds=1), ROTATED_AFTER - timedelta(seconds=30)


def test_an_old_token_is_replaced_as_a_page_is_opened_and_then_left_alone(accounts):
    old = begun(accounts, OLD)
    browser, another_tab = reader(old, scheme="https"), reader(old)
    answer = browser.get("/upload?area=440000")
    fresh = browser.cookies["ea_session"]
    assert fresh != old
    assert {"HttpOnly", "Secure", "SameSite=lax"} <= set(answer.cookies["ea_session"].split("; "))
    assert answer.header("cache-control") == "no-store"
    assert viewer_of(accounts.sessions, fresh, datetime.now(UTC)) is not None
    for late in (browser, another_tab):
        assert late.get("/").cookies == {}


def test_a_young_token_stays(accounts):
    assert reader(begun(accounts, YOUNG)).get("/").cookies == {}
    # Replaced a while ago, in a session that is older.
    token = accounts.sessions.rotate(begun(accounts, 2 * OLD), datetime.now(UTC) - YOUNG)
    assert reader(token).get("/").cookies == {}


@pytest.mark.parametrize(
    "path", ["/_stcore/health", "/media/a.png", "/sign-in", "/static/js/a.js", "/map/js/a/b.js"]
)
def test_only_pages_replace_a_token(accounts, path):
    assert reader(begun(accounts, OLD)).get(path).cookies == {}


def test_only_what_a_window_asks_for_replaces_a_token(accounts):
    browser = reader(begun(accounts, OLD))
    assert browser.ask("POST", "/upload").cookies == {}
    assert browser.get("/upload", accept="application/json").cookies == {}
    assert "ea_session" in browser.get("/upload").cookies


def test_below_a_base_path_pages_lie_there(accounts):
    browser = reader(begun(accounts, OLD), base="board")
    assert browser.get("/upload").cookies == {}
    assert "Path=/board;" in browser.get("/board/upload").cookies["ea_session"]


def test_a_cookie_that_opens_nothing_is_taken_back(accounts):
    ended = begun(accounts, YOUNG)
    accounts.sessions.end(ended, datetime.now(UTC))
    for token in (ended, "guessed", begun(accounts, timedelta(days=1))):
        answer = reader(token).get("/")
        assert "Max-Age=0" in answer.cookies["ea_session"]
        assert answer.text == "<p>"


def test_without_a_cookie_nothing_is_asked_of_the_store(monkeypatch):
    def asked():
        raise AssertionError

    monkeypatch.setattr(queries, "store", asked)
    assert reader(None).get("/").cookies == {}


def test_a_busy_database_leaves_the_token_as_it_is(accounts, monkeypatch):
    def busy(*_given):
        raise StoreBusy("locked", "wait")

    old = begun(accounts, OLD)
    monkeypatch.setattr(accounts.sessions, "rotate", busy)
    answer = reader(old).get("/")
    assert (answer.status, answer.cookies) == (200, {})
