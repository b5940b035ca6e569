"""Mechanisms: what alliances rest on, whether they work, and who answers for what in the Plan."""

import streamlit as st

from charts.item_table import item_heading
from data.figures.mechanisms import load_items
from reports.sentences import mechanisms
from ui import pieces
from ui.mechanisms.panels import duties_panel, heatmap_panel, operating_panel
from ui.mechanisms.view import ESTABLISHED, EVERY, MechanismView, read_mechanisms
from ui.pieces import choice, nothing_reported, source_line, trace_line
from ui.selection import choose
from ui.shell_context import Context, context, once_per_view
from ui.top_bar import top_bar

ORDER = "mechanisms-order"


def show() -> None:
    """Draw the page for the view in the address."""
    ctx = context()
    top_bar(ctx)
    if ctx.as_of is None:
        nothing_reported(ctx)
        return
    view = once_per_view(ctx, "mechanisms", lambda: read_mechanisms(ctx))
    _, lang = ctx.translate, ctx.selection.lang
    pieces.headline(mechanisms.headline(view.figures, _, lang), trace_line(ctx))
    pieces.lead(None, mechanisms.lead(view.figures, ctx.day, _, lang), ctx.palette, _)
    _tools(ctx, view)
    with st.container(key="mechanisms-panels"):
        with st.container(key="mechanisms-heatmap"):
            heatmap_panel(ctx, view)
        with st.container(key="mechanisms-working"):
            operating_panel(ctx, view)
    duties_panel(ctx, view)
    pieces.page_foot(_reading(ctx, view), source_line(ctx))


def _reading(ctx: Context, view: MechanismView) -> str:
    """Say how to read the heat map."""
    _ = ctx.translate
    parts = [_("A county that named departments or resource areas says no to those that it did not name.")]
    if view.scope.unit_level != "county":
        parts.append(_("A click on an area's name opens it."))
    return (" " if ctx.selection.lang == "en" else "").join(parts)


def _tools(ctx: Context, view: MechanismView) -> None:
    """Draw which items, of which counties, in which order."""
    _ = ctx.translate
    groups = {
        "guarantees": _("Mechanisms"),
        "departments": _("17 departments"),
        "resources": _("7 resource areas"),
    }
    counted = {EVERY: _("All counties"), ESTABLISHED: _("With an alliance")}
    with st.container(key="mechanisms-tools", horizontal=True, vertical_alignment="center", gap="small"):
        choice("item", _("Items"), groups, view.group)
        choice("grouping", _("Counted"), counted, ESTABLISHED if view.established_only else EVERY)
        with st.container(horizontal=True, horizontal_alignment="right"):
            _order(ctx, view)


def _order(ctx: Context, view: MechanismView) -> None:
    _ = ctx.translate
    lang = ctx.selection.lang
    orders = {view.group: _("Sorted by code")}
    for item in load_items()[view.group]:
        orders[item.code] = _("Sorted by: {item}").format(item=item_heading(item, lang, _))
    st.session_state[ORDER] = view.sorted_by or view.group
    st.selectbox(
        _("Order"),
        list(orders),
        key=ORDER,
        format_func=orders.__getitem__,
        on_change=_write_order,
        width=220,
        filter_mode=None,
        label_visibility="collapsed",
        placeholder=_("Choose"),
    )


def _write_order() -> None:
    choose(item=st.session_state[ORDER])
