"""Action list: which counties to follow up and why; apart from them, which to ask for a report; workbooks to send."""

import streamlit as st

from data.register.register import NATION_CODE
from reports.sentences import actions
from ui import pieces
from ui.actions.changed import changed_panel
from ui.actions.downloads import action_numbers, workbooks_button
from ui.actions.lists import areas_panel, counties_panel, reason_strip
from ui.actions.view import ActionView, read_actions
from ui.areas import area_name, find_area
from ui.figure.panel import numbers_panel
from ui.links import link_html
from ui.pieces import choice, nothing_reported, source_line, trace_line
from ui.shell_context import Context, context, once_per_view
from ui.top_bar import top_bar


def show() -> None:
    """Draw the page for the view in the address."""
    ctx = context()
    top_bar(ctx, comparing=True)
    if ctx.as_of is None:
        nothing_reported(ctx)
        return
    view = once_per_view(ctx, "actions", lambda: read_actions(ctx))
    _, lang = ctx.translate, ctx.selection.lang
    pieces.headline(
        actions.headline(view.counts, view.counties, view.scope.name, ctx.day, _, lang), trace_line(ctx)
    )
    pieces.lead(None, actions.lead(view.counts, view.counties, _, lang), ctx.palette, _)
    reason_strip(ctx, view)
    changed_panel(ctx, view)
    _tools(ctx, view)
    if view.level:
        with st.container(key="actions-panels"):
            with st.container(key="actions-areas"):
                areas_panel(ctx, view)
            with st.container(key="actions-counties"):
                counties_panel(ctx, view)
    else:
        with st.container(key="actions-counties"):
            counties_panel(ctx, view)
    reading = _("Guarantees: funding, personnel and venues, asked of counties with an alliance.")
    pieces.page_foot(reading, source_line(ctx))


def _tools(ctx: Context, view: ActionView) -> None:
    _ = ctx.translate
    with st.container(key="actions-tools", horizontal=True):
        _way_back(ctx)
        if view.scope.level == "nation":
            groupings = {"province": _("By province"), "prefecture": _("By prefecture")}
            choice("grouping", _("Group by"), groupings, view.level or "province")
        if view.chasing:
            address = ctx.link("reporting", reason=None)
            st.html(f'<div class="trail">{link_html(address, _("Reporting by area"))}</div>')
        workbooks_button(ctx, view.shown, view.reason, ctx.day)
        numbers_panel(
            ctx,
            key="actions",
            numbers=once_per_view(ctx, "actions-numbers", lambda: action_numbers(ctx, view)),
            table=False,
        )


def _way_back(ctx: Context) -> None:
    """Lead from a prefecture to its province, from a province to the nation."""
    area = find_area(ctx.selection.area)
    if area is None:
        return
    above = area.parent or NATION_CODE
    words = ctx.translate("← {area}").format(area=area_name(above, ctx.selection.lang, ctx.translate))
    st.html(f'<div class="trail">{link_html(ctx.link("actions", area=above), words)}</div>')
