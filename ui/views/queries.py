"""The named views, read again only after one has changed; the figures' caches do not know of them."""

import streamlit as st

from data.saved_views import SavedView, ViewEvent, views_of
from ui import queries

KEPT_STATES = 2


@st.cache_data(max_entries=KEPT_STATES, show_spinner=False)
def _events(last_event: int) -> list[ViewEvent]:  # noqa: ARG001 (the cache's key)
    return queries.store().views.events()


def view_events() -> list[ViewEvent]:
    """Everything done with a view, oldest first: one cheap read of the store where nothing is new."""
    return _events(queries.store().views.last_event())


def newest_first(events: list[ViewEvent]) -> list[SavedView]:
    """The views as they are now, removed ones too; those changed last come first."""
    return sorted(views_of(events), key=lambda view: view.last.event_id, reverse=True)
