"""What a session is, when its token opens anything, and what is kept of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal

from sqlalchemy import ColumnElement, Connection, and_, delete, or_, select, update

from data.account_schema import account_sessions, accounts
from data.permissions import Viewer

SessionKind = Literal["local", "oidc"]

# Longer than a meeting in which the dashboard stands open, shorter than half a working day away from the desk.
IDLE_END = timedelta(hours=2)
# A working day with overtime: everybody signs in afresh each morning, whoever has their browser.
ABSOLUTE_END = timedelta(hours=12)
# For how long an ended session stays in the administrator's list.
KEPT_AFTER_END = timedelta(days=90)
# What a browser says of itself is cut here: it may send as much as it likes.
LONGEST_BROWSER = 200


@dataclass(frozen=True)
class Session:
    """One session as an administrator sees it; `key` and `family` name it and open nothing.

    family: stays while its tokens, and with them its key, are replaced. ends_at: the instant at which it ends if
    nobody uses it any more.
    """

    key: str
    family: str
    account_id: int
    name: str
    kind: SessionKind
    made_at: datetime
    seen_at: datetime
    ends_at: datetime
    address: str | None
    browser: str | None


@dataclass(frozen=True)
class OpenSession:
    """A session that opens the dashboard now: whose, and its family, which stays while its tokens are replaced.

    A family opens nothing by itself: it is for the server's own memory of who is behind a connection.
    """

    viewer: Viewer
    family: str
    kind: SessionKind


def end_sessions(connection: Connection, which: ColumnElement[bool], at: datetime) -> None:
    """End the sessions of which `which` holds, those in their last minute too."""
    later = or_(account_sessions.c.revoked_at.is_(None), account_sessions.c.revoked_at > at)
    connection.execute(update(account_sessions).where(which, later).values(revoked_at=at))


def account_of_family(connection: Connection, family: str, at: datetime) -> int | None:
    """Give the account whose session this is, within a change; None once the session has ended."""
    asked = (
        select(account_sessions.c.account_id)
        .join_from(account_sessions, accounts)
        .where(account_sessions.c.family == family, account_sessions.c.revoked_at.is_(None), opens(at))
    )
    return connection.execute(asked).scalar_one_or_none()


def opens(at: datetime) -> ColumnElement[bool]:
    """Tell of a session, joined with its account, whether its token opens anything at `at`."""
    return and_(
        account_sessions.c.ends_at > at,
        account_sessions.c.seen_at > at - IDLE_END,
        or_(account_sessions.c.revoked_at.is_(None), account_sessions.c.revoked_at > at),
        accounts.c.disabled_at.is_(None),
    )


def forget_old(connection: Connection, at: datetime) -> None:
    """Delete what ended long ago."""
    connection.execute(delete(account_sessions).where(account_sessions.c.ends_at < at - KEPT_AFTER_END))


def key_of(token: str) -> str:
    """Give what the database keeps of a token."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def plain(text: str | None) -> str | None:
    """Keep of what a browser sends what can be shown."""
    if text is None:
        return None
    return "".join(sign for sign in text if sign.isprintable())[:LONGEST_BROWSER]
