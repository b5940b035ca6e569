"""What the store keeps of accounts; nothing in here moves the store's revision, since no figure changes.

Every method raises StoreBusy when the database stays locked, StoreUnreachable when it has gone.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, and_, func, select, update

from data.accounts import first_link
from data.accounts.account import (
    Account,
    AccountRefused,
    Identity,
    NewAccount,
    NoSuchAccount,
    check_signed,
    checked_account,
    checked_provinces,
)
from data.accounts.passwords import COST, Cost, Passwords, check_password
from data.accounts.permissions import Role
from data.accounts.rows import (
    AccountEvent,
    account_events,
    account_of,
    account_sessions,
    accounts,
    add_event,
    all_events,
    any_account,
    changing,
    insert_account,
    kept_provinces,
    reading,
    refuse_taken,
    row_named,
    row_of,
    sign_in_attempts,
)
from data.accounts.sessions import OpenSession, SessionKeeper, account_of_family, end_sessions
from data.accounts.sign_in import SignInRefusal, SignIns, forgive
from data.base.signatures import Signature


def link_identity(engine: Engine, account_id: int, identity: Identity, signature: Signature) -> Account:
    """Put the identity in the place of any before, whose sessions end; raises NoSuchAccount, AccountRefused."""
    with changing(engine) as connection:
        before = account_of(row_of(connection, account_id))
        refuse_taken(connection, identity)
        given = {"oidc_issuer": identity.issuer, "oidc_subject": identity.subject}
        connection.execute(update(accounts).where(accounts.c.account_id == account_id).values(given))
        theirs = and_(account_sessions.c.account_id == account_id, account_sessions.c.kind == "oidc")
        end_sessions(connection, theirs, signature.at)
        about = (account_id, before.sign_in_name)
        add_event(connection, "link", signature, about, issuer=identity.issuer, subject=identity.subject)
        return account_of(row_of(connection, account_id))


@dataclass(frozen=True)
class NamedAttempt:
    """One attempt to sign in. name: of the account, None where no account has it; mark: what is kept of it then."""

    at: datetime
    name: str | None
    mark: str
    address: str
    outcome: str


class AccountReads:
    """Reads what was done at the door of one database; safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def last_event(self) -> int:
        """Read the number of the newest event, 0 without any: the key of every cache of the events."""
        with reading(self._engine) as connection:
            newest = select(func.coalesce(func.max(account_events.c.event_id), 0))
            return connection.execute(newest).scalar_one()

    def last_sign_ins(self) -> dict[int, datetime]:
        """Give when each account last began a session; those that never did, or long ago, are not in it."""
        began = select(account_sessions.c.account_id, func.max(account_sessions.c.made_at).label("made_at"))
        with reading(self._engine) as connection:
            rows = connection.execute(began.group_by(account_sessions.c.account_id))
            return {row.account_id: row.made_at for row in rows}

    def attempts(
        self, outcomes: Collection[str] | None = None, *, most: int, after: int = 0
    ) -> list[NamedAttempt]:
        """Give attempts to sign in, newest first: at most so many, after so many others.

        outcomes: only those with one of these outcomes; None for all.
        """
        asked: Select[Any] = (
            select(sign_in_attempts, accounts.c.sign_in_name)
            .outerjoin(accounts, accounts.c.name_key == sign_in_attempts.c.name_key)
            .where(*_with(outcomes))
            .order_by(sign_in_attempts.c.attempt_id.desc())
            .limit(most)
            .offset(after)
        )
        with reading(self._engine) as connection:
            return [
                NamedAttempt(row.at, row.sign_in_name, _mark(row.name_key), row.address, row.outcome)
                for row in connection.execute(asked)
            ]

    def count_attempts(self) -> dict[str, int]:
        """Count the attempts that are kept, by outcome."""
        counted = select(sign_in_attempts.c.outcome, func.count().label("n"))
        with reading(self._engine) as connection:
            rows = connection.execute(counted.group_by(sign_in_attempts.c.outcome))
            return {row.outcome: row.n for row in rows}


def _with(outcomes: Collection[str] | None) -> list[ColumnElement[bool]]:
    return [] if outcomes is None else [sign_in_attempts.c.outcome.in_(outcomes)]


