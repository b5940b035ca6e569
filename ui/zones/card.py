"""The card of the chosen zone: what it is, where its counties stand, what speaks to its three duties."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from charts.words import sentence_case, stage_word
from data.base.fields import field_words
from data.base.formats import format_count, format_date, format_month, format_share
from data.base.stages import RANKS, STAGES_WITHOUT
from data.plan.duties import ZONE_DUTIES, ZoneDuty
from ui.areas import find_area
from ui.pieces import stage_html
from ui.shell_context import Context, once_per_view
from ui.zones.view import ZonesView, level_word, zone_name


def zone_card(ctx: Context, view: ZonesView) -> None:
    """Draw the card of the chosen zone; without one, of all zones of the area together."""
    st.html(once_per_view(ctx, "zones-card", lambda: _card_html(ctx, view)))


def _card_html(ctx: Context, view: ZonesView) -> str:
    row = view.chosen
    if row is None:
        body = _all_head(ctx, view) + _counts(ctx, view.totals)
        row = {**view.totals, "level": "all"}
    elif row["level"] == "functional_area":
        body = _head(ctx, row) + _functional(ctx, view, row)
    else:
        body = _head(ctx, row) + _counts(ctx, row) + _counties(ctx, view, row)
    return f'<div class="unit-card zone-card">{body}{_duties(ctx, view, row)}</div>'


def _all_head(ctx: Context, view: ZonesView) -> str:
    _, lang = ctx.translate, ctx.selection.lang
    if view.province is None:
        title = _("All zones together")
    else:
        title = _("The zones of {area} together").format(area=view.province.called(lang))
    hint = _("Each county once. Choose a zone in the list or on the map for its own counties and duties.")
    return f'<h2>{escape(title)}</h2><p class="hint">{escape(hint)}</p>'


def _head(ctx: Context, row: dict[str, Any]) -> str:
    _, lang = ctx.translate, ctx.selection.lang
    name = zone_name(row, lang)
    other = str(row["name_en"] if lang == "zh" else row["listed_name"])
    province = find_area(str(row["province_code"]))
    place = province.called(lang) if province else str(row["listed_province"])
    where = _("{level} · {province} · row {row} of the notice").format(
        level=level_word(str(row["level"]), _), province=place, row=row["row_no"]
    )
    return f'<h2>{escape(name)} <small>{escape(other)}</small></h2><div class="where">{escape(where)}</div>'


def _counts(ctx: Context, row: dict[str, Any]) -> str:
    _ = ctx.translate
    if row["counties"] <= 1:
        return ""
    established = _("{established} of {counties} · {share}").format(
        established=format_count(row["established"]),
        counties=format_count(row["counties"]),
        share=format_share(row["share"]),
    )
    lines = [(_("Established"), established)]
    lines += [
        (label, format_count(row[field]))
        for label, field in (
            (_("In effective operation"), "operating"),
            *((sentence_case(stage_word(stage, _)), stage) for stage in reversed(STAGES_WITHOUT)),
            (_("Not reported"), "not_reported"),
        )
    ]
    cells = "".join(f'<tr><th scope="row">{escape(a)}</th><td>{escape(b)}</td></tr>' for a, b in lines)
    return f"<table>{cells}</table>"


def _stage_html(stage: Any, ctx: Context) -> str:
    return stage_html(None if pd.isna(stage) else str(stage), ctx.palette, ctx.translate)


def _counties(ctx: Context, view: ZonesView, row: dict[str, Any]) -> str:
    """The zone's counties, those furthest from an alliance first: they are what is left to do."""
    _, lang = ctx.translate, ctx.selection.lang
    members = view.zones.members
    own = members[members["zone_no"] == row["zone_no"]]
    own = own.assign(order=own["stage"].map(RANKS).astype("float64").fillna(-1))
    lines: list[str] = []
    for county in own.sort_values(["order", "county_code"]).to_dict("records"):
        name = county["name"] if lang == "zh" else county["name_en"]
        day = county["established_on"]
        since = "" if pd.isna(day) else f"<span>{escape(format_month(day, lang))}</span>"
        trace = (
            _("No report up to this day.")
            if pd.isna(county["batch_id"])
            else _("Last report: as of {day}, batch {batch}.").format(
                day=format_date(county["as_of"], lang), batch=int(county["batch_id"])
            )
        )
        lines.append(
            f'<li title="{escape(trace)}"><b>{escape(str(name))}</b>'
            f'<span class="stage">{_stage_html(county["stage"], ctx)}</span>{since}</li>'
        )
    label = escape(_("Counties of the zone by stage"))
    return f'<ul class="zone-counties" tabindex="0" aria-label="{label}">{"".join(lines)}</ul>'


