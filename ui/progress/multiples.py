"""The areas side by side, each against the path: a grid of small figures, each a link to its area."""

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from charts.ranking.layout import verdict_counts
from charts.small_figures import Axes, Course, course_svg
from charts.words import reported_words, sentence_case, verdict_word
from data.base.formats import format_count, format_due, format_pace, format_share, format_target
from data.base.language import Translate
from data.plan.milestones import plan_path
from reports.sentences import progress
from ui.pieces import panel_head_html, svg_html, verdict_key_html
from ui.progress.view import ProgressView
from ui.shell_context import Context, look_of, once_per_view


def multiples_panel(ctx: Context, view: ProgressView) -> None:
    """Draw every area of the frame, the worst first, on shared axes."""
    st.html(once_per_view(ctx, "progress-multiples", lambda: _html(ctx, view)))


def _html(ctx: Context, view: ProgressView) -> str:
    _, level = ctx.translate, view.base.scope.unit_level
    title = progress.multiples_title(view.frame, level, _)
    subtitle = _(
        "Share of counties with an alliance at month ends (solid), the Plan's path (dashed), the trailing pace "
        "(dotted), milestones in %; by verdict, then share"
    )
    if not view.frame["covered"].all():
        subtitle = _(
            "{subtitle}; where too few reports came, from how many counties there are reports"
        ).format(subtitle=subtitle)
    if any(code in view.own for code in view.frame["code"]):
        subtitle = _("{subtitle}; ticks: milestones of their own").format(subtitle=subtitle)
    head = panel_head_html(title, subtitle) + verdict_key_html(verdict_counts(view.frame), ctx.palette, _)
    milestones = view.base.milestones
    axes = Axes(plan_path(), milestones, max(milestone.on for milestone in milestones))
    cells = "".join(_cell(ctx, view, row, axes) for row in view.frame.to_dict("records"))
    return f'<div class="multiples-head">{head}</div><div class="multiples">{cells}</div>'


def _course(row: Mapping[Any, Any], trend: pd.DataFrame) -> Course:
    days = pd.to_datetime(trend["month_end"]).dt.date
    shares = trend["established"] / row["counties"]
    on = row["projected_on"]
    return Course(
        list(zip(days, shares, strict=True)) if row["covered"] else [],
        str(row["verdict"]),
        float(row["milestone_share"]),
        None if pd.isna(on) else on.date(),
    )


def _cell(ctx: Context, view: ProgressView, row: Mapping[Any, Any], axes: Axes) -> str:
    _, code, verdict = ctx.translate, str(row["code"]), str(row["verdict"])
    course = course_svg(_course(row, view.trends[code]), axes, look_of(ctx), view.own.get(code, ()))
    picture = svg_html(course, shape="course")
    word = sentence_case(verdict_word(verdict, _))
    text = escape(_hover_words(ctx, view, row, word))
    address = escape(ctx.link("progress", area=code, unit=None, pace=None))
    return (
        f'<a class="in-app multiple" href="{address}" target="_self" title="{text}" aria-label="{text}">'
        f'<span class="name">{escape(str(row["label"]))}</span>'
        f'<span class="share">{escape(_share(row, _))}</span>'
        f'<span class="word" style="color:{ctx.palette.verdicts[verdict].text}">{escape(word)}</span>{picture}</a>'
    )


def _share(row: Mapping[Any, Any], _: Translate) -> str:
    """Give the share, or of how many counties there are reports while these are too few."""
    if row["covered"]:
        return format_share(row["share"])
    if not row["reported"]:
        return _("not reported")
    return f"{format_count(row['reported'])} / {format_count(row['counties'])}"


def _hover_words(ctx: Context, view: ProgressView, row: Mapping[Any, Any], word: str) -> str:
    """Say in one line what a small figure shows, for the hover and for those who do not see it."""
    _, lang = ctx.translate, ctx.selection.lang
    parts = [
        f"{row['label']}: {word}" if lang == "en" else f"{row['label']}：{word}",
        _("{established} of {counties} counties: {share}").format(
            established=format_count(row["established"]),
            counties=format_count(row["counties"]),
            share=format_share(row["share"]),
        )
        if row["covered"]
        else reported_words(row["reported"], row["counties"], row["established"], _),
    ]
    if row["gap"] > 0 and pd.notna(row["needed_pace"]):
        parts.append(
            _("{needed} a month needed, {seen} seen").format(
                needed=format_pace(row["needed_pace"]), seen=format_pace(row["observed_pace"])
            )
        )
        expected = progress.expected(pd.Series(row), _, lang)
        parts.append(_("Expected {month}").format(month=expected) if expected != "–" else "")
    if row["not_reported"] and row["covered"]:
        parts.append(_("Not reported: {n}").format(n=format_count(row["not_reported"])))
    for own in view.own.get(str(row["code"]), ()):
        due = format_due(own.on, lang)
        parts.append(_("own milestone: {share} by {due}").format(share=format_target(own.share), due=due))
    return " · ".join(part for part in parts if part)
