"""What the page shows, as words of its address: `item` the view, `find` what is open in it."""

from hashlib import sha256
from typing import Literal, get_args

View = Literal["accounts", "sessions", "sign-ins", "audit"]
VIEWS: tuple[View, ...] = get_args(View)
_VIEWS: dict[str, View] = {view: view for view in VIEWS}

# The form for a new account, as the word `find`.
NEW_ACCOUNT = "new-account"
_ACCOUNT, _SESSION, _PERSON = "account-", "session-", "by-"
# A session's family and a person's name stand in an address by so many digits: enough to tell apart, and a name
# may hold what an address does not take.
DIGITS = 12


def view_of(word: str | None) -> View:
    """Read which view an address asks for."""
    return _VIEWS.get(word or "", "accounts")


def account_word(number: int) -> str:
    """Write an account as the word that `find` has in an address of the page."""
    return f"{_ACCOUNT}{number}"


def account_of(word: str | None) -> int | None:
    """Read the account that an address asks for; None where it asks for none."""
    digits = (word or "").removeprefix(_ACCOUNT)
    return int(digits) if (word or "").startswith(_ACCOUNT) and digits.isdecimal() else None


def session_word(family: str) -> str:
    """Write a session as the word `find`; a family opens nothing."""
    return f"{_SESSION}{family[:DIGITS]}"


def person_word(name: str) -> str:
    """Write a person whose doings are shown as the word `find`."""
    return f"{_PERSON}{sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:DIGITS]}"
