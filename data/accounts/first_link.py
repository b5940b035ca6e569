"""The one-time link that makes the first administrator of a new dashboard."""

from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from sqlalchemy import Connection, Engine, insert, select, update

from data.accounts.account import Account, AccountRefused, NewAccount, checked_account
from data.accounts.passwords import Passwords, check_password
from data.accounts.rows import add_event, any_account, changing, first_links, insert_account, reading
from data.base.signatures import Signature

CODE_BYTES = 32
# Long enough to start the dashboard and walk over to a browser; a link in yesterday's log opens nothing.
LINK_LASTS = timedelta(hours=1)
STARTED_BY = "start of the dashboard"


def make_first_link(engine: Engine, at: datetime) -> str:
    """Give a code that makes the first administrator, once, within the hour.

    Raises AccountRefused once there is an account. Two processes that start together give two codes; the first
    use of either ends both, since then there is an account.
    """
    code = token_urlsafe(CODE_BYTES)
    with changing(engine) as connection:
        if any_account(connection):
            raise AccountRefused("There are accounts already.", "Sign in, or use python -m data.accounts.")
        row = {"code_sha256": _key(code), "ends_at": at + LINK_LASTS, "used_at": None}
        connection.execute(insert(first_links), row)
        add_event(connection, "first_link", Signature(STARTED_BY, at), (None, ""))
    return code


def first_link_opens(engine: Engine, code: str, at: datetime) -> bool:
    """Tell whether a code would make the first administrator now."""
    with reading(engine) as connection:
        return _opens(connection, code, at)


def use_first_link(
    engine: Engine,
    passwords: Passwords,
    code: str,
    new: tuple[str, str],
    signature: tuple[datetime, str | None],
) -> Account:
    """Make the administrator `new`, a name and a password; raises AccountRefused, InvalidAccount, InvalidPassword."""
    at, address = signature
    # Before the password is hashed: only who holds a code may make the dashboard work.
    _refuse_unless(first_link_opens(engine, code, at))
    name, password = new
    account = checked_account(NewAccount(name, "admin"))
    check_password(password, account.sign_in_name)
    password_hash = passwords.hashed(password)
    with changing(engine) as connection:
        _refuse_unless(_opens(connection, code, at))
        used = update(first_links).where(first_links.c.code_sha256 == _key(code))
        connection.execute(used.values(used_at=at))
        made = insert_account(connection, account, password_hash, at)
        by = Signature(made.sign_in_name, at, address)
        add_event(connection, "first_admin", by, (made.account_id, made.sign_in_name), role="admin")
    return made


def _opens(connection: Connection, code: str, at: datetime) -> bool:
    kept = connection.execute(
        select(first_links).where(first_links.c.code_sha256 == _key(code))
    ).one_or_none()
    usable = kept is not None and kept.used_at is None and at < kept.ends_at
    return usable and not any_account(connection)


def _refuse_unless(opens: bool) -> None:  # noqa: FBT001
    if not opens:
        raise AccountRefused(
            "The link is used, or older than an hour.", "Start the dashboard anew; it prints another."
        )


def _key(code: str) -> str:
    return sha256(code.encode("utf-8", "surrogatepass")).hexdigest()
