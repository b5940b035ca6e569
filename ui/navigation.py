"""The pages on offer and the ways between them.

Imports go from pages to ui, so the shell cannot name what draws a page: dashboard.py, above both, offers it here.
"""

from collections.abc import Callable, Mapping

import streamlit as st

from data.accounts.permissions import NOBODY, Viewer
from data.base.language import Translate
from ui import page_list
from ui.page_list import START, PageEntry
from ui.selection import Selection, choose

DRAWN = "page-drawn"

_shown_by: dict[str, Callable[[], None]] = {}


def offer(show: Mapping[str, Callable[[], None]]) -> None:
    """Tell what draws each page of ui/page_list.py, by its name.

    Raises ValueError where a page has nothing that draws it, or what is given is no page's.
    """
    other = show.keys() ^ {entry.name for entry in page_list.PAGES}
    if other:
        raise ValueError(
            f"ui/page_list.py and the modules of pages/ do not agree on {', '.join(sorted(other))}."
        )
    _shown_by.clear()
    _shown_by.update(show)


def offered_pages(_: Translate) -> dict[str, st.Page]:
    """Streamlit's page objects by path, titled in the reader's language; an address leads to each, whoever asks."""
    return {
        entry.path: st.Page(
            _shown_by[entry.name], title=_(entry.title), url_path=entry.path, default=entry.name == START
        )
        for entry in page_list.PAGES
    }


def note_page(page: st.Page) -> None:
    """Keep for this run which page is drawn; the shell says so before it draws it."""
    st.session_state[DRAWN] = next(entry for entry in page_list.PAGES if entry.path == page.url_path)


def page_drawn() -> PageEntry:
    """The page that this run draws."""
    return st.session_state.get(DRAWN, page_list.PAGES[0])


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
    for entry in page_list.pages_for(viewer):
        if entry.group != group:
            group = entry.group
            st.html(f'<div class="nav-group">{_(group)}</div>')
        state = "on" if pages[entry.path] == current else "off"
        with st.container(key=f"nav-{state}-{entry.path or 'start'}"):
            st.page_link(
                pages[entry.path],
                label=_(entry.title),
                icon=entry.icon,
                query_params=selection.parameters(),
                width="stretch",
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
