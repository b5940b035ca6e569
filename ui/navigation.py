"""The pages on offer and the ways between them.

Imports go from pages to ui, so the shell cannot name the pages: dashboard.py, above both, offers them here.
"""

from collections.abc import Sequence

import streamlit as st

from data.accounts.permissions import NOBODY, Viewer
from data.base.language import Translate
from ui.page_list import PageEntry
from ui.selection import Selection, choose

DRAWN = "page-drawn"

_offered: dict[str, PageEntry] = {}


def offer(entries: Sequence[PageEntry]) -> None:
    """Make pages known to the shell, in the order of the navigation; the first is the start page."""
    _offered.clear()
    _offered.update({entry.path: entry for entry in entries})


def offered_pages(_: Translate) -> dict[str, st.Page]:
    """Streamlit's page objects by path, titled in the reader's language."""
    first = next(iter(_offered), None)
    return {
        path: st.Page(entry.show, title=_(entry.title), url_path=path, default=path == first)
        for path, entry in _offered.items()
    }


def page_titles(_: Translate) -> dict[str, str]:
    """What each page is called, by its name in ui.shell_context.PAGES."""
    return {path or "overview": _(entry.title) for path, entry in _offered.items()}


def note_page(page: st.Page) -> None:
    """Keep for this run which page is drawn; the shell says so before it draws it."""
    st.session_state[DRAWN] = page.url_path or "overview"


def page_drawn() -> str:
    """The page that this run draws, by its name in ui.shell_context.PAGES."""
    return st.session_state.get(DRAWN, "overview")


def entries_for(viewer: Viewer) -> dict[str, PageEntry]:
    """Give the pages that the navigation offers a reader, by path."""
    return {
        path: entry for path, entry in _offered.items() if entry.for_whom is None or entry.for_whom(viewer)
    }


def show_links(
    pages: dict[str, st.Page],
    current: st.Page,
    selection: Selection,
    _: Translate,
    *,
    viewer: Viewer = NOBODY,
) -> None:
    """Draw the navigation: groups of links that keep every choice in the address."""
    group = None
    for path, entry in entries_for(viewer).items():
        if entry.group != group:
            group = entry.group
            st.html(f'<div class="nav-group">{_(group)}</div>')
        state = "on" if pages[path] == current else "off"
        with st.container(key=f"nav-{state}-{path or 'start'}"):
            st.page_link(
                pages[path], label=_(entry.title), query_params=selection.parameters(), width="stretch"
            )


def sidebar_foot(selection: Selection, _: Translate) -> None:
    """Language and theme, at the foot of the sidebar.

    The theme is in the address like every choice, but Streamlit applies it when a page loads: hence a link.
    """
    with st.container(key="sidebar-foot"):
        with st.container(horizontal=True, gap="small"):
            for lang, name in (("zh", "中文"), ("en", "English")):
                st.button(
                    name,
                    key=f"lang-{lang}",
                    type="tertiary",
                    disabled=selection.lang == lang,
                    on_click=choose,
                    kwargs={"lang": lang},
                )
        with st.container(horizontal=True, gap="small"):
            for theme, name in (("light", _("Light")), ("dark", _("Dark"))):
                st.button(
                    name,
                    key=f"theme-{theme}",
                    type="tertiary",
                    disabled=selection.theme == theme,
                    on_click=choose,
                    kwargs={"theme": theme, "theme_chosen": True},
                )
