"""The rejects workbook: original cells in original columns, problems as comments and colour, uploadable as it is."""

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from data.intake.cells import answered_cells
from data.intake.examination import examine, examine_workbook
from data.register.register import load_counties
from data.spreadsheets.sheets import Column, Sheet, Table, TableRow, Workbook
from reports.forms.rejects import FILLS, column_number, rejects_workbook
from tests.data.uploads import ALSO_GOOD, GOOD, NO_DATE, TODAY, WRONG_NAME, a_workbook, particulars


def english(text: str) -> str:
    return text


def look(book: Workbook):
    return examine_workbook(book, b"", "广东.xlsx", particulars())


def rejects_of(found, lang: str = "zh", corrected=None) -> bytes:
    return rejects_workbook(
        found.table,
        found.rejected,
        found.problems,
        corrected=corrected or {},
        as_of=found.as_of,
        today=TODAY,
        lang=lang,
        _=english,
    )


def opened(content: bytes):
    return load_workbook(BytesIO(content))


@pytest.fixture(scope="module")
def found():
    return look(a_workbook(GOOD, NO_DATE, ALSO_GOOD, WRONG_NAME))


@pytest.fixture(scope="module")
def book(found):
    return opened(rejects_of(found))


def test_the_rejected_rows_alone_under_the_original_headers(book):
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert rows[0][0] == "数据截至 2026-10-31"
    assert rows[1:] == [
        ["行政区划代码", "县(市、区)", "建设阶段", "建立日期", "备注"],
        ["440105", "海珠区", "已建立", None, "乙"],
        ["440106", "荔湾区", "未启动", None, None],
    ]


def test_problems_are_comments_and_colour_in_their_cells(book):
    sheet = book.worksheets[0]
    marked = {
        cell.coordinate: (cell.fill.start_color.rgb, cell.comment.text)
        for row in sheet.iter_rows(min_row=4)
        for cell in row
        if cell.comment
    }
    assert list(marked) == ["D4", "A5"]
    colour, text = marked["D4"]
    assert colour == "FF" + FILLS["error"][1:].upper()
    assert text.splitlines()[0] == "Row 4 of the original."
    assert len(text.splitlines()) == 2
    plain = sheet["C4"]
    assert plain.fill.fill_type is None
    assert plain.comment is None


def test_every_problem_is_listed_with_both_places(book):
    rows = list(book.worksheets[1].iter_rows(min_row=2, values_only=True))
    assert [(here, there) for here, there, _text in rows] == [("D4", 4), ("A5", 6)]
    assert all(text for _here, _there, text in rows)


def test_uploaded_as_it_is_it_says_the_same_and_corrected_it_is_accepted(found):
    again = examine(rejects_of(found), "rejects.xlsx", particulars())
    assert (again.read, again.as_of, again.columns.fields) == (2, found.as_of, found.columns.fields)
    assert [(each.column, each.code) for each in again.problems] == [
        (each.column, each.code) for each in found.problems
    ]
    book = opened(rejects_of(found, lang="en"))
    sheet = book.worksheets[0]
    sheet["D4"], sheet["B5"] = date(2025, 5, 1), "天河区"
    corrected = BytesIO()
    book.save(corrected)
    mended = examine(corrected.getvalue(), "rejects.xlsx", particulars())
    assert (mended.rejected, mended.problems, mended.as_of) == ((), (), found.as_of)
    assert mended.accepted["county_code"].tolist() == ["440105", "440106"]


def test_what_was_corrected_on_the_page_is_kept():
    book = a_workbook(GOOD, ("440106", "荔湾区", "大概", date(2025, 5, 1), None))
    answers = {(4, "county_code"): "440106", (4, "going_backwards"): True}
    found = examine_workbook(book, b"", "广东.xlsx", particulars(answers=answers))
    assert [(each.row, each.code) for each in found.problems] == [(4, "stage_unknown")]
    corrected = answered_cells(found.columns, answers, load_counties())
    assert corrected == {(4, "A"): "440106", (4, "B"): "天河区"}
    sheet = opened(rejects_of(found, corrected=corrected)).worksheets[0]
    assert [cell.value for cell in sheet[4]][:3] == ["440106", "天河区", "大概"]
    assert "荔湾区" in sheet["B4"].comment.text
    sheet["C4"] = "已建成"
    again = BytesIO()
    sheet.parent.save(again)
    assert examine(again.getvalue(), "rejects.xlsx", particulars()).rejected == ()


