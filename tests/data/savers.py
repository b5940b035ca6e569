"""What other processes do to a store while a test looks on. They come from a server that has imported it already."""

import multiprocessing
from datetime import UTC, date, datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier

import pandas as pd

from data.errors import RevisionConflict
from data.store import NewBatch, open_store

CODES = tuple(f"{110100 + number}" for number in range(1, 41))
DAYS = 25
ROWS_OF_A_SAVE = len(CODES) * DAYS

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.data.savers"])


def open_together(url: str, together: Barrier) -> None:
    """Open the store at the same moment as the other processes."""
    together.wait()
    store = open_store(url, known_codes=(), busy_timeout=15)
    assert store.revision() == 0
    store.close()


def keep_saving(url: str, who: str, times: int, said: Connection) -> None:
    """Save so many batches, and say so after each; look again when somebody else was faster."""
    rows = pd.DataFrame(
        [
            (code, "preparing", date(2026, 1, 1) + timedelta(days=day))
            for code in CODES
            for day in range(DAYS)
        ],
        columns=["county_code", "stage", "as_of"],
    )
    store = open_store(url, known_codes=CODES, busy_timeout=20)
    while times:
        batch = NewBatch(rows, "upload", as_of=date(2026, 1, 1), by=who, at=datetime.now(UTC))
        try:
            store.commit_batches([batch], expected_revision=store.revision())
        except RevisionConflict:
            continue
        times -= 1
        said.send("saved")
    store.close()
