"""Before Streamlit's upload endpoint: who may, in which session, how many files and bytes; and the ledger of it.

Streamlit itself takes any number of files from everyone who has opened a page.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import runtime

from data.base.errors import DashboardError
from ui.access import is_from_this_machine
from ui.web.hosts import refuse

# Two rounds of the 32 reporting provinces, one file each: what one person sends in a long sitting.
MOST_FILES: Final = 64

# Three files of the largest size (server.maxUploadSize, 100 MB); a spreadsheet of all counties has 0.6 MB.
MOST_BYTES: Final = 300 * 1024 * 1024

# All sessions together; Streamlit keeps uploads in memory until a session ends, and a small server has 2 GB.
MOST_BYTES_TOGETHER: Final = 1024 * 1024 * 1024

# Sessions that upload within an hour: more than twice those that one process serves (docs/decisions/0002).
MOST_SESSIONS: Final = 1000

KEPT_FOR_S: Final = 3600.0

# Called in a thread with the request's cookies and whether it is this machine's own: it may ask the store.
MayUpload = Callable[[Mapping[str, str], bool], bool]
ENDPOINT: Final = "/_stcore/upload_file"
# Digits of a Content-Length: 18 are a thousand petabytes; Python refuses to read numbers of thousands.
LONGEST_LENGTH: Final = 19
# Both are UUIDs that Streamlit draws. Nothing else gets through, encoded or not.
_UUID: Final = r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
_ADDRESS: Final = re.compile(rf"/(?P<session>{_UUID})/{_UUID}")


@dataclass(frozen=True)
class TooMuch:
    """Why no more is taken: an HTTP status and one sentence."""

    status: int
    sentence: str


@dataclass
class Sent:
    """What one session has sent since `since`, in seconds of the clock given."""

    since: float
    files: int = 0
    bytes: int = 0


class UploadLedger:
    """Count files and bytes by session. Taking a file back gives nothing back: it was sent all the same.

    `kept` tells whether a session or a file of it is still there, `held` how many bytes of uploads are in memory
    now, `clock` the seconds. Used on the server's event loop only.
    """

    def __init__(
        self, kept: Callable[[str], bool], held: Callable[[], int], clock: Callable[[], float]
    ) -> None:
        self._kept = kept
        self._held = held
        self._clock = clock
        self._sent: dict[str, Sent] = {}

    def __len__(self) -> int:
        """How many sessions are remembered."""
        return len(self._sent)

    def begin_file(self, session: str, announced: int) -> TooMuch | None:
        """Count one more file of `announced` bytes (0 where unknown), unless it is too much."""
        self._forget()
        if session not in self._sent and len(self._sent) >= MOST_SESSIONS:
            return TooMuch(429, "Too many people are uploading at once; try again in an hour.")
        sent = self._sent.setdefault(session, Sent(self._clock()))
        if sent.files >= MOST_FILES:
            return TooMuch(
                429, f"This page has sent {MOST_FILES} files within the hour; open it anew to go on."
            )
        sent.files += 1
        return self._too_much(sent, announced)

    def add_bytes(self, session: str, count: int) -> TooMuch | None:
        """Count bytes as they come, and say when it is enough."""
        sent = self._sent.setdefault(session, Sent(self._clock()))
        sent.bytes += count
        return self._too_much(sent, 0)

    def _too_much(self, sent: Sent, announced: int) -> TooMuch | None:
        if sent.bytes + announced > MOST_BYTES:
            limit = f"{MOST_BYTES >> 20} MB"
            return TooMuch(413, f"This page may send {limit} within the hour; open it anew to go on.")
        together = max(self._held(), sum(other.bytes for other in self._sent.values()))
        if together + announced > MOST_BYTES_TOGETHER:
            return TooMuch(413, "Too much is being uploaded at once; try again in an hour.")
        return None

    def _forget(self) -> None:
        """Drop sessions that have ended and left no file, and what is an hour old."""
        now = self._clock()
        self._sent = {
            session: sent
            for session, sent in self._sent.items()
            if now - sent.since < KEPT_FOR_S and self._kept(session)
        }


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


class UploadGuard:
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
