"""GET /files/…: what was handed in, and files made for one reader; each request is asked anew who sends it.

Streamlit's own downloads lie under /media for everybody who has the address, without a cookie.
"""

import logging
from asyncio import Semaphore
from collections.abc import Callable
from typing import Final

import pandas as pd
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from data.errors import DashboardError, MissingFile, NotAllowed
from data.open_sessions import OpenSession
from data.permissions import NOBODY, Viewer, bound_of, check_can_download_original, check_can_upload
from ui import gate, queries
from ui.web.attachments import attachment
from ui.web.file_refusals import failed, gone, no_original, not_allowed, unavailable
from ui.web.hosts import is_from_this_machine
from ui.web.parcels import SHELF, Shelf
from ui.web.sign_in.next_page import root_of

_LOGGER: Final = logging.getLogger(__name__)
# Two cores make two files without keeping readers of pages waiting; an original has up to 100 MB.
AT_ONCE: Final = 2


def original_path(batch_id: int) -> str:
    """Give the path of the file that a batch came from, relative to the dashboard's root."""
    return f"files/original/{batch_id}"


def parcel_path(key: str) -> str:
    """Give the path of a parcel, relative to the dashboard's root."""
    return f"files/parcel/{key}"


def private_file_routes(base: str = "", shelf: Shelf = SHELF) -> list[Route]:
    """The routes for `st.App(routes=…)`; `base` is Streamlit's `server.baseUrlPath`."""
    files = root_of(base) + "files/"
    making = Semaphore(AT_ONCE)

    async def original(request: Request) -> Response:
        async with making:
            return await run_in_threadpool(_original, request, base)

    async def parcel(request: Request) -> Response:
        async with making:
            return await run_in_threadpool(_parcel, request, base, shelf)

    def nothing(request: Request) -> Response:
        return gone(request, base)

    return [
        Route(files + "original/{batch}", original, methods=["GET"]),
        Route(files + "parcel/{key}", parcel, methods=["GET"]),
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


def _parcel(request: Request, base: str, shelf: Shelf) -> Response:
    def content(viewer: Viewer, session: OpenSession | None) -> Response:
        parcel = shelf.find(request.path_params["key"])
        # Somebody else's parcel is answered as one that never was.
        ours = parcel is not None and parcel.family == (session.family if session else None)
        if parcel is None or not ours or viewer == NOBODY:
            return gone(request, base, signed_in=viewer != NOBODY)
        parcel.check(viewer)
        return attachment(parcel.make(), parcel.name, parcel.media_type)

    return _checked(request, base, content)


def _checked(
    request: Request, base: str, content: Callable[[Viewer, OpenSession | None], Response]
) -> Response:
    """Ask who sends the request, then for the file; say in words why there is none."""
    session = None
    try:
        session = gate.session_behind(request.cookies)
        here = is_from_this_machine(request.scope)
        viewer = session.viewer if session else gate.without_account(from_this_machine=here)
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
        return failed(request, base)
