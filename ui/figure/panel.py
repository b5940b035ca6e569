"""A figure with everything that belongs to it: its finding, its drawing, the line of its numbers and files."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from html import escape

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.components.v2 import component

from data.base.formats import format_count, format_date
from reports.figures.numbers import FigureNumbers, NumberColumn, csv_bytes, table_rows
from reports.figures.occasion import source_words
from reports.workbook.tables import xlsx_bytes
from reports.xlsx import MEDIA_TYPE
from ui import pieces
from ui.areas import find_area
from ui.browser_modules import bootstrap
from ui.pieces import panel_head_html, plain_table_html
from ui.shell_context import Context

CSV = "text/csv"

# Longer tables are for a spreadsheet program: every rerun would send them along.
MOST_ROWS_SHOWN = 300

LONGEST_FILE_NAME = 60

# In the page and not in a shadow root of its own: the table looks as every other, and the style sheet is there already.
_mount = component("education_alliance_figure_line", js=bootstrap("figure_line.js"), isolate_styles=False)


def numbers_of(
    ctx: Context, title: str, columns: tuple[NumberColumn, ...], frame: pd.DataFrame
) -> FigureNumbers:
    """Give a frame its area, as-of date, source and demo mark. Needs a store with reports (`ctx.as_of` set)."""
    source = source_words(ctx.selection.lang, ctx.translate)
    return FigureNumbers(_of_area(ctx, title), columns, frame, ctx.day, source, ctx.figures.shows_demo())


def figure_panel(
    ctx: Context,
    *,
    key: str,
    title: str,
    subtitle: str,
    figure: go.Figure,
    numbers: FigureNumbers,
    alternative: str,
    key_html: str = "",
) -> None:
    """Draw a figure between its finding and the line of its numbers and files.

    key_html: what explains the marks, of ui.pieces; saved pictures repeat it. alternative: the figure in words.
    """
    _ = ctx.translate
    head = panel_head_html(title, subtitle) + key_html
    st.html(f'<div class="figure-head" data-figure="{escape(key)}">{head}</div>')
    pieces.chart(figure, key=key, alternative=alternative)
    text = {
        "title": _of_area(ctx, title),
        "subtitle": subtitle,
        "demo": _("DEMO DATA") if numbers.demo else "",
        "source": numbers.source,
        "as_of": _("Data as of {day}").format(day=format_date(numbers.as_of, ctx.selection.lang)),
        "alt": alternative,
    }
    _line(ctx, key, numbers, text)


def numbers_panel(ctx: Context, *, key: str, numbers: FigureNumbers, table: bool = True) -> None:
    """Draw the line of numbers and files alone, for what is no Plotly figure: a map, or itself a table."""
    _line(ctx, key, numbers, None, table=table)


def file_stem(numbers: FigureNumbers) -> str:
    """Give what the files of a figure are called: what they say and as of when, as every system takes it."""
    words = re.sub(r'[\\/:*?"<>|\s]+', "-", numbers.title)[:LONGEST_FILE_NAME].strip("-.")
    return f"{words}-{numbers.as_of.isoformat()}"


def _of_area(ctx: Context, title: str) -> str:
    """Name the chosen area in a title that leaves the page: on the page itself the headline names it."""
    area = find_area(ctx.selection.area)
    if area is None or area.called(ctx.selection.lang) in title:
        return title
    return ctx.translate("{area}: {title}").format(area=area.called(ctx.selection.lang), title=title)


def _line(
    ctx: Context, key: str, numbers: FigureNumbers, text: dict[str, str] | None, *, table: bool = True
) -> None:
    _, lang, stem = ctx.translate, ctx.selection.lang, file_stem(numbers)
    with st.container(key=f"figure-line-{key}", horizontal=True):
        if table or text:
            shown = replace(numbers, frame=numbers.frame.head(MOST_ROWS_SHOWN))
            figure_line(
                key=key,
                lang=lang,
                caption=_caption(numbers, _),
                table=plain_table_html([c.header for c in numbers.columns], table_rows(shown, lang)),
                labels={"PNG": _("Save as PNG"), "SVG": _("Save as SVG")},
                file=stem,
                text=text,
            )
        _download("CSV", lambda: csv_bytes(numbers, _), f"{stem}.csv", CSV, f"{key}-csv")
        _download("XLSX", lambda: xlsx_bytes(numbers, _, lang), f"{stem}.xlsx", MEDIA_TYPE, f"{key}-xlsx")


def _caption(numbers: FigureNumbers, _: Callable[[str], str]) -> str:
    rows = len(numbers.frame)
    if rows <= MOST_ROWS_SHOWN:
        return _("Numbers")
    return _("Numbers (the first {shown} of {rows} rows; the files have all)").format(
        shown=MOST_ROWS_SHOWN, rows=format_count(rows)
    )


def _download(label: str, made: Callable[[], bytes], name: str, media_type: str, key: str) -> None:
    """Offer a file that is made only when it is asked for."""
    st.download_button(label, made, name, media_type, key=key, type="tertiary", on_click="ignore")


def figure_line(
    *,
    key: str,
    lang: str,
    caption: str,
    table: str,
    labels: Mapping[str, str],
    file: str,
    text: Mapping[str, str] | None,
) -> None:
    """Draw the line of the figure whose st.plotly_chart has this `key`.

    caption, table: of the numbers; the table is HTML of ui.pieces. file: the pictures' name without its ending.
    labels: what the buttons PNG and SVG do, in full. text: title, subtitle, demo, source, as_of and alt of the
    picture; None where there is none to save.
    """
    sent = {
        "key": key,
        "lang": lang,
        "caption": caption,
        "table": table,
        "labels": dict(labels),
        "file": file,
        "text": text and dict(text),
    }
    data = json.dumps(sent, ensure_ascii=False, separators=(",", ":")).encode()
    _mount(key=f"{key}-line", data=data)
