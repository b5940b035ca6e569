"""Who is behind a request: one answer for pages, routes and uploads, asked of the store each time."""

from collections.abc import Mapping
from datetime import UTC, datetime

from streamlit import config

from data.open_sessions import OpenSession
from data.permissions import ANYBODY, NOBODY, Viewer
from data.start_check import uploads_open
from ui import queries
from ui.web.session_cookie import tokens_in

_seen_accounts: set[str] = set()


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
