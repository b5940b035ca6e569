"""Reading and adding the rows of accounts, inside a transaction that `data.account_events` has begun."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, Row, exists, insert, select

from data.account_schema import accounts
from data.accounts import Account, AccountRefused, Identity, NewAccount, NoSuchAccount, sign_in_key
from data.given_names import LONGEST_NAME
from data.permissions import read_role
from data.report_rows import storable
from data.store_queries import next_id

# A name has at most 60 signs; with blanks around it, and before NFKC, it may have more.
MOST_SIGNS = 4 * LONGEST_NAME


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
    return connection.execute(select(accounts).where(accounts.c.name_key == sign_in_key(name))).one_or_none()


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
        "name_key": sign_in_key(new.sign_in_name),
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
