"""A started dashboard as an intruder meets it: requests as they are written, WebSockets, and a table of answers."""

import http.client
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from google.protobuf import text_format
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin

from tests.browser.conftest import serve, stop

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
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
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

    def headers(self, path: str) -> http.client.HTTPMessage:
        """Give the headers of a page's answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.headers

    def knock(self, path: str = "/_stcore/stream", **headers: str) -> int:
        """Ask for a WebSocket; 101 if it opens, else the status."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        host, origin = named.pop("Host", self.host), named.pop("Origin", None)
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as line:
            lines = [f"GET {path} HTTP/1.1", "Connection: Upgrade", "Upgrade: websocket"]
            lines += [
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                f"Host: {host}",
            ]
            lines += [f"Origin: {origin}"] if origin else []
            lines += [f"{name}: {value}" for name, value in named.items()]
            line.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
            return int(line.recv(4096).split(b" ")[1])


def form(data: bytes, name: str = "a.csv") -> bytes:
    """Write one file as a browser sends it."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\n\r\n'
    return head.encode() + data + f"\r\n--{BOUNDARY}--\r\n".encode()


@dataclass
class Drawn:
    """What a page sent to a browser: its session, every text in it, the kinds of its elements, its widgets' ids."""

    session: str = ""
    text: str = ""
    kinds: set[str] = field(default_factory=set)
    widgets: dict[str, str] = field(default_factory=dict)

    def add(self, message: ForwardMsg) -> None:
        """Take a message in."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.session = message.new_session.initialize.session_id
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            named = element.WhichOneof("type") or ""
            self.kinds.add(named)
            drawn = getattr(element, named)
            self.text += text_format.MessageToString(element, as_utf8=True)
            if getattr(drawn, "id", ""):
                self.widgets[drawn.id] = named


@contextmanager
def opened(server: Server, page: str = "", query: str = "", cookie: str = "") -> Iterator[tuple[Any, Drawn]]:
    """Open a page as a browser does, wait until it is drawn; give its connection and what it drew."""
    line = connect(
        f"ws://{server.host}/_stcore/stream",
        origin=Origin(f"http://{server.host}"),
        additional_headers={"Cookie": cookie} if cookie else None,
        max_size=None,
        open_timeout=60,
    )
    with line as connection:
        started_run = BackMsg()
        started_run.rerun_script.query_string = query
        started_run.rerun_script.page_name = page
        yield connection, run(connection, started_run)


def run(connection: Any, asked: BackMsg) -> Drawn:
    """Send what a browser sends, and collect what the page draws for it."""
    connection.send(asked.SerializeToString())
    drawn = Drawn()
    while True:
        message = ForwardMsg()
        message.ParseFromString(connection.recv(timeout=60, decode=False))
        drawn.add(message)
        if message.WhichOneof("type") == "script_finished":
            return drawn


def open_session(server: Server) -> str:
    """Open a page as a browser does, keep it open, and return its session's id."""
    _, drawn = server.held.enter_context(opened(server))
    return drawn.session


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

    def show_and_check(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Print every attempt with its answer, and fail where one is not what it has to be."""
        assert self.rows
        with capsys.disabled():
            print()
            for what, answer, expected in self.rows:
                print(f"{'  ' if answer == expected else '! '}{answer!s:<6}{what}")
        assert [row for row in self.rows if row[1] != row[2]] == []


@contextmanager
def started(database_url: str, log: Path, **environment: str) -> Iterator[Server]:
    """Start a dashboard, and give it with the token that Streamlit gives every browser."""
    process, address = serve(database_url, log, **environment)
    server = Server(int(address.rpartition(":")[2]))
    try:
        with server.held:
            cookie = server.headers("/_stcore/health").get("Set-Cookie", "")
            server.token = cookie.partition("_streamlit_xsrf=")[2].partition(";")[0]
            assert server.token
            yield server
    finally:
        stop(process)
