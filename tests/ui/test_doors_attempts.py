"""Attempts to get in as nobody, against the server as `make run` starts it; each with the answer it has to get."""

import http.client
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin

import pages
from tests.browser.conftest import serve, stop
from ui.web.upload_ledger import MOST_BYTES, MOST_FILES

pytestmark = pytest.mark.slow

FOREIGN = "http://evil.example"
BOUNDARY = "b0undary"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"
ENDPOINT = "/_stcore/upload_file"


@dataclass
class Server:
    """A started dashboard and one open session in it."""

    port: int
    session: str = ""
    token: str = ""
    held: ExitStack = field(default_factory=ExitStack)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def own(self) -> dict[str, Any]:
        """What the page's own uploads carry."""
        return {
            "X-Xsrftoken": self.token,
            "Cookie": f"_streamlit_xsrf={self.token}",
            "Content-Type": MULTIPART,
        }

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, str]:
        """Send a request as it is written here, path and Host included; status and body of the answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in {"Host": self.host, **named}.items():
            if value:
                connection.putheader(name, value)
        if body and "Content-Length" not in named and "Transfer-Encoding" not in named:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body or None)
        answer = connection.getresponse()
        status, text = answer.status, answer.read().decode("utf-8", "replace")
        connection.close()
        return status, text

    def knock(self, path: str = "/_stcore/stream", **headers: str) -> int:
        """Ask for a WebSocket; 101 if it opens, else the status."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        host, origin = named.pop("Host", self.host), named.pop("Origin", None)
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as line:
            lines = [
                f"GET {path} HTTP/1.1", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", f"Host: {host}",
                *([f"Origin: {origin}"] if origin else []), *(f"{n}: {v}" for n, v in named.items()),
            ]  # fmt: skip
            line.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
            return int(line.recv(4096).split(b" ")[1])


def form(data: bytes, name: str = "a.csv") -> bytes:
    """Write one file as a browser sends it."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\n\r\n'
    return head.encode() + data + f"\r\n--{BOUNDARY}--\r\n".encode()


def open_session(server: Server) -> str:
    """Open a page as a browser does, and return its session's id."""
    page = connect(
        f"ws://{server.host}/_stcore/stream", origin=Origin(f"http://{server.host}"), max_size=None
    )
    socket_ = server.held.enter_context(page)
    started = BackMsg()
    started.rerun_script.query_string = ""
    socket_.send(started.SerializeToString())
    while True:
        message = ForwardMsg()
        message.ParseFromString(socket_.recv(timeout=30, decode=False))
        if message.WhichOneof("type") == "new_session":
            return message.new_session.initialize.session_id


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("doors")
    process, address = serve(f"sqlite:///{folder / 'dashboard.db'}", folder / "log")
    server = Server(int(address.rpartition(":")[2]))
    try:
        with server.held:
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
            connection.request("GET", "/_stcore/health")
            cookie = connection.getresponse().getheader("Set-Cookie") or ""
            connection.close()
            server.token = cookie.partition("_streamlit_xsrf=")[2].partition(";")[0]
            server.session = open_session(server)
            assert server.session
            assert server.token
            yield server
    finally:
        stop(process)


@dataclass
class Table:
    """What was tried, what it was answered, and what it has to be answered."""

    rows: list[tuple[str, object, object]] = field(default_factory=list)

    def add(self, what: str, answer: tuple[int, str] | int, expected: int) -> None:
        """Note an attempt; a refusal in words is one short sentence that tells nothing of the machine."""
        if isinstance(answer, int):
            self.rows.append((what, answer, expected))
            return
        status, text = answer
        self.rows.append((what, status, expected))
        if status in (400, 403, 413, 429):
            told = len(text) > 200 or "Traceback" in text or "/work" in text
            self.rows.append((f"    {text.strip()[:90]}", told, False))


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
    for entry in pages.ALL:
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
        f"{ENDPOINT}/../../etc/passwd", f"{ENDPOINT}/..%2f..%2fetc/passwd", f"{ours}/%2e%2e%2fx", f"{ours}/..",
        f"{ours}/{uuid4()}/more", f"{ours}/", f"{ENDPOINT}/", f"{ours}/%00", f"{ours}/{str(uuid4()).upper()}",
        f"{ours}/%61{str(uuid4())[1:]}", f"{ours}/{'a' * 5000}", f"/{ENDPOINT}/{server.session}/{uuid4()}",
        f"{ours}/%F0%9F%92%A9", f"{ours};x/{uuid4()}",
    ):  # fmt: skip
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
    try_hosts, try_origins, try_uploads, try_inner_addresses, try_the_disk,
]  # fmt: skip


@pytest.mark.parametrize("attempts", ROUNDS, ids=lambda attempts: attempts.__name__)
def test_nobody_finds_a_way_in(server: Server, attempts, capsys: pytest.CaptureFixture[str]):
    table = Table()
    attempts(server, table)
    assert table.rows
    with capsys.disabled():
        print()
        for what, answer, expected in table.rows:
            print(f"{'  ' if answer == expected else '! '}{answer!s:<6}{what}")
    assert [row for row in table.rows if row[1] != row[2]] == []


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
