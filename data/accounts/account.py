"""Accounts: who may sign in, as what, and for which provinces. `python -m data.accounts` manages them.

An account signs in with a password, through an OpenID Connect provider, or either way. Nothing in here ever holds
a password, its hash or a token.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from data.accounts.permissions import Role, Viewer
from data.base.errors import DashboardError
from data.base.signatures import (
    LONGEST_NAME,
    Signature,
    check_signature,
    name_fault,
    tidy,
)
from data.register.register import load_provinces

RefusedFor = Literal["", "taken", "identity", "nothing_opens", "disabled", "enabled", "last_admin"]


class InvalidAccount(DashboardError):
    """An account cannot be made or changed so: its name, its role or its provinces are not what can be."""


class AccountRefused(DashboardError):
    """What is asked cannot be done with the accounts as they are.

    why: the reason in a word, for who words it in another language; about: the account that is in the way.
    """

    def __init__(self, what: str, remedy: str, *, why: RefusedFor = "", about: str = "") -> None:
        super().__init__(what, remedy)
        self.why = why
        self.about = about


class NoSuchAccount(DashboardError):
    """No account has the name or the number."""

    def __init__(self, named: str) -> None:
        super().__init__(f'There is no account "{named}".', "Look at the list of accounts.")


@dataclass(frozen=True)
class Identity:
    """Who somebody is at an OpenID Connect provider: `subject` never changes there, a name or a mail address may."""

    issuer: str
    subject: str


@dataclass(frozen=True)
class Account:
    """One account as it is now.

    provinces: codes that an editor may change, None for all; they bind no other role.
    """

    account_id: int
    sign_in_name: str
    shown_name: str
    role: Role
    provinces: frozenset[str] | None
    has_password: bool
    identity: Identity | None
    made_at: datetime
    disabled_at: datetime | None

    @property
    def viewer(self) -> Viewer:
        """Who looks when this account is signed in; a disabled account lets nobody in, see `SessionKeeper`."""
        return Viewer(self.account_id, self.shown_name, self.role, self.provinces, self.sign_in_name)


@dataclass(frozen=True)
class NewAccount:
    """What an account is to be. Its password comes apart, so that this can be printed."""

    sign_in_name: str
    role: Role = "viewer"
    provinces: frozenset[str] | None = frozenset()
    shown_name: str = ""
    identity: Identity | None = None


def checked_account(new: NewAccount) -> NewAccount:
    """Give the account with tidy names, or raise InvalidAccount."""
    name = _checked_name(new.sign_in_name)
    shown = _checked_name(new.shown_name or name)
    return NewAccount(name, new.role, checked_provinces(new.role, new.provinces), shown, new.identity)


def checked_provinces(role: Role, provinces: Collection[str] | None) -> frozenset[str] | None:
    """Give the provinces as they are kept: an editor's own, and for the other roles all, which binds nothing.

    Raises InvalidAccount for an editor of nothing, and for codes that are no reporting province's.
    """
    if role != "editor" or provinces is None:
        return None
    unknown = sorted(set(provinces) - set(load_provinces()["code"]))
    if unknown:
        raise InvalidAccount(
            f"No province reports under the code {', '.join(unknown)}.", "Give codes like 440000."
        )
    if not provinces:
        raise InvalidAccount("An editor needs a province.", "Name at least one, or say that it is for all.")
    return frozenset(provinces)


def check_signed(signature: Signature) -> None:
    """Raise InvalidBatch or InvalidAccount unless somebody signs, with a name that can be shown."""
    check_signature(signature)
    if not signature.can_be_shown:
        raise InvalidAccount(
            "The name of who makes the change cannot be kept.", "Write it anew, and shorter."
        )


def _checked_name(name: str) -> str:
    tidied = tidy(name)
    fault = name_fault(tidied)
    if fault is not None:
        what = {
            "empty": "The account has no name.",
            "long": f"The account's name is longer than {LONGEST_NAME} characters.",
            "signs": "The account's name holds characters that cannot be seen.",
        }
        raise InvalidAccount(what[fault], "Give it another name.")
    return tidied
