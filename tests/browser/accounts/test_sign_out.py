"""Sessions that end while pages stand open: by signing out, by an administrator; and a dashboard with a closed door."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from data.base.signatures import Signature
from data.store.store import open_store
from tests.browser.conftest import serve, stop, watch
from tests.browser.expecting import expect
from tests.browser.signed_in import EDITOR, PASSWORDS, VIEWER, fill_in, sign_in
from ui.access import SESSION_COOKIE

pytestmark = pytest.mark.browser

# A figure of the demo status, in the headline of the overview; and what the shell says in its place.
FIGURE, CLOSED = "2026年10月31日", "您的会话已结束"
# A page that loads on a busy machine.
DEAF = "window.BroadcastChannel = class { postMessage() {} }"
OpenPage = Callable[[], Page]


@pytest.fixture(scope="module")
def required_dashboard(accounts_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard with demo status and accounts that shows nothing to nobody."""
    log = tmp_path_factory.mktemp("log") / "dashboard.log"
    process, address = serve(accounts_database, log, DASHBOARD_SIGN_IN="required")
    yield address
    stop(process)


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Tabs of one browser, Chinese; none may log an error or ask another host."""
    window = browser.new_context(viewport={"width": 1280, "height": 720}, locale="zh-CN")
    conducts = []

    def opened() -> Page:
        page = window.new_page()
        conducts.append(watch(page))
        return page

    yield opened
    window.close()
    assert [(conduct.foreign, conduct.errors) for conduct in conducts] == [([], [])] * len(conducts)


def who(page: Page):
    return page.locator(".account-who b")


def is_page(path: str, **parameters: str) -> Callable[[str], bool]:
    """Tell an address by its path and query, in whatever order."""
    return lambda url: (urlsplit(url).path, dict(parse_qsl(urlsplit(url).query))) == (path, parameters)


def session_of(page: Page) -> str:
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    return cookies[SESSION_COOKIE]


def listen(address: str, token: str) -> connect:
    """Open the WebSocket of a page as the browser that holds the token does; for a `with`."""
    host = address.removeprefix("http://")
    cookie = {"Cookie": f"{SESSION_COOKIE}={token}"}
    return connect(
        f"ws://{host}/_stcore/stream", origin=Origin(address), additional_headers=cookie, max_size=None
    )


def told(line: ClientConnection, query: str = "lang=zh") -> str:
    """Ask for the overview over an open WebSocket; give all that the server sends of it."""
    asked = BackMsg()
    asked.rerun_script.query_string = query
    line.send(asked.SerializeToString())
    texts: list[str] = []
    while True:
        message = ForwardMsg()
        message.ParseFromString(line.recv(timeout=30, decode=False))
        texts.append(str(message.delta.new_element.html.body))
        if message.WhichOneof("type") == "script_finished":
            return "".join(texts)


def test_signing_out_ends_every_tab_and_what_is_still_connected(
    required_dashboard: str, open_page: OpenPage, keep
):
    leaves, hears = open_page(), open_page()
    sign_in(leaves, required_dashboard, EDITOR, parameters="next=/")
    expect(who(leaves)).to_have_text("李强")
    expect(leaves.locator("h1.headline")).to_contain_text(FIGURE)
    hears.goto(f"{required_dashboard}/progress?lang=zh&area=440000")
    expect(hears.locator("h1.headline")).to_contain_text(FIGURE)
    leaves.get_by_role("link", name="机制与保障").click()
    expect(leaves).to_have_url(re.compile("/mechanisms"))
    token = session_of(leaves)
    with listen(required_dashboard, token) as line:
        assert FIGURE in told(line)
        leaves.get_by_role("button", name="退出登录").click()
        leaves.wait_for_url(re.compile(r"/sign-in\?out=1"))
        # Nobody touches the other tab; it goes where nobody may go, and knows the way back.
        hears.wait_for_url(re.compile(r"/sign-in\?next="))
        keep(hears, "other-tab")
        # Who did not hear of it, or does not want to, is told nothing more by the server.
        said = told(line)
        assert FIGURE not in said
        assert CLOSED in said
    with pytest.raises(InvalidStatus) as refused, listen(required_dashboard, token):
        pass
    assert refused.value.response.status_code == 401
    # Back leads to the page that was left, which is asked for anew.
    leaves.go_back()
    leaves.wait_for_url(re.compile(r"/sign-in\?next="))
    assert leaves.locator("h1.headline").count() == 0

    fill_in(hears, EDITOR, PASSWORDS[EDITOR])
    hears.wait_for_url(is_page("/progress", lang="zh", area="440000"))
    expect(hears.locator("h1.headline")).to_contain_text("广东")


def test_a_disabled_account_loses_its_open_page_at_the_next_action(
    accounts_dashboard: str, accounts_database: str, open_page: OpenPage, keep
):
    page = open_page()
    page.add_init_script(DEAF)
    sign_in(page, accounts_dashboard, VIEWER, parameters="next=/about%3Flang%3Dzh")
    expect(who(page)).to_have_text(VIEWER)
    disable(accounts_database, VIEWER)
    page.get_by_role("button", name="English").click()
    notice = page.locator(".ended-notice")
    expect(notice).to_contain_text("Your session has ended")
    expect(who(page)).to_have_count(0)
    # Whoever wants may look at this dashboard: the page itself stays.
    expect(page.locator("h1.headline")).to_be_visible()
    keep(page, "notice")
    notice.get_by_role("link").click()
    page.wait_for_url(re.compile(r"/sign-in\?next=%2Fabout%3Flang%3Den"))


def disable(database_url: str, name: str) -> None:
    """Disable an account as the command line does, beside the running server."""
    with closing(sqlite3.connect(database_url.removeprefix("sqlite:///"))) as database:
        (number,) = database.execute(
            "select account_id from accounts where sign_in_name = ?", [name]
        ).fetchone()
    store = open_store(database_url, known_codes=frozenset())
    store.accounts.disable(number, Signature("tests", datetime.now(UTC)))
    store.close()


def test_a_cold_link_leads_through_signing_in_to_exactly_its_page_and_a_lost_connection_back(
    required_dashboard: str, accounts_database: str, browser: Browser
):
    # The refused connection is an error in the browser's log: no page of `open_page`.
    window = browser.new_context(viewport={"width": 1280, "height": 720}, locale="zh-CN")
    lines: list[WebSocketRoute] = []

    def note(line: WebSocketRoute) -> None:
        line.connect_to_server()
        lines.append(line)

    window.route_web_socket("**/_stcore/stream", note)
    page = window.new_page()
    page.goto(f"{required_dashboard}/progress?lang=zh&area=440000&pace=3.5")
    page.wait_for_url(re.compile("/sign-in"))
    assert page.locator("h1.headline").count() == 0
    fill_in(page, EDITOR, PASSWORDS[EDITOR])
    page.wait_for_url(is_page("/progress", lang="zh", area="440000", pace="3.5"))
    expect(page.locator("h1.headline")).to_contain_text("广东")
    expect(who(page)).to_have_text("李强")
    # A lid that was closed over lunch: the session is over, and the connection gone.
    store = open_store(accounts_database, known_codes=frozenset())
    store.accounts.sessions.end(session_of(page), datetime.now(UTC))
    store.close()
    lines[-1].close()
    page.wait_for_url(re.compile(r"/sign-in\?next=%2Fprogress"))
    window.close()
