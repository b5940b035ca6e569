"""Manage accounts from the command line of the machine that the dashboard runs on.

    python -m data.accounts add NAME --role editor --province 440000 湖南 | --all-provinces [--shown TEXT]
    python -m data.accounts add NAME --role viewer --issuer URL --subject TEXT · link NAME --issuer URL --subject TEXT
    python -m data.accounts list [--json] · disable NAME · enable NAME · reset NAME
    python -m data.accounts roles NAME --role viewer|editor|admin [--province P… | --all-provinces]

A password is asked for twice, or read as one line where standard input is no terminal; it is never an argument,
which every user of the machine could see. An account made with an identity at a provider has none until `reset` gives
it one. Each change is signed with --by, or the operating system's user.

Exit code: 0 done; 1 refused, or there is no such account; 2 the arguments or the password cannot be used; 3 the
database cannot be used.
"""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from typing import Final

from data.accounts.account import Account, Identity, InvalidAccount, NewAccount
from data.accounts.keeper import AccountKeeper
from data.accounts.passwords import InvalidPassword
from data.accounts.permissions import ROLES
from data.accounts.rows import kept_provinces
from data.base.errors import DashboardError, InvalidBatch, InvalidSetting, StoreBusy, StoreUnreachable
from data.base.signatures import Signature
from data.commands import Arguments, command_settings
from data.register.province_names import UnknownProvince, find_provinces
from data.store.store import open_store

DONE: Final = 0
REFUSED: Final = 1
UNUSABLE: Final = 2
NO_DATABASE: Final = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say; return the exit code."""
    given = parse(arguments)
    try:
        settings = command_settings(given.database_url)
        with closing(open_store(settings.database_url, known_codes=())) as store:
            answer = run(store.accounts, given, datetime.now().astimezone())
    except DashboardError as error:
        sys.stderr.write(f"{error}\n")
        return _code_of(error)
    except (KeyboardInterrupt, EOFError):
        sys.stderr.write("Nothing was changed.\n")
        return UNUSABLE
    sys.stdout.write(answer)
    return DONE


def run(accounts: AccountKeeper, given: argparse.Namespace, at: datetime) -> str:
    """Do what is asked, and tell what was done."""
    if given.what == "list":
        return listed_json(accounts.listed()) if given.json else listed(accounts.listed())
    signature = Signature(given.by, at, "command line")
    if given.what == "add":
        identity = _identity(given)
        new = NewAccount(given.name, given.role, given.allowed, given.shown, identity)
        return f"Made: {line(accounts.add(new, signature, None if identity else ask_password()))}\n"
    account = accounts.named(given.name)
    number = account.account_id
    if given.what == "link":
        linked = accounts.link(number, Identity(given.issuer, given.subject), signature)
        return f"Linked: {line(linked)}\n"
    if given.what == "roles":
        changed = accounts.set_role(number, given.role, given.allowed, signature)
        return f"Changed: {line(changed)}\n"
    if given.what == "reset":
        changed = accounts.reset(number, ask_password(), signature)
        return f"New password, all sessions ended: {line(changed)}\n"
    if given.what == "disable":
        return f"Disabled, all sessions ended: {line(accounts.disable(number, signature))}\n"
    return f"Enabled: {line(accounts.enable(number, signature))}\n"


def ask_password() -> str:
    """Ask for a password twice; where nobody can type, read one line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != password:
        raise InvalidAccount("The two passwords differ.", "Try again.")
    return password


def line(account: Account) -> str:
    """Tell an account in one line."""
    shown = "" if account.shown_name == account.sign_in_name else f" ({account.shown_name})"
    provinces = kept_provinces(account.provinces)
    bound = " for all provinces" if provinces is None else f" for {', '.join(provinces)}"
    by = [word for word, has in (("password", account.has_password), ("OIDC", account.identity)) if has]
    state = "" if account.disabled_at is None else f", disabled {account.disabled_at:%Y-%m-%d}"
    role = f"{account.role}{bound if account.role == 'editor' else ''}"
    return f"{account.sign_in_name}{shown}: {role}, by {' or '.join(by)}, since {account.made_at:%Y-%m-%d}{state}"


def listed(accounts: Sequence[Account]) -> str:
    """Give one line an account."""
    return "".join(f"{line(account)}\n" for account in accounts) or "There are no accounts.\n"


