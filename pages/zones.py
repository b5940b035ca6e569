"""Zones: the 97 experimental zones, whether they are ahead, and whom a lagging county could learn from."""

import streamlit as st

from reports.sentences import experimental_zones
from ui import pieces
from ui.pieces import nothing_reported, source_line, trace_line
from ui.shell_context import Context, context
from ui.top_bar import top_bar
from ui.zones.card import zone_card
from ui.zones.comparison import comparison_panel
from ui.zones.pairing import pairing_panel
from ui.zones.view import ZonesView, read_zones_view
from ui.zones.zone_list import list_panel
from ui.zones.zone_map import zones_map


def show() -> None:
    """Draw the page for the view in the address."""
    ctx = context()
    top_bar(ctx)
    if ctx.as_of is None:
        nothing_reported(ctx)
        return
    view = read_zones_view(ctx)
    title = _head(ctx, view)
    subtitle = ctx.translate("Stage of the counties in zones")
    if len(view.rows):
        with st.container(key="zones-panels"):
            with st.container(key="zones-list-panel"):
                list_panel(ctx, view)
            with st.container(key="zones-map-panel"):
                zones_map(ctx, view, title=title, subtitle=subtitle)
            with st.container(key="zones-card-panel"):
                zone_card(ctx, view)
    else:
        with st.container(key="zones-map-alone"):
            zones_map(ctx, view, title=title, subtitle=subtitle)
    with st.container(key="zones-findings"):
        with st.container(key="zones-comparison-panel"):
            comparison_panel(ctx, view)
        with st.container(key="zones-pairing-panel"):
            pairing_panel(ctx, view)
    pieces.page_foot(_notes(ctx), source_line(ctx))


def _head(ctx: Context, view: ZonesView) -> str:
    _, lang = ctx.translate, ctx.selection.lang
    province = view.province.called(lang) if view.province else None
    title = experimental_zones.zones_headline(view.totals, len(view.rows), province, ctx.day, _, lang)
    pieces.headline(title, trace_line(ctx))
    if len(view.rows):
        levels = {str(level): int(n) for level, n in view.rows["level"].value_counts().items()}
        pieces.lead(None, experimental_zones.zones_lead(view.totals, levels, _, lang), ctx.palette, _)
    return title


def _notes(ctx: Context) -> str:
    _ = ctx.translate
    return _(
        "Zones: notice 教基厅函〔2024〕3号. Nong'an County lies in Changchun, itself a zone, and is counted once."
    )
