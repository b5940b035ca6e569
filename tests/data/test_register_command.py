"""The register command: a dry run, a commit, the journal, taking back; who may sign."""

import csv
import io
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

from data import status
from data.accounts.account import NewAccount
from data.register import __main__ as command
from data.register.history import committed_history, use_editions
from data.store.store import open_store
from tests.data.account_factories import PASSWORD, signed


@pytest.fixture(autouse=True)
def _no_terminal_and_the_committed_register(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    monkeypatch.delenv("DASHBOARD_REGISTER", raising=False)
    yield
    use_editions([])


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/dashboard.db"


@pytest.fixture
def new_list(tmp_path: Path) -> Path:
    """The newest register without 东城区 and 西城区, with 首都区."""
    counties = committed_history().register_of(None).counties
    file = tmp_path / "新表.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(["代码", "名称"])
        known = zip(counties["county_code"], counties["name"], strict=True)
        writer.writerows(row for row in known if row[0] not in ("110101", "110102"))
        writer.writerow(["110120", "首都区"])
    return file


ANSWER = ("--answer", "110120 = 110101 + 110102")


def test_a_dry_run_asks_and_writes_nothing(url, new_list, tmp_path, capsys):
    assert command.main(["new", str(new_list), "--day", "2027-01-01", "--database-url", url]) == command.OPEN
    said = capsys.readouterr().out
    assert "To be decided: 3" in said
    assert '--answer "110120 = 110101 + 110102"' in said
    assert not (tmp_path / "register").exists()


def test_an_answered_dry_run_tells_the_effect_by_province(url, new_list, tmp_path, capsys):
    given = ["new", str(new_list), "--day", "2027-01-01", *ANSWER, "--database-url", url]
    assert command.main(given) == command.DONE
    said = capsys.readouterr().out
    assert "merged: 2027-01-01 110101 东城区 + 110102 西城区 → 110120 首都区" in said
    assert "Counties in all: 2851 → 2850" in said
    assert "北京市: 16 → 15" in said
    assert "dry run" in said
    assert not (tmp_path / "register").exists()


def test_a_commit_is_signed_listed_taken_up_and_taken_back(url, new_list, capsys):
    given = ["new", str(new_list), "--day", "2027-01-01", *ANSWER, "--database-url", url]
    assert command.main([*given, "--commit", "--by", "王芳", "--note", "新一版"]) == command.DONE
    assert "Committed as edition 1, signed by 王芳;" in capsys.readouterr().out
    assert command.main(["list", "--database-url", url]) == command.DONE
    assert "王芳: commit edition 1 · 新一版\nIn use: 1" in capsys.readouterr().out
    assert status.main(["--as-of", "2027-01-31", "--level", "nation", "--json", "--database-url", url]) == 0
    assert '"counties": 2850' in capsys.readouterr().out
    assert status.main(["--as-of", "2026-12-31", "--level", "nation", "--json", "--database-url", url]) == 0
    assert '"counties": 2851' in capsys.readouterr().out
    back = ["take-back", "1", "--by", "李强", "--reason", "误", "--database-url", url]
    assert command.main(back) == command.DONE
    assert command.main(back) == command.UNUSABLE
    assert "not the newest that stands" in capsys.readouterr().err
    assert status.main(["--as-of", "2027-01-31", "--level", "nation", "--json", "--database-url", url]) == 0
    assert '"counties": 2851' in capsys.readouterr().out


def test_a_spreadsheet_of_changes_needs_no_answers(url, tmp_path, capsys):
    book = Workbook()
    book.active.append(["日期", "类型", "变更前", "变更后"])
    book.active.append(["2027-02-01", "更名", "110101 东城区", "110101 皇城区"])
    file = tmp_path / "变更.xlsx"
    book.save(file)
    assert command.main(["new", str(file), "--database-url", url]) == command.DONE
    assert "renamed: 2027-02-01 110101 东城区 → 110101 皇城区" in capsys.readouterr().out


def test_only_an_administrators_account_signs(url, new_list, tmp_path, capsys):
    store = open_store(url, known_codes=())
    store.accounts.add(NewAccount("ops", "admin", None, ""), signed(), PASSWORD)
    store.accounts.add(NewAccount("reader", "viewer", None, ""), signed(), PASSWORD)
    store.close()
    given = ["new", str(new_list), "--day", "2027-01-01", *ANSWER, "--database-url", url, "--commit", "--by"]
    assert command.main([*given, "reader"]) == command.UNUSABLE
    assert 'The account "reader" may not change the register.' in capsys.readouterr().err
    assert not (tmp_path / "register").exists()
    assert command.main([*given, "ops"]) == command.DONE


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["new", "nowhere.csv", "--day", "2027-01-01"], "nowhere.csv cannot be read"),
        (["new", __file__, "--day", "2027-01-01"], "neither the columns code and name"),
    ],
)
def test_a_file_that_cannot_be_used_is_a_sentence(url, given, said, capsys):
    assert command.main([*given, "--database-url", url]) == command.UNUSABLE
    assert said in capsys.readouterr().err


