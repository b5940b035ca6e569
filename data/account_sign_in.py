"""Signing in with a name and a password: the check, the pauses after failures, and what is kept of each attempt."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal

from sqlalchemy import Connection, Engine, delete, exists, insert, or_, select, update

from data.account_events import add_event, changing, reading
from data.account_lockout import FIRST_PAUSE, LONGEST_PAUSE, WINDOW, Attempt, pause_for
from data.account_rows import account_of, row_named, row_of
from data.account_schema import accounts, sign_in_attempts
from data.accounts import Account, sign_in_key
from data.given_names import LONGEST_NAME
from data.passwords import Passwords, SignInsBusy
from data.signatures import Signature

# Long enough to look into what happened in the last quarter; then addresses of people are forgotten.
KEPT = timedelta(days=90)
# Of a name that is no account's only this much of a hash is kept: people type passwords there. 32 bits fit so many
# passwords that they confirm none, and are enough to slow down who tries one unknown name again and again.
MARK_DIGITS = 8
LONGEST_ADDRESS = 60
MOST_LISTED = 500


@dataclass(frozen=True)
class SignInRefusal:
    """Why nobody is signed in: name or password wrong (a disabled account looks the same), or a pause `until`."""

    why: Literal["wrong", "locked"]
    until: datetime | None = None


WRONG = SignInRefusal("wrong")


class SignIns:
    """Checks passwords against the accounts of one database; safe to share between threads."""

    def __init__(self, engine: Engine, passwords: Passwords) -> None:
        self._engine = engine
        self._passwords = passwords

    def sign_in(self, name: str, password: str, at: datetime, address: str | None) -> Account | SignInRefusal:
        """Give the account that name and password open, or why they open none; raises SignInsBusy.

        Nothing is hashed during a pause. Otherwise every answer costs one hashing, whatever the name.
        """
        place = _plain(address)
        with changing(self._engine) as connection:
            row = row_named(connection, name)
            key = mark_of(name) if row is None else row.name_key
            _forget_old(connection, at)
            until = _pause(connection, key, place, at)
            if until is not None:
                _note_locked(connection, Attempt(at, key, place, "locked"))
                return SignInRefusal("locked", until)
            number = _note(connection, Attempt(at, key, place, "checking"))
        kept: str | None = None if row is None else row.password_hash
        try:
            right = self._passwords.verify(kept, password)
            stale = right and kept is not None and self._passwords.outdated(kept)
            fresh = self._passwords.hashed(password) if stale else None
        except SignInsBusy:
            self._conclude(number, "busy")
            raise
        if row is None or not right:
            self._conclude(number, "wrong")
            return WRONG
        with changing(self._engine) as connection:
            now = row_of(connection, row.account_id)
            # Disabled, or given another password, while this one was being checked.
            outcome = "disabled" if now.disabled_at else "wrong" if now.password_hash != kept else "signed_in"
            _set_outcome(connection, number, outcome)
            if outcome != "signed_in":
                return WRONG
            if fresh is not None:
                changed = update(accounts).where(accounts.c.account_id == row.account_id)
                connection.execute(changed.values(password_hash=fresh))
                by = Signature(row.sign_in_name, at, place or None)
                add_event(connection, "rehash", by, (row.account_id, row.sign_in_name))
            return account_of(now)

    def attempts(self, most: int = MOST_LISTED) -> list[Attempt]:
        """Give the newest attempts, newest first; names that are no account's stand there as marks."""
        newest = select(sign_in_attempts).order_by(sign_in_attempts.c.attempt_id.desc()).limit(most)
        with reading(self._engine) as connection:
            return [
                Attempt(row.at, row.name_key, row.address, row.outcome) for row in connection.execute(newest)
            ]

    def _conclude(self, number: int, outcome: str) -> None:
        with changing(self._engine) as connection:
            _set_outcome(connection, number, outcome)


def mark_of(name: str) -> str:
    """Give what is kept of a name that is no account's; no key of an account has capital letters."""
    digest = sha256(sign_in_key(name[: 4 * LONGEST_NAME]).encode("utf-8", "surrogatepass")).hexdigest()
    return f"UNKNOWN {digest[:MARK_DIGITS]}"


def forgive(connection: Connection, name_key: str) -> None:
    """Let failures of a name no longer count: an operator has given it a new password, or a new start."""
    counted = (
        sign_in_attempts.c.name_key == name_key,
        sign_in_attempts.c.outcome.in_(("wrong", "disabled", "checking")),
    )
    connection.execute(update(sign_in_attempts).where(*counted).values(outcome="forgiven"))


def _pause(connection: Connection, key: str, address: str, at: datetime) -> datetime | None:
    table = sign_in_attempts.c
    recent = (
        select(sign_in_attempts)
        .where(or_(table.name_key == key, table.address == address), table.at > at - WINDOW - LONGEST_PAUSE)
        .order_by(table.at, table.attempt_id)
    )
    attempts = [Attempt(row.at, row.name_key, row.address, row.outcome) for row in connection.execute(recent)]
    familiar = select(
        exists().where(table.name_key == key, table.address == address, table.outcome == "signed_in")
    )
    return pause_for(attempts, key, address, at, familiar=bool(connection.execute(familiar).scalar_one()))


def _note(connection: Connection, attempt: Attempt) -> int:
    row = {
        "at": attempt.at,
        "name_key": attempt.name_key,
        "address": attempt.address,
        "outcome": attempt.outcome,
    }
    added = insert(sign_in_attempts).values(row).returning(sign_in_attempts.c.attempt_id)
    return connection.execute(added).scalar_one()


def _note_locked(connection: Connection, attempt: Attempt) -> None:
    """Note a refused attempt once a minute: who hammers on a closed door is not to fill the database."""
    table = sign_in_attempts.c
    noted = exists().where(
        table.name_key == attempt.name_key,
        table.address == attempt.address,
        table.outcome == "locked",
        table.at > attempt.at - FIRST_PAUSE,
    )
    if not connection.execute(select(noted)).scalar_one():
        _note(connection, attempt)


def _set_outcome(connection: Connection, number: int, outcome: str) -> None:
    noted = update(sign_in_attempts).where(sign_in_attempts.c.attempt_id == number)
    connection.execute(noted.values(outcome=outcome))


def _forget_old(connection: Connection, at: datetime) -> None:
    connection.execute(delete(sign_in_attempts).where(sign_in_attempts.c.at < at - KEPT))


def _plain(address: str | None) -> str:
    """Keep of an address what can be shown; behind a proxy it may be any text."""
    return "".join(sign for sign in address or "" if sign.isprintable())[:LONGEST_ADDRESS]
