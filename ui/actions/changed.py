"""What changed since the day compared with, in full: newly established, gone backwards, other verdicts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from charts.marks import mark_svg
from charts.words import sentence_case, stage_word, verdict_word
from data.base.formats import format_count, format_date
from data.base.language import Translate
from data.register.register import short_names
from reports.figures.area import areas_compared, came_and_went, counties_changed
from reports.figures.numbers import FigureNumbers, NumberColumn
from reports.sentences.actions import changes_title
from ui.actions.view import ActionView
from ui.figure.panel import numbers_of, numbers_panel
from ui.links import link_html
from ui.pieces import panel_head, svg_html
from ui.shell_context import Context, once_per_view

# Longer lists are in the files: every rerun would send them along.
MOST_NAMED = 300


@dataclass(frozen=True)
class Changed:
    """What changed inside an area.

    counties: those that gained or went backwards, by province; areas: those with another verdict, by code; register:
    the counties that came into the register or went from it, by day.
    """

    counties: pd.DataFrame
    areas: pd.DataFrame
    register: pd.DataFrame


@dataclass(frozen=True)
class ChangedHtml:
    """What the panel shows: its finding, the lists as HTML, and their rows, None where there are none."""

    title: str
    lists: str
    numbers: FigureNumbers | None


def read_changed(ctx: Context, view: ActionView, since: date) -> Changed:
    """Read what changed inside the chosen area."""
    changed = counties_changed(ctx.figures, view.scope, since, ctx.day, ctx.selection.lang)
    changed = changed[changed["gained"] | changed["backwards"]].sort_values("county_code")
    for level in ("prefecture", "province"):
        changed[level] = changed[f"{level}_code"].map(short_names(level, ctx.selection.lang, ctx.day))
    register = came_and_went(ctx.figures, view.scope, since, ctx.day, ctx.selection.lang)
    if view.scope.unit_level == "county":
        return Changed(changed, pd.DataFrame(), register)
    units = areas_compared(ctx.figures, view.scope.unit_level, since, ctx.day)
    units = view.scope.units.merge(units, on="code", validate="one_to_one")
    return Changed(changed, units[units["turned"]], register)


def changed_panel(ctx: Context, view: ActionView) -> None:
    """Draw the lists, each to be opened, and their files."""
    since = ctx.compare
    if since is None:
        return
    changed = once_per_view(ctx, "actions-changed", lambda: _changed_html(ctx, view, since))
    with st.container(key="actions-changed"):
        panel_head(changed.title)
        if changed.lists:
            st.html(f'<div class="changed">{changed.lists}</div>')
        if changed.numbers is not None:
            numbers_panel(ctx, key="changed", numbers=changed.numbers, table=False)


def _changed_html(ctx: Context, view: ActionView, since: date) -> ChangedHtml:
    _, lang, changed = ctx.translate, ctx.selection.lang, read_changed(ctx, view, since)
    gained = changed.counties[changed.counties["gained"]]
    fallen = changed.counties[changed.counties["backwards"]]
    counts = (len(gained), len(fallen), len(changed.areas), len(changed.register))
    title = changes_title(counts, since, ctx.day, _, lang)
    lists = [
        _opened(_("Newly established"), len(gained), _names_html(ctx, gained)),
        _opened(_("Gone backwards"), len(fallen), _falls_html(ctx, fallen)),
        _opened(_("Another verdict"), len(changed.areas), _verdicts_html(ctx, changed.areas)),
        _opened(_("Changes of the register"), len(changed.register), _register_html(ctx, changed.register)),
    ]
    numbers = _numbers(ctx, title, changed.counties) if len(changed.counties) else None
    return ChangedHtml(title, "".join(lists), numbers)


def _opened(title: str, count: int, content: str) -> str:
    if not count:
        return ""
    head = f"{escape(title)} <b>{format_count(count)}</b>"
    return f"<details><summary>{head}</summary>{content}</details>"


def _county(ctx: Context, row: Mapping[Any, Any]) -> str:
    address = ctx.link("county", area=row["county_code"], reason=None, grouping=None)
    return link_html(address, str(row["label"]))


def _names_html(ctx: Context, gained: pd.DataFrame) -> str:
    """Name the counties province by province (prefecture by prefecture inside one)."""
    group = "prefecture" if len(set(gained["province_code"])) == 1 else "province"
    gap = "、" if ctx.selection.lang == "zh" else ", "
    lines: list[str] = []
    for name, rows in gained.head(MOST_NAMED).groupby(group, sort=False):
        names = gap.join(_county(ctx, row) for row in rows.to_dict("records"))
        lines.append(f'<tr><th scope="row">{escape(str(name))}</th><td>{names}</td></tr>')
    return f'<table class="turned">{"".join(lines)}</table>{_rest(ctx, len(gained))}'


def _falls_html(ctx: Context, fallen: pd.DataFrame) -> str:
    _, lang = ctx.translate, ctx.selection.lang
    lines: list[str] = []
    for row in fallen.head(MOST_NAMED).to_dict("records"):
        was, now = stage_word(str(row["highest"]), _), _stage(row["after"], _)
        when = format_date(row["highest_on"], lang)
        lines.append(
            f'<tr><th scope="row">{_county(ctx, row)}<small>{escape(str(row["province"]))}</small></th>'
            f'<td>{escape(was)}<small>{escape(when)}</small> → <b class="fall">{escape(now)}</b></td></tr>'
        )
    return f'<table class="turned">{"".join(lines)}</table>{_rest(ctx, len(fallen))}'


def _verdicts_html(ctx: Context, areas: pd.DataFrame) -> str:
    _ = ctx.translate

    def told(verdict: str) -> str:
        mark = svg_html(mark_svg(verdict, ctx.palette, size=14), shape="mark")
        return f"{mark} {escape(sentence_case(verdict_word(verdict, _)))}"

    lines = [
        f'<tr><th scope="row">{link_html(ctx.link("actions", area=row["code"]), str(row["label"]))}</th>'
        f"<td>{told(str(row['verdict_before']))} → {told(str(row['verdict']))}</td></tr>"
        for row in areas.to_dict("records")
    ]
    return f'<table class="turned">{"".join(lines)}</table>'


def _register_html(ctx: Context, register: pd.DataFrame) -> str:
    """Name who came and who went, with the day, the document, and the stage that came or went with it."""
    _, lang = ctx.translate, ctx.selection.lang
    lines = [
        f'<tr><th scope="row">{link_html(ctx.link("county", area=row["county_code"]), str(row["label"]))}'
        f"<small>{escape(str(row['county_code']))}</small></th>"
        f"<td>{escape(_('new') if row['came'] else _('abolished'))}"
        f"<small>{escape(' · '.join(part for part in (format_date(row['day'], lang), str(row['document'])) if part))}"
        f"</small> · {escape(_stage(row['stage'], _))}</td></tr>"
        for row in register.to_dict("records")
    ]
    told = _("What came or went with an alliance is no progress and no setback: it is in no pace.")
    return f'<p class="quiet">{escape(told)}</p><table class="turned">{"".join(lines)}</table>'


def _rest(ctx: Context, count: int) -> str:
    if count <= MOST_NAMED:
        return ""
    text = ctx.translate("{n} more are in the files.").format(n=format_count(count - MOST_NAMED))
    return f'<p class="quiet">{escape(text)}</p>'


def _stage(stage: Any, _: Translate) -> str:
    return stage_word(None if pd.isna(stage) else str(stage), _)


def _numbers(ctx: Context, title: str, counties: pd.DataFrame) -> FigureNumbers:
    _ = ctx.translate
    words = {True: _("Newly established"), False: _("Gone backwards")}
    frame = counties.assign(
        change=counties["gained"].map(words),
        **{name: [_stage(stage, _) for stage in counties[name]] for name in ("before", "highest", "after")},
    )
    columns = (
        NumberColumn("county_code", _("Code"), "text"),
        NumberColumn("label", _("County"), "text"),
        NumberColumn("prefecture", _("Prefecture"), "text"),
        NumberColumn("province", _("Province"), "text"),
        NumberColumn("change", _("Change"), "text"),
        NumberColumn("before", _("Stage before"), "text"),
        NumberColumn("highest", _("Highest stage between"), "text"),
        NumberColumn("after", _("Stage now"), "text"),
    )
    return numbers_of(ctx, title, columns, frame)
