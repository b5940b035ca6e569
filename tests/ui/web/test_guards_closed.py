"""Attempts to get in where signing in is required, and at the forms that let people in."""

from collections.abc import Iterator
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from data.accounts.sign_in import NAME_AT_ADDRESS
from data.store.store import open_store
from tests.browser.signed_in import ADMIN, PASSWORDS, VIEWER, make_accounts
from tests.ui.web.attempts import ENDPOINT, FOREIGN, Server, Table, form, opened, started
from ui.access import SESSION_COOKIE
from ui.page_list import PAGES
from ui.sign_in.request import FORM_COOKIE, FORM_FIELD, LONGEST_FORM

pytestmark = pytest.mark.slow

# What a page asks for besides itself; none of it is for nobody.
INNER = (
    "/_stcore/host-config",
    "/_stcore/allowed-message-origins",
    "/_stcore/script-health-check",
    "/media/a.csv",
    "/component/x/index.html",
    "/county/search?q=a",
    "/files/original/1",
    f"/files/parcel/{'A' * 43}",
    "/files/x",
    "/password",
    "/static/../pages/accounts.py",
    "/app/static/x",
    "/index.html",
    "/x/y",
    "/_stcore/stream",
)
OPEN = ("/sign-in", "/health", "/_stcore/health", "/favicon.png")
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, dict[str, str]]]:
    """A dashboard for those signed in only; the cookies of nobody, of an ended session and of a viewer."""
    folder = tmp_path_factory.mktemp("closed")
    url = f"sqlite:///{folder / 'dashboard.db'}"
    make_accounts(url)
    store = open_store(url, known_codes=frozenset())
    viewer, sessions, now = store.accounts.named(VIEWER), store.accounts.sessions, datetime.now(UTC)
    tokens = [sessions.begin(viewer.account_id, "local", now, None, None) for _ in range(2)]
    sessions.end(tokens[0], now)
    store.close()
    ended, good = (f"{SESSION_COOKIE}={token}" for token in tokens)
    with started(url, folder / "log", DASHBOARD_SIGN_IN="required") as server:
        yield server, {"nobody": "", "an ended session": ended, "a viewer": good}


def test_nothing_is_answered_to_nobody(
    closed: tuple[Server, dict[str, str]], capsys: pytest.CaptureFixture[str]
):
    (server, cookies), table = closed, Table()
    for who in ("nobody", "an ended session"):
        own = {"Cookie": cookies[who]}
        for path in OPEN:
            table.add(f"{who}: GET {path}", server.ask("GET", path, **own)[0], 200)
        for entry in PAGES:
            path = f"/{entry.path}?area=440000"
            table.add(f"{who}: opens {path}", server.ask("GET", path, Accept="text/html", **own)[0], 303)
            table.add(f"{who}: asks for {path}", server.ask("GET", path, **own)[0], 401)
            for method in ("POST", "PUT", "DELETE"):
                table.add(f"{who}: {method} {path}", server.ask(method, path, b"1", **own)[0], 401)
        for path in INNER:
            answer, text = server.ask("GET", path, **own)
            table.rows.append((f"{who}: GET {path} ({answer})", answer in (303, 400, 401, 403, 404), True))
            table.rows.append((f"    says {text.strip()[:60]}", len(text) > 300, False))
        for path in (f"{ENDPOINT}/{uuid4()}/{uuid4()}", "/media/x"):
            table.add(f"{who}: PUT {path[:30]}", server.ask("PUT", path, form(b"1"), **own)[0], 401)
        table.add(f"{who}: WebSocket", server.knock(**own), 401)
        table.add(f"{who}: WebSocket of our page", server.knock(Origin=f"http://{server.host}", **own), 401)
    own = {"Cookie": cookies["a viewer"]}
    table.add("a viewer: GET /", server.ask("GET", "/", Accept="text/html", **own)[0], 200)
    table.add("a viewer: WebSocket", server.knock(Origin=f"http://{server.host}", **own), 101)
    with opened(server, "accounts", cookie=cookies["a viewer"]) as (_, drawn):
        table.rows.append(("a viewer: the accounts", ADMIN in drawn.text, False))
    table.show_and_check(capsys)


def form_token(server: Server) -> str:
    """Give the token of the form to sign in."""
    jar: SimpleCookie = SimpleCookie(server.headers("/sign-in")["Set-Cookie"])
    return jar[FORM_COOKIE].value


def test_the_forms_let_nobody_in(closed: tuple[Server, dict[str, str]], capsys: pytest.CaptureFixture[str]):
    (server, _cookies), table = closed, Table()
    token = form_token(server)
    kept = {"Cookie": f"{FORM_COOKIE}={token}", "Content_Type": FORM, "Origin": f"http://{server.host}"}

    def send(**given: str) -> bytes:
        return urlencode({FORM_FIELD: token, "name": ADMIN, "password": "guess", **given}).encode()

    right = send(password=PASSWORDS[ADMIN])
    tries: dict[str, tuple[bytes, dict[str, str], int]] = {
        "right, but without the form's cookie": (right, {**kept, "Cookie": ""}, 403),
        "right, but with another form's token": (send(password=PASSWORDS[ADMIN], form="A" * 43), kept, 403),
        "right, but without the form's token": (send(password=PASSWORDS[ADMIN], form=""), kept, 403),
        "right, but from another site": (right, {**kept, "Origin": FOREIGN}, 403),
        "right, but from nowhere": (right, {**kept, "Origin": "null"}, 403),
        "right, but as JSON": (right, {**kept, "Content_Type": "application/json"}, 415),
        "too long": (b"x" * (LONGEST_FORM + 1), kept, 413),
        "not a form": (b"\xff\xfe", kept, 400),
        "SQL for a name": (send(name="' OR 1=1 --"), kept, 403),
        "a name with markup": (send(name="<img src=x onerror=alert(1)>"), kept, 403),
        "no name": (send(name="", password=""), kept, 403),
    }
    for what, (body, headers, expected) in tries.items():
        answer, text = server.ask("POST", "/sign-in", body, **headers)
        table.add(f"signing in: {what}", answer, expected)
        table.rows.append(("    with markup of theirs", "<img" in text, False))
    for number in range(NAME_AT_ADDRESS.failures + 2):
        answer, _ = server.ask("POST", "/sign-in", send(name=VIEWER), **kept)
        table.add(
            f"signing in: guess {number + 1}", answer, 403 if number < NAME_AT_ADDRESS.failures else 429
        )
    body = send(name=VIEWER, password=PASSWORDS[VIEWER])
    table.add("signing in: the right one, too late", server.ask("POST", "/sign-in", body, **kept)[0], 429)
    for method in ("GET", "POST"):
        body = send() if method == "POST" else b""
        answer = server.ask(method, f"/first-admin?code={'A' * 43}", body, **kept)[0]
        table.add(f"{method} /first-admin with a guessed code", answer, 410)
        answer = server.ask(method, "/password", body, **kept)[0]
        table.rows.append((f"{method} /password as nobody ({answer})", answer in (303, 401), True))
    for where in ("//evil.example", "/\\evil.example", "https://evil.example", "/%2f/evil.example", "/a\n/b"):
        query = urlencode({"next": where})
        text = server.ask("GET", f"/sign-in?{query}")[1]
        table.rows.append((f"leads on to {where!r}", 'href="' + where in text or "evil" in text, False))
    table.show_and_check(capsys)
