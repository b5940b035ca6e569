"""What stands beside the map: the card of the unit that is picked, with the report it comes from, and the ways on."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from charts.words import sentence_case, stage_word
from data.base.fields import FIELDS, OUT_OF, REPORTED, SEPARATOR, field_words
from data.base.formats import format_count, format_date, format_due, format_pace, format_share
from data.base.language import Translate
from data.base.stages import STAGES_WITHOUT
from data.plan.duties import load_departments, load_resources
from reports.sentences import progress
from reports.sentences.boundaries import boundary_note
from reports.sentences.county import taken_from_words, taken_over_line
from reports.sentences.later_names import later_names
from ui import queries
from ui.areas import Area, find_area
from ui.links import link_html
from ui.map.component import MapEvent, drill
from ui.pieces import stage_html, verdict_badge_html
from ui.selection import choose
from ui.shell_context import Context

Row = tuple[str, str]


def _yes_no(value: Any, _: Translate) -> str:
    if pd.isna(value):
        return f'<span class="none">{escape(_("not reported"))}</span>'
    return f'<span class="{"yes" if value else "no"}">{escape(_("Yes") if value else _("No"))}</span>'


def _text(value: Any, _: Translate) -> str:
    if pd.isna(value) or value == "":
        return f'<span class="none">{escape(_("not reported"))}</span>'
    return escape(str(value))


def _listed(value: Any, out_of: int, _: Translate) -> str:
    if pd.isna(value) or value == "":
        return _text(value, _)
    names = str(value).split(SEPARATOR)
    title = escape(str(value))
    return f'<span title="{title}">{escape(_("{n} of {all}").format(n=len(names), all=out_of))}</span>'


def county_rows(ctx: Context, report: dict[Any, Any]) -> list[Row]:
    """The rows of a county's card: label and value as HTML. `report` is its row of county_status."""
    _ = ctx.translate
    wholes = set(OUT_OF.values())
    rows: list[Row] = []
    for name in REPORTED:
        if not FIELDS[name].on_card or name in wholes:
            continue
        rows.append((field_words(_)[name], _value(ctx, report, name)))
    return rows


def _value(ctx: Context, report: dict[Any, Any], name: str) -> str:
    """A reported value as HTML, by the kind of its field; a part stands with its whole."""
    _, value = ctx.translate, report[name]
    match FIELDS[name].kind:
        case "stage":
            stage = None if pd.isna(value) else str(value)
            return f"<b>{stage_html(stage, ctx.palette, _)}</b>"
        case "day":
            return "–" if pd.isna(value) else escape(format_date(value, ctx.selection.lang))
        case "yes_no":
            return _yes_no(value, _)
        case "departments":
            return _listed(value, len(load_departments()), _)
        case "resources":
            return _listed(value, len(load_resources()), _)
        case "whole_number":
            whole = OUT_OF.get(name)
            if whole is None:
                return _text(value if pd.isna(value) else format_count(value), _)
            covered, total = ("–" if pd.isna(report[part]) else report[part] for part in (name, whole))
            return escape(_("{covered} of {total}").format(covered=covered, total=total))
        case _text_kind:
            return _text(value, _)


def area_rows(ctx: Context, area: Area) -> list[Row]:
    """The rows of a province's or prefecture's card: counts, pace, verdict, projection."""
    _, lang = ctx.translate, ctx.selection.lang
    summary = ctx.figures.summary(area.level, ctx.day).set_index("code").loc[area.code].to_dict()
    judged = ctx.figures.judged(area.level, ctx.day).set_index("code").loc[area.code].to_dict()
    covered = bool(summary["covered"])
    of = summary["counties"] if covered else summary["reported"]
    told = _("of {counties}") if covered else _("of {counties} that reported")
    share = f" · {format_share(summary['share'])}" if covered else ""
    reported = _("{n} of {all}").format(
        n=format_count(summary["reported"]), all=format_count(summary["counties"])
    )
    rows = [
        (_("Reported"), escape(reported)),
        (
            _("Established"),
            f"<b>{format_count(summary['established'])}</b> "
            + escape(told.format(counties=format_count(of)))
            + share
            if summary["reported"]
            else "–",
        ),
        (_("In effective operation"), format_count(summary["operating"]) if summary["reported"] else "–"),
        *(
            (
                sentence_case(stage_word(stage, _)),
                format_count(summary[stage]) if summary["reported"] else "–",
            )
            for stage in reversed(STAGES_WITHOUT)
        ),
        (_("Not reported"), format_count(summary["not_reported"])),
    ]
    if not covered:
        # Of all its counties, of a pace and of a day nothing can be said yet.
        return rows
    if not pd.isna(judged["milestone_on"]):
        due = format_due(judged["milestone_on"], lang)
        rows.append((_("Still to do by {due}").format(due=due), format_count(judged["gap"])))
    for label, column in (
        (_("Needed a month"), "needed_pace"),
        (_("Seen a month ({months} months)").format(months=judged["pace_months"]), "observed_pace"),
    ):
        rows.append((label, "–" if pd.isna(judged[column]) else format_pace(judged[column])))
    rows.append((_("Expected"), escape(progress.expected(pd.Series(judged), _, lang))))
    return rows


