"""The script that Streamlit runs for every view: configuration, look, navigation, then the page."""

import logging

import streamlit as st

from data.errors import DashboardError, NotAllowed
from data.language import translator
from ui.controls import sidebar_foot
from ui.error_words import error_words, refusal_words
from ui.look import apply_look, brand
from ui.navigation import note_page, offered_pages, show_links
from ui.pieces import empty_state
from ui.selection import read_selection
from ui.theme_switch import follow_theme

selection = read_selection()
_ = translator(selection.lang)

st.set_page_config(
    page_title=_("Education Alliance Dashboard"), layout="wide", initial_sidebar_state="expanded"
)
apply_look(selection)

pages = offered_pages(_)
page = st.navigation(list(pages.values()), position="hidden")
note_page(page)
with st.sidebar:
    brand(selection)
    show_links(pages, page, selection, _)
    sidebar_foot(selection, _)
    follow_theme(selection)

try:
    page.run()
except NotAllowed as error:
    empty_state(*refusal_words(error, _))
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