def test_the_layout_is_known_again(found):
    again = examine(rejects_of(found), "rejects.xlsx", particulars(recall={}.get))
    assert again.table.columns == found.table.columns


CELLS = {
    "B": "=1+1",
    "C": "@cmd|'/c calc'!A1",
    "D": 440103000000,
    "E": 0.5,
    "F": True,
    "G": date(2025, 3, 12),
    "H": datetime(2025, 3, 12, 8, 30),  # noqa: DTZ001 - spreadsheets know no zones
    "I": date(1850, 1, 1),
    "J": 10**18,
    "K": float("nan"),
    "L": "https://example.invalid",
    "AB": "x" * 40_000,
}


def test_cells_come_back_as_they_were_and_nothing_runs():
    columns = tuple(Column(letter, f"表头{letter}") for letter in CELLS)
    table = Table("表", 5, columns, (TableRow(6, CELLS),))
    content = rejects_workbook(table, [6], [], corrected={}, as_of=None, today=TODAY, lang="zh", _=english)
    sheet = opened(content).worksheets[0]
    assert [sheet[f"{letter}3"].value for letter in ("B", "AB")] == ["表头B", "表头AB"]
    back = {letter: sheet[f"{letter}4"].value for letter in CELLS}
    assert back == CELLS | {
        "G": datetime(2025, 3, 12),  # noqa: DTZ001
        "I": "1850-01-01",
        "J": str(10**18),
        "K": "nan",
        "AB": "x" * 32767,
    }
    assert {sheet[f"{letter}4"].data_type for letter in "BCL"} == {"s"}
    assert not sheet._hyperlinks
    assert sheet["A2"].value is None


def test_no_rejected_rows_give_headers_alone(found):
    content = rejects_workbook(
        found.table, [], found.problems, corrected={}, as_of=None, today=TODAY, lang="zh", _=english
    )
    assert opened(content).worksheets[0].max_row == 3


@pytest.mark.parametrize(("letter", "number"), [("A", 0), ("Z", 25), ("AA", 26), ("XFD", 16383)])
def test_column_letters(letter, number):
    assert column_number(letter) == number


def test_two_row_headers_are_written_joined_and_understood_again():
    top = ("行政区划代码", "县(市、区)", "建设阶段", "政策保障", None)
    below = (None, None, None, "经费保障", "人员保障")
    rows = (("截至2026年10月31日",), top, below, ("440103", "荔湾区", "已建立", "是", "否"))
    book = Workbook("xlsx", (Sheet("表", True, rows, merged=((1, 3, 1, 4),)),))
    found = look(book)
    assert found.rejected == (4,)
    again = examine(rejects_of(found), "rejects.xlsx", particulars())
    assert again.columns.fields == found.columns.fields
    assert {"funding", "personnel"} <= set(again.columns.fields)


def test_a_row_of_another_province_is_marked_at_its_county():
    book = a_workbook(GOOD, ("430103", "天心区", "筹建中", None, None))
    asked = particulars(allowed=frozenset({"440000"}))
    found = examine_workbook(book, b"", "广东.xlsx", asked)
    marked = opened(rejects_of(found)).worksheets[0]
    assert [cell.value for cell in marked[4]] == ["430103", "天心区", "筹建中", None, None]
    cell = marked["B4"]
    assert cell.fill.fgColor.rgb.endswith(FILLS["error"].removeprefix("#").upper())
    assert "天心区 belongs to 湖南省; you may report for 广东省" in cell.comment.text
