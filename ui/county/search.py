"""The search of the county page: its box, and GET /county/search, which answers while one types.

A component of our own, because none of Streamlit's fits: a selectbox would send thousands of names with every rerun and
filter by what stands in its labels, so pinyin and former names would have to be shown to be found; a text field
answers after Enter only. The box asks the server (ui/county/search.py), so that data.names.search alone says
what fits and in which order.
"""

import json
import re
from datetime import date
from typing import Any, Final

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from streamlit.components.v2 import component

from data.base.language import translator
from data.names.search import Hit, search_counties
from ui.areas import find_area
from ui.browser_modules import bootstrap, fresh
from ui.selection import choose
from ui.shell_context import Context

MOST_HITS: Final = 8

KEY = "county-search"
# What ui.selection takes as a word in the address: lu'an goes there as lu an, which finds the same.
_UNSAFE = re.compile(r"[^\w.,·\- ]")
LONGEST_FIND = 60
# In the page and not in a shadow root of its own: the page's style sheet draws it.
_mount = component("education_alliance_county_search", js=bootstrap("search_box.js"), isolate_styles=False)


def found_counties(text: str, lang: str, day: date | None = None) -> dict[str, Any]:
    """Give the best hits of a day as a list shows them, and how many there are in all; None: by the newest register."""
    hits = search_counties(text, day=day)
    return {"total": len(hits), "hits": [_hit(hit, lang, day) for hit in hits[:MOST_HITS]]}


def _hit(hit: Hit, lang: str, day: date | None) -> dict[str, str]:
    area = find_area(hit.county_code, day)
    if area is None:
        return {"code": hit.county_code, "name": hit.county_code, "where": "", "note": ""}
    return {
        "code": area.code,
        "name": area.called(lang),
        "where": where(hit.county_code, lang, day),
        "note": found_as(hit, lang),
    }


def where(code: str, lang: str, day: date | None = None) -> str:
    """Say in which prefecture and province a county lies on a day: 长春市 · 吉林省."""
    area = find_area(code, day)
    above = [find_area(part, day) for part in (area.parent, area.province) if part] if area else []
    return " · ".join(dict.fromkeys(part.called(lang) for part in above if part))


def found_as(hit: Hit, lang: str) -> str:
    """Say why a county is among the results where its name does not show it: a former name or code."""
    _ = translator("en" if lang == "en" else "zh")
    if hit.how in ("former_name", "former_code"):
        return _("formerly {name}").format(name=hit.shown)
    if hit.how in ("later_name", "later_code"):
        return _("now {name}").format(name=hit.shown)
    return hit.shown if hit.how == "name" and hit.shown.endswith("师") else ""


def county_search_route(base: str = "") -> Route:
    """The route for `st.App(routes=…)`; `base` is Streamlit's `server.baseUrlPath`."""
    prefix = f"/{base.strip('/')}" if base.strip("/") else ""

    def search(request: Request) -> JSONResponse:
        text, lang = request.query_params.get("q", ""), request.query_params.get("lang", "zh")
        day = _day(request.query_params.get("as_of", ""))
        return JSONResponse(found_counties(text, lang, day), headers={"Cache-Control": "no-store"})

    return Route(prefix + "/county/search", search)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def search_box(ctx: Context, *, area_without: str) -> None:
    """Draw the box; a choice changes the address. `area_without`: the area to show when no county is."""
    _ = ctx.translate
    words = {
        "label": _("Find a county"),
        "placeholder": _("Name, pinyin, initials, code or former name"),
        "one": _("1 county found"),
        "found": _("{n} counties found"),
        "all": _("Show all {n} results"),
        "none": _("No county is called that. Try fewer signs, pinyin, or the code."),
        "failed": _("The search cannot be reached. Try again in a moment."),
    }
    sent = {
        "lang": ctx.selection.lang,
        "asOf": ctx.day.isoformat(),
        "value": ctx.selection.find or "",
        "words": words,
    }

    def follow() -> None:
        choice = fresh(st.session_state[KEY].get("choice"), KEY) or {}
        kind, text = choice.get("kind"), str(choice.get("text"))
        if kind == "open":
            choose(area=text, find=None, unit=None)
        elif kind == "list":
            choose(area=area_without, find=_UNSAFE.sub(" ", text)[:LONGEST_FIND], unit=None)

    _mount(
        key=KEY, data=json.dumps(sent, ensure_ascii=False).encode(), on_choice_change=follow, height="content"
    )
