"""The command that checks the reference data: all well as committed, and it fails when something is not."""

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data import reference
from data.register.register import load_counties
from data.register.zones import load_zones


def changed(frame: pd.DataFrame, row: int, **cells: str) -> Callable[[], pd.DataFrame]:
    copy = frame.copy()
    for column, value in cells.items():
        copy.loc[row, column] = value
    return lambda: copy


def test_all_checks_pass_as_committed(capsys: pytest.CaptureFixture[str]) -> None:
    assert reference.main(["check", "--json"]) == 0
    checks = json.loads(capsys.readouterr().out)
    assert len(checks) == 18
    assert [check for check in checks if not check["ok"]] == []
    assert {"check": "counts of counties", "ok": True, "found": "2,851 counties of 9 kinds"} in checks


def test_the_table_has_one_line_for_each_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert reference.main(["check"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line[:4].strip() for line in lines] == ["ok"] * 18


def test_it_exits_with_1_when_a_check_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(reference, "BOUNDARY_FILES", tmp_path)
    assert reference.main(["check"]) == 1
    failed = [line for line in capsys.readouterr().out.splitlines() if line.startswith("FAIL")]
    assert len(failed) == 1
    assert "SOURCES.toml is missing. Restore it from the repository." in failed[0]


@pytest.mark.parametrize(
    ("cells", "check", "found"),
    [
        ({"county_code": "11010"}, "codes of counties", "not six digits: ['11010']"),
        ({"county_code": "110102"}, "codes of counties", "repeat or are out of order"),
        (
            {"map_province_code": "120000"},
            "codes of counties",
            "not in the province their code begins with: ['110101']",
        ),
        ({"prefecture_code": "130100"}, "codes of counties", "not in the prefecture their code begins with"),
        ({"kind": "县"}, "counts of counties", "'县': 1303"),
        ({"name_en": ""}, "names of counties", "empty cells in ['name_en']"),
        ({"name": "西城区"}, "names of counties", "same name in one prefecture: ['110101', '110102']"),
        ({"pinyin": "dōngchéng"}, "names of counties", "pinyin with other than letters: ['110101']"),
        ({"prefecture": "北京"}, "prefectures and provinces", "prefecture: "),
    ],
)
def test_a_fault_in_the_register_is_found(
    monkeypatch: pytest.MonkeyPatch, cells: dict[str, str], check: str, found: str
) -> None:
    monkeypatch.setattr(reference, "load_counties", changed(load_counties(), 0, **cells))
    result = reference.run_check(check)
    assert not result.ok
    assert found in result.found


def test_a_zone_with_an_unknown_code_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference, "load_zones", changed(load_zones(), 0, code="110199"))
    assert reference.run_check("zones") == reference.Check(
        "zones", ok=False, found="unknown or repeated codes: ['110199']"
    )


def test_a_change_out_of_the_register_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    astray = reference.all_changes()[0].__class__("110228", "密云县", "北京市", ("110299",), None, "upgraded")
    monkeypatch.setattr(reference, "all_changes", lambda: (astray,))
    assert not reference.run_check("changes").ok


def test_a_unit_that_does_not_resolve_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    windows = pd.DataFrame(
        {"code": ["110228"], "name": ["密云市"], "last_listed": ["2015-09-30"], "gone_by": ["2016-07-31"]}
    )
    monkeypatch.setattr(reference, "read_reference", lambda _: windows)
    assert (
        reference.run_check("changes against public registers").found
        == "110228 密云市 left the registers and does not resolve"
    )


@pytest.mark.parametrize(
    ("last_listed", "gone_by"), [("2012-10-31", "2013-08-31"), ("2017-10-31", "2018-10-31")]
)
def test_a_day_that_fits_no_edition_is_found(
    monkeypatch: pytest.MonkeyPatch, last_listed: str, gone_by: str
) -> None:
    windows = pd.DataFrame(
        {"code": ["110228"], "name": ["密云县"], "last_listed": [last_listed], "gone_by": [gone_by]}
    )
    monkeypatch.setattr(reference, "read_reference", lambda _: windows)
    assert "changed on 2015-10-13" in reference.run_check("changes against public registers").found


def test_a_table_that_cannot_be_read_fails_its_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference, "load_counties", lambda: pd.DataFrame({"code": ["110101"]}))
    assert reference.run_check("codes of counties").found.startswith("The table cannot be read: KeyError")


def test_a_damaged_edition_beside_the_database_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DASHBOARD_REGISTER", str(tmp_path))
    assert reference.run_check("editions beside the database").ok
    (tmp_path / "journal.jsonl").write_text("{")
    told = reference.run_check("editions beside the database")
    assert (told.ok, told.found) == (
        False,
        f"Line 1 of {tmp_path / 'journal.jsonl'} cannot be read. Restore the folder from a backup.",
    )
