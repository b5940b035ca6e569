"""Attempts to get in as nobody, against the server as `make run` starts it; each with the answer it has to get."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest

from tests.ui.web.attempts import ENDPOINT, FOREIGN, MULTIPART, Server, Table, form, open_session, started
from ui.page_list import PAGES
from ui.web.uploads import MOST_BYTES, MOST_FILES

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("guards")
    with started(f"sqlite:///{folder / 'dashboard.db'}", folder / "log") as server:
        server.session = open_session(server)
        assert server.session
        yield server


def try_hosts(server: Server, table: Table) -> None:
    ask = server.ask
    for host in (
        "evil.example",
        "127.0.0.1.evil.example",
        "evil.example:8501",
        "127.0.0.1@evil.example",
        "a b",
        "[::1",
    ):
        table.add(f"GET / as {host}", ask("GET", "/", Host=host), 400)
        table.add(f"WebSocket as {host}", server.knock(Host=host), 400)
    table.add("GET / without a Host", ask("GET", "/", Host=""), 400)
    table.add("GET / as localhost", ask("GET", "/", Host="localhost"), 200)
    for entry in PAGES:
        table.add(
            f"GET /{entry.path} as evil.example", ask("GET", f"/{entry.path}", Host="evil.example"), 400
        )
    for path in ("/health", "/_stcore/health", "/_stcore/host-config", "/county/search?q=a"):
        table.add(f"GET {path}", ask("GET", path), 200)
        table.add(f"GET {path} as evil.example", ask("GET", path, Host="evil.example"), 400)


def try_origins(server: Server, table: Table) -> None:
    ask, own = server.ask, server.own
    upload = f"{ENDPOINT}/{server.session}/{uuid4()}"
    table.add("GET / by a link from elsewhere", ask("GET", "/", Origin=FOREIGN), 200)
    for origin in (
        FOREIGN,
        "null",
        "http://localhost:1",
        f"http://127.0.0.1:{server.port}.evil.example",
        "garbage",
    ):
        table.add(f"WebSocket from {origin}", server.knock(Origin=origin), 403)
        table.add(f"PUT from {origin}", ask("PUT", upload, form(b"1"), Origin=origin, **own), 403)
        table.add(f"Deletion from {origin}", ask("DELETE", upload, Origin=origin, **own), 403)
        table.add(f"POST / from {origin}", ask("POST", "/", b"1", Origin=origin), 403)
    table.add("WebSocket of our own page", server.knock(Origin=f"http://{server.host}"), 101)


def try_uploads(server: Server, table: Table) -> None:
    ask = server.ask
    own: dict[str, Any] = {"Origin": f"http://{server.host}", **server.own}
    ours = f"{ENDPOINT}/{server.session}"
    no_session = f"{ENDPOINT}/{uuid4()}/{uuid4()}"
    table.add("upload of an open page", ask("PUT", f"{ours}/{uuid4()}", form(b"1"), **own), 204)
    table.add(
        "upload without its token", ask("PUT", f"{ours}/{uuid4()}", form(b"1"), Content_Type=MULTIPART), 403
    )
    table.add("upload to no session", ask("PUT", no_session, form(b"1"), **own), 400)
    table.add("deletion in no session", ask("DELETE", no_session, **own), 400)
    by_proxy: dict[str, Any] = {"X-Forwarded-For": "127.0.0.1", **own}
    table.add("upload through a proxy", ask("PUT", f"{ours}/{uuid4()}", form(b"1"), **by_proxy), 403)
    for odd in (
        f"{ENDPOINT}/../../etc/passwd",
        f"{ENDPOINT}/..%2f..%2fetc/passwd",
        f"{ours}/%2e%2e%2fx",
        f"{ours}/..",
        f"{ours}/{uuid4()}/more",
        f"{ours}/",
        f"{ENDPOINT}/",
        f"{ours}/%00",
        f"{ours}/{str(uuid4()).upper()}",
        f"{ours}/%61{str(uuid4())[1:]}",
        f"{ours}/{'a' * 5000}",
        f"/{ENDPOINT}/{server.session}/{uuid4()}",
        f"{ours}/%F0%9F%92%A9",
        f"{ours};x/{uuid4()}",
    ):
        shown = odd.replace(server.session, "…")[:60]
        table.add(f"PUT {shown}", ask("PUT", odd, form(b"1"), **own), 400)
        table.add(f"DELETE {shown}", ask("DELETE", odd, **own), 400)
    for method in ("GET", "POST", "PATCH", "TRACE"):
        table.add(f"{method} an upload", ask(method, f"{ours}/{uuid4()}", **own), 405)


def try_inner_addresses(server: Server, table: Table) -> None:
    for path in ("/_stcore/metrics", "/_stcore/script-health-check"):
        for header in ("X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Forwarded-Host", "Via"):
            forwarded: dict[str, Any] = {header: "127.0.0.1"}
            table.add(f"GET {path} with {header}", server.ask("GET", path, **forwarded), 403)
    table.add("GET /_stcore/metrics on the machine", server.ask("GET", "/_stcore/metrics"), 200)
    for path in ("openapi.json", "interact", "mcp", "", "x/y"):
        for method in ("GET", "POST", "PUT", "DELETE"):
            table.add(f"{method} agent/{path}", server.ask(method, f"/_stcore/agent/{path}", b"{}"), 404)


def try_the_disk(server: Server, table: Table) -> None:
    for path in (
        "/media/../../etc/passwd",
        "/static/..%2f..%2fconfig.toml",
        "//evil.example/x",
        "/map/js/..%2f/x",
    ):
        status, text = server.ask("GET", path)
        table.rows.append((f"GET {path} ({status})", "root:" in text or "[server]" in text, False))


ROUNDS: list[Callable[[Server, Table], None]] = [
    try_hosts,
    try_origins,
    try_uploads,
    try_inner_addresses,
    try_the_disk,
]


@pytest.mark.parametrize("attempts", ROUNDS, ids=lambda attempts: attempts.__name__)
def test_nobody_finds_a_way_in(server: Server, attempts, capsys: pytest.CaptureFixture[str]):
    table = Table()
    attempts(server, table)
    table.show_and_check(capsys)


def test_countless_files_end_at_the_limit_of_their_session(server: Server):
    session = open_session(server)
    path = f"/_stcore/upload_file/{session}"
    answers = [
        server.ask("PUT", f"{path}/{uuid4()}", form(b"1"), **server.own)[0] for _ in range(MOST_FILES + 3)
    ]
    assert answers == [204] * MOST_FILES + [429] * 3
    other = open_session(server)
    assert server.ask("PUT", f"/_stcore/upload_file/{other}/{uuid4()}", form(b"1"), **server.own)[0] == 204


def test_an_oversized_upload_is_refused_before_it_is_read(server: Server):
    path = f"/_stcore/upload_file/{open_session(server)}/{uuid4()}"
    announced: dict[str, Any] = {**server.own, "Content-Length": str(MOST_BYTES + 1)}
    assert server.ask("PUT", path, b"", **announced)[0] == 413
