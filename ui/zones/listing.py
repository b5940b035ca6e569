"""The list of the zones as one Streamlit component: it sorts in the browser and tells which row was chosen."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st
from streamlit.components.v2 import component

from ui.web.modules import bootstrap

# In the page and not in a shadow root of its own: the style sheet is there already.
_mount = component("education_alliance_zone_list", js=bootstrap("zone_list.js"), isolate_styles=False)


@dataclass(frozen=True)
class ListColumn:
    """A column: its header, what its cells are (numbers sort from the highest), and the header in full."""

    label: str
    kind: Literal["text", "number"]
    hint: str = ""


@dataclass(frozen=True)
class ListRow:
    """A row: the zone's number, its cells (the first names it), and a quiet line below the name."""

    key: str
    cells: Sequence[str | int | None]
    note: str = ""


def zone_list(
    columns: Sequence[ListColumn],
    rows: Sequence[ListRow],
    *,
    chosen: str | None,
    caption: str,
    key: str,
    on_choice: Callable[[str | None], None],
) -> None:
    """Draw the list; `on_choice` gets the number of the chosen zone (None: no longer) before the page is drawn anew."""

    def hand_over() -> None:
        raw = st.session_state[key].get("choice")
        handled = f"{key}:handled"
        # A run that was cut short hands its trigger over once more.
        if not isinstance(raw, dict) or st.session_state.get(handled) == raw.get("seq"):
            return
        st.session_state[handled] = raw.get("seq")
        zone = raw.get("zone")
        if zone is None or isinstance(zone, str):
            on_choice(zone)

    sent: dict[str, Any] = {
        "columns": [[column.label, column.kind, column.hint] for column in columns],
        "rows": [{"key": row.key, "cells": list(row.cells), "note": row.note} for row in rows],
        "chosen": chosen,
        "caption": caption,
    }
    data = json.dumps(sent, ensure_ascii=False, separators=(",", ":")).encode()
    _mount(key=key, data=data, on_choice_change=hand_over)
