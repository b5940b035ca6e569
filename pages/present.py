"""Present: a meeting prepared on the page, held on a stage above it, and handed out afterwards."""

import streamlit as st

from ui import pieces
from ui.pieces import nothing_reported, source_line
from ui.present.component import WHOLE, meeting, read_choices
from ui.present.handouts import handouts
from ui.present.reading import meeting_slides
from ui.shell_context import context
from ui.top_bar import top_bar


def show() -> None:
    """Draw the page for the view in the address; with `slide` in it the browser opens the stage at once."""
    ctx = context()
    top_bar(ctx)
    if ctx.as_of is None:
        nothing_reported(ctx)
        return
    _ = ctx.translate
    choices = read_choices(ctx.selection)
    pieces.headline(_("Present"))
    meeting(meeting_slides(ctx, choices, whole=bool(st.session_state.get(WHOLE))))
    handouts(ctx, choices.keys)
    pieces.page_foot("", source_line(ctx))
