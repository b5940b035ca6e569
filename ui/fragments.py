"""Parts of a page that are redrawn alone: for the reader that the page was drawn for, and nobody else."""

from typing import Final

import streamlit as st

from data.errors import DashboardError
from data.permissions import Viewer
from ui.viewer import current_viewer

DRAWN_FOR: Final = "drawn-for"


def note_drawn_for(viewer: Viewer) -> None:
    """Keep who the page is drawn for in this run; the shell says so before it draws one."""
    st.session_state[DRAWN_FOR] = viewer


def same_reader() -> None:
    """Go on only with whom the page was drawn for; where their session has ended or their role changed, draw it anew.

    The first line of every fragment: a fragment that is redrawn passes neither the shell nor its page, which ask who
    looks.
    """
    try:
        now: Viewer | None = current_viewer()
    except DashboardError:
        now = None  # the page's own run says what is wrong with the store
    if DRAWN_FOR in st.session_state and now != st.session_state[DRAWN_FOR]:
        st.rerun()
