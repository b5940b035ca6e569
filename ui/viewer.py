"""Who looks at this page, asked anew in every run: an account that was disabled is nobody at its next click."""

from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from data.open_sessions import OpenSession
from data.permissions import Viewer
from ui import gate, queries
from ui.web.hosts import is_this_machine
from ui.web.session_cookie import tokens_in

# Only the server writes it: what a browser sends fills widgets alone.
KNOWN = "signed-in-by"


@dataclass(frozen=True)
class _Known:
    """What this connection was let in by. Its cookies are those of its first request, for as long as it lasts.

    The token in them is replaced while the page stands open, so the session is known by its family from then on.
    """

    tokens: tuple[str, ...]
    family: str


def open_session() -> OpenSession | None:
    """Give the reader's session; None if they have not signed in, or their session has ended."""
    tokens = tokens_in(st.context.cookies.to_dict())
    if not tokens:
        return None
    known = st.session_state.get(KNOWN)
    if isinstance(known, _Known) and known.tokens == tokens:
        return queries.store().accounts.sessions.still_open(known.family, datetime.now(UTC))
    session = gate.session_behind(st.context.cookies.to_dict())
    if session is not None:
        st.session_state[KNOWN] = _Known(tokens, session.family)
    return session


def current_viewer() -> Viewer:
    """Tell who the reader is now; whoever changes something asks right before the change.

    Raises StoreUnreachable, StoreBusy.
    """
    session = open_session()
    return session.viewer if session else gate.without_account(from_this_machine=_on_this_machine())


def was_signed_in() -> bool:
    """Tell whether this connection was let in once: then a session that opens nothing has ended meanwhile."""
    return isinstance(st.session_state.get(KNOWN), _Known)


def _on_this_machine() -> bool:
    # Streamlit gives no address for a reader on the machine itself.
    return is_this_machine(st.context.ip_address or "127.0.0.1", list(st.context.headers))
