"""The tables of accounts, and their rows read and written together with the event that tells of it.

Of every secret only a hash is kept: argon2id of a password, which people choose, SHA-256 of a token, which has 32
random bytes and needs nothing slower.
"""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Index,
    Integer,
    Row,
    Table,
    Text,
    exists,
    func,
    insert,
    select,
)

from data.accounts.account import Account, AccountRefused, Identity, NewAccount, NoSuchAccount
from data.accounts.permissions import ROLES, read_role
from data.base.signatures import LONGEST_NAME, Signature, name_key, storable
from data.database.column_types import ID, UtcTime, metadata, one_of
from data.database.engine import next_id, writing
from data.database.errors import plain_errors

SESSION_KINDS = ("local", "oidc")

OUTCOMES = ("checking", "signed_in", "wrong", "disabled", "locked", "busy", "forgiven")

ACCOUNT_ACTIONS = (
    "first_link",
    "first_admin",
    "add",
    "disable",
    "enable",
    "reset",
    "roles",
    "rehash",
    "end_session",
    "end_all",
    "link",
)


# `name_key`: what two names share that a reader takes for one. `provinces`: null stands for all.
accounts = Table(
    "accounts",
    metadata,
    Column("account_id", BigInteger, **ID),
    Column("name_key", Text, nullable=False, unique=True, index=True),
    Column("sign_in_name", Text, nullable=False),
    Column("shown_name", Text, nullable=False),
    Column("role", Text, one_of("role", ROLES), nullable=False),
    Column("provinces", JSON(none_as_null=True)),
    Column("password_hash", Text),
    Column("oidc_issuer", Text),
    Column(
        "oidc_subject",
        Text,
        CheckConstraint("(oidc_issuer IS NULL) = (oidc_subject IS NULL)", name="identity_whole"),
    ),
    Column("made_at", UtcTime, nullable=False),
    Column("disabled_at", UtcTime),
    Index("ix_accounts_identity", "oidc_issuer", "oidc_subject", unique=True),
)


# `family`: the first token's key, which those that follow it by rotation share. `revoked_at`: from when it opens
# nothing; after a rotation a minute ahead.
account_sessions = Table(
    "account_sessions",
    metadata,
    Column("token_sha256", Text, primary_key=True),
    Column("family", Text, nullable=False, index=True),
    Column("account_id", BigInteger, ForeignKey("accounts.account_id"), nullable=False, index=True),
    Column("kind", Text, one_of("kind", SESSION_KINDS), nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("seen_at", UtcTime, nullable=False),
    Column("ends_at", UtcTime, nullable=False),
    Column("revoked_at", UtcTime),
    Column("address", Text),
    Column("browser", Text),
)


# `name_key` of a name that is no account's is a mark of it (data.accounts.sign_in): it may be a password.
sign_in_attempts = Table(
    "sign_in_attempts",
    metadata,
    Column("attempt_id", Integer, primary_key=True),
    Column("at", UtcTime, nullable=False, index=True),
    Column("name_key", Text, nullable=False, index=True),
    Column("address", Text, nullable=False, index=True),
    Column("outcome", Text, one_of("outcome", OUTCOMES), nullable=False),
)


account_events = Table(
    "account_events",
    metadata,
    Column("event_id", BigInteger, **ID),
    Column("at", UtcTime, nullable=False),
    Column("by", Text, nullable=False),
    Column("what", Text, one_of("what", ACCOUNT_ACTIONS), nullable=False),
    Column("account_id", BigInteger, ForeignKey("accounts.account_id")),
    Column("about", Text, nullable=False),
    Column("detail", JSON, nullable=False),
    Column("address", Text),
)


first_links = Table(
    "first_links",
    metadata,
    Column("code_sha256", Text, primary_key=True),
    Column("ends_at", UtcTime, nullable=False),
    Column("used_at", UtcTime),
)


# Any number that nothing else in the same PostgreSQL database locks: "accounts" on a telephone's keys. Accounts have
# their own lock, not the head row of the figures: nobody waits at the door while a large file is saved.
ACCOUNT_LOCK = 22268687


# A name has at most 60 signs; with blanks around it, and before NFKC, it may have more.
MOST_SIGNS = 4 * LONGEST_NAME


@dataclass(frozen=True)
class AccountEvent:
    """One thing done: `what`, about which account (None: about none), and its particulars, never a secret."""

    event_id: int
    at: datetime
    by: str
    what: str
    account_id: int | None
    about: str
    detail: Mapping[str, Any] = field(default_factory=dict[str, Any])
    address: str | None = None


@contextmanager
def changing(engine: Engine) -> Generator[Connection]:
    """One write transaction in which nobody else changes accounts, on both engines."""
    with plain_errors(engine.url), writing(engine).begin() as connection:
        # SQLite has its one write lock from the start.
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(ACCOUNT_LOCK)))
        yield connection


