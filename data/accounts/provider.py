"""Somebody who comes from an OpenID Connect provider: what its claims say, and which account that is.

Streamlit has verified the ID token (signature, issuer, audience, nonce, times) before anything is read here.
"""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, cast

from data.accounts.account import Account, AccountRefused, Identity, NewAccount, NoSuchAccount
from data.accounts.keeper import AccountKeeper
from data.accounts.permissions import Role
from data.base.errors import DashboardError
from data.base.signatures import LONGEST_NAME, Signature, name_fault, storable, tidy
from data.register.register import load_provinces

# What the provider is to say, in a list of its own or among names of groups that are others' business.
ADMIN_WORD = "dashboard-admin"
EDITOR_WORD = "dashboard-editor"
VIEWER_WORD = "dashboard-viewer"
# A sign-in begins its session within seconds. Ten minutes leave room for clocks that differ, and for no token of
# yesterday's.
FRESH_FOR = timedelta(minutes=10)
# OpenID Connect Core allows no longer subject; issuers are addresses, which nobody makes longer than this.
LONGEST_SUBJECT = 255
LONGEST_ISSUER = 500

# Who signs what a claim changes.
PROVIDER = "provider"
# Namesakes get a number. So many of one name hardly work in one place; what comes after is somebody's mischief.
MOST_NAMESAKES = 50


class UnusableClaims(DashboardError):
    """What the provider said is incomplete or out of date, so nobody can be signed in by it."""


@dataclass(frozen=True)
class Granted:
    """A role that the provider gives; provinces: an editor's codes, None for all and for the other roles."""

    role: Role
    provinces: frozenset[str] | None = None


@dataclass(frozen=True)
class Person:
    """Somebody as the provider knows them.

    names: what a new account may be called, best first; never what an account is found by, since a provider may let
    people choose their name and their mail address. granted: None where the provider gives no role.
    """

    identity: Identity
    names: tuple[str, ...]
    shown_name: str
    granted: Granted | None


def read_claims(claims: Mapping[str, Any], role_claim: str | None, at: datetime) -> Person:
    """Read the claims of an ID token; raises UnusableClaims."""
    _refuse_unless_fresh(claims.get("iat"), at)
    identity = Identity(
        _text(claims, "iss", LONGEST_ISSUER),
        _text(claims, "sub", LONGEST_SUBJECT),
    )
    names = _names(claims, ("preferred_username", "email", "name"))
    # The last resort is a name that says nothing, but nothing wrong either.
    names = (*names, tidy(identity.subject)[:LONGEST_NAME])
    shown = _names(claims, ("name", "preferred_username", "email"))
    granted = granted_by(claim_values(claims, role_claim)) if role_claim else None
    return Person(identity, names, shown[0] if shown else names[0], granted)


def granted_by(values: Sequence[str]) -> Granted | None:
    """Give the strongest role among the values; words that are not ours, and unknown provinces, give nothing."""
    if ADMIN_WORD in values:
        return Granted("admin")
    if EDITOR_WORD in values:
        return Granted("editor")
    named = {value.removeprefix(f"{EDITOR_WORD}:") for value in values if value.startswith(f"{EDITOR_WORD}:")}
    provinces = frozenset(named & set(load_provinces()["code"]))
    if provinces:
        return Granted("editor", provinces)
    return Granted("viewer") if VIEWER_WORD in values else None


def claim_values(claims: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """Give the strings of a claim: one, or a list of them.

    `name` is the claim's, or the way to one inside another with dots (`realm_access.roles`); a claim that has dots in
    its own name, as addresses do, is found first.
    """
    found: object = claims
    for step in (name,) if name in claims else name.split("."):
        found = cast("Mapping[str, object]", found).get(step) if isinstance(found, Mapping) else None
    values = cast("Sequence[object]", found) if isinstance(found, list | tuple) else (found,)
    return tuple(value for value in values if isinstance(value, str))


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


def _refuse_unless_fresh(issued: object, at: datetime) -> None:
    if isinstance(issued, bool) or not isinstance(issued, int | float):
        raise UnusableClaims("The provider does not say when it let you in.", "Tell your administrator.")
    try:
        age = abs(at - datetime.fromtimestamp(issued, UTC))
    except (ValueError, OverflowError, OSError):
        age = timedelta.max
    if age > FRESH_FOR:
        raise UnusableClaims(
            "This sign-in at the provider is too old, or the clocks of the two servers differ.",
            "Sign in again.",
        )


def _text(claims: Mapping[str, Any], name: str, longest: int) -> str:
    value = claims.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= longest or not value.isprintable():
        raise UnusableClaims(
            f'The provider does not say who you are: its claim "{name}" cannot be used.',
            "Tell your administrator.",
        )
    return value


def _names(claims: Mapping[str, Any], among: Sequence[str]) -> tuple[str, ...]:
    told = (claims.get(name) for name in among)
    tidied = (tidy(value) for value in told if isinstance(value, str) and storable(value))
    return tuple(value for value in tidied if name_fault(value) is None)


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
