"""GET /health: is the server up and can it read its store? For operators' monitors."""

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from data.errors import DashboardError
from ui.queries import current_revision


def _health(_request: Request) -> JSONResponse:
    try:
        return JSONResponse({"status": "ok", "revision": current_revision()})
    except DashboardError as error:
        return JSONResponse({"status": "failing", "reason": str(error)}, status_code=503)


def health_route() -> Route:
    """The route itself; 200 with the store's revision, 503 with the reason otherwise."""
    return Route("/health", _health)
