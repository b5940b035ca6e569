import pytest

from data.register.register import load_provinces


@pytest.fixture
def register_provinces() -> list[str]:
    return load_provinces()["code"].tolist()
