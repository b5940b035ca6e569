"""Where signing in is required (DASHBOARD_SIGN_IN): nothing is answered to nobody but what is named here."""

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import quote

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.base.errors import DashboardError
from ui.access import session_behind, tokens_in
from ui.web.hosts import SAFE_METHODS, refuse
from ui.web.uploads import cookies_of

# Tells whether these cookies open a session; called in a thread, since it asks the store.
SignedIn = Callable[[Mapping[str, str]], bool]

_LOGGER = logging.getLogger(__name__)
_SIGN_IN: Final = "/sign-in"
# What a browser's window asks for; everything else is asked for by a page.
_NEVER_A_PAGE: Final = re.compile(r"/(_stcore|component|media|map/js|county/search)(/.*)?")


@dataclass(frozen=True)
class Open:
    """Addresses that need no sign-in, without the base path, and why they need none."""

    paths: re.Pattern[str]
    why: str
    methods: tuple[str, ...] = SAFE_METHODS


OPEN: Final = (
    Open(
        re.compile(r"/sign-in|/first-admin"), "the way in; they check for themselves", ("GET", "HEAD", "POST")
    ),
    Open(
        re.compile(r"/sign-in/(provider|refused)|/auth/login|/auth/logout|/oauth2callback"),
        "the way by a provider",
    ),
    Open(re.compile(r"/health|/_stcore/health"), "an operator's monitor; it tells the revision, or failing"),
    Open(re.compile(r"/_stcore/metrics"), "the machine's own monitor; the inner guard keeps others out"),
    Open(re.compile(r"/map/js/[0-9a-f]{12}/[\w.-]+"), "our code, which anybody may have"),
    Open(re.compile(r"/map/\w+\.[0-9a-f]{12}\.json"), "boundaries, which are published; no figures"),
)


class SignInGuard:
    """Ask for a session before anything private is answered, HTTP and WebSocket; what is not in OPEN is private.

    Streamlit's bundle is open by the names of its files: under any other name Streamlit answers with a page.
    """

    def __init__(
        self, app: ASGIApp, *, required: bool, base: str = "", signed_in: SignedIn | None = None
    ) -> None:
        self.app = app
        self.required = required
        self.base = f"/{base.strip('/')}" if base.strip("/") else ""
        self.signed_in = signed_in or opens_a_session

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through who is signed in, and what is open; send the others to the way in, or refuse them."""
        if not self.required or scope["type"] not in ("http", "websocket") or self._is_open(scope):
            await self.app(scope, receive, send)
            return
        try:
            known = await self._knows(cookies_of(scope))
        except DashboardError as error:
            _LOGGER.warning("Nobody can be let in: %s", error)
            await refuse(
                scope, receive, send, 503, "Who is signed in cannot be read now; try again in a moment."
            )
            return
        if known:
            await self.app(scope, receive, _kept_by_nobody(send))
        elif _is_navigation(scope, self._within(scope)):
            # Kept by nobody: the same address shows the page as soon as somebody is signed in.
            to = RedirectResponse(self._way_in(scope), 303, headers={"Cache-Control": "no-store"})
            await to(scope, receive, send)
        else:
            await refuse(
                scope, receive, send, 401, "Sign in first: this dashboard is for those signed in only."
            )

    async def _knows(self, cookies: Mapping[str, str]) -> bool:
        # Who brings no token costs no question.
        return bool(tokens_in(cookies)) and await run_in_threadpool(self.signed_in, cookies)

    def _within(self, scope: Scope) -> str:
        """The path without the base path: our own routes are served with it and without."""
        path: str = scope["path"]
        return path.removeprefix(self.base) if path.startswith(self.base + "/") else path

    def _is_open(self, scope: Scope) -> bool:
        if scope["type"] != "http":
            return False
        path, method = self._within(scope), scope["method"]
        if path in bundle():
            return method in SAFE_METHODS
        return any(one.paths.fullmatch(path) and method in one.methods for one in OPEN)

    def _way_in(self, scope: Scope) -> str:
        wanted = quote(scope["path"], safe="/")
        query = scope["query_string"].decode("latin-1")
        # Two slashes would name another host; the sign-in page looks at what it is given as well.
        there = "" if wanted.startswith("//") else f"{wanted}?{query}" if query else wanted
        return f"{self.base}{_SIGN_IN}" + (f"?next={quote(there, safe='')}" if there else "")


def _kept_by_nobody(send: Send) -> Send:
    """Let no browser keep what was private: the Back button asks again, when nobody is signed in any more."""

    async def send_private(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message)["Cache-Control"] = "no-store"
        await send(message)

    return send_private


def opens_a_session(cookies: Mapping[str, str]) -> bool:
    """Tell whether the cookies open a session now."""
    return session_behind(cookies) is not None


@cache
def bundle() -> frozenset[str]:
    """The addresses of Streamlit's own files, the same on every installation; not the page that they draw."""
    folder = Path(st.__file__).parent / "static"
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".html")
    return frozenset("/" + path.relative_to(folder).as_posix() for path in files)


def _is_navigation(scope: Scope, path: str) -> bool:
    """Tell whether a window is to show the answer; browsers say so by themselves where https or this machine is."""
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or _NEVER_A_PAGE.fullmatch(path):
        return False
    headers = Headers(scope=scope)
    mode = headers.get("sec-fetch-mode")
    return mode == "navigate" if mode else "text/html" in headers.get("accept", "")
