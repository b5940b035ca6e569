"""A writer killed at any moment of a save, again and again: each batch is there whole, with its file, or not at all."""

import random
import time
from hashlib import sha256

import pandas as pd
import pytest
from sqlalchemy import func, select

from data.store.schema import area_reports, files, layouts
from data.store.store import open_store
from tests.data.store.savers import CODES, PROCESSES, ROWS_OF_A_SAVE, file_of, keep_saving_files

KILLS = 50
# A writer lives from no time at all to some saves; how long a save takes is measured first, machines differ.
SAVES_IN_A_LIFE = 8
SAVES_MEASURED = 3


@pytest.mark.slow
def test_killed_fifty_times_at_random(new_sqlite_store):
    whole_batches_after_kills(new_sqlite_store(), KILLS)


@pytest.mark.slow
@pytest.mark.postgres
def test_killed_on_postgresql(new_postgres_store):
    whole_batches_after_kills(new_postgres_store(), KILLS // 5)


def whole_batches_after_kills(url: str, kills: int) -> None:
    chance = random.Random(20241101)  # noqa: S311 - when to kill, nothing secret
    longest_life = SAVES_IN_A_LIFE * seconds_of_a_save(url)
    said = SAVES_MEASURED
    for _ in range(kills):
        hears, says = PROCESSES.Pipe(duplex=False)
        writer = PROCESSES.Process(target=keep_saving_files, args=(url, says))
        writer.start()
        says.close()
        hears.poll(10)  # until it has opened the store, and perhaps saved
        time.sleep(chance.uniform(0, longest_life))
        writer.kill()
        writer.join()
        assert writer.exitcode == -9
        said += said_before_the_end(hears)
        check_that_everything_is_whole(url, said)
    assert said >= SAVES_MEASURED + kills // 5, "the writers are killed before they can save"


def seconds_of_a_save(url: str) -> float:
    """How long a save takes here and now, by a writer that is then killed like the others."""
    hears, says = PROCESSES.Pipe(duplex=False)
    writer = PROCESSES.Process(target=keep_saving_files, args=(url, says))
    writer.start()
    says.close()
    saved, began = 0, 0.0
    while saved < SAVES_MEASURED:
        if hears.recv() == "saved":
            saved += 1
        began = began or time.monotonic()
    took = (time.monotonic() - began) / SAVES_MEASURED
    writer.kill()
    writer.join()
    return took


def said_before_the_end(hears) -> int:
    """How many saves a writer had been told were done."""
    count = 0
    try:
        while True:
            count += hears.recv() == "saved"
    except EOFError:
        return count


def check_that_everything_is_whole(url: str, said: int) -> None:
    store = open_store(url, known_codes=CODES)
    batches = settled_batches(store)
    saved = len(batches)
    assert saved >= said
    assert batches["batch_id"].tolist() == list(range(1, saved + 1))
    assert store.revision() == saved
    assert store.reports().groupby("batch_id").size().tolist() == [ROWS_OF_A_SAVE] * saved
    with store._reading() as connection:
        for table in (area_reports, files, layouts):
            assert connection.execute(select(func.count()).select_from(table)).scalar_one() == saved
        sizes = connection.execute(select(files.c.size)).scalars().all()
    assert set(sizes) <= {len(file_of(1))}
    if saved:
        assert sha256(store.load_file(batches["file_sha256"].iloc[-1])).hexdigest() in set(
            batches["file_sha256"]
        )
    store.close()


def settled_batches(store) -> pd.DataFrame:
    """The batches once PostgreSQL's own process for a killed writer has ended, one way or the other."""
    before = store.batches()
    while True:
        time.sleep(0.05)
        now = store.batches()
        if len(now) == len(before):
            return now
        before = now
