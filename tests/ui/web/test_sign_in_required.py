"""The guard of a dashboard for those signed in only, over ASGI: what nobody gets, and what anybody may have."""

import asyncio
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Mount

from data.base.errors import StoreUnreachable
from data.settings import Settings
from tests.ui.web.test_guards import ask
from ui.access import SESSION_COOKIE
from ui.web.sign_in_required import SignInGuard, bundle
from ui.web.start import middleware

GOOD = f"{SESSION_COOKIE}=good"
PAGE = {"accept": "text/html,application/xhtml+xml;q=0.9"}


class Asked:
    """Stands for the store: knows one token, and counts the questions."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, cookies) -> bool:
        self.times += 1
        return cookies.get(SESSION_COOKIE) == "good"


def behind(signed_in=None, *, required: bool = True, base: str = "") -> Starlette:
    """Something private behind the guard, under every address."""
    guard = Middleware(SignInGuard, required=required, base=base, signed_in=signed_in or Asked())

    async def private(scope, receive, send) -> None:
        await PlainTextResponse("private")(scope, receive, send)

    return Starlette(routes=[Mount("/", private)], middleware=[guard])


@pytest.mark.parametrize(
    "path",
    [
        "/media/0123.xlsx",
        "/county/search",
        "/_stcore/host-config",
        "/_stcore/stream",
        "/_stcore/bidi-components/x.js",
        "/component/x",
        "/_stcore/upload_file/a/b",
        "/_stcore/health/",
        "/health/x",
        "/map/js/0123456789ab/../../media/x",
        "/map/province.json",
        "/map/js/index.js",
        "/static/js/none.js",
        "/static/../media/x",
        "/static//js",
        "/sign-in/x",
        "/password",
        "/xsign-in",
        "/auth/login/x",
        "/index.html",
        "//static/js",
        "/edu/health",
        "/_stcore/metrics/x",
    ],
)
def test_nobody_is_answered_what_is_not_named(path):
    status, headers, text, _read = ask(behind(), path)
    assert status == 401
    assert text.count(".") == 1
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "/sign-in",
        "/first-admin",
        "/auth/login",
        "/oauth2callback",
        "/health",
        "/_stcore/health",
        "/_stcore/metrics",
        "/favicon.png",
        "/map/province.0123456789ab.json",
        "/map/js/0123456789ab/index.js",
        "/map/js/0123456789ab/style.css",
    ],
)
def test_what_is_named_asks_for_no_session_under_the_base_path_either(path):
    asked = Asked()
    for app, address in ((behind(asked), path), (behind(asked, base="edu"), "/edu" + path)):
        assert ask(app, address, cookie=GOOD)[2] == "private"
    assert asked.times == 0


def test_the_bundle_is_open_file_by_file_and_to_readers_only():
    scripts = [path for path in bundle() if path.startswith("/static/js/index.")]
    assert scripts
    assert "/index.html" not in bundle()
    assert ask(behind(), scripts[0])[0] == 200
    assert ask(behind(), scripts[0], method="PUT")[0] == 401
    assert ask(behind(), "/health", method="POST")[0] == 401
    assert ask(behind(), "/sign-in", method="POST")[0] == 200


@pytest.mark.parametrize("path", ["/", "/map", "/upload", "/no-such-page", "/index.html"])
def test_a_page_leads_nobody_to_the_way_in_and_back(path):
    for headers in (PAGE, {"sec_fetch_mode": "navigate"}):
        status, answered, _text, _read = ask(behind(), path, **headers)
        assert (status, answered["location"]) == (303, f"/sign-in?next={path.replace('/', '%2F')}")
        assert answered["cache-control"] == "no-store"
    # A page's own request for the same is refused: a script would take the way in for data.
    assert ask(behind(), path, **PAGE, sec_fetch_mode="cors")[0] == 401
    assert ask(behind(), path, method="POST", **PAGE)[0] == 401


def address_to_come_back_to(path: str, query: bytes, base: str = "") -> tuple[str, str]:
    """Ask for a page as nobody: the path of the way in, and what it is told to lead back to."""
    sent: list[dict[str, Any]] = []

    async def send(message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": query,
        "root_path": "",
        "headers": [(b"accept", b"text/html")],
    }
    asyncio.run(behind(base=base)(scope, None, send))
    there = urlsplit(dict(sent[0]["headers"])[b"location"].decode())
    return there.path, parse_qs(there.query).get("next", [""])[0]


@pytest.mark.parametrize(
    ("path", "query", "base", "way_in", "back"),
    [
        ("/map", b"area=440000&lang=zh", "", "/sign-in", "/map?area=440000&lang=zh"),
        ("/edu/map", b"find=%E5%B9%BF+a%26b", "edu", "/edu/sign-in", "/edu/map?find=%E5%B9%BF+a%26b"),
        ("/县", b"", "", "/sign-in", "/%E5%8E%BF"),
        ("/a?b#c", b"d", "", "/sign-in", "/a%3Fb%23c?d"),
        ("//evil.example/x", b"", "", "/sign-in", ""),
    ],
)
def test_the_way_back_is_the_address_with_its_query(path, query, base, way_in, back):
    assert address_to_come_back_to(path, query, base) == (way_in, back)


def test_who_is_signed_in_costs_one_question_and_nobody_costs_none():
    asked = Asked()
    _status, headers, text, _read = ask(behind(asked), "/media/x", cookie=GOOD)
    assert text == "private"
    # Back, after signing out, is not answered from the browser's own memory.
    assert headers["cache-control"] == "no-store"
    assert asked.times == 1
    assert ask(behind(asked), "/media/x", cookie=f"{SESSION_COOKIE}=forged")[0] == 401
    assert asked.times == 2
    for cookie in ("", "other=good", f"{SESSION_COOKIE}=", f"{SESSION_COOKIE}={'a' * 50_000}"):
        assert ask(behind(asked), "/media/x", cookie=cookie)[0] == 401
    assert asked.times == 2


def test_nobody_is_let_in_while_the_store_cannot_be_asked(caplog):
    def broken(_cookies) -> bool:
        raise StoreUnreachable("postgresql://user:secret@db cannot be opened.", "Check it.")

    for headers in ({}, PAGE):
        status, _headers, text, _read = ask(behind(broken), "/map", cookie=GOOD, **headers)
        assert status == 503
        assert "secret" not in text
    assert "cannot be opened" in caplog.text
    # Monitors are told by the health check itself.
    assert ask(behind(broken), "/health", cookie=GOOD)[0] == 200


@pytest.mark.parametrize("path", ["/_stcore/stream", "/sign-in", "/health"])
@pytest.mark.parametrize(
    ("cookie", "opens"), [(b"", False), (b"ea_session=forged", False), (GOOD.encode(), True)]
)
def test_a_websocket_opens_for_a_session_only(path, cookie, opens):
    reached: list[bool] = []
    sent: list[dict[str, Any]] = []

    async def inside(_scope, _receive, _send) -> None:
        reached.append(True)

    async def send(message) -> None:
        sent.append(message)

    scope = {"type": "websocket", "path": path, "query_string": b"", "headers": [(b"cookie", cookie)]}
    asyncio.run(SignInGuard(inside, required=True, signed_in=Asked())(scope, None, send))
    assert bool(reached) is opens
    assert [message["type"] for message in sent] == ([] if opens else ["websocket.close"])


def test_the_doors_have_it_where_the_setting_asks_for_it_and_only_there():
    site = lambda **given: Starlette(  # noqa: E731
        routes=[Mount("/", PlainTextResponse("private"))],
        middleware=middleware(Settings(database_url="sqlite://", **given)),
    )
    assert ask(site(sign_in_required=True), "/map")[0] == 401
    status, headers, _text, _read = ask(site(), "/map")
    assert (status, headers.get("cache-control")) == (200, None)
