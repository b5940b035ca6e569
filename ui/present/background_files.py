"""Files made in the background: asked for once, two at a time, kept for a while for whoever asks for the same.

There is no Streamlit in here: the threads outlive the script run that asked, and a reader who leaves the page finds the
file when they come back.
"""

from __future__ import annotations

import ctypes
import logging
import time
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Final, Generic, Literal, TypeAlias, TypeVar

Progress: TypeAlias = Callable[[int, int], None]
State: TypeAlias = Literal["waiting", "making", "made", "failed"]
Order = TypeVar("Order", bound=Hashable)

# Two cores draw two files without making readers wait for pages.
AT_ONCE: Final = 2
# A deck with all provinces is 2 to 4 MB; a meeting's files stay until it is over.
KEPT_BYTES: Final = 96_000_000
KEPT_SECONDS: Final = 3600


@dataclass
class _Work(Generic[Order]):
    """One file being made; changed under the workshop's lock alone."""

    order: Order
    state: State
    since: float
    done: int = 0
    total: int = 0
    seconds: float = 0
    content: bytes = b""
    error: Exception | None = None


@dataclass(frozen=True)
class FileProgress:
    """How far a file is.

    ahead: files to be made before it. share: of the work done, 0..1. seconds: since it was begun, or that it took.
    """

    state: State
    ahead: int
    share: float
    seconds: float
    content: bytes
    error: Exception | None

    @property
    def busy(self) -> bool:
        """Whether it changes by itself."""
        return self.state in ("waiting", "making")


class BackgroundFiles(Generic[Order]):
    """Makes files by order. make: gives the content of an order's file, telling how much of the work is done."""

    def __init__(
        self,
        make: Callable[[Order, Progress], bytes],
        *,
        at_once: int = AT_ONCE,
        kept_bytes: int = KEPT_BYTES,
        kept_seconds: float = KEPT_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._make, self._clock = make, clock
        self._kept_bytes, self._kept_seconds = kept_bytes, kept_seconds
        self._lock = Lock()
        self._works: dict[Order, _Work[Order]] = {}
        self._line: SimpleQueue[_Work[Order]] = SimpleQueue()
        for place in range(at_once):
            # Daemons: a server that is told to stop does not wait for a file.
            Thread(target=self._serve, name=f"handout-{place}", daemon=True).start()

    def ask(self, order: Order) -> None:
        """Have a file made, unless it is there or under way; one that failed is tried again."""
        with self._lock:
            known = self._works.get(order)
            if known is not None and known.state != "failed":
                return
            # At the end of the line, wherever a failed one stood.
            self._works.pop(order, None)
            self._works[order] = work = _Work(order, "waiting", self._clock())
        self._line.put(work)

    def look(self, order: Order) -> FileProgress | None:
        """Say how far a file is; None where nobody has asked for it, or it has been given up again."""
        with self._lock:
            self._give_up()
            work = self._works.get(order)
            if work is None:
                return None
            running = self._clock() - work.since if work.state == "making" else work.seconds
            return FileProgress(
                work.state,
                self._ahead(work),
                work.done / work.total if work.total else 0.0,
                running,
                work.content,
                work.error,
            )

    def _ahead(self, work: _Work[Order]) -> int:
        """Count what has been asked for before and is not made yet."""
        if work.state != "waiting":
            return 0
        places = list(self._works)
        return sum(
            self._works[order].state in ("waiting", "making") for order in places[: places.index(work.order)]
        )

    def _give_up(self) -> None:
        """Forget what is old, and the oldest where all together are too large; never what is under way."""
        finished = [work for work in self._works.values() if work.state in ("made", "failed")]
        kept = sum(len(work.content) for work in finished)
        for work in sorted(finished, key=lambda work: work.since):
            too_old = self._clock() - work.since > self._kept_seconds
            if too_old or kept > self._kept_bytes:
                del self._works[work.order]
                kept -= len(work.content)

    def _serve(self) -> None:
        while True:
            self._work(self._line.get())

    def _work(self, work: _Work[Order]) -> None:
        with self._lock:
            work.state, work.since = "making", self._clock()

        def told(done: int, total: int) -> None:
            with self._lock:
                work.done, work.total = done, total

        try:
            content, error = self._make(work.order, told), None
        except Exception as failure:
            # The reader gets a sentence, the operator the traceback.
            logging.getLogger(__name__).exception("%s could not be made", work.order)
            content, error = b"", failure
        with self._lock:
            now = self._clock()
            work.seconds, work.since = now - work.since, now
            work.content, work.error = content, error
            work.state = "made" if error is None else "failed"
        give_back_memory()


def give_back_memory() -> None:
    """Have the C library return to the system what a file took.

    Of 730 MB after slides of all provinces glibc would keep 440, scattered in what was many small objects.
    """
    # Only glibc has it: elsewhere there is nothing to do.
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
