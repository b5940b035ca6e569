"""How long a name, or an address, has to wait after passwords that were wrong: a pure rule over their times.

A pause grows with every further failure and ends by itself. Attempts during a pause are refused unread and do not
lengthen it. A name is judged at each address by itself; over all addresses together it is judged too, but that
judgement spares addresses from which the name has signed in before: nobody can lock an administrator out of their
own office by guessing from elsewhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

# Failures longer ago than this before the last one do not count: a working hour, in which a person who mistypes
# twice a morning and twice an afternoon never meets a pause.
WINDOW = timedelta(hours=1)
FIRST_PAUSE = timedelta(minutes=1)
# Some ten guesses an hour are left to who keeps on: with twelve signs no danger; a person can wait as long.
LONGEST_PAUSE = timedelta(minutes=15)


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


# What counts against a name: also an attempt whose password is being checked, so that a hundred at once are not a
# hundred guesses. A right password for a disabled account counts as a wrong one, or it would show that it is right.
AGAINST_NAME = ("wrong", "disabled", "checking")
# An address may have many people behind it who sign in at the same moment in the morning.
AGAINST_ADDRESS = ("wrong", "disabled")


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
