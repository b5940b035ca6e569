import csv
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from reports.csv_files import FORMULA_STARTS, frame_csv
from reports.figures.numbers import FigureNumbers, NumberColumn, csv_bytes, table_rows
from reports.workbook.tables import xlsx_bytes
from tests.reports.areas import english

COLUMNS = (
    NumberColumn("area", "Province", "text"),
    NumberColumn("established", "Established", "count"),
    NumberColumn("share", "Share", "share"),
    NumberColumn("pace", "Seen a month", "pace"),
    NumberColumn("difference", "Difference", "points"),
    NumberColumn("on", "Expected on", "date"),
)
ROWS: list[tuple[Any, ...]] = [
    ("Henan", 1234, 0.7834, 11.26, 0.0163, pd.Timestamp(2027, 10, 24)),
    ("=1+1", 0, 2847 / 2848, -0.26, -0.0163, pd.NaT),
    (None, None, None, None, None, None),
]


def numbers(rows: list[tuple[Any, ...]] | None = None, *, demo: bool = False) -> FigureNumbers:
    frame = pd.DataFrame(ROWS if rows is None else rows, columns=[column.field for column in COLUMNS])
    return FigureNumbers(
        "8 provinces are behind", COLUMNS, frame, date(2026, 10, 31), "Source: the counties.", demo
    )


def parsed(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def sheet_of(content: bytes) -> Any:
    return load_workbook(BytesIO(content)).active


def test_rows_read_as_on_the_page():
    assert table_rows(numbers(), "en") == [
        ["Henan", "1,234", "78.3%", "11", "+1.6", "24 Oct 2027"],
        ["=1+1", "0", "99.9%", "−0.3", "−1.6", "–"],
        ["–"] * 6,
    ]
    assert table_rows(numbers(), "zh")[0][-1] == "2027年10月24日"


def test_no_difference_has_no_sign():
    assert table_rows(numbers([("A", 1, 0.5, 1, 0.0004, None)]), "en")[0][4] == "0.0"


def test_csv_says_units_days_and_nothing_where_nothing_is_known():
    content = csv_bytes(numbers(), english)
    assert content.startswith(b"\xef\xbb\xbf")
    assert parsed(content) == [
        [
            "Province",
            "Established",
            "Share (%)",
            "Seen a month",
            "Difference (percentage points)",
            "Expected on",
            "Data as of",
        ],
        ["Henan", "1234", "78.3", "11.3", "1.6", "2027-10-24", "2026-10-31"],
        ["'=1+1", "0", "99.9", "-0.3", "-1.6", "", "2026-10-31"],
        ["", "", "", "", "", "", "2026-10-31"],
    ]


def test_demo_rows_carry_their_mark():
    lines = parsed(csv_bytes(numbers(demo=True), english))
    assert [line[-1] for line in lines] == ["Note", "DEMO DATA", "DEMO DATA", "DEMO DATA"]
    cells = [row[0].value for row in sheet_of(xlsx_bytes(numbers(demo=True), english, "en")).iter_rows()]
    assert "DEMO DATA" in cells
    assert "DEMO DATA" not in [
        row[0].value for row in sheet_of(xlsx_bytes(numbers(), english, "en")).iter_rows()
    ]


# Each example writes and reads a workbook.
@settings(max_examples=60)
@given(text=st.text(st.sampled_from("=+-@\t\r\n＝＋－＠'\",a1 建"), max_size=6))
def test_no_text_becomes_a_formula_and_none_is_lost(text):
    (_header, row) = parsed(csv_bytes(numbers([(text, 1, 1.0, 1.0, 0.0, None)]), english))
    assert not row[0].startswith(FORMULA_STARTS)
    assert row[0].removeprefix("'") == text.removeprefix("'")
    sheet = sheet_of(xlsx_bytes(numbers([(text or "a", 1, 1.0, 1.0, 0.0, None)]), english, "en"))
    assert sheet.cell(sheet.max_row, 1).data_type in ("s", "inlineStr")


def test_a_header_is_quoted_too():
    frame = pd.DataFrame({"a": [1]})
    made = FigureNumbers("T", (NumberColumn("a", "+1", "count"),), frame, date(2026, 1, 1), "S", False)
    assert parsed(csv_bytes(made, english))[0][0] == "'+1"


def test_a_workbook_says_what_as_of_when_and_from_whom():
    sheet = sheet_of(xlsx_bytes(numbers(), english, "en"))
    assert [sheet.cell(row, 1).value for row in range(1, 5)] == [
        "8 provinces are behind",
        "Data as of 31 Oct 2026",
        "Source: the counties.",
        None,
    ]
    assert [cell.value for cell in sheet[5]][:3] == ["Province", "Established", "Share"]
    assert sheet.freeze_panes == "B6"
    values = [cell.value for cell in sheet[6]]
    assert values[:2] == ["Henan", 1234]
    assert values[2:5] == pytest.approx([0.783, 11.3, 1.6])
    assert values[5] == datetime(2027, 10, 24)  # noqa: DTZ001
    assert [cell.number_format for cell in sheet[6]][1:] == [
        "#,##0",
        "0.0%",
        "0.0",
        "+0.0;-0.0;0.0",
        "yyyy-mm-dd",
    ]


def test_a_workbook_runs_nothing():
    sheet = sheet_of(xlsx_bytes(numbers(), english, "en"))
    assert (sheet["A7"].value, sheet["A7"].data_type) == ("=1+1", "s")
    assert sheet["C7"].value == pytest.approx(0.999)


def test_equal_numbers_give_equal_bytes():
    assert xlsx_bytes(numbers(), english, "en") == xlsx_bytes(numbers(), english, "en")


def test_no_rows_are_still_a_table():
    assert table_rows(numbers([]), "en") == []
    assert len(parsed(csv_bytes(numbers([]), english))) == 1
    assert sheet_of(xlsx_bytes(numbers([]), english, "en")).max_row == 5


def test_what_is_no_number_is_left_blank():
    rows = [("A", 1, float("inf"), float("-inf"), float("nan"), None)]
    assert parsed(csv_bytes(numbers(rows), english))[1][2:5] == ["", "", ""]


def test_a_change_too_small_to_be_shown_is_a_plain_nought():
    (_header, row) = parsed(csv_bytes(numbers([("A", 1, 1.0, -0.01, -0.0001, None)]), english))
    assert row[3:5] == ["0.0", "0.0"]


def test_a_frame_of_any_kind_becomes_a_file_that_runs_nothing():
    frame = pd.DataFrame(
        {"=who": ["@me", "Li, Lei", None], "n": pd.array([1, None, -3], dtype="Int64"), "on": ["+", "a", "-"]}
    )
    assert parsed(frame_csv(frame)) == [
        ["'=who", "n", "on"],
        ["'@me", "1", "'+"],
        ["Li, Lei", "", "a"],
        ["", "-3", "'-"],
    ]
