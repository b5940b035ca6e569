"""The way to the page to sign in on, and back to where the reader stands."""

from html import escape
from urllib.parse import urlencode

from streamlit import config

from ui.navigation import page_drawn
from ui.selection import Selection
from ui.shell_context import PAGE_PATHS
from ui.web.sign_in.next_page import SIGN_IN, root_of


def sign_in_address(selection: Selection) -> str:
    """Give the relative address of the page to sign in on, which goes on to what this run draws."""
    path = PAGE_PATHS.get(page_drawn(), "")
    here = root_of(config.get_option("server.baseUrlPath") or "") + path
    chosen = selection.parameters()
    looks = {name: value for name, value in chosen.items() if name in ("lang", "theme")}
    onward = f"{here}?{urlencode(chosen)}" if chosen else here
    return f"{SIGN_IN}?{urlencode({'next': onward, **looks})}"


def sign_in_link_html(selection: Selection, words: str, look: str = "") -> str:
    """Give a link to sign in; it leaves Streamlit, so it is no link of ui.links."""
    where = escape(sign_in_address(selection))
    return f'<a class="{f"sign-in-link {look}".strip()}" href="{where}" target="_self">{escape(words)}</a>'
