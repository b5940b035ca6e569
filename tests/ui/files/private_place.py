"""Asking for private files over ASGI, as nobody or with somebody's session."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime

from starlette.applications import Starlette
from starlette.types import Message

from data.store.store import Store
from ui.access import SESSION_COOKIE
from ui.files.offered import OfferedFile, OfferedFiles
from ui.files.route import private_file_routes

HERE = "127.0.0.1"


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Place:
    """The routes with a store of two batches: 1 of 广东 and 湖南, 2 of 广东; and whoever has signed in."""

    store: Store
    files: OfferedFiles = field(default_factory=lambda: OfferedFiles(lambda page: page != "closed"))
    tokens: dict[str, str] = field(default_factory=dict)

    def ask(
        self, path: str, token: str = "", *, client: str = HERE, base: str = "", **headers: str
    ) -> Answer:
        parts: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            parts.append(message)

        path, _, query = path.partition("?")
        given = {"host": "localhost:8501", "accept-language": "en", "cookie": f"{SESSION_COOKIE}={token}"}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        scope = {
            "type": "http",
            "method": "GET",
            "path": path,
            "raw_path": path.encode(),
            "scheme": "http",
            "query_string": query.encode(),
            "client": (client, 4711),
            "server": ("127.0.0.1", 8501),
            "headers": [(name.encode(), value.encode()) for name, value in given.items()],
            "http_version": "1.1",
            "root_path": "",
        }
        app = Starlette(routes=private_file_routes(base, self.files))
        asyncio.run(app(scope, receive, send))
        headers = {name.decode(): value.decode() for name, value in parts[0]["headers"]}
        return Answer(parts[0]["status"], headers, b"".join(part.get("body", b"") for part in parts[1:]))

    def sign_in(self, name: str) -> str:
        """Begin a session of an account, with a new token."""
        account = self.store.accounts.named(name)
        return self.store.accounts.sessions.begin(account.account_id, "local", datetime.now(UTC), HERE, "")

    def lay(self, token: str = "", made: bytes = b"made", **particulars) -> str:
        """Lay out a parcel for whoever holds the token, as their page does; give its path."""
        session = self.store.accounts.sessions.opened(token, datetime.now(UTC)) if token else None
        usual = {"name": "a.csv", "media_type": "text/csv", "make": lambda: made} | particulars
        parcel = OfferedFile(session.family if session else None, **usual)
        return f"/files/parcel/{self.files.offer('page', 'place', parcel)}"
