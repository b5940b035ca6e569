"""The script that Streamlit runs for every view: configuration, look, navigation, then the page."""

import streamlit as st

from data.errors import DashboardError
from ui.controls import sidebar_foot
from ui.language import translator
from ui.look import apply_look, brand
from ui.navigation import offered_pages, show_links
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
with st.sidebar:
    brand(selection)
    show_links(pages, page, selection, _)
    sidebar_foot(selection, _)
    follow_theme(selection)

try:
    page.run()
except DashboardError as error:
    empty_state(_("The dashboard cannot show its figures"), error.what, error.remedy, kind="error")
