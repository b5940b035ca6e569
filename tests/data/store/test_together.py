"""Several writers at once, and writers that are killed: one wins, and a batch is there whole or not at all."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from threading import Barrier

import pytest

from data.base.errors import RevisionConflict
from tests.data.batches import a_batch, counted, save
from tests.data.store.savers import PROCESSES, ROWS_OF_A_SAVE, keep_saving


def a_saver(url: str, who: str, times: int):
    """Start a process that saves; return it and what it says."""
    hears, says = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=keep_saving, args=(url, who, times, says))
    process.start()
    says.close()
    return process, hears


def times_said(hears: Connection) -> int:
    """Count what a saver has said until it ended."""
    count = 0
    try:
        while hears.recv() == "saved":
            count += 1
    except EOFError:
        return count
    raise AssertionError("a saver says nothing but saved")


def test_of_four_threads_with_the_same_revision_one_wins(store):
    start = Barrier(4)

    def attempt(number: int) -> str:
        start.wait()
        try:
            store.commit_batches([a_batch(by=f"thread {number}")], expected_revision=0)
        except RevisionConflict:
            return "told"
        return "saved"

    with ThreadPoolExecutor(4) as threads:
        ends = sorted(threads.map(attempt, range(4)))
    assert ends == ["saved", "told", "told", "told"]
    assert store.revision() == 1
    assert counted(store) == [1]


def test_threads_that_look_again_all_get_their_turn_and_readers_see_whole_batches(store):
    def keep_trying(number: int) -> None:
        left = 2
        while left:
            try:
                store.commit_batches([a_batch(by=f"thread {number}")], expected_revision=store.revision())
                left -= 1
            except RevisionConflict:
                pass
            assert set(store.reports().groupby("batch_id").size()) <= {2}

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(keep_trying, range(4)))
    assert store.revision() == 8
    assert counted(store) == list(range(1, 9))


def test_two_processes_save_side_by_side(store, store_url):
    together = [a_saver(store_url, who, 3) for who in ("left", "right")]
    assert [times_said(hears) for _, hears in together] == [3, 3]
    for process, _ in together:
        process.join(30)
        assert process.exitcode == 0
    listed = store.batches()
    assert listed["batch_id"].tolist() == list(range(1, 7))
    assert listed["revision"].tolist() == list(range(1, 7))
    assert sorted(listed["saved_by"]) == ["left"] * 3 + ["right"] * 3
    assert set(store.reports().groupby("batch_id").size()) == {ROWS_OF_A_SAVE}


@pytest.mark.slow
def test_a_killed_writer_leaves_a_batch_whole_or_not_at_all(store, store_url, opening):
    chance = random.Random(20241101)  # noqa: S311 - when to kill, nothing secret
    said = 0
    for _ in range(3):
        process, hears = a_saver(store_url, "victim", 1000)
        said += hears.recv() == "saved"
        time.sleep(chance.uniform(0, 0.12))
        process.kill()
        process.join()
        said += times_said(hears)
        saved = settled_revision(store)
        listed = store.batches()
        assert saved >= said >= 1
        assert listed["batch_id"].tolist() == list(range(1, saved + 1))
        assert store.reports().groupby("batch_id").size().tolist() == [ROWS_OF_A_SAVE] * saved
    save(store)
    assert counted(opening(store_url)) == list(range(1, saved + 2))


def settled_revision(store) -> int:
    """The revision once PostgreSQL's own process for a killed client has ended, one way or the other."""
    before = store.revision()
    while True:
        time.sleep(0.15)
        now = store.revision()
        if now == before:
            return now
        before = now
