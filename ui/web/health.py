"""GET /health: is the server up and can it read its store? For operators' monitors, so anybody may ask."""

import logging

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from data.base.errors import DashboardError
from ui.queries import current_revision

_LOGGER = logging.getLogger(__name__)
# Addresses, file names and users of the database are for the log.
_REASON = "The records cannot be read now; the server's log says why."


def _health(_request: Request) -> JSONResponse:
    headers = {"Cache-Control": "no-store"}
    try:
        return JSONResponse({"status": "ok", "revision": current_revision()}, headers=headers)
    except DashboardError as error:
        _LOGGER.warning("Not healthy: %s", error)
        return JSONResponse({"status": "failing", "reason": _REASON}, status_code=503, headers=headers)


def health_route() -> Route:
    """The route itself; 200 with the store's revision, 503 without the reason's particulars otherwise."""
    return Route("/health", _health)
