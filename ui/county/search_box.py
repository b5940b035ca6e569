"""The search box of the county page: results while one types, chosen by keyboard or pointer.

A component of our own, because none of Streamlit's fits: a selectbox would send 2,848 names with every rerun and
filter by what stands in its labels, so pinyin and former names would have to be shown to be found; a text field
answers after Enter only. The box asks the server (ui/web/county_search.py), so that data.county_search alone says
what fits and in which order.
"""

import json
import re

import streamlit as st
from streamlit.components.v2 import component

from ui.selection import choose
from ui.shell_context import Context
from ui.web.modules import bootstrap

KEY = "county-search"
_HANDLED = f"{KEY}:handled"
# What ui.selection takes as a word in the address: lu'an goes there as lu an, which finds the same.
_UNSAFE = re.compile(r"[^\w.,·\- ]")
LONGEST_FIND = 60

# In the page and not in a shadow root of its own: the page's style sheet draws it.
_mount = component("education_alliance_county_search", js=bootstrap("search_box.js"), isolate_styles=False)


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
    told = {"lang": ctx.selection.lang, "value": ctx.selection.find or "", "words": words}

    def follow() -> None:
        chosen = _fresh(st.session_state[KEY].get("choice"))
        if chosen is None:
            return
        kind, text = chosen
        if kind == "open":
            choose(area=text, find=None, unit=None)
        else:
            choose(area=area_without, find=_UNSAFE.sub(" ", text)[:LONGEST_FIND], unit=None)

    _mount(
        key=KEY, data=json.dumps(told, ensure_ascii=False).encode(), on_choice_change=follow, height="content"
    )


def _fresh(raw: object) -> tuple[str, str] | None:
    """Read a choice; None for one that was answered before."""
    if not isinstance(raw, dict) or st.session_state.get(_HANDLED) == raw.get("seq"):
        return None
    st.session_state[_HANDLED] = raw.get("seq")
    kind, text = raw.get("kind"), raw.get("text")
    if kind not in ("open", "list") or not isinstance(text, str):
        return None
    return kind, text
