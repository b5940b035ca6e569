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
# Those of 400 pages, which one process serves (docs/decisions/0002). Kept is what a file is made from, not the file.
MOST_TOGETHER: Final = 400 * MOST_OF_A_PAGE


def anybody(_viewer: Viewer) -> None:
    """Ask for no more than that it is the one to whom the file was offered."""


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
    file: OfferedFile


class OfferedFiles:
    """The files on offer by key, in memory; safe to share between threads.

    lives: tells whether a page (Streamlit's session) still stands open; clock: seconds.
    """

    def __init__(self, lives: Callable[[str], bool], clock: Callable[[], float] = monotonic) -> None:
        self._lives = lives
        self._clock = clock
        self._offered: dict[str, _Kept] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        """How many files are offered."""
        return len(self._offered)

    def offer(self, page: str, place: str, file: OfferedFile) -> str:
        """Offer a file in the place of the one that this page had there, and give its key.

        The key stays while it is for the same sign-in: a link that was drawn before leads to what is offered now.
        """
        with self._lock:
            self._forget()
            own = [key for key, kept in self._offered.items() if kept.page == page]
            key = next((key for key in own if self._offered[key].place == place), None)
            before = self._offered.pop(key).file if key else None
            if key is None or before is None or before.family != file.family:
                key = token_urlsafe(KEY_BYTES)
            self._offered[key] = _Kept(page, place, self._clock(), file)
            own = [key for key, kept in self._offered.items() if kept.page == page]
            # The oldest come first: offering again moves to the end.
            for old in (*own[:-MOST_OF_A_PAGE], *list(self._offered)[:-MOST_TOGETHER]):
                self._offered.pop(old, None)
        return key

    def find(self, key: str) -> OfferedFile | None:
        """Give the file of a key; None where there is none (any more)."""
        with self._lock:
            kept = self._offered.get(key)
            return kept.file if kept and self._fresh(kept) and self._lives(kept.page) else None

    def _fresh(self, kept: _Kept) -> bool:
        return self._clock() - kept.since < KEPT_FOR.total_seconds()

    def _forget(self) -> None:
        open_now = {page for page in {kept.page for kept in self._offered.values()} if self._lives(page)}
        self._offered = {
            key: kept for key, kept in self._offered.items() if kept.page in open_now and self._fresh(kept)
        }


def _stands_open(page: str) -> bool:
    return not runtime.exists() or session_kept(page)


OFFERED: Final = OfferedFiles(_stands_open)
