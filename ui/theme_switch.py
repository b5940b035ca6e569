"""Make the browser take up a theme that was chosen while the page was open."""

import streamlit as st

from ui.selection import Selection

# ui/web/page.py notes the applied theme in `window.eaTheme` as the page loads.
RELOAD_IF_OTHER = """<script>
if (window.eaTheme !== "%s") setTimeout(() => location.reload(), 50);
</script>"""


def follow_theme(selection: Selection) -> None:
    """Reload the page where the address asks for another theme than the one it was loaded with.

    Streamlit has no call that switches its theme, and reads the choice only as a page loads.
    """
    if selection.theme_chosen:
        st.html(RELOAD_IF_OTHER % selection.theme, unsafe_allow_javascript=True)
