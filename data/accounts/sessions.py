"""Sessions: who is signed in, from which browser, until when; how long a session may idle.

A token is 32 random bytes that only the browser holds; the database keeps its SHA-256, so that who reads the
database can sign in as nobody. Every look at a token asks the database: an account that is disabled, a session that
is ended, a role that is changed hold at once.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any, Literal, cast

from sqlalchemy import ColumnElement, Connection, Engine, and_, delete, func, insert, or_, select, update

from data.accounts.account import NoSuchAccount, check_signed
from data.accounts.permissions import Viewer, read_role
from data.accounts.rows import account_sessions, accounts, add_event, changing, reading
from data.base.errors import StoreBusy
from data.base.signatures import Signature

SessionKind = Literal["local", "oidc"]

# Longer than a meeting in which the dashboard stands open, shorter than half a working day away from the desk.
IDLE_END = timedelta(hours=2)
# A working day with overtime: everybody signs in afresh each morning, whoever has their browser.
ABSOLUTE_END = timedelta(hours=12)
# For how long an ended session stays in the administrator's list.
KEPT_AFTER_END = timedelta(days=90)
# What a browser says of itself is cut here: it may send as much as it likes.
LONGEST_BROWSER = 200

TOKEN_BYTES = 32
# How often a session's last use is written down: rarely enough to cost nothing, often enough for IDLE_END.
SEEN_STEP = timedelta(minutes=5)
# For how long a token that was replaced still opens: requests of other tabs that are under way.
ROTATION_GRACE = timedelta(minutes=1)


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


class SessionKeeper:
    """Begins, looks up, rotates and ends sessions in one database; safe to share between threads.

    Times come from the caller, aware. Every method raises StoreBusy or StoreUnreachable as the store does.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(
        self, account_id: int, kind: SessionKind, at: datetime, address: str | None, browser: str | None
    ) -> str:
        """Begin a session and give its token, which exists nowhere else; raises NoSuchAccount if disabled."""
        token = token_urlsafe(TOKEN_BYTES)
        with changing(self._engine) as connection:
            enabled = select(accounts.c.account_id).where(
                accounts.c.account_id == account_id, accounts.c.disabled_at.is_(None)
            )
            if connection.execute(enabled).scalar_one_or_none() is None:
                raise NoSuchAccount(str(account_id))
            forget_old(connection, at)
            row = {
                "token_sha256": key_of(token),
                "family": key_of(token),
                "account_id": account_id,
                "kind": kind,
                "made_at": at,
                "seen_at": at,
                "ends_at": at + ABSOLUTE_END,
                "revoked_at": None,
                "address": plain(address),
                "browser": plain(browser),
            }
            connection.execute(insert(account_sessions), row)
        return token

    def opened(self, token: str, at: datetime) -> OpenSession | None:
        """Give the session that the token opens; None if it opens nothing (any more)."""
        return self._look_up(account_sessions.c.token_sha256 == key_of(token), at)

    def still_open(self, family: str, at: datetime) -> OpenSession | None:
        """Give the session of a connection that was let in by any token of the family; None once it has ended."""
        newest = account_sessions.c.revoked_at.is_(None)
        return self._look_up(and_(account_sessions.c.family == family, newest), at)

    def _look_up(self, which: ColumnElement[bool], at: datetime) -> OpenSession | None:
        asked = (
            select(
                account_sessions.c.token_sha256,
                account_sessions.c.family,
                account_sessions.c.kind,
                account_sessions.c.seen_at,
                accounts.c.account_id,
                accounts.c.shown_name,
                accounts.c.sign_in_name,
                accounts.c.role,
                accounts.c.provinces,
            )
            .join_from(account_sessions, accounts)
            .where(which, opens(at))
        )
        with reading(self._engine) as connection:
            row = connection.execute(asked).one_or_none()
        if row is None:
            return None
        if at >= row.seen_at + SEEN_STEP:
            self._seen(row.token_sha256, at)
        provinces = None if row.provinces is None else frozenset(cast("list[str]", row.provinces))
        named = {"name": row.shown_name, "sign_in_name": row.sign_in_name}
        viewer = Viewer(row.account_id, role=read_role(row.role), provinces=provinces, **named)
        return OpenSession(viewer, row.family, row.kind)

    def rotate(self, token: str, at: datetime) -> str | None:
        """Give a token that takes the place of this one, which still opens for a minute; the ends stay.

        None if the token opens nothing, or has been replaced already: another tab of the browser has the new one.
        """
        new = token_urlsafe(TOKEN_BYTES)
        with changing(self._engine) as connection:
            asked = (
                select(account_sessions)
                .join_from(account_sessions, accounts)
                .where(
                    account_sessions.c.token_sha256 == key_of(token),
                    account_sessions.c.revoked_at.is_(None),
                    opens(at),
                )
            )
            old = connection.execute(asked).mappings().one_or_none()
            if old is None:
                return None
            replaced = update(account_sessions).where(account_sessions.c.token_sha256 == old["token_sha256"])
            connection.execute(replaced.values(revoked_at=at + ROTATION_GRACE))
            row: dict[str, Any] = dict(old) | {"token_sha256": key_of(new), "seen_at": at}
            connection.execute(insert(account_sessions), row)
        return new

    def issued_at(self, session: OpenSession) -> datetime:
        """Tell when the newest token of an open session was given out: as it began, or at its last rotation.

        A rotation leaves its instant in the row of the token that it replaced.
        """
        table = account_sessions.c
        asked = select(func.min(table.made_at), func.max(table.revoked_at)).where(
            table.family == session.family
        )
        with reading(self._engine) as connection:
            began, replaced = connection.execute(asked).one()
        return began if replaced is None else replaced - ROTATION_GRACE

    def end(self, token: str, at: datetime) -> None:
        """Sign out: neither the token opens anything, nor one that it replaced or that replaced it."""
        family = select(account_sessions.c.family).where(account_sessions.c.token_sha256 == key_of(token))
        with changing(self._engine) as connection:
            end_sessions(connection, account_sessions.c.family == family.scalar_subquery(), at)

    def end_family(self, family: str, at: datetime) -> None:
        """End the session of a connection: everywhere that its browser has it open."""
        with changing(self._engine) as connection:
            end_sessions(connection, account_sessions.c.family == family, at)

    def end_one(self, session: Session, signature: Signature) -> None:
        """End somebody's session as an administrator."""
        check_signed(signature)
        family = select(account_sessions.c.family).where(account_sessions.c.token_sha256 == session.key)
        with changing(self._engine) as connection:
            end_sessions(connection, account_sessions.c.family == family.scalar_subquery(), signature.at)
            add_event(connection, "end_session", signature, (session.account_id, session.name))

    def end_all(self, account_id: int, signature: Signature) -> None:
        """End every session of an account; raises NoSuchAccount."""
        check_signed(signature)
        named = select(accounts.c.sign_in_name).where(accounts.c.account_id == account_id)
        with changing(self._engine) as connection:
            name = connection.execute(named).scalar_one_or_none()
            if name is None:
                raise NoSuchAccount(str(account_id))
            end_sessions(connection, account_sessions.c.account_id == account_id, signature.at)
            add_event(connection, "end_all", signature, (account_id, name))

    def listed(self, at: datetime) -> list[Session]:
        """Give the sessions that are open at `at`, newest first; tokens on their way out are left out."""
        asked = (
            select(account_sessions, accounts.c.sign_in_name)
            .join_from(account_sessions, accounts)
            .where(opens(at), account_sessions.c.revoked_at.is_(None))
            .order_by(account_sessions.c.made_at.desc(), account_sessions.c.token_sha256)
        )
        with reading(self._engine) as connection:
            return [
                Session(
                    key=row.token_sha256,
                    family=row.family,
                    account_id=row.account_id,
                    name=row.sign_in_name,
                    kind=row.kind,
                    made_at=row.made_at,
                    seen_at=row.seen_at,
                    ends_at=min(row.ends_at, row.seen_at + IDLE_END),
                    address=row.address,
                    browser=row.browser,
                )
                for row in connection.execute(asked)
            ]

    def _seen(self, key: str, at: datetime) -> None:
        """Write down the last use; who looks is not to wait, or to be turned away, because a file is being saved."""
        used = update(account_sessions).where(
            account_sessions.c.token_sha256 == key, account_sessions.c.seen_at < at
        )
        with suppress(StoreBusy), changing(self._engine) as connection:
            connection.execute(used.values(seen_at=at))
