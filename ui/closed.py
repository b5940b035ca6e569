"""What stands in the place of a page, or at its head, where the reader may not: a closed page, an ended session."""

from html import escape

import streamlit as st

from data.errors import NotAllowed
from data.permissions import Viewer
from data.words import Translate
from ui.error_words import refusal_words
from ui.pieces import empty_state
from ui.selection import Selection
from ui.sign_in_link import sign_in_link_html


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
    told = escape(_("Your session has ended; nothing was lost that was saved."))
    st.html(
        f'<div class="ended-notice" role="status"><span>{told}</span>'
        f"{sign_in_link_html(selection, _('Sign in again'))}</div>"
    )
