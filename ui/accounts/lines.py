"""Lists whose lines lead to a card, as HTML, and the words of the address by which they do."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from html import escape
from typing import Literal, get_args

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

View = Literal["accounts", "sessions", "sign-ins", "audit"]

VIEWS: tuple[View, ...] = get_args(View)

_VIEWS: dict[str, View] = {view: view for view in VIEWS}


# The form for a new account, as the word `find`.
NEW_ACCOUNT = "new-account"

_SESSION, _PERSON = "session-", "by-"

# A session's family and a person's name stand in an address by so many digits: enough to tell apart, and a name
# may hold what an address does not take.
DIGITS = 12


def view_of(word: str | None) -> View:
    """Read which view an address asks for."""
    return _VIEWS.get(word or "", "accounts")


def session_word(family: str) -> str:
    """Write a session as the word `find`; a family opens nothing."""
    return f"{_SESSION}{family[:DIGITS]}"


def person_word(name: str) -> str:
    """Write a person whose doings are shown as the word `find`."""
    return f"{_PERSON}{sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:DIGITS]}"


@contextmanager
def card_beside(*, opened: bool) -> Generator[tuple[DeltaGenerator, DeltaGenerator]]:
    """Lay out a list and the card of one of its lines; the list has the whole width while no card is open."""
    with st.container(key="accounts-panels" if opened else "accounts-whole"):
        yield st.container(key="accounts-list"), st.container(key="accounts-card")


def line_html(address: str, cells: Sequence[str], *, on: bool, look: str = "") -> str:
    """Give a line that leads to `address`; its cells are HTML. `on`: its card is open."""
    spans = "".join(f'<span class="c{place}">{cell}</span>' for place, cell in enumerate(cells))
    current = ' aria-current="true"' if on else ""
    return (
        f'<li><a class="in-app acc-line {look}{" on" if on else ""}" href="{escape(address)}" target="_self"'
        f"{current}>{spans}</a></li>"
    )


def list_html(kind: str, names: Sequence[str], lines: Sequence[str]) -> str:
    """Give a list with its heads; `kind` is the look of its columns."""
    heads = "".join(f'<span class="c{place}">{escape(name)}</span>' for place, name in enumerate(names))
    return (
        f'<div class="acc-list {kind}"><div class="acc-line head" aria-hidden="true">{heads}</div>'
        f"<ul>{''.join(lines)}</ul></div>"
    )


def table_html(kind: str, names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Give a plain table; cells are HTML, the first one heads its row."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    body = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>'
        for first, *rest in rows
    )
    return (
        f'<div class="records-table acc-table {kind}"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def facts_html(title: str, below: str, facts: Sequence[tuple[str, str]]) -> str:
    """Give a card: its title, what stands beside it, and facts, as text."""
    lines = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(fact)}</td></tr>' for name, fact in facts
    )
    beside = f" <small>{escape(below)}</small>" if below else ""
    return f'<div class="unit-card"><h2>{escape(title)}{beside}</h2><table>{lines}</table></div>'
