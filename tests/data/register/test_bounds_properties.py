"""What holds for every file and every bound: it takes away what lies outside, and nothing else; nor is that saved."""

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.base.errors import BatchRefused, NotAllowed
from data.register.bounds import Bound, outside
from data.register.register import load_counties, load_provinces
from data.store.store import open_store
from tests.data.register.test_bounds import GUANGDONG, HUNAN, XINJIANG, XPCC, keep, look
from tests.data.uploads import a_workbook

# Rows of several provinces, with doubles, errors, functional areas and what means nothing.
PLACES = st.sampled_from(
    [
        ("440103", "荔湾区"),
        (None, "越秀区"),
        ("430103", None),
        (None, "长沙市岳麓区"),
        (659001, "石河子市"),
        (None, "乌鲁木齐市天山区"),
        ("650102", None),
        (None, "鼓楼区"),
        ("440106", "荔湾区"),
        (None, "南京江北新区"),
        (None, "西安市曲江新区"),
        (None, "广州市"),
        ("310115", "浦东新区"),
        (None, "莱芜市莱城区"),
        (None, None),
        (None, "台北市"),
        ("x", "朝阳区"),
    ]
)
ROWS = st.lists(
    st.tuples(
        PLACES,
        st.sampled_from(["已建立", "筹建中", "在建", None, "正常"]),
        st.sampled_from(["2025-3-1", None, "去年"]),
    ).map(lambda row: (*row[0], *row[1:], None)),
    min_size=1,
    max_size=12,
)
ALL = frozenset(load_provinces()["code"])
BOUNDS = st.frozensets(st.sampled_from([GUANGDONG, HUNAN, XINJIANG, XPCC, "320000", "610000", "310000"]))


def said(frame: pd.DataFrame, code: str, bound: frozenset[str] | None = None) -> list[list]:
    """The rows of a frame, those within a bound only."""
    held = frame if bound is None else frame[~frame[code].isin(outside(frame[code], bound))]
    return held.astype("object").where(held.notna(), None).to_numpy().tolist()


def check_what_a_bound_takes_away(rows: list[tuple], bound: frozenset[str]) -> None:
    book = a_workbook(*rows)
    free, bounded = look(None, book), look(None, book, allowed=bound)
    assert said(bounded.accepted, "county_code") == said(free.accepted, "county_code", bound)
    assert said(bounded.areas, "parent_code") == said(free.areas, "parent_code", bound)
    added = set(bounded.problems) - set(free.problems)
    assert {each.code for each in added} <= {"another_province"}
    told = {each.row for each in added}
    gone = set(free.problems) - set(bounded.problems)
    assert {each.row for each in gone} <= told
    assert set(bounded.rejected) == set(free.rejected) | told
    everything = look(None, book, allowed=ALL)
    assert (everything.problems, everything.rejected) == (free.problems, free.rejected)
    assert said(everything.accepted, "county_code") == said(free.accepted, "county_code")


@settings(max_examples=4, suppress_health_check=list(HealthCheck))
@given(ROWS, BOUNDS)
def test_a_bound_takes_away_what_lies_outside_and_nothing_else(rows, bound):
    check_what_a_bound_takes_away(rows, bound)


@pytest.mark.slow
@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(ROWS, BOUNDS)
def test_a_bound_takes_away_what_lies_outside_and_nothing_else_again_and_again(rows, bound):
    check_what_a_bound_takes_away(rows, bound)


def kept_by(url: str, rows: list[tuple], bound: Bound, looked_with: Bound) -> tuple[list[str], bool]:
    """The codes that a save keeps, and whether it was refused for what lies outside the bound."""
    store = open_store(url, known_codes=load_counties()["county_code"])
    found = look(store, a_workbook(*rows), allowed=looked_with)
    refused = False
    try:
        keep(store, found, allowed=bound)
    except (BatchRefused, NotAllowed) as error:
        refused = isinstance(error, NotAllowed)
    saved = [*store.reports()["county_code"], *store.area_reports()["parent_code"]]
    store.close()
    return saved, refused


def check_what_is_saved(
    new_store: Callable[[], str], rows: list[tuple], bound: frozenset[str], *, examined_with_it: bool
) -> None:
    looked_with = bound if examined_with_it else None
    # What would be kept without a bound: rows without a single value are not.
    offered, _refused = kept_by(new_store(), rows, None, looked_with)
    saved, refused = kept_by(new_store(), rows, bound, looked_with)
    assert refused == bool(outside(offered, bound))
    assert saved == ([] if refused else offered)
    assert outside(saved, bound) == ()


@settings(max_examples=4, suppress_health_check=list(HealthCheck))
@given(ROWS, BOUNDS, st.booleans())
def test_whatever_is_saved_lies_in_the_bound(
    new_sqlite_store: Callable[[], str], rows, bound, examined_with_it
):
    check_what_is_saved(new_sqlite_store, rows, bound, examined_with_it=examined_with_it)


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(ROWS, BOUNDS, st.booleans())
def test_whatever_is_saved_lies_in_the_bound_again_and_again(
    new_sqlite_store: Callable[[], str], rows, bound, examined_with_it
):
    check_what_is_saved(new_sqlite_store, rows, bound, examined_with_it=examined_with_it)
