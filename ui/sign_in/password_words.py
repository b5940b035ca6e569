"""What the plain pages say of passwords and pauses, in the reader's language."""

from datetime import datetime
from math import ceil
from typing import Final

from data.accounts.passwords import LONGEST, SHORTEST, password_fault
from data.base.language import Translate
from ui.sign_in.plain_page import Notice

# What a browser that waits by itself is told where no pause is known: the pauses begin with a minute.
WAIT_S: Final = 60
# A form that reached us and says what cannot be.
UNUSABLE: Final = 422


def password_rules(_: Translate) -> tuple[str, ...]:
    """Say what a password has to be, beside the field for it."""
    return (
        _("At least {n} characters; a few words that do not belong together are good.").format(n=SHORTEST),
        _("Not the account's name with little beside it, and none that many people have."),
    )


def password_lacks(password: str, again: str, name: str, _: Translate) -> str | None:
    """Say what keeps a password from being the one of the account `name`; None where nothing does."""
    faults = {
        "short": _("The password is shorter than {n} characters.").format(n=SHORTEST),
        "long": _("The password is longer than {n} characters.").format(n=LONGEST),
        "name": _("The password is little more than the account's name. Take one without it."),
        "usual": _("The password is one of those that are tried first. Take one that nobody else has."),
    }
    fault = password_fault(password, name)
    if fault is not None:
        return faults[fault]
    return None if password == again else _("The two passwords are not the same.")


def locked(_: Translate, until: datetime, at: datetime, name: str = "") -> Notice:
    """Say how long a pause lasts: in minutes, which are the same wherever the reader's clock stands."""
    wait_s = max(1, ceil((until - at).total_seconds()))
    minutes = ceil(wait_s / 60)
    text = (
        _("Too many attempts have failed. Try again in a minute.")
        if minutes == 1
        else _("Too many attempts have failed. Try again in {n} minutes.").format(n=minutes)
    )
    return Notice(text, "warning", status=429, name=name, wait_s=wait_s)


def busy(_: Translate, name: str = "") -> Notice:
    """Say that too many sign in at once."""
    text = _("Too many people sign in at this moment. Try again in a minute.")
    return Notice(text, "warning", status=503, name=name, wait_s=WAIT_S)


def not_taken(_: Translate, status: int, name: str = "") -> Notice:
    """Say that what was sent is no form of this page, or one that this browser does not know (any more)."""
    texts = {
        403: _("This form had expired. Fill it in once more."),
        413: _("What was sent is longer than a name and passwords can be."),
    }
    return Notice(
        texts.get(status, _("What was sent is not a form of this page.")), "warning", status=status, name=name
    )
