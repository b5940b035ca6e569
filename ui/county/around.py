"""A county beside others: its neighbours one by one, and the areas around it."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from charts.words import sentence_case, stage_word
from data.base.formats import format_count, format_date, format_share
from data.register.register import XPCC_CODE
from reports.figures.numbers import NumberColumn
from reports.sentences.county import AreaShare, comparison_title, neighbours_title
from ui.areas import find_area
from ui.county.view import CountyView
from ui.figure.panel import numbers_of, numbers_panel
from ui.links import link_html
from ui.pieces import panel_head_html
from ui.shell_context import Context


def neighbours_panel(ctx: Context, view: CountyView) -> None:
    """Draw the table of neighbours, the longest shared boundary first."""
    _ = ctx.translate
    title = neighbours_title(view.neighbour_stages, _, boundary_known=view.boundary_known)
    if view.neighbours.empty:
        told = _(
            "An island, or alone within lines that run through water. The map shows what lies around it."
        )
        st.html(panel_head_html(title) + f'<p class="quiet">{escape(told)}</p>')
        return
    header = [
        (_("County"), ""),
        (_("Stage"), ""),
        (_("Established on"), ""),
        (_("Guarantees"), "number"),
        (_("Boundary, km"), "number"),
    ]
    head = "".join(f'<th scope="col" class="{look}">{escape(word)}</th>' for word, look in header)
    rows = "".join(_row(ctx, view, row) for row in view.neighbours.to_dict("records"))
    below = (
        _("Counties that share a boundary, the longest first; guarantees in place of those told of")
        if view.boundary_known
        else _("Counties from whose ground it was set up; guarantees in place of those told of")
    )
    st.html(
        f'{panel_head_html(title, below)}<div class="county-table"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )
    numbers_panel(
        ctx,
        key="county-neighbours",
        numbers=numbers_of(ctx, title, _columns(ctx), _frame(ctx, view)),
        table=False,
    )


def _row(ctx: Context, view: CountyView, row: dict[Any, Any]) -> str:
    _, lang = ctx.translate, ctx.selection.lang
    code = str(row["county_code"])
    stage = None if pd.isna(row["stage"]) else str(row["stage"])
    look = f'style="background:{ctx.palette.stages[stage]}"' if stage else ""
    swatch = f'<i class="swatch{"" if stage else " hatch"}" {look}></i>'
    since = "–" if pd.isna(row["established_on"]) else format_date(row["established_on"], lang)
    told = int(row["guarantees_told"])
    guarantees = _("{n} of {all}").format(n=int(row["guarantees"]), all=told) if told else _("not reported")
    where = neighbour_place(ctx, view, row)
    name = link_html(ctx.link("county", area=code, find=None, unit=None), _name(row, lang))
    return (
        f'<tr><th scope="row">{name}<small>{escape(where)}</small></th>'
        f"<td>{swatch}{escape(sentence_case(stage_word(stage, _)))}</td><td>{escape(since)}</td>"
        f'<td class="number{"" if told else " none"}">{escape(guarantees)}</td>'
        f'<td class="number">{"–" if pd.isna(row["km"]) else format(row["km"], ".1f")}</td></tr>'
    )


def _name(row: dict[Any, Any], lang: str) -> str:
    return str(row["name"] if lang == "zh" else row["name_en"])


def neighbour_place(ctx: Context, view: CountyView, row: dict[Any, Any]) -> str:
    """Say where a neighbour lies if that is elsewhere: in another prefecture, province, or of the XPCC."""
    _, lang = ctx.translate, ctx.selection.lang
    if row["province_code"] == XPCC_CODE and view.row["province_code"] != XPCC_CODE:
        return _("city of the XPCC")
    level = "province_code" if row["province_code"] != view.row["province_code"] else "prefecture_code"
    if row[level] == view.row[level] or row[level] == row["county_code"]:
        return ""
    area = find_area(str(row[level]))
    return area.called(lang) if area else ""


def _columns(ctx: Context) -> tuple[NumberColumn, ...]:
    _ = ctx.translate
    return (
        NumberColumn("county_code", _("Code"), "text"),
        NumberColumn("county", _("County"), "text"),
        NumberColumn("place", _("Lies in"), "text"),
        NumberColumn("stage", _("Stage"), "text"),
        NumberColumn("established_on", _("Established on"), "date"),
        NumberColumn("guarantees", _("Guarantees in place"), "count"),
        NumberColumn("guarantees_told", _("Guarantees told of"), "count"),
        NumberColumn("km", _("Boundary, km"), "pace"),
    )


def _frame(ctx: Context, view: CountyView) -> pd.DataFrame:
    _, rows = ctx.translate, view.neighbours.to_dict("records")
    return view.neighbours.assign(
        county=[_name(row, ctx.selection.lang) for row in rows],
        place=[neighbour_place(ctx, view, row) for row in rows],
        stage=[sentence_case(stage_word(stage, _)) for stage in view.neighbour_stages],
    )


def comparison_panel(ctx: Context, view: CountyView) -> None:
    """Draw the share of counties with an alliance in the areas that the county lies in."""
    _ = ctx.translate
    known = view.has_alliance if view.standing.stage else None
    title = comparison_title(view.above, has_alliance=known, _=_)
    rows = "".join(
        f'<tr><th scope="row">{escape(area.name)}</th>'
        f'<td class="bar"><i class="bar"><i style="width:{area.share:.1%}"></i></i></td>'
        f'<td class="number"><b>{format_share(area.share) if area.reported else "–"}</b></td>'
        f'<td class="number">{escape(_counts(area, ctx))}</td></tr>'
        for area in view.above
    )
    below = _("Share of counties with an alliance in the areas around it (%)")
    st.html(f'{panel_head_html(title, below)}<table class="county-shares">{rows}</table>')


def _counts(area: AreaShare, ctx: Context) -> str:
    text = (
        ctx.translate("{n} of {all}")
        if area.covered
        else ctx.translate("{n} of {reported} that reported, of {all}")
    )
    return text.format(
        n=format_count(area.established),
        reported=format_count(area.reported),
        all=format_count(area.counties),
    )
