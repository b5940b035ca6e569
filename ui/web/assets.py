"""GET /map/…: the map's geometry and modules. The address carries the content's hash, so browsers keep it."""

from functools import lru_cache
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from data.errors import DashboardError
from geo.assets import ENCODINGS, load_manifest, read_asset
from ui.map.modules import modules, modules_hash

_FOR_A_YEAR: Final = "public, max-age=31536000, immutable"


def geometry_url(name: str) -> str:
    """Address of a geometry, relative to the dashboard's root: `map/county.0123456789ab.json`.

    Raises KeyError for a name that the manifest does not hold.
    """
    return f"map/{load_manifest()[name].url_name}"


def map_routes(base: str = "") -> list[Route]:
    """The routes for `st.App(routes=…)`; `base` is Streamlit's `server.baseUrlPath`."""
    prefix = f"/{base.strip('/')}" if base.strip("/") else ""

    def geometry(request: Request) -> Response:
        name, content_hash = request.path_params["name"], request.path_params["hash"]
        asset = load_manifest().get(name)
        if asset is None or asset.hash != content_hash:
            return _gone(f"There is no geometry {name} with the content {content_hash}.")
        encoding = _best_encoding(request.headers.get("accept-encoding", ""), tuple(ENCODINGS))
        try:
            body = _geometry(name, encoding)
        except DashboardError as error:
            return PlainTextResponse(str(error), status_code=503, headers={"Cache-Control": "no-store"})
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
def _geometry(name: str, encoding: str | None) -> bytes:
    return read_asset(name, encoding)


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
