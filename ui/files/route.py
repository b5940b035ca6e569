"""GET /files/…: what was handed in, and what was made for one reader; each request is asked who sends it.

Streamlit's own downloads lie under /media for everybody who has the address, without a cookie.
"""

import logging
from asyncio import Semaphore
from collections.abc import Callable
from html import escape
from typing import Final
from unicodedata import category, normalize
from urllib.parse import quote

import pandas as pd
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from data.accounts.permissions import NOBODY, Viewer, bound_of, check_can_download_original, check_can_upload
from data.accounts.sessions import OpenSession
from data.base.errors import DashboardError, MissingFile, NotAllowed
from reports.xlsx import MEDIA_TYPE
from ui import access, queries
from ui.access import is_from_this_machine
from ui.error_words import error_words
from ui.files.offered import OFFERED, OfferedFiles
from ui.sign_in.addresses import root_of
from ui.sign_in.plain_page import Notice, answer
from ui.sign_in.request import PlainRequest, read_plain_request
from ui.web.headers import KEPT_NOT_RUN

# File systems take 255 bytes; a browser adds " (1)" or ".crdownload" to it.
LONGEST_NAME_BYTES: Final = 200

# An ending is cut with the rest where it is longer than any spreadsheet's.
LONGEST_ENDING: Final = 10

# Whatever else a file is said to be, it goes out as bytes that nothing opens by itself.
HARMLESS: Final = ("text/csv", "application/zip", MEDIA_TYPE)

_BYTES: Final = "application/octet-stream"

_OF_SYSTEMS: Final = frozenset('\\/:*?"<>|%')

# Windows takes these for devices, whatever the ending.
_DEVICES: Final = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)

_LOGGER: Final = logging.getLogger(__name__)
# Two cores make two files without keeping readers of pages waiting; an original has up to 100 MB.
AT_ONCE: Final = 2


def attachment(content: bytes, name: str, media_type: str = _BYTES) -> Response:
    """Answer with a file to keep; nothing on the way may store it."""
    headers = {**KEPT_NOT_RUN, "Content-Disposition": disposition(name)}
    return Response(content, media_type=media_type if media_type in HARMLESS else _BYTES, headers=headers)


def disposition(name: str) -> str:
    """Write Content-Disposition: the name by RFC 5987, before it one of plain letters for what cannot read that."""
    safe = safe_name(name)
    plain = "".join(sign if sign.isascii() else "_" for sign in safe)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe='')}"


def safe_name(name: str) -> str:
    """Give a name that every system takes, leads to no other folder, and reads as it is.

    Signs that nobody sees go: turned round by one, `fdp.exe` reads as `exe.pdf`.
    """
    seen = "".join(
        "_" if sign in _OF_SYSTEMS else sign
        for sign in normalize("NFC", name)
        if not category(sign).startswith("C")
    )
    tidy = " ".join(seen.split()).strip(". ")
    if tidy.partition(".")[0].strip().casefold() in _DEVICES:
        tidy = f"_{tidy}"
    return _cut(tidy) or "file"


