"""Links within a page's HTML that open without a reload: `<a class="in-app" href="…">` of Context.link."""

from collections.abc import Mapping
from html import escape
from typing import cast
from urllib.parse import parse_qsl, urlsplit

import streamlit as st
from streamlit.components.v2 import component

from ui.web.modules import bootstrap

KEY = "in-app-links"
_HANDLED = f"{KEY}:handled"

_mount = component("education_alliance_links", js=bootstrap("links.js"))


def link_html(address: str, words: str, look: str = "") -> str:
    """Give a link that `follow_links` opens; without JavaScript it loads the page anew."""
    return (
        f'<a class="{f"in-app {look}".strip()}" href="{escape(address)}" target="_self">{escape(words)}</a>'
    )


def follow_links(pages: Mapping[str, st.Page], here: str) -> None:
    """Open the links of every page within the session. pages: by path; here: the path of the one that is drawn.

    The shell calls it before it draws anything: a link that is in sight must never load the page anew, which would
    lose what the session keeps, such as the name that somebody has signed with.
    """

    def stay() -> None:
        # On the same page the address changes before the script runs: one rerun, not two.
        went = _clicked(st.session_state[KEY].get("go"))
        if went and went[0] == here:
            st.session_state[_HANDLED] = went[2]
            st.query_params.from_dict(went[1])

    went = _clicked(_mount(key=KEY, on_go_change=stay).get("go"))
    if went is not None and went[0] != here and went[0] in pages:
        st.session_state[_HANDLED] = went[2]
        st.switch_page(pages[went[0]], query_params=went[1])


def _clicked(raw: object) -> tuple[str, dict[str, str], str] | None:
    """Read a click: page, parameters, its number; None for one that was answered before."""
    if not isinstance(raw, dict):
        return None
    click = cast("dict[str, object]", raw)
    number, address = str(click.get("seq")), urlsplit(str(click.get("href")))
    if number == st.session_state.get(_HANDLED):
        return None
    path = address.path.strip("./")
    return path, dict(parse_qsl(address.query)), number
