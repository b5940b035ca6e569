"""A figure with everything that belongs to it: its finding, its drawing, its numbers to see and to take away."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from reports.figure_numbers import FigureNumbers, NumberColumn, csv_bytes, table_rows, xlsx_bytes
from ui import pieces
from ui.markup import panel_head_html, table_html
from ui.shell_context import Context

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def numbers_of(
    ctx: Context, title: str, columns: tuple[NumberColumn, ...], frame: pd.DataFrame
) -> FigureNumbers:
    """Give a frame its as-of date, source and demo mark. Needs a store with reports (`ctx.as_of` set)."""
    source = ctx.translate("Source: reports by the counties, checked by the province.")
    return FigureNumbers(title, columns, frame, ctx.day, source, ctx.figures.shows_demo())


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

    key_html: what explains the marks, of ui.markup. alternative: the figure in words, for those who do not see it.
    """
    st.html(panel_head_html(title, subtitle) + key_html)
    pieces.chart(figure, key=key, alternative=alternative)
    _line(ctx, key, numbers)


def numbers_panel(ctx: Context, *, key: str, numbers: FigureNumbers) -> None:
    """Draw the line of numbers and files alone, for what is no Plotly figure: a table, a map."""
    _line(ctx, key, numbers)


def _line(ctx: Context, key: str, numbers: FigureNumbers) -> None:
    _, lang = ctx.translate, ctx.selection.lang
    name = f"{numbers.title}-{numbers.as_of}"
    with st.container(key=f"figure-line-{key}", horizontal=True):
        header = [column.header for column in numbers.columns]
        st.html(table_html(_("Numbers"), header, table_rows(numbers, lang)))
        _download("CSV", lambda: csv_bytes(numbers, _), f"{name}.csv", "text/csv", f"{key}-csv")
        _download("XLSX", lambda: xlsx_bytes(numbers, _, lang), f"{name}.xlsx", XLSX, f"{key}-xlsx")


def _download(label: str, made: Callable[[], bytes], name: str, media_type: str, key: str) -> None:
    """Offer a file that is made only when it is asked for."""
    st.download_button(label, made, name, media_type, key=key, type="tertiary", on_click="ignore")
