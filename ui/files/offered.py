"""Files that a page offers and the route hands out: how each is made, for whom, and for how long."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_urlsafe
from threading import Lock
from time import monotonic
from typing import Final

from streamlit import runtime

from data.accounts.permissions import Viewer
from data.accounts.sessions import IDLE_END
from ui.web.uploads import session_kept

KEY_BYTES: Final = 32
# As long as a session that nobody uses: every drawing of the page begins it anew.
KEPT_FOR: Final[timedelta] = IDLE_END
# A page offers four at most; those of the page before are still good for who goes back.
MOST_OF_A_PAGE: Final = 8
# Those of 400 pages, which one process serves (docs/decisions/0002). A parcel holds what it is made from, no file.
MOST_TOGETHER: Final = 400 * MOST_OF_A_PAGE


def anybody(_viewer: Viewer) -> None:
    """Ask for no more than that it is the one for whom the parcel was laid out."""


@dataclass(frozen=True)
class OfferedFile:
    """A file that is made when it is fetched.

    family: the sign-in that it is for; None for this machine as long as there are no accounts.
    check: asked at each fetch with who fetches; raises NotAllowed.
    """

    family: str | None
    name: str
    media_type: str
    make: Callable[[], bytes]
    check: Callable[[Viewer], None] = anybody


@dataclass(frozen=True)
class _Kept:
    page: str
    place: str
    since: float
    parcel: OfferedFile


class OfferedFiles:
    """Parcels by key, in memory; safe to share between threads.

    lives: tells whether a page (Streamlit's session) still stands open; clock: seconds.
    """

    def __init__(self, lives: Callable[[str], bool], clock: Callable[[], float] = monotonic) -> None:
        self._lives = lives
        self._clock = clock
        self._laid: dict[str, _Kept] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        """How many parcels lie here."""
        return len(self._laid)

    def lay(self, page: str, place: str, parcel: OfferedFile) -> str:
        """Lay out a parcel in the place of the one that this page had there, and give its key.

        The key stays while it is for the same sign-in: a link that was drawn before leads to what is offered now.
        """
        with self._lock:
            self._forget()
            own = [key for key, laid in self._laid.items() if laid.page == page]
            key = next((key for key in own if self._laid[key].place == place), None)
            before = self._laid.pop(key).parcel if key else None
            if key is None or before is None or before.family != parcel.family:
                key = token_urlsafe(KEY_BYTES)
            self._laid[key] = _Kept(page, place, self._clock(), parcel)
            own = [key for key, laid in self._laid.items() if laid.page == page]
            # The oldest come first: laying out again moves to the end.
            for old in (*own[:-MOST_OF_A_PAGE], *list(self._laid)[:-MOST_TOGETHER]):
                self._laid.pop(old, None)
        return key

    def find(self, key: str) -> OfferedFile | None:
        """Give the parcel of a key; None where there is none (any more)."""
        with self._lock:
            laid = self._laid.get(key)
            return laid.parcel if laid and self._fresh(laid) and self._lives(laid.page) else None

    def _fresh(self, laid: _Kept) -> bool:
        return self._clock() - laid.since < KEPT_FOR.total_seconds()

    def _forget(self) -> None:
        open_now = {page for page in {laid.page for laid in self._laid.values()} if self._lives(page)}
        self._laid = {
            key: laid for key, laid in self._laid.items() if laid.page in open_now and self._fresh(laid)
        }


def _stands_open(page: str) -> bool:
    return not runtime.exists() or session_kept(page)


OFFERED: Final = OfferedFiles(_stands_open)
