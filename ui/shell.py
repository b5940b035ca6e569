"""The script that Streamlit runs for every view: configuration, look, navigation, then the page."""

import logging

import streamlit as st

from data.accounts.permissions import NOBODY, check_can_look
from data.accounts.sessions import OpenSession
from data.base.errors import DashboardError, NotAllowed
from data.base.language import translator
from ui import queries
from ui.access import current_viewer, home_of, note_drawn_for, open_session, was_signed_in
from ui.error_words import error_words
from ui.links import follow_links
from ui.look import apply_look, brand, follow_theme
from ui.navigation import note_page, offered_pages, page_drawn, show_links, sidebar_foot
from ui.pieces import empty_state
from ui.selection import note_home, read_selection
from ui.sign_in.account_corner import account_corner
from ui.sign_in.signed_out import closed_card, ended_notice, leave_if_signed_out


def _session() -> OpenSession | None:
    try:
        return open_session()
    except DashboardError:
        return None  # the page asks again, and says what is wrong with the store


session = _session()
note_home(home_of(session.viewer if session else NOBODY))
selection = read_selection()
_ = translator(selection.lang)

st.set_page_config(
    page_title=_("Education Alliance Dashboard"), layout="wide", initial_sidebar_state="expanded"
)
apply_look(selection)

pages = offered_pages(_)
page = st.navigation(list(pages.values()), position="hidden")
note_page(page)
follow_links(pages, page.url_path)
with st.sidebar:
    brand(selection)
    show_links(pages, page, selection, _, viewer=session.viewer if session else NOBODY)
    account_corner(session, selection, _)
    sidebar_foot(selection, _)
    follow_theme(selection)

viewer, ended = NOBODY, False
try:
    leave_if_signed_out(_)
    viewer = session.viewer if session else current_viewer()
    ended = session is None and was_signed_in()
    # The second lock: SignInGuard lets nobody in, but a connection that was let in stays open when its session ends.
    check_can_look(viewer, sign_in_required=queries.settings().sign_in_required)
    page_drawn().check_may_open(viewer)
    note_drawn_for(viewer)
    if ended:
        ended_notice(selection, _)
    page.run()
except NotAllowed as error:
    closed_card(error, viewer, selection, _, ended=ended)
except DashboardError as error:
    title, remedy = error_words(error, _)
    empty_state(title, str(error), remedy, kind="error")
except Exception:
    # The reader gets a sentence, the operator the traceback; Streamlit would show neither (showErrorDetails = none).
    logging.getLogger(__name__).exception("The page %s failed", page.url_path)
    empty_state(
        _("This page could not be drawn"),
        _("That is a fault of the dashboard; nothing was changed or lost."),
        _("Reload the page; if it stays, tell your administrator, who finds the reason in the server's log."),
        kind="error",
    )
