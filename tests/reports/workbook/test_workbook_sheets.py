"""One sheet of figures, written and opened again: texts are texts, blanks are blank, each kind has its format."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pandas as pd

from reports.figures.numbers import FigureNumbers, NumberColumn
from reports.workbook.tables import looks_of, write_topic
from reports.workbook.topics import Topic
from reports.xlsx import new_workbook
from tests.reports.areas import english
from tests.reports.nothing_runs import assert_nothing_runs

AS_OF = date(2026, 10, 31)
FORMULA, MARKUP, LINK = "=cmd|'/c calc'!A0", "<b>", "https://example.test/"


def one_sheet(frame, columns, **more):
    numbers = FigureNumbers("Title & more", columns, frame, AS_OF, "Source: a test.", demo=True)
    made = new_workbook("A test", AS_OF)
    write_topic(made, Topic("Tab's", "", numbers, **more), looks_of(made, english), "Tab's", english, "en")
    return made.content()


def test_a_sheet_keeps_texts_texts_and_blanks_blank():
    frame = pd.DataFrame(
        {
            "name": [FORMULA, MARKUP, LINK, None],
            "n": pd.array([0, None, 3, 4], dtype="Int64"),
            "share": [0.99996, float("nan"), 0.5, 1.0],
            "day": [pd.Timestamp(2026, 1, 2), pd.NaT, pd.NaT, pd.NaT],
            "points": [-0.0123, None, float("inf"), 0.0],
        }
    )
    columns = (
        NumberColumn("name", "Name", "text"),
        NumberColumn("n", "Number", "count"),
        NumberColumn("share", "Share", "share"),
        NumberColumn("day", "Day", "date"),
        NumberColumn("points", "Difference", "points"),
    )
    made = one_sheet(frame, columns)
    assert_nothing_runs(made)
    sheet = openpyxl.load_workbook(BytesIO(made)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=8)]
    assert rows == [
        [FORMULA, 0, 0.999, pd.Timestamp(2026, 1, 2), -1.2],
        [MARKUP, None, None, None, None],
        [LINK, 3, 0.5, None, None],
        [None, 4, 1, None, 0],
    ]
    formats = [cell.number_format for cell in sheet[8]]
    assert formats == ["@", "#,##0", "0.0%", "yyyy-mm-dd", "+0.0;-0.0;0.0"]
    assert sheet.freeze_panes == "C8"
    assert sheet.auto_filter.ref == "A7:E11"
    assert sheet.oddHeader.left.text == "Title && more"


def test_a_tiny_fall_is_no_minus_nought():
    frame = pd.DataFrame({"area": ["A"], "pace": [-0.02], "points": [-0.0001]})
    columns = (
        NumberColumn("area", "Area", "text"),
        NumberColumn("pace", "Pace", "pace"),
        NumberColumn("points", "Difference", "points"),
    )
    with ZipFile(BytesIO(one_sheet(frame, columns))) as packed:
        assert b"<v>-0</v>" not in packed.read("xl/worksheets/sheet1.xml")


def test_rows_of_different_kinds_have_their_own_formats():
    frame = pd.DataFrame(
        {"what": ["Share", "Counties", "Day"], "now": [0.5, 7, AS_OF], "change": [-0.02, 3, None]},
        dtype="object",
    )
    columns = (
        NumberColumn("what", "What", "text"),
        NumberColumn("now", "Now", "count"),
        NumberColumn("change", "Change", "points"),
    )
    made = one_sheet(frame, columns, row_kinds=("share", "count", "date"), pinned=1)
    sheet = openpyxl.load_workbook(BytesIO(made)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=8)]
    assert rows == [["Share", 0.5, -2], ["Counties", 7, 3], ["Day", pd.Timestamp(2026, 10, 31), None]]
    assert [row[1].number_format for row in sheet.iter_rows(min_row=8)] == ["0.0%", "#,##0", "yyyy-mm-dd"]
