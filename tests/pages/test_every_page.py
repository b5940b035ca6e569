"""Every page, run without a browser: whole in every kind of view, and with one question to the store when warm."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from sqlalchemy import event
from sqlalchemy.engine import Engine
from streamlit.testing.v1 import AppTest

from data.accounts.permissions import NOBODY
from data.demo import write_demo
from data.register.history import register_history
from data.register.register import known_codes
from data.store.store import open_store
from ui.page_list import PAGES

TODAY = date(2026, 11, 22)
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("database")]

PATIENCE_S = 60
# Those for everybody; tests/ui/accounts and tests/browser/accounts open the one that is not.
NAMES = [page.name for page in PAGES if page.may_open(NOBODY)]
# The nation, a province, the XPCC, a province without prefectures, a prefecture, a city without counties, a county with
# a long name, one that can never report, codes that nobody has.
AREAS = ["", "440000", "660000", "460000", "522600", "441900", "530925", "350527", "999999"]


@pytest.fixture(scope="module", params=["demo", "empty"])
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database with demo status, and one that nobody has reported to; the pages' caches are its own."""
    url = f"sqlite:///{tmp_path_factory.mktemp(request.param) / 'dashboard.db'}"
    if request.param == "demo":
        store = open_store(url, known_codes=known_codes())
        write_demo(store, register_history(), today=TODAY)
        store.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "DATABASE_URL", url)
        patch.chdir(Path(__file__).parents[2])
        st.cache_resource.clear()
        st.cache_data.clear()
        yield request.param
    st.cache_resource.clear()
    st.cache_data.clear()


def opened(name: str, **parameters: str) -> AppTest:
    """A page, run once with these query parameters."""
    script = f"import pages\n\npages.SHOW[{name!r}]()"
    page = AppTest.from_string(script, default_timeout=PATIENCE_S)
    for parameter, value in parameters.items():
        page.query_params[parameter] = value
    return page.run()


def failures(page: AppTest) -> list[str]:
    return [f"{failed.message}\n{failed.stack_trace}" for failed in page.exception]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_whole_for_every_kind_of_area(name: str, lang: str) -> None:
    for area in AREAS:
        assert failures(opened(name, lang=lang, area=area)) == [], area


@pytest.mark.parametrize("name", NAMES)
def test_a_page_takes_any_day_and_any_words(name: str) -> None:
    words = dict.fromkeys(
        ("item", "zone", "reason", "grouping", "order", "pace", "chosen", "find", "unit"), "999999"
    )
    for day in ("2024-01-01", "2025-03-31", "2026-10-31", "2031-01-01"):
        assert failures(opened(name, as_of=day, compare="2025-01-31", **words)) == [], day


@pytest.mark.parametrize("name", NAMES)
def test_a_warm_page_asks_the_store_once(name: str) -> None:
    page = opened(name)
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        page.run()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    queries = [statement for statement in asked if statement.startswith("SELECT")]
    assert "head.version" in queries[0]
    # A second question: whether a view has changed, which moves no figure's revision; whether there are accounts to
    # sign in with, where the page is closed to a reader who is nobody.
    second = {"views": "max(view_events.event_id)", "upload": "EXISTS"}
    assert len(queries) == (2 if name in second else 1), queries
    assert all(second[name] in query for query in queries[1:])
