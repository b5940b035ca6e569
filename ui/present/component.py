"""The meeting as one Streamlit component: slides go in, what the presenter chose comes out."""

import json
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from reports.briefing.deck import parse_keys
from ui.present.choices import slides_word
from ui.selection import choose
from ui.web.modules import bootstrap

KEY = "present-meeting"
# Whether this session's browser has asked for the slides of all provinces.
WHOLE = "present-whole"
_HANDLED = f"{KEY}:handled"

_mount = component("education_alliance_meeting", js=bootstrap("present.js"))


def meeting(told: dict[str, Any]) -> None:
    """Draw the list to prepare, and the stage where the address asks for a slide."""

    def follow() -> None:
        event = _fresh(st.session_state[KEY].get("event"))
        if event is None:
            return
        if event["kind"] == "more":
            st.session_state[WHOLE] = True
        elif event["kind"] == "leave":
            choose(slide=None, notes=None)
        elif event["kind"] == "choose":
            keys, auto = parse_keys(str(event.get("slides"))), str(event.get("auto"))
            choose(
                slides=slides_word(keys) if keys else None,
                auto=auto if auto.isdigit() and auto != "0" else None,
                slide=None,
                notes=None,
            )

    data = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    _mount(key=KEY, data=data, on_event_change=follow, height="content")


def _fresh(raw: object) -> dict[str, Any] | None:
    """Read an event; None for one that was answered before."""
    if not isinstance(raw, dict) or st.session_state.get(_HANDLED) == raw.get("seq"):
        return None
    st.session_state[_HANDLED] = raw.get("seq")
    return raw
