"""What the administrators' page reads of accounts beyond the keeper's own lists; nothing here writes.

Every method raises StoreBusy when the database stays locked, StoreUnreachable when it has gone.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Engine, Select, func, select

from data.account_events import reading
from data.account_schema import account_events, account_sessions, accounts, sign_in_attempts


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
