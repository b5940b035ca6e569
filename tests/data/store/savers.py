"""What other processes do to a store while a test looks on. They come from a server that has imported it already."""

import multiprocessing
import random
from datetime import UTC, date, datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier

import pandas as pd

from data.base.errors import RevisionConflict
from data.base.signatures import Signature
from data.store.batch import Layout, NewBatch
from data.store.store import open_store

CODES = tuple(f"{110100 + number}" for number in range(1, 41))
DAYS = 25
ROWS_OF_A_SAVE = len(CODES) * DAYS

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.data.store.savers"])


def open_together(url: str, together: Barrier) -> None:
    """Open the store at the same moment as the other processes."""
    together.wait()
    store = open_store(url, known_codes=(), busy_timeout=60)
    assert store.revision() == 0
    store.close()


def rows_of_a_save() -> pd.DataFrame:
    """A thousand rows: each county on each day."""
    return pd.DataFrame(
        [
            (code, "preparing", date(2026, 1, 1) + timedelta(days=day))
            for code in CODES
            for day in range(DAYS)
        ],
        columns=["county_code", "stage", "as_of"],
    )


def keep_saving(url: str, who: str, times: int, said: Connection) -> None:
    """Save so many batches, and say so after each; look again when somebody else was faster."""
    rows = rows_of_a_save()
    store = open_store(url, known_codes=CODES, busy_timeout=60)
    while times:
        batch = NewBatch(rows, "upload", date(2026, 1, 1), Signature(who, datetime.now(UTC)))
        try:
            store.commit_batches([batch], expected_revision=store.revision())
        except RevisionConflict:
            continue
        times -= 1
        said.send("saved")
    store.close()


FILE_SIZE = 200_000


def file_of(number: int) -> bytes:
    """A file for each save, all of one size, that does not compress into nothing."""
    return random.Random(number).randbytes(FILE_SIZE)  # noqa: S311 - nothing secret


def keep_saving_files(url: str, said: Connection) -> None:
    """Save batches with file, layout and functional area until killed, and say so after each."""
    rows = rows_of_a_save()
    areas = pd.DataFrame({"parent_code": ["110000"], "area": ["某新区"], "stage": ["preparing"]})
    said.send("opening")
    store = open_store(url, known_codes=CODES, busy_timeout=60)
    while True:
        number = store.revision() + 1
        layout = Layout("key", {"stage": f"A{number}"})
        batch = NewBatch(
            rows,
            "upload",
            date(2026, 1, 1),
            Signature("victim", datetime.now(UTC)),
            file_content=file_of(number),
            area_rows=areas,
            layout=layout,
        )
        store.commit_batches([batch], expected_revision=number - 1)
        said.send("saved")