def _functional(ctx: Context, view: ZonesView, row: dict[str, Any]) -> str:
    _, lang = ctx.translate, ctx.selection.lang
    note = escape(_("A functional area is no county: it is shown, and stands in no count."))
    own = view.zones.reports[view.zones.reports["zone_no"] == row["zone_no"]].to_dict("records")
    if not own:
        return f'<p class="duty-note">{note} {escape(_("It has not reported."))}</p>'
    report = own[0]
    trace = _("Last report: as of {day}, batch {batch}.").format(
        day=format_date(report["as_of"], lang), batch=int(report["batch_id"])
    )
    stage = _stage_html(report["stage"], ctx)
    return (
        f'<p class="duty-note">{note}</p><ul class="zone-counties"><li title="{escape(trace)}">'
        f"<b>{escape(str(report['area']))}</b>"
        f'<span class="stage">{stage}</span></li></ul><p class="trace">{escape(trace)}</p>'
    )


def _duties(ctx: Context, view: ZonesView, row: dict[str, Any]) -> str:
    _, lang = ctx.translate, ctx.selection.lang
    title = escape(_("The notice's three duties"))
    parts = [f"<h3>{title}</h3>"]
    for duty in ZONE_DUTIES:
        heading, wording = (
            (duty.heading_zh, duty.wording_zh) if lang == "zh" else (duty.heading_en, duty.wording_en)
        )
        parts.append(
            f'<section class="duty"><h4>{escape(heading)}</h4><p class="wording">{escape(wording)}</p>'
            f"{_speaks(ctx, view, row, duty)}</section>"
        )
    ours = _("Which reported items speak to a duty is this dashboard's choice, not the notice's.")
    return f'{"".join(parts)}<p class="trace">{escape(ours)}</p>'


def _speaks(ctx: Context, view: ZonesView, row: dict[str, Any], duty: ZoneDuty) -> str:
    """What of the reported data speaks to a duty; nothing is said to be done that nobody was asked about."""
    _ = ctx.translate
    counts = _answers(view, row)
    if duty.items and counts:
        cells = "".join(
            f'<tr><th scope="row">{escape(field_words(_)[item])}</th><td>{_answer(ctx, counts[item], row)}</td></tr>'
            for item in duty.items
        )
        return f"<table>{cells}</table>"
    text = _("Not reported by the data.")
    if duty.nearest and counts:
        named = counts[duty.nearest]["yes"]
        if row["counties"] == 1:
            nearest = (
                _("The county names evidence of its alliance; whether that is a plan is not asked.")
                if named
                else _("The county names no evidence of its alliance either.")
            )
        else:
            nearest = _(
                "{n} of {counties} counties name evidence of their alliance; whether that is a plan is not asked."
            ).format(n=format_count(named), counties=format_count(row["counties"]))
        text = f"{text}{'' if ctx.selection.lang == 'zh' else ' '}{nearest}"
    return f'<p class="duty-note">{escape(text)}</p>'


def _answers(view: ZonesView, row: dict[str, Any]) -> dict[str, dict[str, int]]:
    """Counts by item; a functional area answers for itself."""
    if row["level"] == "all":
        counts = view.totals_of_duties().to_dict("records")
        return {
            str(count["item"]): {name: int(count[name]) for name in ("yes", "no", "not_reported")}
            for count in counts
        }
    if row["level"] != "functional_area":
        own = view.zones.duties[view.zones.duties["zone_no"] == row["zone_no"]].to_dict("records")
        return {
            str(count["item"]): {name: int(count[name]) for name in ("yes", "no", "not_reported")}
            for count in own
        }
    reports = view.zones.reports[view.zones.reports["zone_no"] == row["zone_no"]].to_dict("records")
    if not reports:
        return {}
    items = [item for duty in ZONE_DUTIES for item in duty.items]
    answers = {item: reports[0][item] for item in items}
    answers["evidence"] = pd.NA if pd.isna(reports[0]["evidence"]) else True
    return {
        item: {
            "yes": int(not pd.isna(value) and bool(value)),
            "no": int(not pd.isna(value) and not value),
            "not_reported": int(pd.isna(value)),
        }
        for item, value in answers.items()
    }


def _answer(ctx: Context, count: dict[str, int], row: dict[str, Any]) -> str:
    _ = ctx.translate
    if row["counties"] <= 1:
        if count["not_reported"]:
            return f'<span class="none">{escape(_("not reported"))}</span>'
        return f'<span class="{"yes" if count["yes"] else "no"}">{escape(_("Yes") if count["yes"] else _("No"))}</span>'
    parts = [_("{n} yes").format(n=count["yes"]), _("{n} no").format(n=count["no"])]
    text = " · ".join(parts)
    unknown = _("{n} not reported").format(n=count["not_reported"]) if count["not_reported"] else ""
    quiet = f' · <span class="none">{escape(unknown)}</span>' if unknown else ""
    return f"{escape(text)}{quiet}"
