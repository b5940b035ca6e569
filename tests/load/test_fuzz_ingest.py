"""The fuzzer itself, on a few files: that it runs, finds nothing there, and would find something."""

import signal
from random import Random

import pytest

from data.spreadsheets import reading
from tests.data.spreadsheets.build import FILES
from tests.load import fuzz_ingest
from tests.load.forking_reader import Reader


@pytest.mark.slow
def test_a_few_files_give_no_trouble_and_a_broken_program_does(monkeypatch):
    reader = Reader()
    monkeypatch.setattr(reading, "_ask_child", reader.ask)
    signal.signal(signal.SIGALRM, fuzz_ingest.too_slow)
    ingest, rng = fuzz_ingest.Ingest(), Random(1)  # noqa: S311 - nothing secret
    seeds = [(path.name, path.read_bytes()) for path in sorted(FILES.iterdir())]
    for tried in range(20):
        assert fuzz_ingest.trouble(ingest, *fuzz_ingest.draw(rng, seeds), tried) is None
    monkeypatch.setattr(fuzz_ingest, "examine_workbook", lambda *_given: 1 / 0)
    content = (FILES / "utf8.csv").read_bytes()
    what = fuzz_ingest.trouble(ingest, "a.csv", content, 1)
    assert what is not None
    assert what.startswith("ZeroDivisionError at test_fuzz_ingest.py")
    assert fuzz_ingest.smallest(content, lambda less: b"1" in less, seconds=1) == b"1"
    reader.close()
