"""Which account somebody has who comes from an OpenID Connect provider, and what the provider changes in it."""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from data.account_keeper import AccountKeeper
from data.accounts import Account, AccountRefused, NewAccount, NoSuchAccount
from data.given_names import LONGEST_NAME
from data.oidc_claims import Granted, Person
from data.signatures import Signature

# Who signs what a claim changes.
PROVIDER = "provider"
# Namesakes get a number. So many of one name hardly work in one place; what comes after is somebody's mischief.
MOST_NAMESAKES = 50


@dataclass(frozen=True)
class Refused:
    """Why somebody whom the provider let in is not let in here."""

    why: Literal["unknown", "no_role", "disabled", "last_admin"]


def welcome(
    accounts: AccountKeeper, person: Person, at: datetime, address: str | None, *, by_claim: bool
) -> Account | Refused:
    """Give the person's account, found by identity alone; with `by_claim` it is made, and takes the claim's role.

    Either the table of accounts decides who may do what, or the claim does: with `by_claim` somebody to whom the
    provider gives no role (any more) is refused, whatever the account may do. The only administrator keeps the role,
    and stays outside, when the claim would take it.
    """
    account = accounts.identified(person.identity)
    if account is not None and account.disabled_at is not None:
        return Refused("disabled")
    if not by_claim:
        return account or Refused("unknown")
    if person.granted is None:
        return Refused("no_role")
    signature = Signature(PROVIDER, at, address)
    account = account or _made(accounts, person, person.granted, signature)
    if Granted(account.role, account.provinces) == person.granted:
        return account
    try:
        return accounts.set_role(account.account_id, person.granted.role, person.granted.provinces, signature)
    except AccountRefused:
        return Refused("last_admin")


def _made(accounts: AccountKeeper, person: Person, granted: Granted, signature: Signature) -> Account:
    for name in _free_names(accounts, person):
        new = NewAccount(name, granted.role, granted.provinces, person.shown_name, person.identity)
        try:
            return accounts.add(new, signature)
        except AccountRefused:
            # Somebody else took the name meanwhile, or this person signed in twice at once.
            same = accounts.identified(person.identity)
            if same is not None:
                return same
    raise AccountRefused(
        f'There are too many accounts of the name "{person.names[0]}".',
        "Ask an administrator of the dashboard.",
    )


def _free_names(accounts: AccountKeeper, person: Person) -> Generator[str]:
    """Give names that no account has: each the provider tells, then the first of them with a number."""
    numbered = (f"{person.names[0][: LONGEST_NAME - 3]} {number}" for number in range(2, MOST_NAMESAKES + 1))
    for name in (person.names[0], *numbered):
        try:
            accounts.named(name)
        except NoSuchAccount:
            yield name
