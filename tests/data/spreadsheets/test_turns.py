"""No more files are read at once than the machine has room for; the others wait, but not for ever."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace

import pytest

from data.spreadsheets import reading
from data.spreadsheets.reading import MOST_AT_ONCE, read_spreadsheet, reading_slot
from data.spreadsheets.sheets import LIMITS, UnreadableFile
from tests.data.spreadsheets.reading_files import PLAIN, text_of

CONTENT = text_of(PLAIN)()
IMPATIENT = replace(LIMITS, seconds_waiting=0.05)


def test_no_more_are_read_at_once_and_all_get_their_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    run, together, lock = reading.subprocess.run, threading.Barrier(MOST_AT_ONCE), threading.Lock()
    running, at_once = 0, list[int]()

    def watched(command: list[str], **options: object) -> object:
        nonlocal running
        with lock:
            running += 1
            at_once.append(running)
        together.wait(timeout=60)  # as many as may do run at once
        time.sleep(0.02)  # a reading too many would be seen here
        try:
            return run(command, **options)
        finally:
            with lock:
                running -= 1

    monkeypatch.setattr(reading.subprocess, "run", watched)
    readers = 3 * MOST_AT_ONCE
    with ThreadPoolExecutor(readers) as pool:
        workbooks = list(pool.map(lambda _n: read_spreadsheet(CONTENT, "a.csv"), range(readers)))
    assert max(at_once) == MOST_AT_ONCE
    assert [len(workbook.sheets[0].rows) for workbook in workbooks] == [len(PLAIN)] * readers


def test_who_waits_too_long_is_told_to_try_again() -> None:
    with ExitStack() as others:
        for _ in range(MOST_AT_ONCE):
            others.enter_context(reading_slot(1))
        with pytest.raises(UnreadableFile) as error:
            read_spreadsheet(CONTENT, "a.csv", limits=IMPATIENT)
        assert error.value.problem.code == "file_busy"
    assert read_spreadsheet(CONTENT, "a.csv", limits=IMPATIENT).sheets


def test_a_file_that_cannot_be_read_gives_its_turn_back() -> None:
    for _ in range(MOST_AT_ONCE + 1):
        with pytest.raises(UnreadableFile) as error:
            read_spreadsheet(b"%PDF-1.7", "a.xlsx", limits=IMPATIENT)
        assert error.value.problem.code == "file_wrong_type"
