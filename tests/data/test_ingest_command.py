"""`python -m data.ingest`: what it prints, what it saves, how it ends."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

from data.ingest import main
from data.register.register import load_counties
from data.store.store import open_store
from tests.data.account_factories import cheap_accounts, make, signed

HEAD = "行政区划代码,县(市、区),建设阶段,建立日期,备注\n"
GOOD = "440103,荔湾区,已建立,2025-03-12,甲\n"
BAD = "440105,海珠区,已建立,,乙\n"


@pytest.fixture
def url(new_sqlite_store) -> str:
    return new_sqlite_store()


@pytest.fixture
def a_file(tmp_path):
    def make(text: str, name: str = "广东 截至2026年10月31日.csv") -> str:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return make


@pytest.fixture
def run(url, capsys):
    def ran(*arguments: str) -> tuple[int, list[dict]]:
        code = main([*arguments, "--json", "--database-url", url])
        return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return ran


def saved(url: str) -> list[str]:
    store = open_store(url, known_codes=load_counties()["county_code"])
    codes = store.reports()["county_code"].tolist()
    store.close()
    return codes


def test_a_dry_run_says_everything_and_saves_nothing(run, a_file, url):
    code, [said] = run(a_file(HEAD + GOOD + BAD))
    assert code == 1
    message = said["problems"][0].pop("message")
    assert message.endswith(".")
    reported = dict.fromkeys(said["rows"][0])
    reported |= {
        "row": 2,
        "county_code": "440103",
        "as_of": "2026-10-31",
        "stage": "established",
        "established_on": "2025-03-12",
        "remark": "甲",
    }
    assert said == {
        "file": "广东 截至2026年10月31日.csv",
        "sheet": "广东 截至2026年10月31日",
        "header_row": 1,
        "as_of": "2026-10-31",
        "columns": {
            "county_code": "A",
            "county": "B",
            "stage": "C",
            "established_on": "D",
            "remark": "E",
        },
        "read": 2,
        "accepted": 1,
        "rejected": 1,
        "unchanged": 0,
        "rows": [reported],
        "areas": [],
        "problems": [
            {
                "code": "established_without_date",
                "severity": "error",
                "row": 3,
                "column": "D",
                "field": "established_on",
                "found": "",
                "expected": [],
                "suggestions": [],
            }
        ],
        "batch": None,
    }
    assert saved(url) == []


def test_with_commit_the_good_rows_are_saved_under_a_name(run, a_file, url):
    code, [said] = run(a_file(HEAD + GOOD + BAD), "--commit", "--by", "王芳", "--note", "十月")
    assert (code, said["batch"], saved(url)) == (1, 1, ["440103"])
    store = open_store(url, known_codes=())
    batch = store.batches().iloc[0]
    assert batch[["saved_by", "note", "origin"]].tolist() == ["王芳", "十月", "command line"]
    assert store.load_file(batch["file_sha256"]).decode() == HEAD + GOOD + BAD
    store.close()


def test_the_same_file_again_is_unchanged_and_saved_once(run, a_file, url):
    file = a_file(HEAD + GOOD)
    assert run(file, "--commit", "--by", "王芳")[0] == 0
    code, [said] = run(file, "--commit", "--by", "王芳")
    assert (code, said["unchanged"], said["batch"], saved(url)) == (0, 1, None, ["440103"])


def test_several_files_one_after_the_other(run, a_file):
    files = [
        a_file(HEAD + GOOD, "一 2026年9月.csv"),
        a_file("", "二.csv"),
        a_file(HEAD + BAD, "三 2026年9月.csv"),
    ]
    code, said = run(*files, "--commit", "--by", "王芳")
    assert code == 2
    assert [each["batch"] for each in said] == [1, None, None]
    assert [each["problems"][0]["code"] for each in said if each["problems"]] == [
        "file_empty",
        "established_without_date",
    ]
    assert said[1]["rows"] == []
    assert (said[1]["sheet"], said[1]["header_row"], said[1]["read"]) == (None, None, 0)


def test_as_of_sheet_and_province_are_taken(run, a_file):
    file = a_file(HEAD + GOOD, "表.csv")
    assert run(file)[0] == 1
    code, [said] = run(file, "--as-of", "2026-06-30", "--sheet", "表", "--province", "广东")
    assert (code, said["as_of"]) == (0, "2026-06-30")
    code, [said] = run(file, "--as-of", "2026-06-30", "--province", "110000")
    assert code == 1
    assert said["problems"][0]["code"] == "county_outside_province"
    code, [said] = run(file, "--as-of", "2026-06-30", "--sheet", "没有")
    assert (code, [each["code"] for each in said["problems"]]) == (2, ["file_no_table"])


def test_a_run_for_some_provinces_touches_no_other(run, a_file, url):
    text = HEAD + GOOD + "430103,天心区,筹建中,,丙\n659001,石河子市,筹建中,,丁\n"
    save = ("--commit", "--by", "夜间任务", "--for-provinces")
    code, [said] = run(a_file(text), *save, "440000")
    assert (code, said["batch"], saved(url)) == (1, 1, ["440103"])
    told = [[each["row"], each["code"], each["expected"]] for each in said["problems"]]
    assert told == [[3, "another_province", ["440000"]], [4, "another_province", ["440000"]]]
    assert said["problems"][0]["message"].startswith("天心区 belongs to 湖南省; you may report for 广东省,")
    code, [said] = run(a_file(text), *save, "650000", "湖南")
    assert (code, said["batch"], saved(url)) == (1, 2, ["440103", "430103"])
    assert run(a_file(text), *save, "440000", "430000", "--for-provinces", "660000")[0] == 0
    assert saved(url) == ["440103", "430103", "659001"]


@pytest.fixture
def accounts(url):
    """An editor of 广东 (one disabled), a viewer and an administrator."""
    store = open_store(url, known_codes=())
    keeper = cheap_accounts(store)
    of_guangdong = {"role": "editor", "provinces": frozenset({"440000"})}
    make(keeper, "Li Qiang", shown_name="李强", **of_guangdong)
    gone = make(keeper, "gone", **of_guangdong)
    make(keeper, "Zhou Min")
    make(keeper, "admin", role="admin")
    keeper.disable(gone.account_id, signed(1))
    store.close()


TWO_PROVINCES = HEAD + GOOD + "430103,天心区,筹建中,,丙\n"


@pytest.mark.usefixtures("accounts")
@pytest.mark.parametrize(
    ("by", "asked", "signs", "codes"),
    [
        ("Li Qiang", (), "李强（Li Qiang）", ["440103"]),
        (" ＬＩ qiang", ("--for-provinces", "440000"), "李强（Li Qiang）", ["440103"]),
        ("李强（Li Qiang）", (), "李强（Li Qiang）", ["440103"]),
        ("admin", (), "admin", ["440103", "430103"]),
        ("admin", ("--for-provinces", "430000"), "admin", ["430103"]),
        # Nobody's sign-in name: the word of whoever works on the machine.
        ("夜间任务", (), "夜间任务", ["440103", "430103"]),
    ],
)
def test_an_account_that_signs_binds_the_run_to_its_provinces(run, a_file, url, by, asked, signs, codes):
    code, [said] = run(a_file(TWO_PROVINCES), "--commit", "--by", by, *asked)
    assert (code, said["batch"]) == (0 if len(codes) == 2 else 1, 1)
    assert sorted(saved(url)) == sorted(codes)
    store = open_store(url, known_codes=())
    assert store.batches().iloc[0][["saved_by", "origin"]].tolist() == [signs, "command line"]
    store.close()


@pytest.mark.usefixtures("accounts")
@pytest.mark.parametrize(
    ("by", "asked", "sentence"),
    [
        ("gone", (), 'The account "gone" is disabled. Ask an administrator of the dashboard.'),
        ("zhou min", (), "Uploading is for editors. Ask an administrator of the dashboard."),
        (
            "Li Qiang",
            ("--for-provinces", "440000", "430000"),
            "Rows of 430000 cannot be saved with this account.",
        ),
    ],
)
@pytest.mark.parametrize("commit", [(), ("--commit",)])
def test_an_account_that_may_not_save_is_refused(url, a_file, capsys, by, asked, sentence, commit):
    assert main([a_file(TWO_PROVINCES), *commit, "--by", by, "--database-url", url, *asked]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(sentence)
    assert saved(url) == []


def test_a_run_for_a_province_with_nothing_of_it_saves_nothing(run, a_file, url):
    code, [said] = run(a_file(HEAD + GOOD), "--commit", "--by", "夜间任务", "--for-provinces", "430000")
    assert (code, said["rejected"], said["batch"], saved(url)) == (1, 1, None, [])


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("缺.csv", "There is no such file."),
        ("缺\0.csv", "There is no such file."),
        ("长" * 300, "There is no such file."),
        (".", "This is a folder, not a file."),
    ],
)
def test_a_file_that_is_not_there(run, tmp_path, name, sentence):
    code, [said] = run(str(tmp_path / name))
    assert code == 2
    assert [each["code"] for each in said["problems"]] == ["file_missing"]
    assert said["problems"][0]["message"].startswith(sentence)


def test_a_file_that_may_not_be_read(run, a_file, monkeypatch):
    def forbidden(_path):
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", forbidden)
    code, [said] = run(a_file(HEAD + GOOD))
    assert (code, said["problems"][0]["code"], said["problems"][0]["found"]) == (
        2,
        "file_missing",
        "forbidden",
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["x.csv", "--commit"], "--commit needs --by: say who saves."),
        (
            ["x.csv", "--as-of", "2026.6"],
            'Argument --as-of: "2026.6" is not a day; write it like 2026-10-31.',
        ),
        (["x.csv", "--province", "河"], "is no province; write it like 440000, 广东 or Guangdong."),
        (["x.csv", "--for-provinces", ""], 'Argument --for-provinces: "" is no province;'),
        (["x.csv", "--for-provinces"], "Argument --for-provinces: expected at least one argument"),
        ([], "The following arguments are required: FILE"),
    ],
)
def test_arguments_that_cannot_be_understood(arguments, sentence, capsys):
    with pytest.raises(SystemExit) as raised:
        main(arguments)
    assert raised.value.code == 2
    assert sentence in capsys.readouterr().err


def test_a_database_that_cannot_be_used(a_file, capsys):
    assert main([a_file(HEAD + GOOD), "--database-url", "nonsense"]) == 3
    assert capsys.readouterr().err.startswith('DATABASE_URL "nonsense" is not a database address.')


def test_for_people_it_prints_the_counts_and_each_problem_with_its_place(a_file, url, capsys):
    main([a_file(HEAD + GOOD + BAD, "a 2026年9月.csv"), "--database-url", url])
    first, second = capsys.readouterr().out.splitlines()
    assert first == ("a 2026年9月.csv: 2 rows read, 1 accepted (0 unchanged), 1 rejected; nothing saved.")
    assert second.split()[:2] == ["D3", "error"]


@pytest.mark.slow
def test_as_a_program(a_file, url):
    command = [
        sys.executable,
        "-m",
        "data.ingest",
        a_file(HEAD + GOOD),
        "--json",
        "--database-url",
        url,
    ]
    done = subprocess.run(command, capture_output=True, check=False, cwd=Path(__file__).parents[2], text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["accepted"] == 1


@pytest.fixture
def a_workbook(tmp_path):
    def make(**sheets: list[list[str]]) -> str:
        book = Workbook()
        book.remove(book.worksheets[0])
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        path = tmp_path / "广东 截至2026年10月31日.xlsx"
        book.save(path)
        return str(path)

    return make


HEADERS = ["行政区划代码", "县(市、区)", "建设阶段"]
GUANGZHOU = [HEADERS, ["440103", "荔湾区", "筹建中"]]
SHENZHEN = [HEADERS, ["440303", "罗湖区", "筹建中"]]
SUMS = [["项目", "数量"], ["学校", "4"], ["部门", "5"]]


def test_one_sheet_is_read_and_the_others_of_counties_are_named(run, a_workbook):
    code, [said] = run(a_workbook(广州=GUANGZHOU, 汇总=SUMS, 深圳=SHENZHEN))
    assert code == 0
    assert [each["found"] for each in said["problems"]] == ["深圳"]


def test_all_sheets_of_counties_are_saved_when_asked(run, a_workbook, url):
    file = a_workbook(汇总=SUMS, 广州=GUANGZHOU, 深圳=SHENZHEN)
    code, said = run(file, "--sheet", "all", "--commit", "--by", "王芳")
    assert code == 0
    assert [(each["sheet"], each["accepted"], each["problems"]) for each in said] == [
        ("广州", 1, []),
        ("深圳", 1, []),
    ]
    assert [each["batch"] for each in said] == [1, 2]
    assert saved(url) == ["440103", "440303"]


def test_nothing_is_saved_where_two_sheets_speak_of_one_county(url, a_workbook, capsys):
    file = a_workbook(
        十月=GUANGZHOU, 草稿=[HEADERS, ["440103", "荔湾区", "未启动"], ["440104", "越秀区", "筹建中"]]
    )
    assert main([file, "--sheet", "all", "--commit", "--by", "王芳", "--database-url", url]) == 1
    assert "440103" in capsys.readouterr().err
    assert saved(url) == []


def test_all_of_a_file_with_one_table_is_that_table(run, a_workbook, a_file):
    assert len(run(a_file(HEAD + GOOD), "--sheet", "all")[1]) == 1
    assert [each["sheet"] for each in run(a_workbook(all=SUMS, 广州=GUANGZHOU), "--sheet", "all")[1]] == [
        "all"
    ]
