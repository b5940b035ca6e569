"""Signing in with a name and a password: the check, the pauses after failures, and what is kept of each attempt.

A pause grows with every further failure and ends by itself. Attempts during a pause are refused unread and do not
lengthen it. A name is judged at each address by itself; over all addresses together it is judged too, but that
judgement spares addresses from which the name has signed in before: nobody can lock an administrator out of their
own office by guessing from elsewhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal

from sqlalchemy import Connection, Engine, delete, exists, insert, or_, select, update

from data.accounts.account import Account
from data.accounts.passwords import Passwords, SignInsBusy
from data.accounts.rows import account_of, accounts, add_event, changing, row_named, row_of, sign_in_attempts
from data.base.signatures import LONGEST_NAME, Signature, name_key

# Failures longer ago than this before the last one do not count: a working hour, in which a person who mistypes
# twice a morning and twice an afternoon never meets a pause.
WINDOW = timedelta(hours=1)
FIRST_PAUSE = timedelta(minutes=1)
# Some ten guesses an hour are left to who keeps on: with twelve signs no danger; a person can wait as long.
LONGEST_PAUSE = timedelta(minutes=15)

# What counts against a name: also an attempt whose password is being checked, so that a hundred at once are not a
# hundred guesses. A right password for a disabled account counts as a wrong one, or it would show that it is right.
AGAINST_NAME = ("wrong", "disabled", "checking")
# An address may have many people behind it who sign in at the same moment in the morning.
AGAINST_ADDRESS = ("wrong", "disabled")

# Long enough to look into what happened in the last quarter; then addresses of people are forgotten.
ATTEMPTS_KEPT = timedelta(days=90)
# Of a name that is no account's only this much of a hash is kept: people type passwords there. 32 bits fit so many
# passwords that they confirm none, and are enough to slow down who tries one unknown name again and again.
MARK_DIGITS = 8
LONGEST_ADDRESS = 60


@dataclass(frozen=True)
class Limit:
    """From which number of failures within the window on a pause follows each."""

    failures: int


# A person who has forgotten which of their passwords it is tries about this many.
NAME_AT_ADDRESS = Limit(5)

# An office behind one address: several people may mistype in the same hour.
ADDRESS = Limit(20)

# One name tried from many addresses, each of them below its own limit.
NAME = Limit(10)


def locked_until(failures: Sequence[datetime], limit: Limit) -> datetime | None:
    """Tell until when no further attempt is read; None if there is no pause after the last failure.

    failures: times of wrong passwords since the last right one, in any order.
    """
    if not failures:
        return None
    last = max(failures)
    beyond = sum(1 for failure in failures if failure > last - WINDOW) - limit.failures
    if beyond < 0:
        return None
    # Twice as long each time; the longest is reached long before the power grows large.
    return last + min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(beyond, 10))


@dataclass(frozen=True)
class Attempt:
    """One attempt to sign in. name_key: of an account, or the mark of a name that is none's."""

    at: datetime
    name_key: str
    address: str
    outcome: str


def pause_for(
    attempts: Iterable[Attempt], name_key: str, address: str, at: datetime, *, familiar: bool
) -> datetime | None:
    """Tell until when an attempt at `at` is refused unread; None if its password is to be checked.

    attempts: those of the name and those from the address, in order of time. familiar: whether the name has ever
    signed in from the address.
    """
    past = [attempt for attempt in attempts if attempt.at <= at]
    of_name = [attempt for attempt in past if attempt.name_key == name_key]
    here = [attempt for attempt in of_name if attempt.address == address]
    from_address = [attempt.at for attempt in past if _counts(attempt, AGAINST_ADDRESS, address)]
    pauses = [
        locked_until(_since_success(here), NAME_AT_ADDRESS),
        locked_until(from_address, ADDRESS),
        None if familiar else locked_until(_since_success(of_name), NAME),
    ]
    return max((until for until in pauses if until is not None and until > at), default=None)


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

    def _conclude(self, number: int, outcome: str) -> None:
        with changing(self._engine) as connection:
            _set_outcome(connection, number, outcome)


def mark_of(name: str) -> str:
    """Give what is kept of a name that is no account's; no key of an account has capital letters."""
    digest = sha256(name_key(name[: 4 * LONGEST_NAME]).encode("utf-8", "surrogatepass")).hexdigest()
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
    connection.execute(delete(sign_in_attempts).where(sign_in_attempts.c.at < at - ATTEMPTS_KEPT))


def _plain(address: str | None) -> str:
    """Keep of an address what can be shown; behind a proxy it may be any text."""
    return "".join(sign for sign in address or "" if sign.isprintable())[:LONGEST_ADDRESS]


def _counts(attempt: Attempt, outcomes: tuple[str, ...], address: str) -> bool:
    return attempt.address == address and attempt.outcome in outcomes


def _since_success(attempts: Sequence[Attempt]) -> list[datetime]:
    """Give the times of the failures after the last right password."""
    failures: list[datetime] = []
    for attempt in attempts:
        if attempt.outcome == "signed_in":
            failures.clear()
        elif attempt.outcome in AGAINST_NAME:
            failures.append(attempt.at)
    return failures
