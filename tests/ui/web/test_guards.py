"""The guards one by one, over ASGI: hosts, origins, uploads, metrics, headers, health."""

import asyncio
import re
from collections.abc import Iterable
from typing import Any
from uuid import uuid4

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route

from data.base.errors import StoreUnreachable
from data.settings import Settings
from ui.web import health, uploads
from ui.web.headers import index_page, policy
from ui.web.hosts import is_host_ours, is_same_origin
from ui.web.start import middleware
from ui.web.uploads import (
    ENDPOINT,
    KEPT_FOR_S,
    MOST_BYTES,
    MOST_FILES,
    MOST_SESSIONS,
    UploadGuard,
    UploadLedger,
    everyone,
)

SESSION = str(uuid4())
CLIENT = ("127.0.0.1", 4711)


def ask(
    app,
    path: str,
    *,
    method: str = "GET",
    body: Iterable[bytes] = (b"",),
    client: tuple[str, int] = CLIENT,
    scheme: str = "http",
    **headers: str,
) -> tuple[int, dict[str, str], str, int]:
    """Ask an ASGI app: status, headers and text of the answer, and how many parts of the body it read."""
    parts, sent = list(body), []
    read = 0

    async def receive() -> dict:
        nonlocal read
        read += 1
        return {"type": "http.request", "body": parts[read - 1], "more_body": read < len(parts)}

    async def send(message: dict) -> None:
        sent.append(message)

    named = {"host": "localhost:8501", **{name.replace("_", "-"): value for name, value in headers.items()}}
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in named.items()],
        "client": client,
        "scheme": scheme,
        "http_version": "1.1",
        "root_path": "",
        "server": ("127.0.0.1", 8501),
    }
    asyncio.run(app(scope, receive, send))
    got = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], got, b"".join(part.get("body", b"") for part in sent[1:]).decode(), read


async def _swallow(request) -> PlainTextResponse:
    return PlainTextResponse(str(sum([len(part) async for part in request.stream()])))


def site(settings: Settings | None = None, **guards) -> Starlette:
    """Everything that Streamlit serves, as far as the guards can tell."""
    return Starlette(
        routes=[
            Route("/{path:path}", _swallow, methods=["GET", "PUT", "DELETE"]),
        ],
        middleware=middleware(settings or Settings(database_url="sqlite://"), **guards),
    )


def upload_guard(may_upload=everyone, **given) -> Starlette:
    """Only the upload's guard, with one live session, before something that reads what gets through."""
    ledger = UploadLedger(lambda _session: True, lambda: 0, lambda: 0.0)
    guard = Middleware(
        UploadGuard, may_upload=may_upload, lives=lambda session: session == SESSION, ledger=ledger, **given
    )
    return Starlette(routes=[Route("/{path:path}", _swallow, methods=["PUT", "DELETE"])], middleware=[guard])


def an_upload(session: str = SESSION) -> str:
    return f"{ENDPOINT}/{session}/{uuid4()}"


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("dashboard.example.cn", True),
        ("DASHBOARD.example.cn:443", True),
        ("dashboard.example.cn.", True),
        ("a.edu.cn", True),
        ("a.b.edu.cn:8501", True),
        ("localhost:1", True),
        ("[::1]:8501", True),
        ("127.0.0.2", True),
        ("edu.cn", False),
        ("notedu.cn", False),
        ("example.cn", False),
        ("dashboard.example.cn.evil.cn", False),
        ("dashboard.example.cn@evil.cn", False),
        ("evil.cn/dashboard.example.cn", False),
        ("", False),
        ("dashboard.example.cn:x", False),
        ("dashboard.example.cn:99999", False),
        ("dashboard.example.cn,a.cn", False),
        ("dashboard.example.cn#", False),
        ("[::1", False),
        ("０.example", False),
    ],
)
def test_a_host_is_ours_or_not(host, ours):
    assert is_host_ours(host, ("dashboard.example.cn", "*.edu.cn")) is ours


@pytest.mark.parametrize(
    ("origin", "host", "same"),
    [
        ("http://a.cn", "a.cn", True),
        ("https://a.cn", "a.cn", True),
        ("https://a.cn", "a.cn:443", True),
        ("http://a.cn:8501", "A.cn:8501", True),
        ("http://a.cn:8501", "a.cn:8502", False),
        ("null", "a.cn", False),
        ("http://b.cn", "a.cn", False),
        ("http://a.cn.b.cn", "a.cn", False),
        ("file://", "a.cn", False),
        ("", "a.cn", False),
        ("http://[", "a.cn", False),
        ("http://[x]", "a.cn", False),
        ("http://a.cn@b.cn", "a.cn", False),
        ("http://a.cn/x", "a.cn", False),
        ("http://localhost", "127.0.0.1", False),
    ],
)
def test_an_origin_is_the_same_or_not(origin, host, same):
    assert is_same_origin(origin, host) is same


def test_nobody_who_may_not_upload_has_a_byte_read():
    for guard in (
        upload_guard(lambda *_: False),
        upload_guard(lambda cookies, _here: cookies.get("ea") == "editor"),
    ):
        status, _, text, read = ask(guard, an_upload(), method="PUT", body=[b"x" * 9], cookie="ea=viewer")
        assert (status, read) == (403, 0)
        assert text.count(".") == 1
        assert ask(guard, an_upload(), method="DELETE", cookie="ea=viewer")[0] == 403


def test_who_may_upload_is_asked_with_the_cookies():
    guard = upload_guard(lambda cookies, _here: cookies.get("ea") == "editor")
    assert ask(guard, an_upload(), method="PUT", body=[b"12", b"345"], cookie="a=b; ea=editor")[2] == "5"


