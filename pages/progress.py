"""Progress: each area against the path, where the pace leads, and what would be so at another pace."""

import streamlit as st

from reports.sentences import findings, progress
from ui import pieces
from ui.overview.panels import units_panel
from ui.pieces import nothing_reported, source_line, trace_line
from ui.progress.multiples import multiples_panel
from ui.progress.table import table_panel
from ui.progress.view import ProgressView, read_progress
from ui.progress.what_if import trend_and_what_if
from ui.shell_context import Context, context
from ui.top_bar import top_bar


def show() -> None:
    """Draw the page for the view in the address."""
    ctx = context()
    top_bar(ctx)
    if ctx.as_of is None:
        nothing_reported(ctx)
        return
    view = read_progress(ctx)
    _headline(ctx, view)
    if len(view.frame):
        multiples_panel(ctx, view)
    trend_and_what_if(ctx, view)
    if len(view.frame):
        table_panel(ctx, view)
    else:
        with st.container(key="progress-roster"):
            units_panel(ctx, view.base)
    pieces.page_foot(_reading(ctx), source_line(ctx))


def _headline(ctx: Context, view: ProgressView) -> None:
    _, lang, base = ctx.translate, ctx.selection.lang, view.base
    if not len(view.frame):
        pieces.headline(findings.headline(base.now, ctx.day, _, lang), trace_line(ctx))
        pieces.lead(base.now.verdict, findings.lead(base.now, ctx.day, _, lang), ctx.palette, _)
        return
    level = base.scope.unit_level
    title = progress.headline(view.frame, level, base.scope.name, ctx.day, _, lang)
    pieces.headline(title, trace_line(ctx))
    pieces.lead(None, progress.lead(view.frame, base.path_share, level, _), ctx.palette, _)


def _reading(ctx: Context) -> str:
    """Say what the range promises."""
    return ctx.translate(
        "Expected: gap ÷ the pace of the last 6 months; the range is to hold eight of ten. Method on the About page."
    )
