"""Whose turn it is to read a file: each reading may take a core and over a gigabyte, so few run at once."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from data.problems import problem
from data.spreadsheets.values import UnreadableFile

# Two of the largest, at 1.5 GiB each, leave a server of 4 GiB room for the dashboard itself; and an honest file is
# read in a fraction of a second, so that a third reader hardly notices the wait.
MOST_AT_ONCE: Final = 2

_turns: Final = threading.BoundedSemaphore(MOST_AT_ONCE)


@contextmanager
def turn(seconds: float) -> Generator[None]:
    """Wait for a turn, at most so long, and give it back at the end. Raises UnreadableFile (`file_busy`)."""
    if not _turns.acquire(timeout=seconds):
        raise UnreadableFile(problem("file_busy", limit=f"{seconds:.0f}"))
    try:
        yield
    finally:
        _turns.release()