def _cut(name: str) -> str:
    """Shorten a name to what file systems take, keeping its ending."""
    if len(name.encode()) <= LONGEST_NAME_BYTES:
        return name
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending) > LONGEST_ENDING:
        stem, dot, ending = name, "", ""
    room = LONGEST_NAME_BYTES - len((dot + ending).encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(". ") + dot + ending


def gone(request: Request, base: str, *, signed_in: bool = True) -> HTMLResponse:
    """Say that nothing lies there (any more), in the same words whether it ever did or is somebody else's."""
    asked = read_plain_request(request, base)
    _ = asked.translate
    lines = (
        _("A link like this is for one sign-in, and for as long as the page it stands on is open."),
        _("Go back to the page and ask for the file again."),
    )
    return _refusal_page(asked, 404, _("This file is no longer there"), lines, sign_in=not signed_in)


def no_original(request: Request, base: str) -> HTMLResponse:
    """Say that a save is not known, or came without a file."""
    asked = read_plain_request(request, base)
    _ = asked.translate
    lines = (
        _("No save has this number, or its file was not kept: demo data has none."),
        _("Look for the save on the page “Records”."),
    )
    return _refusal_page(asked, 404, _("There is no such file"), lines)


def not_allowed(request: Request, base: str, error: NotAllowed, *, signed_in: bool) -> HTMLResponse:
    """Say what whoever asks lacks; who has not signed in is led there."""
    asked = read_plain_request(request, base)
    _ = asked.translate
    text = {
        "editor": _("Files that were handed in are for editors."),
        "admin": _("This file is for administrators."),
        "provinces": _("The file holds rows of provinces that you do not report for."),
    }.get(error.why, _("This file is for those who have signed in."))
    remedy = (
        _("Ask an administrator of the dashboard.") if signed_in else _("Sign in, then ask for it again.")
    )
    return _refusal_page(asked, 403, _("You may not have this file"), (text, remedy), sign_in=not signed_in)


def unavailable(request: Request, base: str, error: DashboardError) -> HTMLResponse:
    """Say that the store cannot be asked now; the particulars, which may name an address, are for the log."""
    asked = read_plain_request(request, base)
    title, remedy = error_words(error, asked.translate)
    return _refusal_page(asked, 503, title, (remedy,))


def not_made(request: Request, base: str) -> HTMLResponse:
    """Say that the file could not be made."""
    asked = read_plain_request(request, base)
    _ = asked.translate
    lines = (
        _("That is a fault of the dashboard; nothing was changed or lost."),
        _("Try again; if it stays, tell your administrator, who finds the reason in the server's log."),
    )
    return _refusal_page(asked, 500, _("This file could not be made"), lines)


def _refusal_page(
    asked: PlainRequest, status: int, title: str, lines: tuple[str, ...], *, sign_in: bool = False
) -> HTMLResponse:
    _ = asked.translate
    ways = [(asked.onward, _("Back to the dashboard"))]
    if sign_in:
        onward = {"next": asked.next} if asked.next else {}
        ways.insert(0, (asked.link("sign-in", **onward), _("Sign in")))
    text = "".join(f"<p>{escape(line)}</p>" for line in lines)
    led = "".join(
        f'<a class="button{" other" if place else ""}" href="{escape(to)}">{escape(words)}</a>'
        for place, (to, words) in enumerate(ways)
    )
    page = answer(asked, title, text + led, Notice(status=status))
    page.headers["Cache-Control"] = "no-store"
    return page


def original_path(batch_id: int) -> str:
    """Give the path of the file that a batch came from, relative to the dashboard's root."""
    return f"files/original/{batch_id}"


def offered_path(key: str) -> str:
    """Give the path of a file on offer, relative to the dashboard's root."""
    return f"files/parcel/{key}"


def private_file_routes(base: str = "", offered: OfferedFiles = OFFERED) -> list[Route]:
    """The routes for `st.App(routes=…)`; `base` is Streamlit's `server.baseUrlPath`."""
    files = root_of(base) + "files/"
    making = Semaphore(AT_ONCE)

    async def original(request: Request) -> Response:
        async with making:
            return await run_in_threadpool(_original, request, base)

    async def made(request: Request) -> Response:
        async with making:
            return await run_in_threadpool(_offered, request, base, offered)

    def nothing(request: Request) -> Response:
        return gone(request, base)

    return [
        Route(files + "original/{batch}", original, methods=["GET"]),
        Route(files + "parcel/{key}", made, methods=["GET"]),
        # Otherwise Streamlit would answer with its index page.
        Route(files + "{rest:path}", nothing, methods=["GET"]),
    ]


def _original(request: Request, base: str) -> Response:
    """Hand out an upload as it was. Who may upload at all is told apart from which batch there is."""

    def content(viewer: Viewer, _session: OpenSession | None) -> Response:
        check_can_upload(viewer)
        number = request.path_params["batch"]
        saved = queries.Figures(queries.current_revision()).all_batches().to_dict("records")
        batch = next((batch for batch in saved if str(batch["batch_id"]) == number), None)
        if batch is None:
            return no_original(request, base)
        # The page “Records” says which provinces each batch speaks of: to say it here tells nothing more.
        check_can_download_original(viewer, queries.store().batch_provinces(int(number)))
        if pd.isna(batch["file_sha256"]):
            return no_original(request, base)
        # A file may have come in more than one batch; the store looks at all of them.
        kept = queries.store().load_file(str(batch["file_sha256"]), allowed=bound_of(viewer))
        return attachment(kept, str(batch["file_name"]))

    return _checked(request, base, content)


def _offered(request: Request, base: str, offered: OfferedFiles) -> Response:
    def content(viewer: Viewer, session: OpenSession | None) -> Response:
        file = offered.find(request.path_params["key"])
        # Somebody else's file is answered as one that never was.
        ours = file is not None and file.family == (session.family if session else None)
        if file is None or not ours or viewer == NOBODY:
            return gone(request, base, signed_in=viewer != NOBODY)
        file.check(viewer)
        return attachment(file.make(), file.name, file.media_type)

    return _checked(request, base, content)


def _checked(
    request: Request, base: str, content: Callable[[Viewer, OpenSession | None], Response]
) -> Response:
    """Ask who sends the request, then for the file; say in words why there is none."""
    session = None
    try:
        session = access.session_behind(request.cookies)
        here = is_from_this_machine(request.scope)
        viewer = session.viewer if session else access.without_account(from_this_machine=here)
        return content(viewer, session)
    except NotAllowed as error:
        return not_allowed(request, base, error, signed_in=session is not None)
    except MissingFile:
        return no_original(request, base)
    except DashboardError as error:
        _LOGGER.warning("No private file: %s", error)
        return unavailable(request, base, error)
    except Exception:
        _LOGGER.exception("A private file could not be made")
        return not_made(request, base)
