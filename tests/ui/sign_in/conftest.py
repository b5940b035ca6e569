"""The accounts that the plain pages ask for."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from data.accounts.keeper import AccountKeeper
from data.settings import Settings
from data.store.store import open_store
from tests.data.account_factories import cheap_accounts
from ui import queries


@pytest.fixture(scope="module")
def migrated(tmp_path_factory) -> Path:
    """An empty database whose tables are made once for all tests."""
    file = tmp_path_factory.mktemp("template") / "dashboard.db"
    open_store(f"sqlite:///{file}", known_codes=frozenset()).close()
    return file


@pytest.fixture
def accounts(migrated, tmp_path, monkeypatch) -> Iterator[AccountKeeper]:
    """An empty store's accounts behind the routes, with cheap hashes."""
    url = f"sqlite:///{shutil.copy(migrated, tmp_path)}"
    store = open_store(url, known_codes=frozenset())
    keeper = cheap_accounts(store)
    monkeypatch.setattr(queries, "store", lambda: SimpleNamespace(accounts=keeper))
    monkeypatch.setattr(queries, "settings", lambda: Settings(database_url=url))
    yield keeper
    store.close()