def test_a_list_of_units_needs_its_day_and_a_commit_its_author(url, new_list, capsys):
    assert command.main(["new", str(new_list), "--database-url", url]) == command.UNUSABLE
    assert "does not tell when it changed" in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:
        command.main(["new", str(new_list), "--day", "2027-01-01", "--commit"])
    assert ended.value.code == command.UNUSABLE


def test_on_a_terminal_the_question_is_asked_at_once(url, new_list, monkeypatch, capsys):
    terminal = io.StringIO("110120 = 110101 + 110102\n")
    terminal.isatty = lambda: True
    monkeypatch.setattr(sys, "stdin", terminal)
    assert command.main(["new", str(new_list), "--day", "2027-01-01", "--database-url", url]) == command.DONE
    assert "110120 首都区 is new." in capsys.readouterr().out


def test_a_day_before_the_newest_change_has_to_be_meant_and_one_far_ahead_is_wrong(url, new_list, capsys):
    given = ["new", str(new_list), *ANSWER, "--database-url", url, "--day"]
    assert command.main([*given, "2020-01-01"]) == command.UNUSABLE
    assert "2020-01-01 lies before the newest change of the register" in capsys.readouterr().err
    assert command.main([*given, "2020-01-01", "--past"]) == command.DONE
    assert command.main([*given, "2127-01-01"]) == command.UNUSABLE
    assert "2127-01-01 lies more than a year ahead. Correct the day." in capsys.readouterr().err


def test_a_damaged_edition_is_listed_and_taken_back(url, new_list, tmp_path, capsys):
    given = ["new", str(new_list), "--day", "2027-01-01", *ANSWER, "--database-url", url]
    assert command.main([*given, "--commit", "--by", "王芳"]) == command.DONE
    (tmp_path / "register" / "0001.json").write_text("")
    assert command.main(["list", "--database-url", url]) == command.UNUSABLE
    assert "is not the one that was committed" in capsys.readouterr().err
    back = ["take-back", "1", "--by", "王芳", "--reason", "损坏", "--database-url", url]
    assert command.main(back) == command.DONE
    assert command.main(["list", "--database-url", url]) == command.DONE


def test_sheets_that_were_not_read_are_named(url, tmp_path, capsys):
    book = Workbook()
    book.active.title = "北京"
    book.active.append(["2026年行政区划代码"])
    book.active.append(["行政区划代码", "名称", "备注"])
    book.active.append([110101, "东 城 区"])
    book.create_sheet("天津").append(["代码"])
    file = tmp_path / "名录.xlsx"
    book.save(file)
    assert command.main(["new", str(file), "--day", "2027-01-01", "--database-url", url]) == command.OPEN
    said = capsys.readouterr().out
    assert "Sheets that were not read; name one with --sheet: 天津" in said
    assert "To be decided: 15" in said
    assert (
        command.main(["new", str(file), "--sheet", "河北", "--day", "2027-01-01", "--database-url", url]) == 2
    )
    assert "Name one of these with --sheet: 北京, 天津." in capsys.readouterr().err
