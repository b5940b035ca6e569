"""Reading the committed spreadsheets gives exactly what their table of outcomes says."""

from datetime import date

import pytest

from data.spreadsheet import UnreadableFile, Workbook, find_table, read_spreadsheet
from tests.data.spreadsheets.build import FILES, READING_CASES
from tests.data.spreadsheets.cases import ReadingCase
from tests.data.spreadsheets.reading_files import PLAIN, text_of

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
    problem = error.value.problem
    assert (problem.code, problem.severity, problem.row) == (case.refusal, "error", None)
    assert problem.found == case.found
    assert error.value.what.endswith(".")
    assert error.value.remedy.endswith(".")
    assert "{" not in str(error.value)


def test_rows_that_are_left_out_are_named() -> None:
    book = read_file(next(case for case in READABLE if case.name == "titles_totals_notes.xlsx"))
    table = find_table(book.sheets[0], today=TODAY)
    assert table is not None
    assert [row.text for row in table.left_out][:4] == [
        "小计 2", "合计 3", "", "填表人:张三 审核人:李四 联系电话:010-1234",
    ]  # fmt: skip


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


def test_the_name_is_never_a_path() -> None:
    content = text_of(PLAIN)()
    for name in ("../../etc/passwd", "/dev/null", "a\0b.csv", "", "C:\\x\\y.csv"):
        assert len(read_spreadsheet(content, name).sheets[0].rows) == 4
