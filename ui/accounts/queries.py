"""What the page reads; the timeline is put together again only after something was done."""

import pandas as pd
import streamlit as st

from data.audit import audit_frame
from ui import queries
from ui.shell_context import Context

KEPT_TIMELINES = 1


@st.cache_resource(max_entries=KEPT_TIMELINES, show_spinner=False)
def _timeline(revision: int, last_account_event: int, last_view_event: int) -> pd.DataFrame:  # noqa: ARG001 (the cache's key)
    store = queries.store()
    return audit_frame(store.accounts.events(), store.batches(), store.events(), store.views.events())


def timeline(ctx: Context) -> pd.DataFrame:
    """Everything done, newest first, as data.audit.audit_frame. Shared between sessions: read, never changed."""
    store = queries.store()
    return _timeline(ctx.figures.revision, store.account_reads.last_event(), store.views.last_event())
