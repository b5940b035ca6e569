"""The way to the page to sign in on, and on from there: only to a page of this server."""

from collections.abc import Mapping
from html import escape
from typing import Final
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from streamlit import config

from ui.navigation import page_drawn
from ui.selection import Selection

# The plain pages' own paths, below the base path.
SIGN_IN: Final = "sign-in"

FIRST_ADMIN: Final = "first-admin"

OWN_PASSWORD: Final = "password"  # noqa: S105 (a path)

# Twice the longest address of a page: a hundred counties' codes, with every other choice.
LONGEST_NEXT: Final = 4000


def root_of(base: str) -> str:
    """Give the path of the start page: `/`, or `/base/` where the server has a base path."""
    return f"/{base.strip('/')}/" if base.strip("/") else "/"


def safe_next(given: str, base: str) -> str | None:
    """Give the path and query to go on to, or None where it is not one of this server's pages.

    A browser reads `//host` as another host, with a backslash or a tab in it too, and `/a/../b` as `/b`: what could
    be read in two ways is refused, not mended.
    """
    if not given or len(given) > LONGEST_NEXT or not given.isprintable() or "\\" in given:
        return None
    if not given.startswith("/") or given.startswith("//"):
        return None
    path = unquote(given.partition("#")[0].partition("?")[0])
    root = root_of(base)
    if not path.isprintable() or "\\" in path or "//" in path or {".", ".."} & set(path.split("/")):
        return None
    if path != root.rstrip("/") and not path.startswith(root):
        return None
    inner = path.removeprefix(root).strip("/").casefold()
    return None if inner in (SIGN_IN, FIRST_ADMIN) else given


def with_choices(address: str, chosen: Mapping[str, str]) -> str:
    """Give the address with these parameters of its query replaced, the other ones as they are."""
    parts = urlsplit(address)
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in chosen]
    return urlunsplit(parts._replace(query=urlencode([*kept, *chosen.items()])))


def choice_in(address: str, name: str) -> str | None:
    """Give a parameter of an address's query."""
    return dict(parse_qsl(urlsplit(address).query)).get(name)


def sign_in_address(selection: Selection) -> str:
    """Give the relative address of the page to sign in on, which goes on to what this run draws."""
    here = root_of(config.get_option("server.baseUrlPath") or "") + page_drawn().path
    chosen = selection.parameters()
    looks = {name: value for name, value in chosen.items() if name in ("lang", "theme")}
    onward = f"{here}?{urlencode(chosen)}" if chosen else here
    return f"{SIGN_IN}?{urlencode({'next': onward, **looks})}"


def sign_in_link_html(selection: Selection, words: str, look: str = "") -> str:
    """Give a link to sign in; it leaves Streamlit, so it is no link of ui.links."""
    where = escape(sign_in_address(selection))
    return f'<a class="{f"sign-in-link {look}".strip()}" href="{where}" target="_self">{escape(words)}</a>'
