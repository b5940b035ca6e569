import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data.base.signatures import Signature
from data.register.register import load_counties
from data.status import as_table, main, status_rows
from data.store.batch import NewBatch
from data.store.store import open_store
from tests.data.factories import a_milestone, a_register, a_report, some_reports, unit_reports

ROOT = Path(__file__).resolve().parents[2]
ROW = ["county_code", "as_of", "stage", "established_on"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with two uploads: Dongcheng established, Xicheng preparing and then operating."""
    address = f"sqlite:///{tmp_path_factory.mktemp('status') / 'status.db'}"
    store = open_store(address, known_codes=load_counties()["county_code"])
    january, february = date(2025, 1, 31), date(2025, 2, 28)
    uploads = [
        (january, [a_report("110101", january, "established"), a_report("110102", january, "preparing")]),
        (february, [a_report("110102", february, "operating", established_on=date(2025, 2, 10))]),
    ]
    for revision, (as_of, reports) in enumerate(uploads):
        signature = Signature("staff", datetime(2025, 3, 1, 8, tzinfo=UTC))
        batch = NewBatch(some_reports(*reports)[ROW], "upload", as_of, signature)
        store.commit_batches([batch], expected_revision=revision)
    store.close()
    return address


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    return capsys.readouterr().out


def test_areas_as_json(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(printed(capsys, "--json", "--database-url", address))
    assert len(rows) == 32
    assert [row["code"] for row in rows] == sorted(row["code"] for row in rows)
    assert rows[0] == {
        "code": "110000",
        "name": "北京市",
        "counties": 16,
        "established": 2,
        "operating": 1,
        "preparing": 0,
        "not_started": 0,
        "not_reported": 14,
        "share": 0.125,
        "gap": 6,
        "needed_pace": 0.6,
        "observed_pace": pytest.approx(2 / 6),
        "verdict": "cannot_assess",
        "register_net_6": 0,
        "pace_months": 12,
        "deciding_pace": pytest.approx(2 / 12),
        "reported": 2,
        "share_reported": 1.0,
        "covered": False,
    }


def test_counties_as_json(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(printed(capsys, "--json", "--level", "county", "--database-url", address))
    assert len(rows) == 2850
    assert rows[:3] == [
        {
            "county_code": "110101",
            "name": "东城区",
            "province": "北京市",
            "stage": "established",
            "established_on": "2025-01-31",
            "as_of": "2025-01-31",
            "inherited": False,
        },
        {
            "county_code": "110102",
            "name": "西城区",
            "province": "北京市",
            "stage": "operating",
            "established_on": "2025-02-10",
            "as_of": "2025-02-28",
            "inherited": False,
        },
        {
            "county_code": "110105",
            "name": "朝阳区",
            "province": "北京市",
            "stage": None,
            "established_on": None,
            "as_of": None,
            "inherited": False,
        },
    ]


def test_an_earlier_day_and_another_level(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "--json", "--level", "nation", "--as-of", "2025-02-27", "--database-url", address)
    (nation,) = json.loads(out)
    assert (nation["code"], nation["counties"], nation["established"], nation["preparing"]) == (
        "100000",
        2850,
        1,
        1,
    )


def test_the_table_names_the_day_and_aligns_chinese(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "--database-url", address).splitlines()
    assert lines[0] == "As of 2025-02-28"
    assert len(lines) == 34
    table = as_table(
        status_rows(
            unit_reports(some_reports(), a_register()),
            [a_milestone(date(2027, 12, 31), 1.0)],
            as_of=date(2025, 1, 31),
            level="province",
        )[["code", "name", "counties", "share"]]
    )
    assert table.splitlines() == [
        "code    name              counties  share",
        "110000  北京市                   2   0.0%",
        "440000  广东省                   3   0.0%",
        "660000  新疆生产建设兵团         2   0.0%",
    ]


def test_after_the_last_milestone_no_pace_is_needed(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "--json", "--level", "nation", "--as-of", "2028-01-01", "--database-url", address)
    assert json.loads(out)[0]["needed_pace"] is None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--as-of", "2026-13-01"], '"2026-13-01" is not a day'),
        (["--level", "village"], "village"),
        (["--database-url", "nonsense"], "not a database address"),
        (["--database-url", "sqlite:////no/such/folder/x.db"], "/no/such/folder"),
    ],
)
def test_an_error_is_one_sentence_and_exit_code_2(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(["--json", *arguments])
    except SystemExit as leaving:
        code = leaving.code
    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    assert words in said.err
    assert len(said.err.splitlines()) == 1


@pytest.mark.slow
def test_it_runs_as_a_module(address: str) -> None:
    command = [sys.executable, "-m", "data.status", "--json", "--level", "nation", "--database-url"]
    done = subprocess.run([*command, address], cwd=ROOT, capture_output=True, text=True, check=True)
    assert (json.loads(done.stdout)[0]["established"], done.stderr) == (2, "")


def test_an_empty_store_is_shown_for_today(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = datetime.now().astimezone().date()
    out = printed(capsys, "--level", "nation", "--database-url", f"sqlite:///{tmp_path / 'empty.db'}")
    # It may be midnight in between.
    days = {before, datetime.now().astimezone().date()}
    assert out.splitlines()[0] in {f"As of {day}" for day in days}
    assert "cannot_assess" in out
