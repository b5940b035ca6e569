"""The door before Streamlit's upload endpoint: who may, in which session, how many files and bytes.

Streamlit itself takes any number of files from everyone who has opened a page.
"""

import re
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import runtime

from data.errors import DashboardError
from ui.web.hosts import is_from_this_machine, refuse
from ui.web.upload_ledger import TooMuch, UploadLedger

# Called in a thread with the request's cookies and whether it is this machine's own: it may ask the store.
MayUpload = Callable[[Mapping[str, str], bool], bool]
ENDPOINT: Final = "/_stcore/upload_file"
# Digits of a Content-Length: 18 are a thousand petabytes; Python refuses to read numbers of thousands.
LONGEST_LENGTH: Final = 19
# Both are UUIDs that Streamlit draws. Nothing else gets through, encoded or not.
_UUID: Final = r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
_ADDRESS: Final = re.compile(rf"/(?P<session>{_UUID})/{_UUID}")


def everyone(_cookies: Mapping[str, str], _from_this_machine: bool) -> bool:  # noqa: FBT001 (as MayUpload)
    """Anybody may upload."""
    return True


def session_lives(session: str) -> bool:
    """Tell whether a browser is connected under this session's id."""
    return runtime.exists() and runtime.get_instance().is_active_session(session)


def session_kept(session: str) -> bool:
    """Tell whether Streamlit knows the session or keeps a file of it: for a while after the browser has gone.

    A session that goes away and comes back under its id finds its files again, so its count stays, too.
    """
    files = getattr(runtime.get_instance().uploaded_file_mgr, "file_storage", {}) if runtime.exists() else {}
    return session_lives(session) or bool(files.get(session))


def bytes_held() -> int:
    """How many bytes of uploads Streamlit has in memory, of all sessions."""
    if not runtime.exists():
        return 0
    files = runtime.get_instance().uploaded_file_mgr
    families = files.get_stats(files.stats_families).values()
    return sum(getattr(stat, "byte_length", 0) for family in families for stat in family)


class _EnoughError(Exception):
    """The body grew beyond a limit while it came."""

    def __init__(self, why: TooMuch) -> None:
        super().__init__(why.sentence)
        self.why = why


class UploadDoor:
    """Answer before a byte of the body is read, and count the bytes as they come."""

    def __init__(
        self,
        app: ASGIApp,
        may_upload: MayUpload = everyone,
        *,
        base: str = "",
        lives: Callable[[str], bool] = session_lives,
        ledger: UploadLedger | None = None,
    ) -> None:
        self.app = app
        self.may_upload = may_upload
        self.lives = lives
        self.endpoint = (f"/{base.strip('/')}" if base.strip("/") else "") + ENDPOINT
        self.ledger = ledger or UploadLedger(session_kept, bytes_held, monotonic)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through what is no upload; an upload only as far as it is allowed."""
        if scope["type"] != "http" or ENDPOINT not in scope["path"]:
            await self.app(scope, receive, send)
            return
        session = self._session(scope)
        if session is None:
            await refuse(
                scope, receive, send, 400, "This is not an address that the page gave for an upload."
            )
        elif scope["method"] == "OPTIONS":
            await self.app(scope, receive, send)
        elif scope["method"] not in ("PUT", "DELETE"):
            await refuse(scope, receive, send, 405, "Uploads are put or deleted, nothing else.")
        elif not await self._may(scope):
            await refuse(scope, receive, send, 403, "You may not upload files here.")
        elif not self.lives(session):
            await refuse(scope, receive, send, 400, "The page that this upload belongs to is no longer open.")
        elif scope["method"] == "DELETE":
            await self.app(scope, receive, send)
        else:
            await self._take(session, scope, receive, send)

    async def _may(self, scope: Scope) -> bool:
        try:
            return await run_in_threadpool(self.may_upload, cookies_of(scope), is_from_this_machine(scope))
        except DashboardError:
            return False  # who cannot be known may not

    def _session(self, scope: Scope) -> str | None:
        path = scope["path"]
        # What was percent-encoded reads otherwise here; an id of Streamlit never is.
        raw = scope.get("raw_path") or path.encode()
        if not path.startswith(self.endpoint) or raw.partition(b"?")[0] != path.encode():
            return None
        found = _ADDRESS.fullmatch(path.removeprefix(self.endpoint))
        return found["session"] if found else None

    async def _take(self, session: str, scope: Scope, receive: Receive, send: Send) -> None:
        announced = Headers(scope=scope).get("content-length", "0")
        if not (announced.isascii() and announced.isdigit() and len(announced) < LONGEST_LENGTH):
            await refuse(scope, receive, send, 400, "Content-Length is not a number of bytes.")
            return
        why = self.ledger.begin_file(session, int(announced))
        if why:
            await refuse(scope, receive, send, why.status, why.sentence)
            return
        answered = False

        async def counted() -> Message:
            message = await receive()
            enough = self.ledger.add_bytes(session, len(message.get("body", b"")))
            if enough:
                raise _EnoughError(enough)
            return message

        async def noted(message: Message) -> None:
            nonlocal answered
            answered = True
            await send(message)

        try:
            await self.app(scope, counted, noted)
        except _EnoughError as enough:
            if not answered:
                await refuse(scope, receive, send, enough.why.status, enough.why.sentence)


def cookies_of(scope: Scope) -> dict[str, str]:
    """Read the cookies of a request."""
    found: dict[str, str] = {}
    for header in Headers(scope=scope).getlist("cookie"):
        found.update(cookie_parser(header))
    return found
