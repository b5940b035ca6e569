"""The table of who has reported, a row an area; its headings sort it."""

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from charts.words import sentence_case, stage_word
from data.base.formats import format_count
from data.base.language import Translate
from data.figures.reporting import BANDS
from data.plan.thresholds import FRESHNESS_BANDS_DAYS, STALE_AFTER_DAYS
from reports.figures.numbers import FigureNumbers, NumberColumn
from reports.sentences.reporting import areas_title
from ui.figure.panel import numbers_of
from ui.links import link_html
from ui.pieces import key_html, panel_head, trace_line
from ui.records.batches import signed_by
from ui.reporting.view import DEFAULT_ORDER, ReportingView
from ui.selection import numbered_word
from ui.shell_context import Context
from ui.sortable_table import Row, Sorting, TableColumn, sortable_body, sortable_head

# Steps of the share's scale for the bands of age, the youngest first.
BAND_STEPS = (5, 3, 2, 1)
# What begins with its largest value when its heading is clicked.
LARGEST_FIRST = ("missing", "never", "newest", "age", "stale", "saved", "late")


def band_words(_: Translate) -> list[str]:
    """The bands of age, youngest first, and those without a report."""
    first, second, third = FRESHNESS_BANDS_DAYS
    return [
        _("Up to {days} days old").format(days=first),
        _("Up to {days} days").format(days=second),
        _("Up to {days} days").format(days=third),
        _("Older"),
        _("Never reported"),
    ]


def reporting_table(ctx: Context, view: ReportingView) -> None:
    """Draw the table, the areas with most counties missing first unless the reader has chosen another order."""
    _ = ctx.translate
    title = areas_title(view.silent_areas, len(view.table), view.level, _)
    panel_head(
        title, _("The reports that stand on the day. Click a heading to sort, a name to see what is inside")
    )
    colours: list[str | None] = [ctx.palette.share[step] for step in BAND_STEPS]
    columns = _columns(ctx, view)
    head = sortable_head(ctx, columns, Sorting("reporting", view.order, DEFAULT_ORDER, LARGEST_FIRST))
    body = sortable_body(columns, view.table.to_dict("records"))
    key = "" if view.level == "county" else key_html(list(zip([*colours, None], band_words(_), strict=True)))
    st.html(
        f'{key}<div class="reporting-scroll" tabindex="0" title="{escape(trace_line(ctx))}">'
        f'<table class="reporting">{head}{body}</table></div>'
    )


def _columns(ctx: Context, view: ReportingView) -> list[TableColumn]:
    _ = ctx.translate
    unit = {"province": _("Province"), "prefecture": _("Prefecture"), "county": _("County")}[view.level]
    name = TableColumn(unit, "name", lambda row: _name(ctx, view, row), "word name")
    dates = [
        TableColumn(_("Newest as-of date"), "newest", lambda row: _day(row["newest"]), "word"),
        TableColumn(
            _("Days old") if view.level == "county" else _("Days old, median"),
            "age",
            lambda row: "–" if pd.isna(row["median_age"]) else format_count(row["median_age"]),
        ),
    ]
    saved = TableColumn(_("Last saved"), "saved", lambda row: _saved(ctx, row), "word")
    if view.level == "county":
        stages = _stages(ctx)
        return [
            name,
            TableColumn(_("Reported"), "missing", lambda row: _told(row, stages, _), "word"),
            *dates,
            saved,
        ]
    return [
        name,
        TableColumn(_("Reported"), "reported", _reported),
        TableColumn(_("Not reported"), "missing", lambda row: _count(row["missing"])),
        TableColumn(_("Never reported"), "never", lambda row: _count(row["never"])),
        *dates,
        TableColumn(
            _("Days from as-of day to save, median"),
            "late",
            lambda row: "–" if pd.isna(row["lateness"]) else format_count(row["lateness"]),
        ),
        TableColumn(
            _("Older than {days} days").format(days=STALE_AFTER_DAYS),
            "stale",
            lambda row: _count(row["stale"]),
        ),
        TableColumn(_("Counties by the age of their report"), None, lambda row: _bar(ctx, row), "word bar"),
        saved,
    ]


