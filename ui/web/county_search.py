"""GET /county/search?q=…&lang=…: the counties that fit what is being typed. It tells the register, no reports."""

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from data.county_search import Hit, search_counties
from data.language import translator
from ui.areas import find_area

MOST_HITS: Final = 8


def found_counties(text: str, lang: str) -> dict[str, Any]:
    """Give the best hits as a list shows them, and how many there are in all."""
    hits = search_counties(text)
    return {"total": len(hits), "hits": [_told(hit, lang) for hit in hits[:MOST_HITS]]}


def _told(hit: Hit, lang: str) -> dict[str, str]:
    area = find_area(hit.county_code)
    if area is None:
        return {"code": hit.county_code, "name": hit.county_code, "where": "", "note": ""}
    return {
        "code": area.code,
        "name": area.called(lang),
        "where": where(hit.county_code, lang),
        "note": found_as(hit, lang),
    }


def where(code: str, lang: str) -> str:
    """Say in which prefecture and province a county lies: 长春市 · 吉林省."""
    area = find_area(code)
    above = [find_area(part) for part in (area.parent, area.province) if part] if area else []
    return " · ".join(dict.fromkeys(part.called(lang) for part in above if part))


def found_as(hit: Hit, lang: str) -> str:
    """Say why a county is among the results where its name does not show it: a former name or code."""
    _ = translator("en" if lang == "en" else "zh")
    if hit.how in ("former_name", "former_code"):
        return _("formerly {name}").format(name=hit.shown)
    return hit.shown if hit.how == "name" and hit.shown.endswith("师") else ""


def county_search_route(base: str = "") -> Route:
    """The route for `st.App(routes=…)`; `base` is Streamlit's `server.baseUrlPath`."""
    prefix = f"/{base.strip('/')}" if base.strip("/") else ""

    def search(request: Request) -> JSONResponse:
        text, lang = request.query_params.get("q", ""), request.query_params.get("lang", "zh")
        return JSONResponse(found_counties(text, lang), headers={"Cache-Control": "no-store"})

    return Route(prefix + "/county/search", search)
