"""What stands beside the map: the card of what is picked, and the ways on."""

from html import escape

import streamlit as st

from ui.areas import find_area
from ui.cards import unit_card
from ui.drilling import drill
from ui.map.component import MapEvent
from ui.selection import choose
from ui.shell_context import Context


def side_panel(ctx: Context) -> None:
    """Draw the card of the picked unit, or of the area; for the nation a word on how to pick one."""
    area = find_area(ctx.selection.area)
    code = ctx.selection.unit or (area.code if area else None)
    if code is None:
        st.html(f'<div class="unit-card"><p class="hint">{escape(_hint(ctx))}</p></div>')
        return
    unit_card(ctx, code)
    unit = ctx.selection.unit
    if unit:
        with st.container(horizontal=True):
            if find_area(unit) is not None:
                st.button(
                    ctx.translate("Open"), type="primary", key="open-unit", on_click=_open, args=(unit,)
                )
            st.button(ctx.translate("Close"), key="close-unit", on_click=choose, kwargs={"unit": None})


def _open(code: str) -> None:
    drill(MapEvent("open", code))


def _hint(ctx: Context) -> str:
    return ctx.translate(
        "Click an area to see its figures here; click it again to open it. Escape, or the path above, leads back."
    )
