"""Signing out: the session ends in the store, every tab of the browser hears of it, this one goes to sign in anew."""

from datetime import UTC, datetime
from typing import Final, cast

import streamlit as st

from data.errors import DashboardError
from data.open_sessions import SessionKind
from data.words import Translate
from ui import queries
from ui.pieces import empty_state
from ui.viewer import open_session

LEAVING: Final = "signing-out"
# Where each kind of session ends: our own page takes the cookie back from the browser, Streamlit's address takes back
# its own and goes on to the provider's sign-out.
WAYS_OUT: Final[dict[SessionKind, str]] = {"local": "sign-in?out=1", "oidc": "auth/logout"}
# ui/web/page.py listens in every tab; a channel does not tell itself, so this tab does not load anew meanwhile. In the
# place of the page in the history: what lies before it is asked for anew.
LEAVE: Final = """<script>
window.eaSession.postMessage("ended");
const way = new URL("%s", location.href);
for (const name of ["lang", "theme"]) {
  const chosen = new URLSearchParams(location.search).get(name);
  if (chosen) way.searchParams.set(name, chosen);
}
location.replace(way);
</script>"""


def sign_out() -> None:
    """End the reader's session, wherever their browser has it open; for a button's `on_click`."""
    try:
        session = open_session()
        if session is not None:
            queries.store().accounts.sessions.end_family(session.family, datetime.now(UTC))
    except DashboardError as error:
        st.session_state[LEAVING] = error
    else:
        st.session_state[LEAVING] = session.kind if session else "local"


def leave_if_signed_out(_: Translate) -> None:
    """Lead the tab that signed out away, before anything of a page is drawn.

    Raises what kept the session from being ended.
    """
    leaving = st.session_state.pop(LEAVING, None)
    if isinstance(leaving, DashboardError):
        raise leaving
    if leaving is not None:
        empty_state(_("You are signed out"), _("Everything that was saved is kept."))
        st.html(LEAVE % WAYS_OUT[cast("SessionKind", leaving)], unsafe_allow_javascript=True)
        st.stop()


def leaving_scripts() -> str:
    """Every script that signing out may put into a page: ui/web/headers.py lets exactly these run."""
    return "".join(LEAVE % way for way in WAYS_OUT.values())
