"""Links in a page's HTML: `<a class="in-app">` opens without a reload, `<a class="copy-link">` is copied."""

from collections.abc import Container, Mapping
from html import escape
from typing import cast
from urllib.parse import parse_qsl, urlsplit

import streamlit as st
from streamlit.components.v2 import component

from data.base.language import Translate
from ui.browser_modules import bootstrap, fresh

KEY = "in-app-links"


_mount = component("education_alliance_links", js=bootstrap("links.js"))

COPY_KEY = "copy-links"
_mount_copying = component("education_alliance_copy_links", js=bootstrap("copy_link.js"))


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
        went = _clicked(st.session_state[KEY].get("go"), to={here})
        if went is not None:
            st.query_params.from_dict(went[1])

    went = _clicked(_mount(key=KEY, on_go_change=stay).get("go"), to=pages.keys() - {here})
    if went is not None:
        st.switch_page(pages[went[0]], query_params=went[1])


def _clicked(raw: object, *, to: Container[str]) -> tuple[str, dict[str, str]] | None:
    """Read a click on a link to one of these pages: page and parameters; None for one that was answered before."""
    if not isinstance(raw, dict):
        return None
    address = urlsplit(str(cast("dict[str, object]", raw).get("href")))
    path = address.path.strip("./")
    if path not in to or fresh(raw, KEY) is None:
        return None
    return path, dict(parse_qsl(address.query))


def copy_link_html(address: str, name: str, _: Translate) -> str:
    """Give a link that `copy_links` copies; without JavaScript the browser's own menu still does."""
    said = _("Copy the link of the view {name}").format(name=name)
    return (
        f'<a class="copy-link" role="button" href="{escape(address)}" target="_self" aria-live="polite" '
        f'title="{escape(said)}" data-copied="{escape(_("Copied"))}" '
        f'data-by-hand="{escape(_("Press Ctrl+C"))}">{escape(_("Copy link"))}</a>'
    )


def copy_links(place: str) -> None:
    """Let the links of `copy_link_html` be copied; once a page. `place` tells the mounts apart."""
    _mount_copying(key=f"{COPY_KEY}-{place}")
