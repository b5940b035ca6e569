"""What a view shows, kept: the same view of the same revision is read and drawn once."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar, cast

import streamlit as st

from ui.shell_context import Context

T = TypeVar("T")
# A figure is 50 to 200 kB, the frames behind a page as much; a meeting goes back and forth between some dozen views.
KEPT = 240


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _kept(revision: int, view: str, what: str, _make: Callable[[], Any]) -> Any:  # noqa: ARG001 (the cache's key)
    return _make()


def kept(ctx: Context, what: str, make: Callable[[], T]) -> T:
    """Give what `make` makes of this view; `what` names it. Shared between sessions: read, never changed.

    Building a Plotly figure takes the server longer than everything else a page does.
    """
    view = replace(ctx.selection, as_of=ctx.as_of, compare=ctx.compare)
    return cast("T", _kept(ctx.figures.revision, repr(view), what, make))
