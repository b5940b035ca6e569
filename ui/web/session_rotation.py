"""A fresh token for the browser while somebody works: one that was read from a disk or a log is soon worth nothing."""

import logging
from datetime import UTC, datetime, timedelta
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.base.errors import DashboardError
from ui import page_list, queries
from ui.access import SESSION_COOKIE, clear_session, set_session
from ui.web.uploads import cookies_of

# A token that somebody copied opens for about as long, once its owner opens a page; each rotation is one write.
ROTATED_AFTER: Final = timedelta(minutes=10)
_LOGGER: Final = logging.getLogger(__name__)


class SessionRotation:
    """Replace the token of the session cookie as a page is opened, when it is older than ROTATED_AFTER.

    Only pages: a WebSocket cannot hand out a cookie, and what a page asks for comes in dozens at once, of which only
    one would get the new token. A cookie that opens nothing any more is taken back.
    """

    def __init__(self, app: ASGIApp, *, base: str = "") -> None:
        self.app = app
        self.base = base
        root = f"/{base.strip('/')}" if base.strip("/") else ""
        self.pages = frozenset(f"{root}/{entry.path}" for entry in page_list.PAGES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; to the answer add what is to become of the cookie."""
        token = self._token(scope)
        cookie = (
            await run_in_threadpool(self._cookie_for, token, scope.get("scheme") == "https")
            if token
            else None
        )
        if cookie is None:
            await self.app(scope, receive, send)
            return

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.append("Set-Cookie", cookie)
                # What carries somebody's token is kept by no cache.
                headers["Cache-Control"] = "no-store"
            await send(message)

        await self.app(scope, receive, send_with_cookie)

    def _token(self, scope: Scope) -> str:
        """The session's token, where a browser's window asks for a page with one."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] not in self.pages:
            return ""
        if "text/html" not in Headers(scope=scope).get("accept", ""):
            return ""
        return cookies_of(scope).get(SESSION_COOKIE, "")

    def _cookie_for(self, token: str, https: bool) -> str | None:  # noqa: FBT001 (run_in_threadpool)
        """Give the Set-Cookie header, if there is to be one."""
        at, given = datetime.now(UTC), Response()
        try:
            sessions = queries.store().accounts.sessions
            session = sessions.opened(token, at)
            if session is None:
                clear_session(given, base=self.base)
            elif at - sessions.issued_at(session) >= ROTATED_AFTER:
                fresh = sessions.rotate(token, at)
                if fresh is not None:  # otherwise another tab of the browser has it already
                    set_session(given, fresh, https=https, base=self.base)
        except DashboardError as error:
            _LOGGER.warning("A session keeps its token: %s", error)
        return given.headers.get("set-cookie")
