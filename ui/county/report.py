"""What a county's newest report says: stage, the yes/no items, departments, resource areas, schools, evidence."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from charts.words import sentence_case, stage_word
from data.base.fields import COUNTS, FIELDS, LISTS, OUT_OF, SEPARATOR, YES_NO, field_words, of_kind
from data.base.formats import format_count, format_date
from data.base.language import Translate
from data.figures.mechanisms import Item, load_items
from reports.sentences.county import taken_over_line
from ui.county.view import CountyView
from ui.shell_context import Context


def report_panel(ctx: Context, view: CountyView) -> None:
    """Draw what stands for the county on the as-of date."""
    _ = ctx.translate
    report, words = view.report, field_words(_)
    lines = "".join(
        f'<tr><th scope="row">{escape(label)}</th><td>{value}</td></tr>'
        for label, value in [
            *((words[name], _answer(report[name], _)) for name in YES_NO),
            *((words[name], _number(report, name, _)) for name in COUNTS if name not in OUT_OF.values()),
            *((words[name], _text(report[name], _)) for name in of_kind("text")),
        ]
    )
    functional = _functional(ctx, view)
    st.html(
        f'<div class="panel-head"><h2>{escape(_title(view, _))}</h2></div>{_stage(ctx, view)}'
        f'<table class="county-facts answers">{lines}</table>'
        f"{''.join(_listed(FIELDS[name].kind, report[name], ctx) for name in LISTS)}"
        f'{functional}<p class="trace">{escape(_trace(ctx, view))}</p>'
    )


def _title(view: CountyView, _: Translate) -> str:
    answers = [view.report[name] for name in YES_NO]
    told = [answer for answer in answers if not pd.isna(answer)]
    if not told:
        return _("None of the five mechanisms and guarantees is reported")
    yes = sum(bool(answer) for answer in told)
    if yes == len(answers):
        return _("All five mechanisms and guarantees are in place")
    return _("{n} of five mechanisms and guarantees are in place").format(n=yes)


def _stage(ctx: Context, view: CountyView) -> str:
    _, county = ctx.translate, view.standing
    look = f'style="background:{ctx.palette.stages[county.stage]}"' if county.stage else ""
    swatch = f'<i class="swatch{"" if county.stage else " hatch"}" {look}></i>'
    since = (
        _("since {date}").format(date=format_date(county.established_on, ctx.selection.lang))
        if county.established_on
        else ""
    )
    word = escape(sentence_case(stage_word(county.stage, _)))
    return f'<div class="county-stage">{swatch}<b>{word}</b><span>{escape(since)}</span></div>'


def _none(_: Translate) -> str:
    return f'<span class="none">{escape(_("not reported"))}</span>'


def _answer(value: Any, _: Translate) -> str:
    if pd.isna(value):
        return _none(_)
    word = _("Yes") if value else _("No")
    return f'<span class="{"yes" if value else "no"}">{escape(word)}</span>'


def _text(value: Any, _: Translate) -> str:
    # Evidence is never a live link: a reader's browser asks nobody for what somebody once typed.
    return _none(_) if pd.isna(value) or value == "" else escape(str(value))


def _number(report: dict[str, Any], name: str, _: Translate) -> str:
    """A number; where it is a part of a whole (schools covered, of all), both and how much of it that is."""
    if name not in OUT_OF:
        return _none(_) if pd.isna(report[name]) else escape(format_count(report[name]))
    covered, total = report[name], report[OUT_OF[name]]
    if pd.isna(covered) and pd.isna(total):
        return _none(_)
    told = _("{covered} of {total}").format(
        covered="–" if pd.isna(covered) else int(covered), total="–" if pd.isna(total) else int(total)
    )
    if pd.isna(covered) or pd.isna(total) or not total:
        return escape(told)
    share = min(int(covered) / int(total), 1)
    return f'<i class="bar"><i style="width:{share:.0%}"></i></i>{escape(told)}'


def _listed(group: str, value: Any, ctx: Context) -> str:
    """Show all departments or resource areas, those that take part marked; words that the Plan lacks as they are."""
    _, items = ctx.translate, load_items()["departments" if group == "departments" else "resources"]
    reported = not pd.isna(value) and value != ""
    names = str(value).split(SEPARATOR) if reported else []
    part = [item for item in items if item.name in names or item.short_name in names]
    others = [name for name in names if not any(name in (item.name, item.short_name) for item in items)]
    title = _heading(group, len(part) + len(others) if reported else None, len(items), _)
    chips = "".join(_chip(item, ctx, on=item in part, known=reported) for item in items)
    chips += "".join(f'<li class="on">{escape(name)}</li>' for name in others)
    return f'<h3 class="county-list">{escape(title)}</h3><ul class="chips">{chips}</ul>'


def listed_words(group: str, lang: str) -> dict[str, str]:
    """What departments or resource areas are called for short, by each name that a report may have."""
    items = load_items()["departments" if group == "departments" else "resources"]
    return {
        name: item.short_name if lang == "zh" else item.short_name_en
        for item in items
        for name in (item.name, item.short_name)
    }


def _heading(group: str, n: int | None, out_of: int, _: Translate) -> str:
    if group == "departments":
        if n is None:
            return _("Departments: not reported which of the {all} take part").format(all=out_of)
        return _("Departments: {n} of {all} take part").format(n=n, all=out_of)
    if n is None:
        return _("Resource areas: not reported which of the {all} are covered").format(all=out_of)
    return _("Resource areas: {n} of {all} are covered").format(n=n, all=out_of)


def _chip(item: Item, ctx: Context, *, on: bool, known: bool) -> str:
    zh = ctx.selection.lang == "zh"
    name, short = (item.name, item.short_name) if zh else (item.name_en, item.short_name_en)
    _ = ctx.translate
    state = (_("yes") if on else _("no")) if known else _("not reported")
    look = ("on" if on else "off") if known else "unknown"
    return f'<li class="{look}" title="{escape(name)}">{escape(short)}<span class="said">: {escape(state)}</span></li>'


def _functional(ctx: Context, view: CountyView) -> str:
    """Functional areas within the county: shown, in no count."""
    if view.functional.empty:
        return ""
    _, lang = ctx.translate, ctx.selection.lang
    told = [
        _("{area}: {stage}, as of {day}").format(
            area=row["area"],
            stage=stage_word(None if pd.isna(row["stage"]) else str(row["stage"]), _),
            day=format_date(row["as_of"], lang),
        )
        for row in view.functional.to_dict("records")
    ]
    lines = "".join(f"<li>{escape(text)}</li>" for text in told)
    title = _("Functional areas within it, in no count")
    return f'<h3 class="county-list">{escape(title)}</h3><ul class="plain">{lines}</ul>'


def _trace(ctx: Context, view: CountyView) -> str:
    _ = ctx.translate
    if view.taken_from:
        return taken_over_line(view.taken_from, ctx.selection.lang, _)
    if not view.history:
        return _("No report up to this day.")
    newest = view.history[0]
    return _("Last report: as of {day}, batch {batch}.").format(
        day=format_date(newest.as_of, ctx.selection.lang), batch=newest.batch_id
    )
