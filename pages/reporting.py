"""Reporting: who has sent, when last, what is missing, and the workbooks to send to those who have not reported."""

import streamlit as st

from data.figures.action_list import action_list, inside, with_reason
from data.register.register import NATION_CODE
from reports.sentences import reporting
from ui import pieces, queries
from ui.actions.downloads import workbooks_button
from ui.areas import area_name, find_area
from ui.figure.panel import numbers_panel
from ui.links import link_html
from ui.pieces import choice, empty_state, source_line, trace_line
from ui.records.batches import signed_by
from ui.reporting.missing import missing_panel
from ui.reporting.table import reporting_numbers, reporting_table
from ui.reporting.view import ReportingView, read_reporting
from ui.shell_context import Context, context, once_per_view
from ui.top_bar import top_bar
from ui.upload.examining import today


def show() -> None:
    """Draw the page for the view in the address."""
    ctx = context()
    top_bar(ctx)
    if ctx.as_of is None:
        _nobody(ctx)
        return
    view = once_per_view(ctx, "reporting", lambda: read_reporting(ctx))
    _, lang = ctx.translate, ctx.selection.lang
    pieces.headline(reporting.headline(view.own, view.scope.name, ctx.day, _, lang), trace_line(ctx))
    areas = (view.silent_areas, len(view.table), view.level)
    pieces.lead(None, reporting.lead(view.own, areas, _, lang), ctx.palette, _)
    _tools(ctx, view)
    with st.container(key="reporting-areas"):
        reporting_table(ctx, view)
    with st.container(key="reporting-missing"):
        missing_panel(ctx, view)
    pieces.page_foot(_last_save(ctx, view), source_line(ctx))


def _tools(ctx: Context, view: ReportingView) -> None:
    _ = ctx.translate
    with st.container(key="reporting-tools", horizontal=True):
        area = find_area(ctx.selection.area, ctx.as_of)
        if area is not None:
            above = area.parent or NATION_CODE
            words = _("← {area}").format(area=area_name(above, ctx.selection.lang, _))
            st.html(f'<div class="trail">{link_html(ctx.link("reporting", area=above), words)}</div>')
        if view.scope.level == "nation":
            groupings = {"province": _("By province"), "prefecture": _("By prefecture")}
            choice("grouping", _("Group by"), groupings, view.level)
        workbooks_button(ctx, view.silent, "not_reported", ctx.day)
        numbers = once_per_view(ctx, "reporting-numbers", lambda: reporting_numbers(ctx, view))
        numbers_panel(ctx, key="reporting", numbers=numbers, table=False)


def _last_save(ctx: Context, view: ReportingView) -> str:
    _, own = ctx.translate, view.own
    told = _("Reported: with a stage in the report that stands on the day. Stale reports still count.")
    if not own["batch_id"] or own["saved_by"] != own["saved_by"]:
        return told
    who = signed_by(str(own["saved_by"]), _)
    saved = reporting.saved_words(own, who, own["saved_at"].date(), _, ctx.selection.lang)
    return f"{saved} · {told}"


def _nobody(ctx: Context) -> None:
    """Say that nothing has been reported yet, and offer the workbooks to begin with."""
    _, day = ctx.translate, today()
    counties = queries.counties(day)
    empty_state(
        _("No county has reported yet"),
        _("Each province can be sent a workbook with its counties; filled in, it is uploaded as it is."),
        _("Send the workbooks, or fill in the template on the upload page."),
    )
    listed = action_list(ctx.figures.status(day), None, counties, as_of=day)
    area = ctx.selection.area
    shown = with_reason(listed if area == NATION_CODE else inside(listed, area), "not_reported")
    with st.container(key="reporting-tools", horizontal=True):
        workbooks_button(ctx, shown, "not_reported", day)
