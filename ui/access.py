"""Who looks: the session behind a request or a page, asked of the store anew each time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Scope
from streamlit import config

from data.accounts.permissions import (
    ANYBODY,
    NOBODY,
    Viewer,
    bound_of,
    can_save_view,
    check_can_save_view,
)
from data.accounts.sessions import OpenSession
from data.base.errors import DashboardError
from data.register.register import NATION_CODE
from data.settings import is_loopback, uploads_open
from ui import queries

SESSION_COOKIE: Final = "ea_session"

# A token of ours has 43 signs; what is longer than any cookie a browser keeps is not looked up.
LONGEST_TOKEN: Final = 4096

_seen_accounts: set[str] = set()
# Only the server writes it: what a browser sends fills widgets alone.
KNOWN = "signed-in-by"
DRAWN_FOR: Final = "drawn-for"


def tokens_in(cookies: Mapping[str, str]) -> tuple[str, ...]:
    """Give the tokens that a request carries, none or one: what it opens, only the store knows.

    The cookie that Streamlit sets after a sign-in at a provider is none: ui/sign_in/provider_return.py says why.
    """
    token = cookies.get(SESSION_COOKIE, "")
    return (token,) if 0 < len(token) < LONGEST_TOKEN else ()


def set_session(answer: Response, token: str, *, https: bool, base: str) -> None:
    """Hand a token to the browser: unreadable for scripts, never sent with another site's requests, gone with it.

    Lax and not strict: who follows a link from a letter is signed in there.
    """
    answer.set_cookie(SESSION_COOKIE, token, httponly=True, samesite="lax", secure=https, path=_path(base))


def clear_session(answer: Response, *, base: str) -> None:
    """Take the token back from the browser."""
    answer.delete_cookie(SESSION_COOKIE, path=_path(base))


def _path(base: str) -> str:
    return f"/{base.strip('/')}"


def accounts_exist() -> bool:
    """Tell whether there is any account. None is ever deleted, so a yes is not asked for again."""
    database = queries.settings().database_url
    if database not in _seen_accounts and queries.store().accounts.exist():
        _seen_accounts.add(database)
    return database in _seen_accounts


def session_behind(cookies: Mapping[str, str]) -> OpenSession | None:
    """Give the session that a request's cookies open; None if they open nothing (any more)."""
    at, sessions = datetime.now(UTC), queries.store().accounts.sessions
    opened = (sessions.opened(token, at) for token in tokens_in(cookies))
    return next((session for session in opened if session is not None), None)


def viewer_behind(cookies: Mapping[str, str], *, from_this_machine: bool) -> Viewer:
    """Tell who sends a request with these cookies.

    Raises StoreUnreachable, StoreBusy: then nobody may do anything.
    """
    session = session_behind(cookies)
    return session.viewer if session else without_account(from_this_machine=from_this_machine)


def without_account(*, from_this_machine: bool) -> Viewer:
    """Tell who somebody is that has not signed in: nobody, but on one's own machine before there are accounts."""
    opened = from_this_machine and uploads_open(
        queries.settings(), address=config.get_option("server.address"), has_accounts=accounts_exist()
    )
    return ANYBODY if opened else NOBODY


@dataclass(frozen=True)
class _Known:
    """What this connection was let in by. Its cookies are those of its first request, for as long as it lasts.

    The token in them is replaced while the page stands open, so the session is known by its family from then on.
    """

    tokens: tuple[str, ...]
    family: str


def open_session() -> OpenSession | None:
    """Give the reader's session; None if they have not signed in, or their session has ended."""
    tokens = tokens_in(st.context.cookies.to_dict())
    if not tokens:
        return None
    known = st.session_state.get(KNOWN)
    if isinstance(known, _Known) and known.tokens == tokens:
        return queries.store().accounts.sessions.still_open(known.family, datetime.now(UTC))
    session = session_behind(st.context.cookies.to_dict())
    if session is not None:
        st.session_state[KNOWN] = _Known(tokens, session.family)
    return session


def current_viewer() -> Viewer:
    """Tell who the reader is now; whoever changes something asks right before the change.

    Raises StoreUnreachable, StoreBusy.
    """
    session = open_session()
    return session.viewer if session else without_account(from_this_machine=_on_this_machine())


def home_of(viewer: Viewer) -> str:
    """Give the area that a reader starts in: an editor's province where there is just one, else the nation."""
    bound = bound_of(viewer) or frozenset()
    return next(iter(bound)) if len(bound) == 1 else NATION_CODE


def check_may_name_views(viewer: Viewer) -> None:
    """Raise NotAllowed unless the viewer may name a view, or rename, remove or bring back any."""
    check_can_save_view(viewer, has_accounts=accounts_exist())


def may_name_views(viewer: Viewer) -> bool:
    """Tell whether the viewer may name a view, or rename, remove or bring back any."""
    return can_save_view(viewer, has_accounts=accounts_exist())


def was_signed_in() -> bool:
    """Tell whether this connection was let in once: then a session that opens nothing has ended meanwhile."""
    return isinstance(st.session_state.get(KNOWN), _Known)


def _on_this_machine() -> bool:
    # Streamlit gives no address for a reader on the machine itself.
    return is_this_machine(st.context.ip_address or "127.0.0.1", list(st.context.headers))


def note_drawn_for(viewer: Viewer) -> None:
    """Keep who the page is drawn for in this run; the shell says so before it draws one."""
    st.session_state[DRAWN_FOR] = viewer


def same_reader() -> None:
    """Go on only with whom the page was drawn for; where their session has ended or their role changed, draw it anew.

    The first line of every fragment: a fragment that is redrawn passes neither the shell nor its page, which ask who
    looks.
    """
    try:
        now: Viewer | None = current_viewer()
    except DashboardError:
        now = None  # the page's own run says what is wrong with the store
    if DRAWN_FOR in st.session_state and now != st.session_state[DRAWN_FOR]:
        st.rerun()


def is_from_this_machine(scope: Scope) -> bool:
    """Tell whether a request was made on this machine, by nobody else's order."""
    client = scope.get("client")
    return client is not None and is_this_machine(client[0], Headers(scope=scope).keys())


def is_this_machine(address: str, header_names: Iterable[str]) -> bool:
    """Tell whether a request from this address, with headers of these names, is this machine's own.

    A proxy on the same machine makes everybody look like it, and the server takes the client's address from
    X-Forwarded-For when the proxy is local: a request that carries a trace of a proxy is therefore a stranger's.
    """
    traces = ("x-forwarded-", "x-real-ip", "via")
    names = [name.lower() for name in header_names]
    return is_loopback(address) and not any(name == "forwarded" or name.startswith(traces) for name in names)