def _name(ctx: Context, view: ReportingView, row: Row) -> str:
    if view.level == "county":
        address = ctx.link("county", area=row["code"], order=None, grouping=None)
    else:
        address = ctx.link("reporting", area=row["code"], unit=None)
    return link_html(address, str(row["label"]))


def _reported(row: Row) -> str:
    return f"{format_count(row['reported'])}<small> / {format_count(row['counties'])}</small>"


def _count(n: Any) -> str:
    return format_count(n) if n else '<span class="zero">0</span>'


def _day(day: Any) -> str:
    return "–" if pd.isna(day) else f"{day:%Y-%m-%d}"


def _stages(ctx: Context) -> dict[str, str | None]:
    status = ctx.figures.status(ctx.day)
    stages = status["stage"].astype(object).where(status["stage"].notna(), None)
    return dict(zip(status["county_code"].astype(str), stages, strict=True))


def _told(row: Row, stages: Mapping[str, str | None], _: Translate) -> str:
    """Say of one county what it has reported, or what is missing."""
    if row["never"]:
        return f"<b>{escape(_('Never reported'))}</b>"
    if row["blank"]:
        return f"<b>{escape(_('Stage left blank'))}</b>"
    stale = f"<small>{escape(_('Stale report'))}</small>" if row["stale"] else ""
    return escape(sentence_case(stage_word(stages[str(row["code"])], _))) + stale


def _bar(ctx: Context, row: Row) -> str:
    counties, parts = int(row["counties"]), []
    for name, step, words in zip(BANDS, BAND_STEPS, band_words(ctx.translate), strict=False):
        n = int(row[name])
        if n:
            parts.append(
                f'<i style="width:{n / counties * 100:.2f}%;background:{ctx.palette.share[step]}" '
                f'title="{escape(words)}: {n}"></i>'
            )
    never = int(row["never"])
    if never:
        words = escape(band_words(ctx.translate)[-1])
        parts.append(
            f'<i class="hatch" style="width:{never / counties * 100:.2f}%" title="{words}: {never}"></i>'
        )
    return f'<div class="stack">{"".join(parts)}</div>'


def _saved(ctx: Context, row: Row) -> str:
    """Say when a report was saved last, by whom, and lead to the batch."""
    _ = ctx.translate
    if pd.isna(row["batch_id"]):
        return "–"
    number = int(row["batch_id"])
    address = ctx.link("records", find=numbered_word("batch", number), order=None, grouping=None)
    batch = link_html(address, _("Batch {batch}").format(batch=number))
    return f"{row['saved_at']:%Y-%m-%d}<small>{escape(signed_by(row['saved_by'], _))} · {batch}</small>"


def reporting_numbers(ctx: Context, view: ReportingView) -> FigureNumbers:
    """Give the table as rows for the files."""
    _ = ctx.translate
    unit = {"province": _("Province"), "prefecture": _("Prefecture"), "county": _("County")}[view.level]
    late = (
        (NumberColumn("lateness", _("Days from as-of day to save, median"), "count"),)
        if view.level != "county"
        else ()
    )
    columns = (
        NumberColumn("code", _("Code"), "text"),
        NumberColumn("label", unit, "text"),
        NumberColumn("counties", _("Counties"), "count"),
        NumberColumn("reported", _("Reported"), "count"),
        NumberColumn("missing", _("Not reported"), "count"),
        NumberColumn("never", _("Never reported"), "count"),
        NumberColumn("blank", _("Stage left blank"), "count"),
        NumberColumn("stale", _("Older than {days} days").format(days=STALE_AFTER_DAYS), "count"),
        NumberColumn("newest", _("Newest as-of date"), "date"),
        NumberColumn("median_age", _("Days old, median"), "count"),
        *late,
        NumberColumn("saved_on", _("Last saved"), "date"),
        NumberColumn("who", _("Saved by"), "text"),
        NumberColumn("batch_id", _("Batch"), "count"),
    )
    saved = view.table["saved_at"].dt.tz_localize(None).dt.normalize()
    who = view.table["saved_by"].map(lambda name: signed_by(str(name), _), na_action="ignore")
    return numbers_of(ctx, _("Reporting"), columns, view.table.assign(saved_on=saved, who=who))