def _lines(rows: list[Row]) -> str:
    return "".join(f'<tr><th scope="row">{escape(label)}</th><td>{value}</td></tr>' for label, value in rows)


def _head(area: Area, ctx: Context) -> str:
    other = area.name_en if ctx.selection.lang == "zh" else area.name
    above = [
        find_area(code, ctx.as_of) for code in (area.parent, area.province) if code and code != area.code
    ]
    names = list(dict.fromkeys(found.called(ctx.selection.lang) for found in above if found))
    where = " · ".join([*names, area.code])
    return (
        f"<h2>{escape(area.called(ctx.selection.lang))} <small>{escape(other)}</small></h2>"
        f'<div class="where">{escape(where)}</div>'
    )


def _no_county(ctx: Context) -> str:
    return ctx.translate("No county of the register of {day}: drawn on no map of that day.").format(
        day=format_date(ctx.day, ctx.selection.lang)
    )


def unit_card(ctx: Context, code: str) -> None:
    """Draw the card of a county, prefecture or province at the reader's as-of date."""
    _ = ctx.translate
    area = find_area(code, ctx.as_of)
    if (
        area is not None
        and area.level == "county"
        and code not in set(queries.counties(ctx.as_of)["county_code"])
    ):
        st.html(f'<div class="unit-card">{_head(area, ctx)}<p>{escape(_no_county(ctx))}</p></div>')
        return
    if area is None or ctx.as_of is None:
        st.html(
            f'<div class="unit-card"><h2>{escape(code)}</h2><p>'
            f"{escape(_('Outside the Plan: drawn on the map, in no count.'))}</p></div>"
        )
        return
    if area.level == "county":
        status = ctx.figures.status(ctx.day)
        report = status.set_index("county_code").loc[code].to_dict()
        rows, foot, verdict = county_rows(ctx, report), _report_line(ctx, code, report), ""
        lang = ctx.selection.lang
        told = (later_names(ctx.as_of, lang, _).get(code, ""), boundary_note(code, ctx.as_of, lang, _))
        edge = " · ".join(part for part in told if part)
        more = link_html(ctx.link("county", area=code, unit=None, find=None), _("All that is known of it"))
    else:
        rows, foot, more, edge = area_rows(ctx, area), "", "", ""
        judged = ctx.figures.judged(area.level, ctx.day).set_index("code").loc[code]
        verdict = f'<div class="badge">{verdict_badge_html(str(judged["verdict"]), ctx.palette, _)}</div>'
    st.html(
        f'<div class="unit-card">{_head(area, ctx)}{verdict}<table>{_lines(rows)}</table>'
        f'<p class="more">{more}</p><p class="trace">{escape(foot)}</p>'
        f'<p class="trace">{escape(edge)}</p></div>'
    )


def _report_line(ctx: Context, code: str, report: dict[Any, Any]) -> str:
    _ = ctx.translate
    if report["inherited"]:
        names = taken_from_words(code, ctx.day, ctx.selection.lang)
        return taken_over_line(names, ctx.selection.lang, _)
    if pd.isna(report["batch_id"]):
        return _("No report up to this day.")
    return _("Last report: as of {day}, batch {batch}.").format(
        day=format_date(report["as_of"], ctx.selection.lang), batch=int(report["batch_id"])
    )


def side_panel(ctx: Context) -> None:
    """Draw the card of the picked unit, or of the area; for the nation a word on how to pick one."""
    area = find_area(ctx.selection.area, ctx.as_of)
    code = ctx.selection.unit or (area.code if area else None)
    if code is None:
        st.html(f'<div class="unit-card"><p class="hint">{escape(_hint(ctx))}</p></div>')
        return
    unit_card(ctx, code)
    unit = ctx.selection.unit
    if unit:
        with st.container(horizontal=True):
            if find_area(unit, ctx.as_of) is not None:
                st.button(
                    ctx.translate("Open"), type="primary", key="open-unit", on_click=_open, args=(unit,)
                )
            st.button(ctx.translate("Close"), key="close-unit", on_click=choose, kwargs={"unit": None})


def _open(code: str) -> None:
    drill(MapEvent("open", code))


def _hint(ctx: Context) -> str:
    return ctx.translate(
        "Click an area to see its figures here; click it again to open it. Escape, or the path above, leads back."
    )
