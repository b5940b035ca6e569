"""Reading the committed spreadsheets gives exactly what their table of outcomes says."""

from datetime import date

import pytest

from data.spreadsheets.problems import FILE_CODES, problem
from data.spreadsheets.reading import read_spreadsheet
from data.spreadsheets.sheets import Sheet, UnreadableFile, Workbook
from data.spreadsheets.table import as_of_from_name, as_of_from_text, find_table
from tests.data.spreadsheets.build import FILES, READING_CASES
from tests.data.spreadsheets.cases import ReadingCase
from tests.data.spreadsheets.reading_files import HEADER, PLAIN, TIANHE, text_of

TODAY = date(2026, 11, 22)
READABLE = [case for case in READING_CASES if not case.refusal]
REFUSED = [case for case in READING_CASES if case.refusal]


def read_file(case: ReadingCase) -> Workbook:
    return read_spreadsheet((FILES / case.name).read_bytes(), case.name)


def test_the_folder_holds_what_the_script_writes() -> None:
    for case in READING_CASES:
        content = (FILES / case.name).read_bytes()
        assert not case.same_bytes or content == case.build(), case.name


@pytest.mark.parametrize("case", READABLE, ids=lambda case: case.name)
def test_a_file_is_read_to_the_row(case: ReadingCase) -> None:
    book = read_file(case)
    assert (book.kind, book.encoding) == (case.kind, case.encoding)
    assert tuple((sheet.name, sheet.visible) for sheet in book.sheets) == case.sheets
    table = find_table(book.sheets[case.sheet], file_name=case.name, today=TODAY)
    assert table is not None
    assert (table.first_header_row, table.header_row) == case.header_rows
    assert ",".join(f"{column.letter} {column.header}" for column in table.columns) == case.columns
    assert [row.row for row in table.rows] == case.rows
    cells = {(row.row, letter): cell for row in table.rows for letter, cell in row.cells.items()}
    assert [(row, letter, cells[row, letter]) for row, letter, _value in case.cells] == case.cells
    assert [(row.row, row.reason) for row in table.left_out] == case.left_out
    assert [(found.row, found.column) for found in table.problems] == case.formulas
    assert {found.code for found in table.problems} <= {"formula_without_value"}
    assert (table.as_of and table.as_of.isoformat(), table.as_of_from) == (case.as_of, case.as_of_from)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_a_file_that_cannot_be_read_has_one_reason(case: ReadingCase) -> None:
    with pytest.raises(UnreadableFile) as error:
        read_file(case)
    reason = error.value.problem
    assert (reason.code, reason.severity, reason.row) == (case.refusal, "error", None)
    assert reason.found == case.found
    assert error.value.what.endswith(".")
    assert error.value.remedy.endswith(".")
    assert "{" not in str(error.value)


@pytest.mark.parametrize("name", ["xml_of_2003.xls", "binary.xlsb"])
def test_other_spreadsheets_are_to_be_saved_as_xlsx(name: str) -> None:
    with pytest.raises(UnreadableFile, match=r"kind cannot be read: an? .*, save it as xlsx"):
        read_spreadsheet((FILES / name).read_bytes(), name)


