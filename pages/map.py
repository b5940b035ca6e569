"""The map: nation, province, prefecture, county, by clicking; the same as a table."""

from html import escape

import streamlit as st

from charts.maps.measures import measure_words
from charts.words import reported_words
from data.base.formats import format_count, format_share
from data.register.register import NATION_CODE
from ui.areas import area_name, find_area, path_to
from ui.map.area_map import level_shown, map_view, measure_shown, measures_offered, show_map
from ui.map.card import side_panel
from ui.map.component import drill
from ui.map.table import unit_table
from ui.pieces import choice, nothing_reported, trace_line
from ui.selection import choose
from ui.shell_context import Context, context
from ui.top_bar import top_bar

MAP_HEIGHT = 690


def show() -> None:
    """Draw the page for the view in the address."""
    ctx = context()
    _ = ctx.translate
    top_bar(ctx)
    if ctx.as_of is None:
        nothing_reported(ctx)
        return
    _breadcrumb(ctx)
    title = finding(ctx)
    st.html(f'<h1 class="page-title" title="{escape(trace_line(ctx))}">{escape(title)}</h1>')
    measure = _tools(ctx)
    if ctx.selection.layout == "table":
        unit_table(ctx, title)
    else:
        subtitle = measure_words(_)[measure]
        view = map_view(ctx, measure=measure, title=title, subtitle=subtitle, height=MAP_HEIGHT)
        with st.container(key="map-panels"):
            with st.container(key="map-picture"):
                show_map(view, key="map", on_event=drill)
            with st.container(key="map-side"):
                side_panel(ctx)


def finding(ctx: Context) -> str:
    """The title: how many counties of the area have an alliance, or have reported while too few have."""
    area = find_area(ctx.selection.area, ctx.as_of)
    if area is not None and area.level == "county":
        area = find_area(area.parent or "", ctx.as_of) or area
    level = "nation" if area is None else area.level
    summary = ctx.figures.summary(level, ctx.day)
    row = summary.set_index("code").loc[area.code if area else NATION_CODE].to_dict()
    name = area_name(area.code if area else "", ctx.selection.lang, ctx.translate, ctx.as_of)
    if not row["covered"]:
        told = reported_words(row["reported"], row["counties"], row["established"], ctx.translate)
        return ctx.translate("{area}: {title}").format(area=name, title=told)
    return ctx.translate("{area}: {established} of {counties} counties have an alliance, {share}").format(
        area=name,
        established=format_count(row["established"]),
        counties=format_count(row["counties"]),
        share=format_share(row["share"]),
    )


def _breadcrumb(ctx: Context) -> None:
    path = path_to(ctx.selection.area, ctx.as_of)
    with st.container(key="breadcrumb", horizontal=True, gap="xsmall", vertical_alignment="center"):
        names = [("", area_name("", ctx.selection.lang, ctx.translate))]
        names += [(area.code, area.called(ctx.selection.lang)) for area in path]
        for position, (code, name) in enumerate(names):
            last = position == len(names) - 1
            st.button(
                name,
                key=f"crumb-{position}",
                type="tertiary",
                disabled=last,
                on_click=choose,
                kwargs={"area": code or NATION_CODE, "unit": None},
            )


def _tools(ctx: Context) -> str:
    """Draw measure, level and layout; return the measure shown."""
    _, level = ctx.translate, level_shown(ctx)
    words = measure_words(_)
    measure = measure_shown(ctx)
    with st.container(key="map-tools", horizontal=True, vertical_alignment="center", gap="medium"):
        choice("measure", _("Measure"), {name: words[name] for name in measures_offered(level)}, measure)
        if find_area(ctx.selection.area, ctx.as_of) is None:
            cut = {"province": _("By province"), "prefecture": _("By prefecture"), "county": _("By county")}
            choice("level", _("Drawn by"), cut, level)
        with st.container(horizontal=True, horizontal_alignment="right"):
            choice("layout", _("Shown as"), {"map": _("Map"), "table": _("Table")}, ctx.selection.layout)
    return measure
