"""The areas as a table that its headers sort; each row leads to its area."""

from collections.abc import Callable
from html import escape

import pandas as pd
import streamlit as st

from charts.marks import mark_svg
from charts.small_figures import line_sparkline
from charts.words import sentence_case, verdict_word
from data.base.formats import format_count, format_due, format_pace, format_share, format_target
from data.plan.milestones import Milestone
from reports.figures.numbers import NumberColumn
from reports.sentences import big_figures, progress
from ui.figure.panel import numbers_of, numbers_panel
from ui.links import link_html
from ui.pieces import panel_head_html, svg_html, trace_line
from ui.progress.view import ProgressView
from ui.shell_context import Context, once_per_view
from ui.sortable_table import Row, Sorting, TableColumn, sortable_body, sortable_head

# The first click on these puts the largest first: there it is what needs looking at.
LARGEST_FIRST = ("gap", "needed", "date")


def _(source: str) -> str:
    """Mark a text for the catalogue; it is translated where it is shown."""
    return source


TITLE = _("Where each stands, how fast it goes, where that leads")


def table_panel(ctx: Context, view: ProgressView) -> None:
    """Draw the table in the order of the address, and offer its numbers as files."""
    _ = ctx.translate
    st.html(once_per_view(ctx, "progress-table", lambda: _html(ctx, view)))
    numbers = numbers_of(ctx, _(TITLE), _number_columns(ctx, view), _numbers(ctx, view))
    numbers_panel(ctx, key="progress-table", numbers=numbers, table=False)


def _html(ctx: Context, view: ProgressView) -> str:
    _ = ctx.translate
    columns = _columns(ctx, view)
    head = sortable_head(ctx, columns, Sorting("progress", view.order, "verdict", LARGEST_FIRST))
    body = sortable_body(columns, view.table.to_dict("records"))
    subtitle = _("Counties and counties a month. Click a heading to sort, a name to see what is inside")
    return (
        f'<div title="{escape(trace_line(ctx))}">{panel_head_html(_(TITLE), subtitle)}</div>'
        f'<div class="progress-scroll" tabindex="0"><table class="progress">{head}{body}</table></div>'
    )


def _columns(ctx: Context, view: ProgressView) -> list[TableColumn]:
    _, lang = ctx.translate, ctx.selection.lang
    province = view.base.scope.unit_level == "province"

    def pace(field: str) -> Callable[[Row], str]:
        return lambda row: "–" if pd.isna(row[field]) else format_pace(row[field])

    columns = [
        TableColumn(
            _("Province") if province else _("Prefecture"), "name", lambda row: _name(ctx, row), "name"
        ),
        TableColumn(_("Last 12 months"), None, lambda row: _sparkline(ctx, view, row), "spark"),
        TableColumn(_("Reported"), "reported", _reported),
        TableColumn(_("Established"), None, _established),
        TableColumn(
            _("Share"), "share", lambda row: "–" if pd.isna(row["share"]) else format_share(row["share"])
        ),
        TableColumn(
            _("Gap"), "gap", lambda row: "–" if pd.isna(row["gap"]) else format_count(max(row["gap"], 0))
        ),
        TableColumn(_("Needed a month"), "needed", pace("needed_pace")),
        TableColumn(_("Seen: 3 months"), "pace3", pace("pace_3")),
        TableColumn(_("6 months"), "pace6", pace("pace_6")),
        TableColumn(_("12 months"), "pace12", pace("pace_12")),
        TableColumn(_("Verdict"), "verdict", lambda row: _verdict(ctx, row), "word"),
        TableColumn(
            _("Expected ({share} range)").format(share="80%"),
            "date",
            lambda row: escape(progress.expected(pd.Series(row), _, lang)),
            "word",
        ),
    ]
    columns += [_outcome(ctx, view, milestone) for milestone in view.past]
    if any(code in view.own for code in view.frame["code"]):
        columns.append(TableColumn(_("Own milestone"), None, lambda row: _own(ctx, view, row), "word"))
    return columns


