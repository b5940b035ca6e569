"""The map as one Streamlit component: a view goes in, what the reader did comes out, and what a click means."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import streamlit as st
from streamlit.components.v2 import component

from ui.areas import Area, find_area
from ui.browser_modules import bootstrap, fresh
from ui.map.view import MapView
from ui.selection import choose, read_selection

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
    sent = fresh(raw, key) or {}
    kind, code = sent.get("kind"), sent.get("code")
    if kind not in ("select", "open", "back") or not (code is None or isinstance(code, str)):
        return None
    return MapEvent(kind, code)


def drill(event: MapEvent) -> None:
    """Answer the reader on the map page: select a unit, open it one level down, or go back up.

    A county opens its prefecture first, then itself, so that every step shows its surroundings.
    """
    selection = read_selection()
    area = find_area(selection.area)
    if event.kind == "select":
        choose(unit=event.code)
    elif event.kind == "open" and event.code:
        choose(area=_next_step(area, event.code), unit=None)
    elif event.kind == "back":
        if selection.unit:
            choose(unit=None)
        elif area is not None:
            choose(area=area.parent, unit=None)


def _next_step(area: Area | None, code: str) -> str:
    target = find_area(code)
    if target is None:
        return code if area is None else area.code
    if target.level != "county" or target.parent is None:
        return target.code
    within = None if area is None else (area.code if area.level == "prefecture" else area.parent)
    if area is None:
        return target.province or code
    return target.code if target.parent in (within, area.province) else target.parent
