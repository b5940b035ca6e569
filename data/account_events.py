"""What was done with accounts: who, when, from where. Rows are only ever added, with the change they tell of."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select

from data.account_schema import account_events
from data.database import writing
from data.database_errors import plain_errors
from data.signatures import Signature
from data.store_queries import next_id

# Any number that nothing else in the same PostgreSQL database locks: "accounts" on a telephone's keys. Accounts have
# their own lock, not the head row of the figures: nobody waits at the door while a large file is saved.
ACCOUNT_LOCK = 22268687


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
