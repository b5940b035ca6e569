"""Fixtures that every room's tests share."""

import gc
import sys
from collections.abc import Iterator

import pytest


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
