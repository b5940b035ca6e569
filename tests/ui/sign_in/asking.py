"""Asking the plain pages as a reader does: in English, with the cookies of one browser."""

from datetime import UTC, datetime
from typing import Any

from starlette.applications import Starlette

from data.accounts.keeper import AccountKeeper
from data.base.signatures import Signature
from tests.ui.plain_reader import Reader
from ui.sign_in.routes import sign_in_routes

ENGLISH = {"accept-language": "en-GB,en;q=0.9", "user-agent": "Firefox/140"}


def signed_now() -> Signature:
    """Sign a change as of this instant."""
    return Signature("王芳", datetime.now(UTC))


def reader(base: str = "", provider: tuple[str, str] | None = None, **given: Any) -> Reader:
    """Give a browser that has seen nothing yet; given: further arguments of Reader."""
    return Reader(Starlette(routes=sign_in_routes(base, provider)), headers=dict(ENGLISH), **given)


def signed_in_reader(accounts: AccountKeeper, account_id: int = 1, kind: str = "local") -> Reader:
    """Give a browser whose account is signed in."""
    token = accounts.sessions.begin(account_id, kind, datetime.now(UTC), None, None)
    return reader(cookies={"ea_session": token})