def test_without_accounts_a_proxy_lets_nobody_upload():
    guard = upload_guard(lambda _cookies, here: here)
    assert ask(guard, an_upload(), method="PUT")[0] == 200
    assert ask(guard, an_upload(), method="PUT", client=("10.0.0.9", 1))[0] == 403
    for header in ("forwarded", "x-forwarded-for", "x-real-ip", "x-forwarded-proto", "via"):
        forwarded: dict[str, Any] = {header: "127.0.0.1"}
        assert ask(guard, an_upload(), method="PUT", **forwarded)[0] == 403


def test_a_session_that_is_gone_takes_nothing():
    status, _, _, read = ask(upload_guard(), an_upload(str(uuid4())), method="PUT", body=[b"x"])
    assert (status, read) == (400, 0)


def test_a_body_without_a_length_is_counted_as_it_comes(monkeypatch):
    monkeypatch.setattr(uploads, "MOST_BYTES", 25)
    parts = [b"0123456789"] * 9
    status, _, _, read = ask(upload_guard(), an_upload(), method="PUT", body=parts)
    assert (status, read) == (413, 3)


def test_an_announced_length_is_believed_only_when_it_is_too_large():
    for length, status in (
        (str(MOST_BYTES + 1), 413),
        ("9" * 5000, 400),
        ("-1", 400),
        ("１", 400),
        ("5", 200),
    ):
        latin = length.encode().decode("latin-1") if length.isascii() else "1_0"
        assert ask(upload_guard(), an_upload(), method="PUT", content_length=latin)[0] == status


def test_below_a_base_path_only_its_own_endpoint_is_one():
    guard = upload_guard(base="/tracker/")
    assert ask(guard, "/tracker" + an_upload(), method="PUT")[0] == 200
    assert ask(guard, an_upload(), method="PUT")[0] == 400


def test_the_ledger_forgets_after_an_hour_and_with_the_session():
    now, kept = [0.0], {"a", "b"}
    ledger = UploadLedger(kept.__contains__, lambda: 0, lambda: now[0])
    for _ in range(MOST_FILES):
        assert ledger.begin_file("a", 1) is None
    refused = ledger.begin_file("a", 1)
    assert refused is not None
    assert refused.status == 429
    assert ledger.begin_file("b", 1) is None
    kept.remove("a")
    assert ledger.begin_file("b", 1) is None
    assert len(ledger) == 1
    kept.add("a")
    assert ledger.begin_file("a", 1) is None
    now[0] = KEPT_FOR_S
    assert ledger.begin_file("b", 1) is None
    assert len(ledger) == 1


def test_the_ledger_is_bounded_in_sessions_and_in_bytes_together(monkeypatch):
    ledger = UploadLedger(lambda _session: True, lambda: 0, lambda: 0.0)
    for number in range(MOST_SESSIONS):
        assert ledger.begin_file(str(number), 0) is None
    assert ledger.begin_file("one more", 0) is not None
    assert len(ledger) == MOST_SESSIONS
    monkeypatch.setattr(uploads, "MOST_BYTES_TOGETHER", 100)
    assert ledger.add_bytes("1", 60) is None
    assert ledger.add_bytes("2", 60) is not None
    full = UploadLedger(lambda _session: True, lambda: 101, lambda: 0.0)
    assert full.begin_file("a", 0) is not None


def test_metrics_are_for_the_machine_itself():
    for path in ("/_stcore/metrics", "/_stcore/metrics/", "/base/_stcore/metrics"):
        assert ask(site(), path)[0] == 200
        assert ask(site(), path, client=("10.0.0.9", 1))[0] == 403
        assert ask(site(), path, x_forwarded_for="127.0.0.1")[0] == 403
        assert ask(site(), path, forwarded="for=127.0.0.1")[0] == 403
    opened = site(Settings(database_url="sqlite://", open_metrics=True))
    assert ask(opened, "/_stcore/metrics", client=("10.0.0.9", 1))[0] == 200


def test_every_answer_carries_the_closed_headers_refusals_too():
    for answer in (ask(site(), "/"), ask(site(), "/", host="evil.example")):
        headers = answer[1]
        assert "object-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "SAMEORIGIN"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert "camera=()" in headers["permissions-policy"]
        assert "strict-transport-security" not in headers
    assert "max-age" in ask(site(), "/", scheme="https")[1]["strict-transport-security"]


def test_a_page_is_asked_for_again_each_time():
    app = Starlette(
        routes=[Route("/", lambda _request: HTMLResponse("<p>"))],
        middleware=middleware(Settings(database_url="sqlite://")),
    )
    assert ask(app, "/")[1]["cache-control"] == "no-cache"


def test_the_policy_lets_run_exactly_the_scripts_of_the_page():
    written = policy(index_page())
    (scripts,) = re.findall(r"script-src ([^;]+)", written)
    assert "unsafe" not in scripts
    assert "data:" not in scripts
    # Streamlit's own, ours before the first paint, one for each theme, and one for each way to sign out.
    assert len(re.findall(r"'sha256-[^']+='", scripts)) == 6
    assert policy(index_page() + b"<script>alert(1)</script>") != written
    assert not re.search(r"https?:|\*", written)


def test_health_tells_no_address_path_or_user(monkeypatch):
    def unreachable() -> int:
        raise StoreUnreachable('PostgreSQL at db.example:5432 refuses user "root".', "See /srv/secret.")

    monkeypatch.setattr(health, "current_revision", unreachable)
    status, _, text, _ = ask(Starlette(routes=[health.health_route()]), "/health")
    assert status == 503
    assert not re.search(r"db\.example|root|/srv", text)
    monkeypatch.setattr(health, "current_revision", lambda: 7)
    assert ask(Starlette(routes=[health.health_route()]), "/health")[2] == '{"status":"ok","revision":7}'