def _mark(name_key: str) -> str:
    """Give the digits of the mark that stands for a name without an account."""
    return name_key.rpartition(" ")[2]


class AccountKeeper:
    """Reads and writes the accounts of one database; safe to share between threads.

    `sessions` keeps who is signed in. Each change adds its event in the same transaction. The last administrator
    who may sign in is neither disabled nor given another role.
    """

    def __init__(self, engine: Engine, cost: Cost = COST) -> None:
        self._engine = engine
        self._passwords = Passwords(cost)
        self._sign_ins = SignIns(engine, self._passwords)
        self.sessions = SessionKeeper(engine)

    def exist(self) -> bool:
        """Tell whether there is any account: before the first the dashboard is as open as its operator lets it."""
        with reading(self._engine) as connection:
            return any_account(connection)

    def listed(self) -> list[Account]:
        """Give every account, disabled ones too, in the order of their making."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(accounts).order_by(accounts.c.account_id))
            return [account_of(row) for row in rows]

    def named(self, name: str) -> Account:
        """Give the account with this sign-in name, however it is written; raises NoSuchAccount."""
        with reading(self._engine) as connection:
            row = row_named(connection, name)
        if row is None:
            raise NoSuchAccount(name)
        return account_of(row)

    def identified(self, identity: Identity) -> Account | None:
        """Give the account of an identity at a provider, disabled or not; None if it has none."""
        asked = select(accounts).where(
            accounts.c.oidc_issuer == identity.issuer, accounts.c.oidc_subject == identity.subject
        )
        with reading(self._engine) as connection:
            row = connection.execute(asked).one_or_none()
        return None if row is None else account_of(row)

    def events(self) -> list[AccountEvent]:
        """Give everything that was ever done with accounts, oldest first."""
        return all_events(self._engine)

    def sign_in(self, name: str, password: str, at: datetime, address: str | None) -> Account | SignInRefusal:
        """Give the account that name and password open, or why they open none; raises SignInsBusy."""
        return self._sign_ins.sign_in(name, password, at, address)

    def make_first_link(self, at: datetime) -> str:
        """Give a code that makes the first administrator, once, within the hour; raises AccountRefused."""
        return first_link.make_first_link(self._engine, at)

    def first_link_opens(self, code: str, at: datetime) -> bool:
        """Tell whether a code would make the first administrator now."""
        return first_link.first_link_opens(self._engine, code, at)

    def use_first_link(
        self, code: str, name: str, password: str, at: datetime, address: str | None
    ) -> Account:
        """Make the first administrator; raises AccountRefused, InvalidAccount, InvalidPassword, SignInsBusy."""
        new, signature = (name, password), (at, address)
        return first_link.use_first_link(self._engine, self._passwords, code, new, signature)

    def add(self, new: NewAccount, signature: Signature, password: str | None = None) -> Account:
        """Make an account, with a password, an identity at a provider, or both.

        Raises InvalidAccount, InvalidPassword, AccountRefused if the name is taken or nothing would open it.
        """
        check_signed(signature)
        account = checked_account(new)
        if password is None and account.identity is None:
            raise AccountRefused(
                "Nothing would open the account.", "Give it a password or an identity.", why="nothing_opens"
            )
        password_hash = None if password is None else self._hashed(password, account.sign_in_name)
        with changing(self._engine) as connection:
            made = insert_account(connection, account, password_hash, signature.at)
            given = {"role": made.role, "provinces": kept_provinces(made.provinces)}
            add_event(connection, "add", signature, _about(made), **given)
        return made

    def set_role(
        self, account_id: int, role: Role, provinces: Collection[str] | None, signature: Signature
    ) -> Account:
        """Give an account another role or other provinces, which hold from its next look on.

        Raises InvalidAccount, NoSuchAccount, AccountRefused for the last administrator.
        """
        check_signed(signature)
        allowed = checked_provinces(role, provinces)
        with changing(self._engine) as connection:
            before = account_of(row_of(connection, account_id))
            if role != "admin":
                _refuse_for_last_admin(connection, before)
            _set(connection, account_id, role=role, provinces=kept_provinces(allowed))
            was = {"role_before": before.role, "provinces_before": kept_provinces(before.provinces)}
            given = {"role": role, "provinces": kept_provinces(allowed)} | was
            add_event(connection, "roles", signature, _about(before), **given)
            return account_of(row_of(connection, account_id))

    def link(self, account_id: int, identity: Identity, signature: Signature) -> Account:
        """Let an identity at a provider open an account; raises NoSuchAccount, AccountRefused if one has it."""
        check_signed(signature)
        return link_identity(self._engine, account_id, identity, signature)

    def disable(self, account_id: int, signature: Signature) -> Account:
        """Let nobody sign in with an account, and end its sessions; raises NoSuchAccount, AccountRefused."""
        check_signed(signature)
        with changing(self._engine) as connection:
            before = account_of(row_of(connection, account_id))
            if before.disabled_at is not None:
                what = f'"{before.sign_in_name}" is disabled already.'
                raise AccountRefused(what, "Nothing is to be done.", why="disabled")
            _refuse_for_last_admin(connection, before)
            _set(connection, account_id, disabled_at=signature.at)
            end_sessions(connection, account_sessions.c.account_id == account_id, signature.at)
            add_event(connection, "disable", signature, _about(before))
            return account_of(row_of(connection, account_id))

    def enable(self, account_id: int, signature: Signature) -> Account:
        """Let a disabled account sign in again, without a pause; raises NoSuchAccount, AccountRefused."""
        check_signed(signature)
        with changing(self._engine) as connection:
            before = row_of(connection, account_id)
            if before.disabled_at is None:
                what = f'"{before.sign_in_name}" is not disabled.'
                raise AccountRefused(what, "Nothing is to be done.", why="enabled")
            _set(connection, account_id, disabled_at=None)
            forgive(connection, before.name_key)
            add_event(connection, "enable", signature, (account_id, before.sign_in_name))
            return account_of(row_of(connection, account_id))

    def reset(self, account_id: int, password: str, signature: Signature) -> Account:
        """Give an account a new password, end its sessions and its pause; raises NoSuchAccount, InvalidPassword."""
        check_signed(signature)
        with reading(self._engine) as connection:
            name = row_of(connection, account_id).sign_in_name
        password_hash = self._hashed(password, name)
        with changing(self._engine) as connection:
            before = row_of(connection, account_id)
            _set(connection, account_id, password_hash=password_hash)
            forgive(connection, before.name_key)
            end_sessions(connection, account_sessions.c.account_id == account_id, signature.at)
            add_event(connection, "reset", signature, (account_id, before.sign_in_name))
            return account_of(row_of(connection, account_id))

    def change_own(self, session: OpenSession, password: str, signature: Signature) -> Account:
        """Give the account of an open session a new password, and end every other session of it.

        Who changes it has to be known by the password before: `sign_in` first. Raises InvalidPassword, and
        NoSuchAccount if the session has ended meanwhile, by an administrator's reset for example.
        """
        check_signed(signature)
        password_hash = self._hashed(password, session.viewer.sign_in_name)
        with changing(self._engine) as connection:
            account_id = account_of_family(connection, session.family, signature.at)
            if account_id is None:
                raise NoSuchAccount(session.viewer.sign_in_name)
            before = row_of(connection, account_id)
            _set(connection, account_id, password_hash=password_hash)
            others = account_sessions.c.family != session.family
            end_sessions(connection, and_(account_sessions.c.account_id == account_id, others), signature.at)
            add_event(connection, "reset", signature, (account_id, before.sign_in_name), own=True)
            return account_of(row_of(connection, account_id))

    def _hashed(self, password: str, name: str) -> str:
        check_password(password, name)
        return self._passwords.hashed(password)


def _about(account: Account) -> tuple[int, str]:
    return account.account_id, account.sign_in_name


def _set(connection: Connection, account_id: int, **values: object) -> None:
    connection.execute(update(accounts).where(accounts.c.account_id == account_id).values(**values))


def _refuse_for_last_admin(connection: Connection, account: Account) -> None:
    if account.role != "admin" or account.disabled_at is not None:
        return
    others = select(func.count()).where(
        accounts.c.role == "admin",
        accounts.c.disabled_at.is_(None),
        accounts.c.account_id != account.account_id,
    )
    if not connection.execute(others).scalar_one():
        raise AccountRefused(
            f'"{account.sign_in_name}" is the only administrator.',
            "Make another administrator first.",
            why="last_admin",
            about=account.sign_in_name,
        )
