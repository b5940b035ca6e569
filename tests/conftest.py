"""Fixtures that every room's tests share."""

import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def the_program_stays() -> Iterator[None]:
    """Streamlit's AppTest leaves its script as the program, which every process started later would run anew."""
    program = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = program
