"""Present: a meeting prepared on the page, held on a stage above it, and handed out afterwards."""

import streamlit as st

from ui import pieces
from ui.controls import top_bar
from ui.maps import source_line
from ui.present.choices import read_choices
from ui.present.component import WHOLE, meeting
from ui.present.handouts import handouts
from ui.present.reading import told
from ui.shell_context import context
from ui.states import nothing_reported


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
    meeting(told(ctx, choices, whole=bool(st.session_state.get(WHOLE))))
    handouts(ctx, choices.keys)
    pieces.page_foot("", source_line(ctx))
