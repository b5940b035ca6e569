"""County: find one, and see all that is known of it."""

from dataclasses import replace

import streamlit as st

from data.plan.thresholds import STALE_AFTER_DAYS
from data.register.register import NATION_CODE
from reports.sentences.county import county_headline, neighbours_title, report_lead
from ui.areas import Area, find_area
from ui.county.around import comparison_panel, neighbours_panel
from ui.county.names import absence_words, existed, names_strip
from ui.county.profile import locator_panel, profile_panel
from ui.county.report import report_panel
from ui.county.search import search_box
from ui.county.start import start
from ui.county.timeline import timeline_panel
from ui.county.view import read_county
from ui.pieces import headline, lead, nothing_reported, page_foot, source_line, trace_line
from ui.selection import number_in
from ui.shell_context import Context, context
from ui.top_bar import top_bar


def show() -> None:
    """Draw the page for the view in the address."""
    ctx = context()
    top_bar(ctx)
    if ctx.as_of is None:
        nothing_reported(ctx)
        return
    area = find_area(ctx.selection.area, ctx.day)
    chosen = area if area is not None and area.level == "county" else None
    if number_in(ctx.selection.find, "batch"):  # of the records, from which the reader came
        ctx = replace(ctx, selection=replace(ctx.selection, find=None))
    search_box(ctx, area_without=_around(area))
    if chosen is None:
        start(ctx, area)
    elif not existed(chosen.code, ctx.day):
        headline(absence_words(ctx, chosen.code))
        names_strip(ctx, chosen.code)
    else:
        _county(ctx, chosen)
    page_foot("", source_line(ctx))


def _around(area: Area | None) -> str:
    """The area that stays chosen when the county is left: its prefecture or province, else the nation."""
    if area is None:
        return NATION_CODE
    return (area.parent or NATION_CODE) if area.level == "county" else area.code


def _county(ctx: Context, area: Area) -> None:
    _, lang = ctx.translate, ctx.selection.lang
    view = read_county(ctx, area)
    title = county_headline(view.standing, ctx.day, _, lang)
    headline(title, trace_line(ctx))
    lead(None, report_lead(view.standing, view.history, ctx.day, STALE_AFTER_DAYS, _, lang), ctx.palette, _)
    names_strip(ctx, area.code)
    with st.container(key="county-panels"):
        with st.container(key="county-report"):
            report_panel(ctx, view)
        with st.container(key="county-timeline-panel"):
            timeline_panel(ctx, view)
        with st.container(key="county-profile"):
            profile_panel(ctx, view)
            locator_panel(
                ctx,
                view,
                neighbours_title(view.neighbour_stages, _, boundary_known=view.boundary_known),
            )
    with st.container(key="county-around"):
        with st.container(key="county-neighbours-panel"):
            neighbours_panel(ctx, view)
        with st.container(key="county-comparison-panel"):
            comparison_panel(ctx, view)
