"""Overview: are we on track, who is behind, where it leads, what changed since the report before."""

import streamlit as st

from reports.figures.area import Overview
from reports.sentences import comparison, findings
from ui import pieces
from ui.links import link_html
from ui.overview.panels import province_map, read_overview, strip_figures, trend_panel, units_panel
from ui.pieces import nothing_reported, source_line, trace_line
from ui.shell_context import Context, context, once_per_view
from ui.top_bar import top_bar

MAP_HEIGHT = 558


def show() -> None:
    """Draw the page for the view in the address."""
    ctx = context()
    top_bar(ctx, comparing=True)
    if ctx.as_of is None:
        nothing_reported(ctx)
        return
    view = once_per_view(ctx, "overview", lambda: read_overview(ctx))
    _, lang = ctx.translate, ctx.selection.lang
    trace = trace_line(ctx)
    pieces.headline(findings.headline(view.now, ctx.day, _, lang), trace)
    pieces.lead(view.now.verdict, findings.lead(view.now, ctx.day, _, lang), ctx.palette, _)
    pieces.figure_strip(strip_figures(ctx, view), trace)
    with st.container(key="overview-panels"):
        with st.container(key="overview-map"):
            _map(ctx, view)
        with st.container(key="overview-units"):
            units_panel(ctx, view)
        with st.container(key="overview-trend-panel"):
            trend_panel(ctx, view)
            remarks = once_per_view(
                ctx, "overview-remarks", lambda: comparison.overview_remarks(view, ctx.figures, _, lang)
            )
            if ctx.compare is not None and remarks:
                title = comparison.comparison_title(ctx.compare, ctx.day, _, lang)
                pieces.paragraph(title, remarks)
                changes = ctx.link("actions", reason=None, grouping=None)
                st.html(link_html(changes, _("What changed, county by county")))
    pieces.page_foot(_reading(ctx, view), source_line(ctx))


def _map(ctx: Context, view: Overview) -> None:
    _, lang, level = ctx.translate, ctx.selection.lang, view.scope.unit_level
    if view.scope.level == "nation":
        title = findings.map_title(view.unit_counts(), level, _, lang)
        subtitle = _("Share of counties with an alliance, by province (%). Click one and every page follows")
    else:
        title = findings.operating_title(view.now, _)
        subtitle = _("Stage of each county. Click one to see it on every page")
    pieces.panel_head(title, subtitle)
    province_map(ctx, height=MAP_HEIGHT, title=title, subtitle=subtitle)


def _reading(ctx: Context, view: Overview) -> str:
    """Say how to read the marks, and who counts the XPCC's cities."""
    _ = ctx.translate
    parts = [_("Marks: verdict against the next milestone.")]
    if view.scope.level == "nation":
        parts.append(findings.xpcc_note(ctx.day, _))
    return (" " if ctx.selection.lang == "en" else "").join(parts)
