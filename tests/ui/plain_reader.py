"""Somebody with a browser before the plain pages, over ASGI: it keeps cookies and sends forms as browsers do."""

import asyncio
import re
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode

from starlette.types import ASGIApp

CLIENT = ("127.0.0.1", 4711)
FORM = "application/x-www-form-urlencoded"


@dataclass
class Answer:
    status: int
    headers: list[tuple[str, str]]
    text: str
    parts_read: int

    def header(self, name: str) -> str | None:
        return next((value for known, value in self.headers if known == name), None)

    @property
    def cookies(self) -> dict[str, str]:
        """Each cookie that is set, with its value and attributes as they were sent."""
        lines = [value for name, value in self.headers if name == "set-cookie"]
        return {line.partition("=")[0]: line.partition("=")[2] for line in lines}

    def value_of(self, name: str) -> str | None:
        found = re.search(rf'<input[^>]* name="{name}"[^>]*? value="([^"]*)"', self.text)
        return unescape(found[1]) if found else None

    @property
    def said(self) -> str | None:
        found = re.search(r'id="said">(.*?)</p>', self.text)
        return unescape(found[1]) if found else None


@dataclass
class Reader:
    app: ASGIApp
    cookies: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    scheme: str = "http"

    def ask(
        self,
        method: str,
        address: str,
        parts: tuple[bytes, ...] = (b"",),
        headers: dict[str, str] | None = None,
    ) -> Answer:
        path, _, query = address.partition("?")
        sent: list[dict] = []
        read = 0

        async def receive() -> dict:
            nonlocal read
            read += 1
            return {"type": "http.request", "body": parts[read - 1], "more_body": read < len(parts)}

        async def send(message) -> None:
            sent.append(message)

        named = {"host": "localhost:8501", **self.headers, **(headers or {})}
        if self.cookies:
            named["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "client": CLIENT,
            "scheme": self.scheme,
            "http_version": "1.1",
            "headers": [(name.encode(), value.encode()) for name, value in named.items()],
            "server": ("127.0.0.1", 8501),
        }
        asyncio.run(self.app(scope, receive, send))
        answer = Answer(
            sent[0]["status"],
            [(name.decode(), value.decode()) for name, value in sent[0]["headers"]],
            b"".join(part.get("body", b"") for part in sent[1:]).decode(),
            read,
        )
        for name, value in answer.cookies.items():
            self.cookies[name] = value.partition(";")[0]
        return answer

    def get(self, address: str, **headers: str) -> Answer:
        return self.ask(
            "GET", address, headers={name.replace("_", "-"): each for name, each in headers.items()}
        )

    def post(self, address: str, *parts: bytes, kind: str = FORM, length: str | None = None) -> Answer:
        announced = str(sum(map(len, parts))) if length is None else length
        headers = {"content-type": kind} | ({"content-length": announced} if announced else {})
        return self.ask("POST", address, parts or (b"",), headers)

    def send(self, address: str, **fields: str) -> Answer:
        """Open the page and send its form, filled in with `fields`."""
        token = self.get(address).value_of("form")
        return self.post(address, urlencode({"form": token or "", **fields}).encode())
