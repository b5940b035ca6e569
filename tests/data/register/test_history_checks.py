"""The checks of the register through time find what is put wrong, and nothing as it is committed."""

from collections.abc import Callable

import pandas as pd
import pytest

from data.register import checks
from data.register.history import History, committed_history
from data.register.register import load_changes
from data.register.sources import read_reference
from data.register.zones import load_zones

HISTORY = committed_history()
CHANGES = read_reference("register_changes.csv")
COUNTS = read_reference("register_counts.csv")
WINDOWS = read_reference("register_windows.csv")


def with_unit(unit: str, **cells: str) -> History:
    """The history with cells of a unit's last period put otherwise."""
    units = HISTORY.units.copy()
    last = units.index[units["unit"] == unit][-1]
    for column, value in cells.items():
        units.loc[last, column] = value
    return History(units, CHANGES, HISTORY.prefectures, HISTORY.provinces)


def with_change(change: str, **cells: str) -> History:
    changes = CHANGES.copy()
    for column, value in cells.items():
        changes.loc[changes["change"] == change, column] = value
    return History(HISTORY.units, changes, HISTORY.prefectures, HISTORY.provinces)


def test_as_committed_there_are_no_faults() -> None:
    assert checks.period_faults(HISTORY) == []
    assert checks.change_faults(HISTORY) == []
    assert checks.count_faults(HISTORY, COUNTS) == []
    assert checks.source_faults(HISTORY, {"register_counts.csv": COUNTS}) == []
    assert checks.zone_faults(HISTORY) == []
    assert checks.code_faults(HISTORY, load_changes(), WINDOWS) == []


@pytest.mark.parametrize(
    ("history", "fault"),
    [
        (
            lambda: with_unit("110228", since="2015-10-14"),
            "110228 has a gap or overlap between 2015-10-13 and 2015-10-14",
        ),
        (
            lambda: with_unit("110228", since="2015-10-12"),
            "110228 has a gap or overlap between 2015-10-13 and 2015-10-12",
        ),
        (lambda: with_unit("653229", code="653221"), "653221 is borne by 653221 and 653229 at once"),
        (lambda: with_unit("653229", until="2024-12-01"), "653229 ends on 2024-12-01 before it begins"),
    ],
)
def test_a_gap_or_overlap_is_found(history: Callable[[], History], fault: str) -> None:
    assert fault in checks.period_faults(history())


@pytest.mark.parametrize(
    ("history", "fault"),
    [
        (
            lambda: with_unit("653229", since="2025-01-01"),
            "653229 begins on 2025-01-01, and its change is 2024-12-27-653229",
        ),
        (lambda: with_unit("500105", until=""), "500105 ends on None, and its change is 2025-11-06-500157"),
        (
            lambda: with_unit("110101", until="2025-01-01"),
            "110101 ends on 2025-01-01, and its change is None",
        ),
        (
            lambda: with_change("2024-12-27-653229", after="653221"),
            "653229 begins on 2024-12-27, and its change is None",
        ),
        (
            lambda: with_change("2015-10-13-110118", day="2015-10-12"),
            "110228 changes on 2015-10-13, and nothing tells of it",
        ),
        (
            lambda: with_change("2025-11-06-500157", follows="500105>500157", parts=""),
            "2025-11-06-500157 ends 500112 and does not say who holds its ground",
        ),
        (
            lambda: with_change("2025-10-31-441204", parts=""),
            "2025-10-31-441204 moves ground and changes units, or moves none",
        ),
        (lambda: with_change("2024-12-27-653229", day="2024"), "2024-12-27-653229 has no day"),
        (
            lambda: with_change("2026-03-26-653132", kind="divided"),
            "2026-03-26-653132 begins ('653132',) of nothing",
        ),
        (
            lambda: with_change("2024-12-27-653229", before="653132"),
            "2024-12-27-653229 speaks of 653132, which did not exist before it",
        ),
        (
            lambda: with_change("2026-03-26-653132", after="500105 653132"),
            "2026-03-26-653132 speaks of 500105, which does not exist after it",
        ),
    ],
)
def test_a_change_that_does_not_fit_its_units_is_found(history: Callable[[], History], fault: str) -> None:
    found = checks.change_faults(history())
    assert any(fault in one for one in found), found


@pytest.mark.slow
def test_a_number_that_is_not_the_official_one_is_found() -> None:
    found = checks.count_faults(with_unit("500157", kind="地级市(不设区)"), COUNTS)
    assert "100000 on 2025-12-31: 2844, officially 2845" in found
    assert "500000 on 2025-12-31: 36, officially 37" in found
    assert not any("2024" in fault for fault in found)


def test_a_row_without_a_source_is_found() -> None:
    assert checks.source_faults(with_unit("110101", source=""), {}) == ["110101 has the source none"]
    astray = with_unit("110101", source="change 1999-01-01-110101")
    assert checks.source_faults(astray, {}) == ["110101 has the source change 1999-01-01-110101"]
    unsaid = with_change("2024-12-27-653229", source="")
    assert checks.source_faults(unsaid, {}) == [
        "2024-12-27-653229 has no source, or is neither read nor inferred"
    ]
    guessed = with_change("2024-12-27-653229", basis="guessed")
    assert len(checks.source_faults(guessed, {})) == 1
    counts = COUNTS.assign(source="")
    assert checks.source_faults(HISTORY, {"register_counts.csv": counts}) == [
        "register_counts.csv has rows without a source"
    ]


def test_a_zone_that_does_not_resolve_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    zones = load_zones().copy()
    zones.loc[0, "code"] = "500157"  # not there on the notice's day
    monkeypatch.setattr(checks, "load_zones", lambda: zones)
    assert checks.zone_faults(HISTORY) == ["朝阳区 500157 does not resolve"]


@pytest.mark.parametrize(
    ("code", "name", "last_listed", "gone_by", "fault"),
    [
        ("500105", "江北区", "2025-10-31", "2025-11-01", "ended on 2025-11-06, and was gone by 2025-11-01"),
        ("130230", "唐海县", "2014-10-31", "", "is listed on 2014-10-31, long after it ended on 2012-07-11"),
        ("653229", "和安县", "2024-01-01", "", "is listed on 2024-01-01, before it began on 2024-12-27"),
    ],
)
def test_a_day_that_public_registers_contradict_is_found(
    code: str, name: str, last_listed: str, gone_by: str, fault: str
) -> None:
    listed = {"code": code, "name": name, "last_listed": last_listed, "gone_by": gone_by}
    found = checks.code_faults(HISTORY, load_changes(), pd.DataFrame([listed]))
    assert found == [f"{code} {name} {fault}"]


def test_a_code_that_resolves_to_nothing_is_found() -> None:
    changes = load_changes().head(1).assign(old_code="999999")
    assert checks.code_faults(HISTORY, changes, WINDOWS) == ["999999 resolves to no unit"]
