"""Accounts for tests; every default is a valid value, and hashing is cheap."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from data.accounts.account import Account, NewAccount
from data.accounts.keeper import AccountKeeper
from data.accounts.passwords import Cost
from data.accounts.permissions import Viewer
from data.accounts.rows import reading, sign_in_attempts
from data.accounts.sessions import SessionKeeper
from data.accounts.sign_in import Attempt
from data.base.signatures import Signature
from data.store.store import Store
from tests.data.batches import at

# Hashing as it is costs a quarter of a second.
CHEAP = Cost(memory=8, passes=1, lanes=1)
PASSWORD = "海风 correct 8 horse"  # noqa: S105
OTHER_PASSWORD = "another zebra 42 hop"  # noqa: S105
OFFICE, ELSEWHERE = "10.0.0.1", "198.51.100.7"


def signed(minutes: float = 0, by: str = "王芳") -> Signature:
    return Signature(by, at(minutes), OFFICE)


def cheap_accounts(store: Store) -> AccountKeeper:
    return AccountKeeper(store._engine, CHEAP)


def an_account(number: int = 1, name: str = "Li Qiang", **particulars: Any) -> Account:
    """Give an account that no store has: a viewer, unless particulars say otherwise."""
    given = {
        "shown_name": name,
        "role": "viewer",
        "provinces": None,
        "has_password": True,
        "identity": None,
        "made_at": at(0),
        "disabled_at": None,
    }
    return Account(number, name, **(given | particulars))


def make(
    accounts: AccountKeeper, name: str = "Li Qiang", password: str | None = PASSWORD, **particulars: Any
) -> Account:
    given = {"role": "viewer"} | particulars
    return accounts.add(NewAccount(name, **given), signed(), password)


def viewer_of(sessions: SessionKeeper, token: str, at: datetime) -> Viewer | None:
    """Who holds the token, as the account is now; None if it opens nothing (any more)."""
    opened = sessions.opened(token, at)
    return opened.viewer if opened else None


def attempts_of(accounts: AccountKeeper) -> list[Attempt]:
    """Every attempt to sign in as it is kept, newest first."""
    newest = select(sign_in_attempts).order_by(sign_in_attempts.c.attempt_id.desc())
    with reading(accounts._engine) as connection:
        return [Attempt(row.at, row.name_key, row.address, row.outcome) for row in connection.execute(newest)]