@contextmanager
def reading(engine: Engine) -> Generator[Connection]:
    """One transaction that sees one state."""
    with plain_errors(engine.url), engine.connect() as connection:
        yield connection


def add_event(
    connection: Connection, what: str, signature: Signature, about: tuple[int | None, str], **detail: object
) -> None:
    """Add what was done to `about`, an account's number and name, within the transaction that does it."""
    event = {
        "event_id": next_id(connection, account_events.c.event_id),
        "at": signature.at,
        "by": signature.by,
        "what": what,
        "account_id": about[0],
        "about": about[1],
        "detail": detail,
        "address": signature.origin,
    }
    connection.execute(insert(account_events), event)


def all_events(engine: Engine) -> list[AccountEvent]:
    """Give everything that was ever done with accounts, oldest first."""
    with reading(engine) as connection:
        rows = connection.execute(select(account_events).order_by(account_events.c.event_id)).mappings()
        return [AccountEvent(**row) for row in rows]


def account_of(row: Row[Any]) -> Account:
    """Give the account that a row describes, without its password's hash."""
    provinces = None if row.provinces is None else frozenset(cast("list[str]", row.provinces))
    return Account(
        account_id=row.account_id,
        sign_in_name=row.sign_in_name,
        shown_name=row.shown_name,
        role=read_role(row.role),
        provinces=provinces,
        has_password=row.password_hash is not None,
        identity=None if row.oidc_issuer is None else Identity(row.oidc_issuer, row.oidc_subject),
        made_at=row.made_at,
        disabled_at=row.disabled_at,
    )


def row_of(connection: Connection, account_id: int) -> Row[Any]:
    """Read the row of an account; raises NoSuchAccount."""
    row = connection.execute(select(accounts).where(accounts.c.account_id == account_id)).one_or_none()
    if row is None:
        raise NoSuchAccount(str(account_id))
    return row


def row_named(connection: Connection, name: str) -> Row[Any] | None:
    """Read the row of the account with this name, however it is written."""
    # What people send for a name may be anything; no account has such a one.
    if len(name) > MOST_SIGNS or not storable(name):
        return None
    return connection.execute(select(accounts).where(accounts.c.name_key == name_key(name))).one_or_none()


def any_account(connection: Connection) -> bool:
    """Tell whether there is an account, disabled or not."""
    return bool(connection.execute(select(exists().select_from(accounts))).scalar_one())


def kept_provinces(provinces: frozenset[str] | None) -> list[str] | None:
    """Give provinces as a row and an event hold them."""
    return None if provinces is None else sorted(provinces)


def insert_account(
    connection: Connection, new: NewAccount, password_hash: str | None, at: datetime
) -> Account:
    """Add an account that has been checked; raises AccountRefused if the name or the identity is another's."""
    taken = row_named(connection, new.sign_in_name)
    if taken is not None:
        raise AccountRefused(
            f'There is an account "{taken.sign_in_name}" already.',
            "Choose another name.",
            why="taken",
            about=taken.sign_in_name,
        )
    if new.identity is not None:
        refuse_taken(connection, new.identity)
    account_id = next_id(connection, accounts.c.account_id)
    row = {
        "account_id": account_id,
        "name_key": name_key(new.sign_in_name),
        "sign_in_name": new.sign_in_name,
        "shown_name": new.shown_name,
        "role": new.role,
        "provinces": kept_provinces(new.provinces),
        "password_hash": password_hash,
        "oidc_issuer": new.identity.issuer if new.identity else None,
        "oidc_subject": new.identity.subject if new.identity else None,
        "made_at": at,
        "disabled_at": None,
    }
    connection.execute(insert(accounts), row)
    return account_of(row_of(connection, account_id))


def refuse_taken(connection: Connection, identity: Identity) -> None:
    """Raise AccountRefused if an account, disabled or not, has the identity."""
    same = select(accounts.c.sign_in_name).where(
        accounts.c.oidc_issuer == identity.issuer, accounts.c.oidc_subject == identity.subject
    )
    owner = connection.execute(same).scalar_one_or_none()
    if owner is not None:
        raise AccountRefused(
            f'The account "{owner}" has that identity already.',
            "Change that account instead.",
            why="identity",
            about=owner,
        )
