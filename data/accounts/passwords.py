"""Passwords: which may be chosen, how they are hashed (argon2id), and those that are drawn for somebody.

The only thing kept of a password is its hash. Every check of a password costs one hashing, whether or not there
is an account, so that the time an answer takes tells nobody which names exist.
"""

from collections.abc import Callable
from dataclasses import dataclass
from secrets import choice
from threading import BoundedSemaphore
from typing import Final, Literal, TypeVar
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type

from data.base.errors import DashboardError

Answer = TypeVar("Answer")
PasswordFault = Literal["short", "long", "name", "usual"]

# NIST SP 800-63B-4 asks for 15 where a password stands alone, and for 8 beside a second factor; lock-out
# (data.accounts.sign_in) stands between: 12, length in the place of rules on signs.
SHORTEST = 12
# Refused before anything is computed: a megabyte of password would be work for whoever sends it.
LONGEST = 256
# A password with the name in it has to have this much beside it.
BESIDE_NAME = 8
# aaaaaaaaaaaa, 121212121212: twelve signs, no password.
FEWEST_SIGNS = 5
# The ones of twelve signs and more that lead the published lists, and what Chinese keyboards and dates add.
_USUAL_WORDS = """
123456789012 1234567890123 12345678901234 123456789123 1234567890ab 0123456789ab 098765432109 abc123456789
abcd12345678 abcdef123456 abcdefghijkl abcdefgh1234 a12345678901 a1234567890b aa1234567890 qwertyuiop12
qwertyuiop123 qwertyuiop[] qwerty123456 qwertyqwerty asdfghjkl123 asdfghjkl;'\\ zxcvbnm12345 1q2w3e4r5t6y
1qaz2wsx3edc 1qaz2wsx3edc4rfv qazwsxedcrfv q1w2e3r4t5y6 !qaz2wsx#edc password1234 password12345 password123456
password123! passw0rd1234 p@ssw0rd1234 p@ssword1234 passwordpassword changeme1234 letmein12345 welcome12345
iloveyou1234 administrator administrator1 administrator123 admin1234567 admin12345678 admin123456789 adminadmin123
adminadminadmin root12345678 test12345678 guest1234567 default12345 dashboard123 dashboard1234 education123
education1234 alliance1234 woaini520131 woaini1314520 woaini5201314 5201314woaini 520131452013 zhongguo1234
zhonghuarenmin jiaolianti123 jiaoyuju1234 guanliyuan123
"""
USUAL = frozenset(_USUAL_WORDS.split())

# How long a sign-in waits for one of the two places before it gives up: some thirty others are then before it.
WAIT_SECONDS = 10.0
# 64 MiB each: two at once are 128 MiB, and as many as the smallest machine has processors.
AT_ONCE = 2
_slots = BoundedSemaphore(AT_ONCE)

# Without what looks alike in print: 0 and o, 1, l and i, 2 and z, 5 and s, u and v.
SIGNS: Final = "abcdefghjkmnpqrtwxy346789"
# Five groups of four of 25 signs: 92 bits, beyond any guessing, and read out in one breath a group.
GROUPS: Final = 5
GROUP_SIGNS: Final = 4


class InvalidPassword(DashboardError):
    """A password cannot be chosen. `fault` says why, for who words it in another language."""

    def __init__(self, fault: PasswordFault) -> None:
        what, remedy = {
            "short": (
                f"The password is shorter than {SHORTEST} characters.",
                "Take a longer one; a few words that do not belong together are good.",
            ),
            "long": (f"The password is longer than {LONGEST} characters.", "Take a shorter one."),
            "name": ("The password is little more than the name.", "Take one without the name."),
            "usual": ("The password is one of those that are tried first.", "Take one that nobody else has."),
        }[fault]
        super().__init__(what, remedy)
        self.fault = fault


class SignInsBusy(DashboardError):
    """More people sign in at this moment than passwords can be checked."""


@dataclass(frozen=True)
class Cost:
    """What one hashing costs: argon2id's memory in KiB, its passes over it, and its lanes."""

    memory: int
    passes: int
    lanes: int


# RFC 9106's second recommended option, for machines without 2 GiB to spare: 64 MiB, 3 passes, 4 lanes. A check
# takes 0.2–0.3 s on the two processors it was measured on: little beside typing a password, much for who tries many.
COST = Cost(memory=64 * 1024, passes=3, lanes=4)


def password_fault(password: str, name: str) -> PasswordFault | None:
    """Say why a password cannot be the one of the account `name`; None if it can."""
    if len(password) > LONGEST:
        return "long"
    if len(normalize("NFKC", password)) < SHORTEST:
        return "short"
    plain = normalize("NFKC", password).casefold()
    named = "".join(normalize("NFKC", name).casefold().split())
    if named and named in plain and len(plain.replace(named, "")) < BESIDE_NAME:
        return "name"
    return "usual" if plain in USUAL or len(set(plain)) < FEWEST_SIGNS else None


def check_password(password: str, name: str) -> None:
    """Raise InvalidPassword unless the password can be the one of the account `name`."""
    fault = password_fault(password, name)
    if fault is not None:
        raise InvalidPassword(fault)


class Passwords:
    """Hashes and verifies; safe to share between threads, which take turns."""

    def __init__(self, cost: Cost = COST) -> None:
        self._hasher = PasswordHasher(
            time_cost=cost.passes, memory_cost=cost.memory, parallelism=cost.lanes, type=Type.ID
        )
        self._nobodys: str | None = None

    def hashed(self, password: str) -> str:
        """Give the hash to keep, with its salt and its parameters; raises SignInsBusy."""
        return self._in_a_slot(lambda: self._hasher.hash(_signs(password)))

    def verify(self, kept: str | None, password: str) -> bool:
        """Tell whether the password is the one kept; None, for nobody, costs as much and is never right.

        Raises SignInsBusy.
        """
        if len(password) > LONGEST:
            return False
        # Made at the first check of a process whoever it is for, or that one would tell that a name is unknown.
        nobodys = self._of_nobody()
        against = nobodys if kept is None else kept

        def matches() -> bool:
            try:
                return self._hasher.verify(against, _signs(password))
            except (VerificationError, InvalidHashError):
                return False

        return self._in_a_slot(matches) and kept is not None

    def outdated(self, kept: str) -> bool:
        """Tell whether a hash was made at another cost than today's."""
        return self._hasher.check_needs_rehash(kept)

    def _of_nobody(self) -> str:
        if self._nobodys is None:
            self._nobodys = self.hashed("a password that opens nothing")
        return self._nobodys

    def _in_a_slot(self, work: Callable[[], Answer]) -> Answer:
        if not _slots.acquire(timeout=WAIT_SECONDS):
            raise SignInsBusy("Too many people sign in at this moment.", "Try again in a minute.")
        try:
            return work()
        finally:
            _slots.release()


def _signs(password: str) -> bytes:
    """Give one form for what looks alike however it was typed (NFKC), half-width and full-width above all."""
    return normalize("NFKC", password).encode("utf-8", "surrogatepass")


def drawn_password() -> str:
    """Draw a password such as `kqtm-x3pt-9wrd-hn4y-c8fb`."""
    return "-".join("".join(choice(SIGNS) for _ in range(GROUP_SIGNS)) for _ in range(GROUPS))
