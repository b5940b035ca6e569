"""GET /map/…: the map's geometry and modules. The address carries the content's hash, so browsers keep it."""

import gzip
import logging
from functools import lru_cache
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from data.base.errors import DashboardError
from data.register.history import register_history
from geo.approved_line import asset_with_line
from geo.assets import asset_encodings, find_asset, is_asset, prepared_name, read_asset
from geo.prepared import MapAsset
from ui.browser_modules import modules, modules_hash
from ui.queries import settings

# The geometries that draw the dashed line: the national ones and Hainan's.
WITH_DASHED_LINE: Final = ("province", "prefecture", "county", "460000")
_FOR_A_YEAR: Final = "public, max-age=31536000, immutable"
_LOGGER = logging.getLogger(__name__)
# Where files lie is for the log: anybody may ask for a map.
_UNREADABLE: Final = "The map's geometry cannot be read now; the server's log says why."


def geometry_url(name: str) -> str:
    """Address of a geometry, relative to the dashboard's root: `map/county.0123456789ab.json`.

    name: from `geo.assets.asset_name`. Raises MissingFile for another.
    """
    return f"map/{_asset(name).url_name}"


def _asset(name: str) -> MapAsset:
    line_file = settings().approved_line_file
    if line_file is not None and prepared_name(name) in WITH_DASHED_LINE:
        return asset_with_line(name, line_file)[0]
    return find_asset(name)


def map_routes(base: str = "") -> list[Route]:
    """The routes for `st.App(routes=…)`; `base` is Streamlit's `server.baseUrlPath`."""
    prefix = f"/{base.strip('/')}" if base.strip("/") else ""

    def geometry(request: Request) -> Response:
        name, content_hash = request.path_params["name"], request.path_params["hash"]
        try:
            if not is_asset(name) or _asset(name).hash != content_hash:
                return _gone(f"There is no geometry {name} with the content {content_hash}.")
            encoding = _best_encoding(request.headers.get("accept-encoding", ""), _encodings(name))
            body = _geometry(register_history().number, name, encoding)
        except DashboardError as error:
            _LOGGER.warning("The geometry %s cannot be served: %s", name, error)
            return PlainTextResponse(_UNREADABLE, status_code=503, headers={"Cache-Control": "no-store"})
        return _content(request, body, content_hash, "application/json", encoding)

    def module(request: Request) -> Response:
        name, content_hash = request.path_params["name"], request.path_params["hash"]
        served = modules().get(name)
        if served is None or content_hash != modules_hash():
            return _gone(f"There is no module {name} with the content {content_hash}.")
        encoding = _best_encoding(request.headers.get("accept-encoding", ""), ("gzip",))
        body = served.gzipped if encoding else served.raw
        return _content(request, body, content_hash, served.media_type, encoding)

    return [
        Route(prefix + "/map/js/{hash}/{name}", module),
        Route(prefix + "/map/{name}.{hash}.json", geometry),
    ]


def _content(
    request: Request, body: bytes, content_hash: str, media_type: str, encoding: str | None
) -> Response:
    etag = f'"{content_hash}-{encoding or "raw"}"'
    headers = {"Cache-Control": _FOR_A_YEAR, "ETag": etag, "Vary": "Accept-Encoding"}
    if _same_content(request.headers.get("if-none-match", ""), etag):
        return Response(status_code=304, headers=headers)
    if encoding:
        headers["Content-Encoding"] = encoding
    return Response(body, media_type=media_type, headers=headers)


def _gone(what: str) -> Response:
    """404 that is not kept: after an update the same page may ask again, with another address."""
    remedy = "The dashboard was probably updated; reload the page."
    return PlainTextResponse(f"{what} {remedy}", status_code=404, headers={"Cache-Control": "no-store"})


@lru_cache(maxsize=64)
def _geometry(register: int, name: str, encoding: str | None) -> bytes:  # noqa: ARG001 (the cache's key)
    line_file = settings().approved_line_file
    if line_file is None or prepared_name(name) not in WITH_DASHED_LINE:
        return read_asset(name, encoding)
    raw = asset_with_line(name, line_file)[1]
    return gzip.compress(raw) if encoding else raw


def _encodings(name: str) -> tuple[str, ...]:
    # What is put together with an operator's line at run time is packed at run time, by what Python has.
    drawn_anew = settings().approved_line_file is not None and prepared_name(name) in WITH_DASHED_LINE
    return ("gzip",) if drawn_anew else asset_encodings(name)


def _best_encoding(accepted: str, offered: tuple[str, ...]) -> str | None:
    """The first of `offered` that Accept-Encoding allows ('br;q=0' forbids), or None for raw."""
    allowed: set[str] = set()
    for part in accepted.split(","):
        name, _, parameters = part.strip().partition(";")
        weight = parameters.strip().removeprefix("q=")
        if name and weight not in ("0", "0.0", "0.00", "0.000"):
            allowed.add(name.strip().lower())
    return next((encoding for encoding in offered if encoding in allowed), None)


def _same_content(if_none_match: str, etag: str) -> bool:
    named = [tag.strip().removeprefix("W/") for tag in if_none_match.split(",")]
    return etag in named or "*" in named
