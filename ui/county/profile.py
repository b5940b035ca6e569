"""What a county is: its names, codes, areas, zones, what it was before, and where it lies."""

from dataclasses import replace
from html import escape

import streamlit as st

from charts.maps.measures import measure_words
from data.base.formats import format_date
from data.intake.problem_texts import change_sentences
from data.register.history import register_history
from data.register.register import XPCC_CODE
from ui.areas import find_area
from ui.county.view import CountyView
from ui.links import link_html
from ui.map.area_map import map_view, show_map
from ui.map.component import MapEvent
from ui.selection import choose
from ui.shell_context import Context

MAP_HEIGHT = 320


def profile_panel(ctx: Context, view: CountyView) -> None:
    """Draw the profile."""
    _ = ctx.translate
    rows = [
        (_("Code"), escape(view.area.code)),
        (_("In Chinese") if ctx.selection.lang == "en" else _("In English"), escape(_other_name(ctx, view))),
        *_places(ctx, view),
        (_("Zone"), _zones(ctx, view)),
        (_("Formerly"), _former(ctx, view)),
    ]
    lines = "".join(f'<tr><th scope="row">{escape(label)}</th><td>{value}</td></tr>' for label, value in rows)
    st.html(
        f'<div class="panel-head"><h2>{escape(_("Profile"))}</h2></div><table class="county-facts">{lines}</table>'
    )


def _other_name(ctx: Context, view: CountyView) -> str:
    return view.area.name_en if ctx.selection.lang == "zh" else view.area.name


def _places(ctx: Context, view: CountyView) -> list[tuple[str, str]]:
    """Prefecture and province; what is its own prefecture says so, and the XPCC's cities where they lie."""
    _, lang = ctx.translate, ctx.selection.lang
    rows: list[tuple[str, str]] = []
    parent = find_area(view.area.parent or "", ctx.day)
    if parent is not None and parent.level == "prefecture":
        rows.append((_("Prefecture"), _open(ctx, parent.code, parent.called(lang))))
    else:
        rows.append((_("Prefecture"), escape(_no_prefecture(view, ctx))))
    province = find_area(view.area.province or "", ctx.day)
    if province is not None:
        told = _open(ctx, province.code, province.called(lang))
        drawn_in = find_area(view.area.map_province or "")
        if province.code == XPCC_CODE and drawn_in is not None:
            within = _("lies in {province}, reports to the XPCC").format(province=drawn_in.called(lang))
            told += f"<small>{escape(within)}</small>"
        rows.append((_("Province"), told))
    return rows


def _no_prefecture(view: CountyView, ctx: Context) -> str:
    _ = ctx.translate
    if view.row["kind"] == "地级市(不设区)":
        return _("a prefecture-level city without counties: one unit of its own")
    if view.row["province_code"] == XPCC_CODE:
        return _("none: administered by the XPCC")
    if view.row["prefecture_code"] == view.row["province_code"]:
        return _("none: the municipality itself")
    return _("none: administered by the province")


def _open(ctx: Context, code: str, words: str) -> str:
    return link_html(ctx.link("overview", area=code, find=None, unit=None), words)


def _zones(ctx: Context, view: CountyView) -> str:
    _ = ctx.translate
    if not view.zones:
        return f'<span class="none">{escape(_("in no experimental zone"))}</span>'
    links: list[str] = []
    for zone in view.zones:
        area = find_area(str(zone["code"]), ctx.day)
        name = area.name_en if area and ctx.selection.lang == "en" else str(zone["listed_name"])
        link = link_html(ctx.link("zones", zone=str(zone["zone_no"]), find=None), name)
        level = {
            "county": _("the county itself"),
            "prefecture": _("the whole prefecture"),
            "province": _("the whole province"),
        }[str(zone["level"])]
        number = _("no. {n} of the notice, {level}").format(n=zone["zone_no"], level=level)
        links.append(f"{link}<small>{escape(number)}</small>")
    return "".join(f"<div>{link}</div>" for link in links)


def _former(ctx: Context, view: CountyView) -> str:
    _, lang = ctx.translate, ctx.selection.lang
    if not view.former:
        opening = register_history().opening(str(view.row["unit"]))
        told = (
            _("set up on {day}").format(day=format_date(opening.day, lang))
            if opening is not None and opening.day is not None
            else _("no change since 2012")
        )
        return f'<span class="none">{escape(told)}</span>'
    sentences = dict(change_sentences(_)) | {
        "split": _("{old_name} ({old_code}) was divided on {on}; part of its ground lies here"),
        "merged": _("{old_name} ({old_code}) was merged into this county on {on}"),
    }
    told = [
        sentences[change.kind].format(
            old_name=change.old_name,
            old_code=change.old_code,
            on=format_date(change.effective_on, lang) if change.effective_on else "",
        )
        for change in view.former
    ]
    return "".join(f"<div>{escape(text)}</div>" for text in told)


def locator_panel(ctx: Context, view: CountyView, title: str) -> None:
    """Draw the county among its neighbours; a click on another opens it."""
    _ = ctx.translate
    nearby = replace(ctx, selection=replace(ctx.selection, area=view.area.code, unit=None))
    drawn = map_view(
        nearby,
        measure="stage",
        title=title,
        subtitle=measure_words(_)["stage"],
        height=MAP_HEIGHT,
    )
    # The legend counts the prefecture's counties, as on the map page; here the picture shows more.
    above = find_area(str(view.row["prefecture_code"]), ctx.day)
    legend = _("Stage, {area}").format(area=above.called(ctx.selection.lang) if above else "")
    drawn = replace(
        drawn, focus=None, around=view.area.code, labels=(), text={**drawn.text, "legend": legend}
    )
    show_map(drawn, key="county-map", on_event=_follow)


def _follow(event: MapEvent) -> None:
    area = find_area(event.code or "")
    if event.kind in ("select", "open") and area is not None and area.level == "county":
        choose(area=area.code, find=None, unit=None)
