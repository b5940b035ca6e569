"""The counties that have not reported, by name and as files."""

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from charts.words import sentence_case
from data.base.formats import format_count
from data.plan.thresholds import STALE_AFTER_DAYS
from reports.figures.numbers import FigureNumbers, NumberColumn
from reports.sentences.actions import list_name, list_title, reasons_in_words
from ui.figure.panel import numbers_of, numbers_panel
from ui.links import link_html
from ui.pieces import panel_head, state_html
from ui.reporting.view import ReportingView
from ui.shell_context import Context

# More names than these are read province by province: every rerun would send them along.
MOST_NAMED = 300


def missing_panel(ctx: Context, view: ReportingView) -> None:
    """Draw who has not reported, or that everybody has."""
    _ = ctx.translate
    if not len(view.silent):
        st.html(_everybody_html(ctx, view))
        return
    panel_head(
        list_title("not_reported", len(view.silent), _),
        _(
            "The workbook to send has exactly these counties, a province each: filled in, it is uploaded as it is"
        ),
    )
    numbers_panel(ctx, key="reporting-missing", numbers=missing_numbers(ctx, view), table=False)
    st.html(
        _names_html(ctx, view)
        if len(view.silent) <= MOST_NAMED or view.scope.level != "nation"
        else _where_html(ctx)
    )


def _everybody_html(ctx: Context, view: ReportingView) -> str:
    _ = ctx.translate
    stale = int(view.own["stale"])
    text = (
        _("No report is more than {days} days old.").format(days=STALE_AFTER_DAYS)
        if stale == 0
        else _("Reports more than {days} days old: {n}. They are on the action list.").format(
            days=STALE_AFTER_DAYS, n=format_count(stale)
        )
    )
    state = state_html(_("Nobody is left to ask: every county has reported"), text, "", kind="empty")
    if not stale:
        return state
    address = ctx.link("actions", reason="stale", order=None)
    return f'{state}<p class="quiet">{link_html(address, _("Open the list"))}</p>'


def _where_html(ctx: Context) -> str:
    _ = ctx.translate
    text = escape(_("Too many to name here: open a province in the table above to read its counties."))
    address = ctx.link("actions", reason="not_reported", order=None)
    return f'<p class="quiet">{text} {link_html(address, _("Open the list"))}</p>'


def _names_html(ctx: Context, view: ReportingView) -> str:
    """Name the counties prefecture by prefecture; province by province for the nation."""
    _ = ctx.translate
    group = "province" if view.scope.level == "nation" else "prefecture"
    gap = "、" if ctx.selection.lang == "zh" else ", "
    lines: list[str] = []
    for name, rows in view.silent.groupby(group, sort=False):
        names = gap.join(_county(ctx, row) for row in rows.to_dict("records"))
        lines.append(
            f'<tr><th scope="row">{escape(str(name))}<small>{format_count(len(rows))}</small></th><td>{names}</td></tr>'
        )
    return f'<table class="silent"><tbody>{"".join(lines)}</tbody></table>'


def _county(ctx: Context, row: Mapping[Any, Any]) -> str:
    _ = ctx.translate
    address = ctx.link("county", area=row["county_code"], order=None, grouping=None)
    blank = f"<small>{escape(_('Stage left blank'))}</small>" if row["blank"] else ""
    return link_html(address, str(row["county"])) + blank


def missing_numbers(ctx: Context, view: ReportingView) -> FigureNumbers:
    """Give the counties that have not reported as rows for the files."""
    _, lang = ctx.translate, ctx.selection.lang
    columns = (
        NumberColumn("county_code", _("Code"), "text"),
        NumberColumn("county", _("County"), "text"),
        NumberColumn("prefecture", _("Prefecture"), "text"),
        NumberColumn("province", _("Province"), "text"),
        NumberColumn("why", _("Why"), "text"),
        NumberColumn("as_of", _("Reported as of"), "date"),
        NumberColumn("days_since", _("Days since"), "count"),
    )
    frame = view.silent.assign(why=[sentence_case(words) for words in reasons_in_words(view.silent, _, lang)])
    return numbers_of(ctx, list_name("not_reported", _), columns, frame)
