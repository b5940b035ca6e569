"""Benchmarks are run by hand; that they still find what they measure is seen here."""

from importlib import import_module
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(path.stem for path in BENCHMARKS.glob("*.py")))
def test_a_benchmark_finds_what_it_measures(name):
    assert import_module(f"benchmarks.{name}").__doc__
