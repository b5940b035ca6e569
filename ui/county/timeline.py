"""A county's reports as a list: the day each describes, what it changed, who saved it and when."""

from html import escape

import streamlit as st

from charts.words import sentence_case, stage_word
from data.base.fields import LISTS, field_words
from data.base.formats import format_date
from data.figures.county_history import CountyReport, FieldChange
from data.register.register import NATION_CODE
from reports.sentences.county import timeline_title
from ui.county.report import listed_words
from ui.county.view import CountyView
from ui.links import link_html
from ui.pieces import panel_head_html
from ui.records.batches import signed_by
from ui.records.changes import value_words
from ui.selection import numbered_word
from ui.shell_context import Context
from ui.signing.signature import local_time

# More are folded away: a county reports monthly.
SHOWN = 7


def timeline_panel(ctx: Context, view: CountyView) -> None:
    """Draw the timeline, the newest day first."""
    _ = ctx.translate
    title = timeline_title(view.history, _, ctx.selection.lang)
    below = _("By the day that each report describes; below it when it was saved, and by whom")
    entries = [_entry(ctx, report) for report in view.history]
    body = f'<ol class="county-timeline">{"".join(entries[:SHOWN])}</ol>' if entries else ""
    if len(entries) > SHOWN:
        more = len(entries) - SHOWN
        earlier = _("1 earlier report") if more == 1 else _("{n} earlier reports").format(n=more)
        body += (
            f'<details class="county-earlier"><summary>{escape(earlier)}</summary>'
            f'<ol class="county-timeline">{"".join(entries[SHOWN:])}</ol></details>'
        )
    if not entries:
        why = _(
            "Not reported is not the same as not started. A report comes in by the upload of its province."
        )
        way = link_html(ctx.link("upload"), _("To the upload"))
        body = f'<p class="quiet">{escape(why)} {way}</p>'
    st.html(panel_head_html(title, below if entries else "") + body)


def _entry(ctx: Context, report: CountyReport) -> str:
    _, lang = ctx.translate, ctx.selection.lang
    stage = report.answers["stage"]
    look = f'style="background:{ctx.palette.stages[stage]}"' if stage else ""
    swatch = f'<i class="swatch{"" if stage else " hatch"}" {look}></i>'
    changes = "".join(f"<li>{_change(ctx, change)}</li>" for change in report.changes)
    told = {"first": _("the first report"), "unchanged": _("nothing changed")}.get(report.effect, "")
    marks = "".join(f'<i class="state-tag">{escape(mark)}</i>' for mark in _marks(ctx, report))
    batch = link_html(
        ctx.link("records", area=NATION_CODE, find=numbered_word("batch", report.batch_id)),
        _("batch {batch}").format(batch=report.batch_id),
    )
    saved = _("saved {when} by {who}").format(
        when=local_time(report.saved_at), who=signed_by(report.saved_by, _)
    )
    file_name = f" · {escape(report.file_name)}" if report.file_name else ""
    return (
        f'<li class="report-{report.effect}{"" if report.stands else " replaced"}">{swatch}'
        f'<div class="when"><b>{escape(format_date(report.as_of, lang))}</b> '
        f'{escape(sentence_case(stage_word(stage, _)))} <span class="none">{escape(told)}</span>{marks}</div>'
        f'<ul>{changes}</ul><div class="who">{escape(saved)} · {batch}{file_name}</div></li>'
    )


def _marks(ctx: Context, report: CountyReport) -> list[str]:
    _ = ctx.translate
    marks: list[str] = []
    if report.effect == "backwards":
        marks.append(_("backwards"))
    if report.corrects is not None:
        marks.append(_("corrects batch {batch}").format(batch=report.corrects))
    if not report.stands:
        marks.append(_("no longer counts"))
    if report.late:
        marks.append(_("saved after a report of a later day"))
    return marks


def _change(ctx: Context, change: FieldChange) -> str:
    _, lang = ctx.translate, ctx.selection.lang
    # A colon of its own width in each language.
    name = escape(field_words(_)[change.field]) + ("：" if lang == "zh" else ": ")
    if change.field in LISTS and (change.added or change.removed):
        words = listed_words(change.field, lang)
        parts = [
            *(f"<ins>+ {escape(words.get(item, item))}</ins>" for item in change.added),
            *(f"<del>− {escape(words.get(item, item))}</del>" for item in change.removed),
        ]
        return f"{name}{' '.join(parts)}"
    before, after = (
        escape(value_words(change.field, value, lang, _)) for value in (change.before, change.after)
    )
    return f"{name}<span>{before}</span> → <b>{after}</b>"
