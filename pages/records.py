"""Records: every save and what it changed, undo and redo, the journal."""

import streamlit as st

from data.accounts.permissions import bound_of
from data.base.formats import format_count, format_date
from ui.pieces import empty_state, headline, page_foot, source_line
from ui.records.batches import batches_view
from ui.records.journal import journal_view
from ui.records.not_counted import not_counted_view
from ui.shell_context import Context, context
from ui.top_bar import top_bar

VIEW = "records-view"


def show() -> None:
    """Draw the page."""
    ctx = context()
    _ = ctx.translate
    top_bar(ctx)
    batches = ctx.figures.all_batches()
    if batches.empty:
        empty_state(
            _("Nothing has been saved yet"),
            _("Every save will be listed here with who made it, what it changed and its original file."),
            _("Upload a spreadsheet to begin."),
        )
        return
    headline(_finding(ctx))
    views = {
        "batches": _("Saves"),
        "not_counted": _("Not counted"),
        "journal": _("Journal"),
    }
    if ctx.as_of is None:
        del views["not_counted"]
    with st.container(key="records-tools", horizontal=True):
        chosen = st.segmented_control(
            _("View"),
            list(views),
            key=VIEW,
            default="batches",
            required=True,
            format_func=views.__getitem__,
            label_visibility="collapsed",
        )
    if chosen == "not_counted":
        not_counted_view(ctx)
    elif chosen == "journal":
        journal_view(ctx)
    else:
        batches_view(ctx, allowed=bound_of(ctx.viewer))
    page_foot(_("Nothing is ever deleted: what is taken back can be brought back."), source_line(ctx))


def _finding(ctx: Context) -> str:
    _ = ctx.translate
    batches = ctx.figures.all_batches()
    back = int(batches["reverted_at"].notna().sum())
    live = len(batches) - back
    if ctx.as_of is None:
        return _("Every save has been taken back; no figures count")
    day = format_date(ctx.figures.report_dates()[0], ctx.selection.lang)
    text = _("1 save counts") if live == 1 else _("{n} saves count").format(n=format_count(live))
    if back:
        text = _("{saves}, {n} taken back").format(saves=text, n=format_count(back))
    return _("{saves}; the newest describes {day}").format(saves=text, day=day)
