"""Benchmarks are run by hand; that they still find what they measure is seen here."""

from importlib import import_module
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
# It runs `compare` as soon as it is imported.
RUNS_AT_ONCE = {"map"}


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted({path.stem for path in BENCHMARKS.glob("*.py")} - RUNS_AT_ONCE))
def test_a_benchmark_finds_what_it_measures(name):
    assert import_module(f"benchmarks.{name}").__doc__
