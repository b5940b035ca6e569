"""Who is called, and from where: foreign Host headers and foreign Origins stay outside, HTTP and WebSocket alike."""

from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from data.settings import is_loopback

# The machine's own names are always answered, whatever the operator names: its monitors ask by them. A page of somebody
# else that has its own name resolve to 127.0.0.1 (DNS rebinding) still carries that name in its Host header.
LOOPBACK_NAMES: Final = ("localhost", "127.0.0.1", "::1")

# They change nothing, so a link from another page may lead here.
SAFE_METHODS: Final = ("GET", "HEAD", "OPTIONS")

_PORTS: Final = {"http": 80, "https": 443, "ws": 80, "wss": 443}


class HostGuard:
    """Refuse a Host that is not ours (400), and a WebSocket or a change that another site asks for (403)."""

    def __init__(self, app: ASGIApp, allowed_hosts: tuple[str, ...]) -> None:
        self.app = app
        self.allowed_hosts = allowed_hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at Host and Origin, then pass on."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        if len(hosts) != 1 or not is_host_ours(hosts[0], self.allowed_hosts):
            await refuse(
                scope, receive, send, 400, "This server is not called that: see DASHBOARD_ALLOWED_HOSTS."
            )
            return
        changes = scope["type"] == "websocket" or scope["method"] not in SAFE_METHODS
        if changes and not all(is_same_origin(origin, hosts[0]) for origin in origins):
            await refuse(scope, receive, send, 403, "Another site asked for this, so it was not done.")
            return
        await self.app(scope, receive, send)


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, sentence: str) -> None:
    """Answer with one sentence; a WebSocket that cannot be answered so is closed before it opens (403)."""
    if scope["type"] == "websocket" and "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1008, "reason": sentence})
        return
    answer = PlainTextResponse(sentence + "\n", status_code=status, headers={"Cache-Control": "no-store"})
    await answer(scope, receive, send)


def is_host_ours(host: str, allowed_hosts: tuple[str, ...]) -> bool:
    """Tell whether a Host header names this server: a loopback name, one of `allowed_hosts`, below a `*.name`."""
    name = _name_and_port(host)
    if name is None:
        return False
    called = name[0].rstrip(".")
    return is_loopback(called) or any(
        called.endswith(allowed[1:]) if allowed.startswith("*.") else called == allowed
        for allowed in allowed_hosts
    )


def is_same_origin(origin: str, host: str) -> bool:
    """Tell whether a page of `origin` was served under `host`; "null", which stands for nobody, was not.

    The scheme is not compared: where a proxy speaks https and we http, only the proxy knows it.
    """
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    default = _PORTS.get(parts.scheme)
    came_from, called = _name_and_port(parts.netloc), _name_and_port(host)
    if default is None or came_from is None or called is None or parts.path or parts.query or parts.fragment:
        return False
    return (came_from[0], came_from[1] or default) == (called[0], called[1] or default)


def _name_and_port(host: str) -> tuple[str, int | None] | None:
    """Split `name:port`, in small letters; None for what is not that alone."""
    try:
        parts = urlsplit(f"//{host}")
        name, port = parts.hostname, parts.port
    except ValueError:
        return None
    if (
        not name
        or "@" in host
        or parts.netloc != host
        or not host.isascii()
        or any(c in host for c in " \t,\\%")
    ):
        return None
    return name.lower(), port
