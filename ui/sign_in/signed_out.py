"""Who is signed in no more: signing out in every tab, the notice of an ended session, the closed page."""

from datetime import UTC, datetime
from html import escape
from typing import Final, cast

import streamlit as st

from data.accounts.permissions import Viewer
from data.accounts.sessions import SessionKind
from data.base.errors import DashboardError, NotAllowed
from data.base.language import Translate
from ui import queries
from ui.access import open_session
from ui.error_words import refusal_words
from ui.pieces import empty_state
from ui.selection import Selection
from ui.sign_in.addresses import sign_in_link_html

LEAVING: Final = "signing-out"

# Where each kind of session ends: our own page takes the cookie back from the browser, Streamlit's address takes back
# its own and goes on to the provider's sign-out.
WAYS_OUT: Final[dict[SessionKind, str]] = {"local": "sign-in?out=1", "oidc": "auth/logout"}

# ui/web/index_html.py listens in every tab; a channel does not tell itself, so this tab does not load anew
# meanwhile. In the place of the page in the history: what lies before it is asked for anew.
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


def closed_card(
    error: NotAllowed, viewer: Viewer, selection: Selection, _: Translate, *, ended: bool
) -> None:
    """Draw why the page is closed to the reader, and the way to sign in where that opens it.

    ended: the reader was signed in on this page, and is not any more.
    """
    nobody = viewer.account_id is None
    title, text, remedy = refusal_words(error, _)
    if nobody and ended and error.why == "sign_in":
        title, text, remedy = _("Your session has ended"), _("Nothing was lost that was saved."), ""
    with st.container(key="closed-page"):
        empty_state(title, text, remedy)
        if nobody:
            st.html(sign_in_link_html(selection, _("Sign in"), "closed-way"))


def ended_notice(selection: Selection, _: Translate) -> None:
    """Say, at the head of a page that anybody may see, that the reader is no longer signed in."""
    text = escape(_("Your session has ended; nothing was lost that was saved."))
    st.html(
        f'<div class="ended-notice" role="status"><span>{text}</span>'
        f"{sign_in_link_html(selection, _('Sign in again'))}</div>"
    )
