"""Fixtures that every room's tests share."""

import gc
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes is the machine's affair; what the dashboard has to be fast in has tests of its own.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


def pytest_collection_finish() -> None:
    """What was imported stays to the end: to look for garbage in it again and again took a tenth of the time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def the_program_stays() -> Iterator[None]:
    """Streamlit's AppTest leaves its script as the program, which every process started later would run anew."""
    program = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = program