def _name(ctx: Context, row: Row) -> str:
    return link_html(ctx.link("progress", area=row["code"], unit=None, pace=None), str(row["label"]))


def _reported(row: Row) -> str:
    return f"{format_count(row['reported'])}<small> / {format_count(row['counties'])}</small>"


def _established(row: Row) -> str:
    """Give how many, out of all counties, or out of those that have reported while too few have."""
    if not row["reported"]:
        return "–"
    out_of = row["counties"] if row["covered"] else row["reported"]
    return f"{format_count(row['established'])}<small> / {format_count(out_of)}</small>"


def _sparkline(ctx: Context, view: ProgressView, row: Row) -> str:
    if not row["reported"]:
        return "–"
    values = big_figures.recent(view.trends[str(row["code"])], "established")
    text = ctx.translate("{label}: {first} to {last}").format(
        label=row["label"], first=values[0], last=values[-1]
    )
    return svg_html(line_sparkline(values, ctx.palette), alternative=text, shape="spark")


def _verdict(ctx: Context, row: Row) -> str:
    verdict = str(row["verdict"])
    word = escape(sentence_case(verdict_word(verdict, ctx.translate)))
    colour = ctx.palette.verdicts[verdict].text
    return (
        f'<span style="color:{colour}">{svg_html(mark_svg(verdict, ctx.palette), shape="mark")}{word}</span>'
    )


def _outcome(ctx: Context, view: ProgressView, milestone: Milestone) -> TableColumn:
    _, lang = ctx.translate, ctx.selection.lang
    header = _("{share} by {due}").format(
        share=format_target(milestone.share), due=format_due(milestone.on, lang)
    )
    outcomes = view.met[milestone.name]
    return TableColumn(
        header, None, lambda row: escape(progress.outcome(outcomes[str(row["code"])], _, lang)), "word"
    )


def _own(ctx: Context, view: ProgressView, row: Row) -> str:
    _, lang = ctx.translate, ctx.selection.lang
    own = view.own.get(str(row["code"]), [])
    if not own:
        return "–"
    shown = next((one for one in own if one.on > ctx.day), own[-1])
    return escape(
        _("{share} by {due}").format(share=format_target(shown.share), due=format_due(shown.on, lang))
    )


def _number_columns(ctx: Context, view: ProgressView) -> tuple[NumberColumn, ...]:
    _ = ctx.translate
    unit = _("Province") if view.base.scope.unit_level == "province" else _("Prefecture")
    return (
        NumberColumn("code", _("Code"), "text"),
        NumberColumn("label", unit, "text"),
        NumberColumn("counties", _("Counties"), "count"),
        NumberColumn("reported", _("Reported"), "count"),
        NumberColumn("established", _("Established"), "count"),
        NumberColumn("share", _("Share"), "share"),
        NumberColumn("gap", _("Gap"), "count"),
        NumberColumn("needed_pace", _("Needed a month"), "pace"),
        NumberColumn("pace_3", _("Seen: 3 months"), "pace"),
        NumberColumn("pace_6", _("6 months"), "pace"),
        NumberColumn("pace_12", _("12 months"), "pace"),
        NumberColumn("verdict_word", _("Verdict"), "text"),
        NumberColumn("projected_on", _("Expected"), "month"),
        NumberColumn("projected_early", _("Range from"), "month"),
        NumberColumn("projected_late", _("Range to"), "month"),
        NumberColumn("not_reported", _("Not reported"), "count"),
        *(
            NumberColumn(
                f"met-{place}", milestone.name if ctx.selection.lang == "zh" else milestone.name_en, "text"
            )
            for place, milestone in enumerate(view.past)
        ),
    )


def _numbers(ctx: Context, view: ProgressView) -> pd.DataFrame:
    _, lang, table = ctx.translate, ctx.selection.lang, view.table
    words = table["verdict"].map(lambda verdict: sentence_case(verdict_word(str(verdict), _)))
    outcomes = {
        f"met-{place}": [progress.outcome(view.met[one.name][str(code)], _, lang) for code in table["code"]]
        for place, one in enumerate(view.past)
    }
    return table.assign(verdict_word=words, **outcomes)