def test_rows_that_are_left_out_are_named() -> None:
    book = read_file(next(case for case in READABLE if case.name == "titles_totals_notes.xlsx"))
    table = find_table(book.sheets[0], today=TODAY)
    assert table is not None
    assert [row.text for row in table.left_out][:4] == [
        "小计 2",
        "合计 3",
        "",
        "填表人:张三 审核人:李四 联系电话:010-1234",
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["合计", "", 234_567], "total"),
        (["广东省小计：", "", "2"], "total"),
        ([440_106, "合计", 3], None),
        (["", "本市", "12"], "total"),
        (["填报单位（盖章）：", "省教育厅"], "signature"),
        (["联系电话", "020", "123456"], "signature"),
        (["★天河区", "已建立", "是"], None),
        (["★为试点"], "note"),
        (["1.天河区", "已建立", "是"], None),
        (["鼓楼区"], None),
        (["说明：", "1.按季填写"], "note"),
        (["一、省直管县（市）"], "note"),
        ([" ", None, "\u3000"], "blank"),
    ],
)
def test_a_row_is_left_out_only_for_a_reason(row: list[str | int | None], reason: str | None) -> None:
    table = find_table(Sheet("表", True, (tuple(HEADER), tuple(row), tuple(TIANHE))), today=TODAY)
    assert table is not None
    assert [left.reason for left in table.left_out] == ([reason] if reason else [])
    assert [found.row for found in table.rows] == ([3] if reason else [2, 3])


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("截至2026年9月30日全省进展", "2026-09-30"),
        ("2026年9月", "2026-09-30"),
        ("数据截止到 2026.9.15（填报日期：2026年10月8日）", "2026-09-15"),
        ("二〇二六年二月情况", "2026-02-28"),
        ("2026年上半年", "2026-06-30"),
        ("2026年第三季度", "2026-09-30"),
        ("２０２６年９月底", "2026-09-30"),
        ("截至9月30日", "2026-09-30"),
        ("截至12月31日", "2025-12-31"),
        ("2024年1月至2026年8月", "2026-08-31"),
        ("填报日期：2026年10月8日", None),
        ("教基厅函〔2024〕3号", None),
        ("2026年13月", None),
        ("2026年2月30日", None),
        ("440106 天河区", None),
    ],
)
def test_a_title_tells_the_as_of_date(title: str, day: str | None) -> None:
    found = as_of_from_text(title, TODAY)
    assert (found and found.isoformat()) == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("C:\\上报\\2025年1月\\广东_2026年11月.xlsx", "2026-11-30"),
        ("20261031.xls", "2026-10-31"),
        ("教联体2026-10.csv", "2026-10-31"),
        ("上报_2026.10.31终稿.xlsx", "2026-10-31"),
        ("202610.et", "2026-10-31"),
        ("1730000000000.xlsx", None),
        ("教联体.xlsx", None),
    ],
)
def test_a_file_name_tells_the_as_of_date(name: str, day: str | None) -> None:
    found = as_of_from_name(name, TODAY)
    assert (found and found.isoformat()) == day


def test_every_reason_has_its_sentence_in_the_catalogue_of_codes() -> None:
    for code in FILE_CODES:
        if code.startswith("file_"):
            assert str(UnreadableFile(problem(code, found="PDF"))).endswith(".")


def test_a_chosen_encoding_is_used_and_a_wrong_one_refused() -> None:
    content = text_of([["縣名", "階段"], ["天河區", "已建立"]], encoding="big5")()
    assert read_spreadsheet(content, "a.csv", encoding="big5").sheets[0].rows[1] == ("天河區", "已建立")
    with pytest.raises(UnreadableFile) as error:
        read_spreadsheet(text_of(PLAIN, encoding="gb18030")(), "a.csv", encoding="utf-8")
    assert error.value.problem.code == "file_encoding"


def test_a_chosen_header_row_counts() -> None:
    book = read_spreadsheet(text_of([["甲", "乙"], ["丙", "丁"], ["x", "y"]])(), "a.csv")
    table = find_table(book.sheets[0], header_row=2, today=TODAY)
    assert table is not None
    assert [column.header for column in table.columns] == ["丙", "丁"]
    assert [row.row for row in table.rows] == [3]
    assert find_table(book.sheets[0], header_row=9, today=TODAY) is None
    covered = Sheet("表", True, ((), ("行政区划代码",)), ((0, 0, 1, 0),))
    assert find_table(covered, header_row=2, today=TODAY) is None


def test_the_name_is_never_a_path() -> None:
    content = text_of(PLAIN)()
    for name in ("../../etc/passwd", "/dev/null", "a\0b.csv", "", "C:\\x\\y.csv"):
        assert len(read_spreadsheet(content, name).sheets[0].rows) == 4