def listed_json(accounts: Sequence[Account]) -> str:
    """Give one JSON object an account, each on a line."""
    return "".join(
        json.dumps(
            {
                "name": account.sign_in_name,
                "shown_name": account.shown_name,
                "role": account.role,
                "provinces": kept_provinces(account.provinces),
                "has_password": account.has_password,
                "oidc": account.identity is not None,
                "made_at": account.made_at.isoformat(),
                "disabled_at": account.disabled_at.isoformat() if account.disabled_at else None,
            },
            ensure_ascii=False,
        )
        + "\n"
        for account in accounts
    )


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the arguments; ends the program with code 2 when they cannot be understood."""
    common = Arguments(add_help=False)
    common.add_argument("--database-url", metavar="URL", help="the database (default: DATABASE_URL, or var/)")
    signed = Arguments(add_help=False, parents=[common])
    signed.add_argument("name", metavar="NAME", help="the sign-in name")
    signed.add_argument("--by", metavar="WHO", help="who makes the change (default: the system's user)")
    identity = Arguments(add_help=False)
    identity.add_argument("--issuer", metavar="URL", help="the identity provider, as its refusal names it")
    identity.add_argument("--subject", metavar="TEXT", help="who they are there, as its refusal names it")
    role = Arguments(add_help=False, parents=[signed])
    role.add_argument("--role", choices=ROLES, required=True)
    which = role.add_mutually_exclusive_group()
    which.add_argument("--province", nargs="+", metavar="P", help="an editor's: 440000, 广东 or Guangdong")
    which.add_argument("--all-provinces", action="store_true", help="an editor's: every province")
    parser = Arguments(prog="python -m data.accounts", description="Manage the dashboard's accounts.")
    commands = parser.add_subparsers(dest="what", required=True, metavar="COMMAND")
    add = commands.add_parser("add", parents=[role, identity], help="make an account; asks for its password")
    add.add_argument("--shown", metavar="TEXT", default="", help="the name that others see")
    every = commands.add_parser("list", parents=[common], help="tell which accounts there are")
    every.add_argument("--json", action="store_true", help="print one JSON object an account")
    commands.add_parser("disable", parents=[signed], help="let nobody sign in with it; ends its sessions")
    commands.add_parser("enable", parents=[signed], help="let it sign in again")
    commands.add_parser("reset", parents=[signed], help="give it a new password; ends its sessions")
    commands.add_parser("link", parents=[signed, identity], help="let an identity at a provider open it")
    commands.add_parser("roles", parents=[role], help="give it another role or other provinces")
    given = parser.parse_args(arguments)
    if given.what != "list" and not (given.by or "").strip():
        given.by = _system_user(parser)
    if given.what in ("add", "link"):
        _check_identity(parser, given)
    if given.what in ("add", "roles"):
        given.allowed = _provinces(parser, given)
    return given


def _provinces(parser: argparse.ArgumentParser, given: argparse.Namespace) -> frozenset[str] | None:
    named = given.province or given.all_provinces
    if given.role == "editor" and not named:
        parser.error("An editor needs --province or --all-provinces.")
    if given.role != "editor" and named:
        parser.error(f"Provinces bind an editor only; leave them out for {given.role}.")
    if not given.province:
        return None
    try:
        return frozenset(find_provinces(given.province))
    except UnknownProvince as error:
        parser.error(str(error))


def _check_identity(parser: argparse.ArgumentParser, given: argparse.Namespace) -> None:
    parts = [part for part in (given.issuer, given.subject) if part]
    asked = given.what == "link" or (given.issuer, given.subject) != (None, None)
    if asked and len(parts) != 2:
        parser.error("An identity is --issuer and --subject, both.")
    if not all(str(part).isprintable() for part in parts):
        parser.error("The identity holds characters that cannot be seen.")


def _identity(given: argparse.Namespace) -> Identity | None:
    return Identity(given.issuer, given.subject) if given.issuer else None


def _system_user(parser: argparse.ArgumentParser) -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user without a name
        parser.error("The system does not say who you are; name yourself with --by.")


def _code_of(error: DashboardError) -> int:
    if isinstance(error, StoreUnreachable | StoreBusy | InvalidSetting):
        return NO_DATABASE
    return UNUSABLE if isinstance(error, InvalidAccount | InvalidPassword | InvalidBatch) else REFUSED


if __name__ == "__main__":
    sys.exit(main())
