"""Lists whose lines lead to a card, as HTML, and the words of the address by which they do."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from html import escape
from typing import Literal, get_args

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.base.language import Translate
from ui.selection import choose

View = Literal["accounts", "sessions", "sign-ins", "audit"]

VIEWS: tuple[View, ...] = get_args(View)

_VIEWS: dict[str, View] = {view: view for view in VIEWS}


# The form for a new account, as the word `find`.
NEW_ACCOUNT = "new-account"

_ACCOUNT, _SESSION, _PERSON = "account-", "session-", "by-"

# A session's family and a person's name stand in an address by so many digits: enough to tell apart, and a name
# may hold what an address does not take.
DIGITS = 12


def view_of(word: str | None) -> View:
    """Read which view an address asks for."""
    return _VIEWS.get(word or "", "accounts")


def account_word(number: int) -> str:
    """Write an account as the word that `find` has in an address of the page."""
    return f"{_ACCOUNT}{number}"


def account_of(word: str | None) -> int | None:
    """Read the account that an address asks for; None where it asks for none."""
    digits = (word or "").removeprefix(_ACCOUNT)
    return int(digits) if (word or "").startswith(_ACCOUNT) and digits.isdecimal() else None


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


def page_shown(key: str, total: int, per_page: int) -> tuple[int, int]:
    """Give which page of a list is shown, from 0, and how many there are; `key` names the list and its filter."""
    pages = max(1, -(-total // per_page))
    return min(st.session_state.get(key, 0), pages - 1), pages


def page_buttons(key: str, page: int, pages: int, _: Translate, *, closes: bool = True) -> None:
    """Draw the way to the pages before and after, where there are several.

    closes: the card of a line closes with it, for the list is on the page of the line whose card is open.
    """
    if pages == 1:
        return
    with st.container(key="accounts-pages", horizontal=True, gap="small", vertical_alignment="center"):
        ways = (("before", _("Previous page"), page - 1), ("after", _("Next page"), page + 1))
        for name, label, to in ways:
            out = not 0 <= to < pages
            st.button(label, key=f"page-{name}", disabled=out, on_click=_go_to, args=(key, to, closes))
        told = _("Page {n} of {all}").format(n=page + 1, all=pages)
        st.html(f'<span class="quiet">{escape(told)}</span>')


def _go_to(key: str, page: int, closes: bool) -> None:  # noqa: FBT001 (Streamlit hands it over by place)
    st.session_state[key] = page
    if closes:
        choose(find=None)
