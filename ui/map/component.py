"""The map as one Streamlit component: a view goes in, what the reader did comes out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import streamlit as st
from streamlit.components.v2 import component

from ui.map.view import MapView
from ui.web.modules import bootstrap

_mount = component("education_alliance_map", js=bootstrap("index.js"))


@dataclass(frozen=True)
class MapEvent:
    """What the reader did: chose a unit, opened it (to drill into it), or went back."""

    kind: Literal["select", "open", "back"]
    code: str | None


def status_map(
    view: MapView, *, key: str, on_event: Callable[[MapEvent], None] | None = None
) -> MapEvent | None:
    """Draw the map; return the reader's event in the one rerun that it causes, else None.

    `on_event`, where given, gets the event instead, before the script runs: what lies above the map then
    already shows the new selection, and no second rerun is needed. What stands below keeps its place while the
    browser fetches and draws the map.
    """

    def hand_over() -> None:
        event = _fresh_event(st.session_state[key].get("event"), key) if on_event else None
        if on_event and event:
            on_event(event)

    st.html(f"<style>.stApp .st-key-{key} {{ min-height: {view.room()}; }}</style>")
    result = _mount(key=key, data=view.payload(), on_event_change=hand_over)
    return _fresh_event(result.get("event"), key)


def _fresh_event(raw: object, key: str) -> MapEvent | None:
    """Read a trigger's value; its number tells when a run that was cut short hands it over once more."""
    if not isinstance(raw, dict):
        return None
    handled = f"{key}:handled"
    if st.session_state.get(handled) == raw.get("seq"):
        return None
    st.session_state[handled] = raw.get("seq")
    kind, code = raw.get("kind"), raw.get("code")
    if kind not in ("select", "open", "back") or not (code is None or isinstance(code, str)):
        return None
    return MapEvent(kind, code)
