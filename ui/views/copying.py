"""Links that are copied instead of followed. The server does not know under which address browsers reach it."""

from html import escape

from streamlit.components.v2 import component

from data.words import Translate
from ui.web.modules import bootstrap

KEY = "copy-links"

_mount = component("education_alliance_copy_links", js=bootstrap("copy_link.js"))


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
    _mount(key=f"{KEY}-{place}")
