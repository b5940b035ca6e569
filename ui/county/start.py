"""The county page before a county is chosen: what the search found, the area's counties, who reported last."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from charts.words import sentence_case, stage_word
from data.base.formats import format_count, format_date
from data.base.language import Translate
from data.names.search import search_counties
from ui import queries
from ui.areas import Area, find_area
from ui.county.search import found_as, where
from ui.county.view import recently_reported
from ui.links import link_html
from ui.pieces import headline, lead, panel_head_html, trace_line
from ui.shell_context import Context

# A longer list is no help: the next letter typed is.
MOST_RESULTS = 60
RECENT = 12


def start(ctx: Context, area: Area | None) -> None:
    """Draw the results of a search, or the counties of the area beside those that reported last."""
    _, lang = ctx.translate, ctx.selection.lang
    if ctx.selection.find:
        _results(ctx, ctx.selection.find)
        return
    counties = _members(ctx, area)
    title = (
        _("Choose one of {n} counties to see all that is known of it")
        if area is None
        else _("Choose one of the {n} counties of {area}")
    )
    if len(counties) == 1:
        title = _("Choose the one county of {area}")
    name = area.called(lang) if area else ""
    headline(title.format(n=format_count(len(counties)), area=name), trace_line(ctx))
    lead(None, _tips(_), ctx.palette, _)
    with st.container(key="county-start"):
        with st.container(key="county-start-list"):
            st.html(_provinces_html(ctx) if area is None else _counties_html(ctx, area, counties))
        with st.container(key="county-start-recent"):
            st.html(_recent_html(ctx, area))


def _tips(_: Translate) -> str:
    return _(
        "The search takes Changchun Chaoyang, chaoyang, cy, 220104, a name of former times, or a division of the XPCC."
    )


def _members(ctx: Context, area: Area | None) -> pd.DataFrame:
    counties = queries.counties(ctx.day)
    return counties if area is None else counties[counties[f"{area.level}_code"] == area.code]


def _results(ctx: Context, text: str) -> None:
    _, lang = ctx.translate, ctx.selection.lang
    hits = search_counties(text, day=ctx.day)
    title = _("{n} counties fit “{text}”")
    if len(hits) == 1:
        title = _("1 county fits “{text}”")
    elif not hits:
        title = _("No county fits “{text}”")
    headline(title.format(n=format_count(len(hits)), text=text))
    if not hits:
        lead(None, _tips(_), ctx.palette, _)
        return
    shown = hits[:MOST_RESULTS]
    if len(hits) > len(shown):
        told = _("The first {n} are shown; type more to narrow them down.").format(n=len(shown))
        lead(None, told, ctx.palette, _)
    stages = _stages(ctx)
    rows = "".join(
        f"<li>{_county_link(ctx, hit.county_code, stages)}"
        f'<span class="where">{escape(where(hit.county_code, lang, ctx.day))}</span>'
        f'<span class="note">{escape(found_as(hit, lang))}</span><span class="code">{hit.county_code}</span></li>'
        for hit in shown
    )
    st.html(f'<ul class="county-results">{rows}</ul>')


def _stages(ctx: Context) -> dict[str, str | None]:
    status = ctx.figures.status(ctx.day)
    return {
        str(code): None if pd.isna(stage) else str(stage)
        for code, stage in zip(status["county_code"], status["stage"], strict=True)
    }


def _county_link(ctx: Context, code: str, stages: dict[str, str | None]) -> str:
    _, area, stage = ctx.translate, find_area(code, ctx.day), stages.get(code)
    look = f'style="background:{ctx.palette.stages[stage]}"' if stage else ""
    word = escape(sentence_case(stage_word(stage, _)))
    link = link_html(
        ctx.link("county", area=code, find=None, unit=None), area.called(ctx.selection.lang) if area else code
    )
    return f'<i class="swatch{"" if stage else " hatch"}" {look} title="{word}"></i>{link}'


def _provinces_html(ctx: Context) -> str:
    """The 32 provinces, each a way to its counties."""
    _, lang = ctx.translate, ctx.selection.lang
    column = "short_name" if lang == "zh" else "name_en"
    items = "".join(
        f"<li>{link_html(ctx.link('county', area=row['code']), str(row[column]))}"
        f'<span class="code">{row["counties"]}</span></li>'
        for row in queries.provinces(ctx.day).to_dict("records")
    )
    head = panel_head_html(_("By province"), _("With the number of counties"))
    return f'{head}<ul class="county-provinces">{items}</ul>'


def _counties_html(ctx: Context, area: Area, counties: pd.DataFrame) -> str:
    """The counties of an area by prefecture, each with the colour of its stage."""
    _, lang = ctx.translate, ctx.selection.lang
    stages = _stages(ctx)
    parts: list[str] = []
    own: list[str] = []
    for code, group in counties.groupby("prefecture_code", sort=True):
        codes = [str(county) for county in group["county_code"]]
        # What is its own prefecture stands with its like.
        if len(codes) == 1 or code == area.code:
            own += codes
            continue
        above = find_area(str(code), ctx.day)
        title = f"<h3>{escape(above.called(lang) if above else str(code))}</h3>"
        parts.append(title + _links_html(ctx, codes, stages))
    if own:
        title = f"<h3>{escape(_('Directly below the province'))}</h3>" if parts else ""
        parts.append(title + _links_html(ctx, own, stages))
    reported = sum(stages[str(code)] is not None for code in counties["county_code"])
    told = _("{n} of {all} have reported a stage; the squares show it").format(n=reported, all=len(counties))
    return panel_head_html(_("Counties of {area}").format(area=area.called(lang)), told) + "".join(parts)


def _links_html(ctx: Context, codes: list[str], stages: dict[str, str | None]) -> str:
    items = "".join(f"<li>{_county_link(ctx, code, stages)}</li>" for code in codes)
    return f'<ul class="county-names">{items}</ul>'


def _recent_html(ctx: Context, area: Area | None) -> str:
    _, lang = ctx.translate, ctx.selection.lang
    rows: list[dict[Any, Any]] = recently_reported(ctx, area.code if area else "", RECENT).to_dict("records")
    if not rows:
        return panel_head_html(_("Recently reported"), _("None of these counties has reported yet"))
    stages = _stages(ctx)
    items = "".join(
        f"<li>{_county_link(ctx, str(row['county_code']), stages)}"
        f'<span class="where">{escape(where(str(row["county_code"]), lang))}</span>'
        f'<span class="code">{escape(format_date(row["as_of"], lang))}</span></li>'
        for row in rows
    )
    head = panel_head_html(_("Recently reported"), _("By the day that the newest report describes"))
    return f'{head}<ul class="county-results">{items}</ul>'
