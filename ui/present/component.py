"""The meeting as one Streamlit component: slides go in, what the presenter chose comes out."""

import json
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st
from streamlit.components.v2 import component

from reports.slides.deck import NATION_KEYS, parse_keys
from ui.browser_modules import bootstrap, fresh
from ui.selection import Selection, choose

# Seconds between slides that turn by themselves; beyond these nobody could read, or would wait.
FASTEST: Final = 2

SLOWEST: Final = 3600

KEY = "present-meeting"
# Whether this session's browser has asked for the slides of all provinces.
WHOLE = "present-whole"
_mount = component("education_alliance_meeting", js=bootstrap("present.js"))


@dataclass(frozen=True)
class Choices:
    """The slides to show, in order, and the seconds after which they turn by themselves, 0: they do not."""

    keys: tuple[str, ...]
    auto: int

    @property
    def provinces(self) -> tuple[str, ...]:
        """The codes of the chosen provinces."""
        return tuple(key for key in self.keys if key not in NATION_KEYS)


def read_choices(selection: Selection) -> Choices:
    """Read a presentation from the address; what cannot be read falls back to the usual one."""
    text = selection.auto or ""
    seconds = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
    auto = min(SLOWEST, max(FASTEST, seconds)) if seconds else 0
    return Choices(parse_keys(selection.slides) or NATION_KEYS, auto)


def slides_word(keys: tuple[str, ...]) -> str | None:
    """Write keys as the address has them; the usual slides are left out of it."""
    return None if keys == NATION_KEYS else ".".join(keys)


def meeting(told: dict[str, Any]) -> None:
    """Draw the list to prepare, and the stage where the address asks for a slide."""

    def follow() -> None:
        event = fresh(st.session_state[KEY].get("event"), KEY)
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
