"""Texts as programs write them: the delimiter is found, and what is no text of a cell is taken away."""

import pytest

from data.spreadsheets.problems import Problem
from data.spreadsheets.reading import read_spreadsheet
from data.spreadsheets.sheets import UnreadableFile


def rows_of(text: str) -> list[list[str | None]]:
    (sheet,) = read_spreadsheet(text.encode("utf-8"), "a.csv").sheets
    return [list(row) for row in sheet.rows]  # pyright: ignore[reportReturnType] - cells of a text are texts


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("代码,部门,备注\n1,教育、公安、民政,备\n2,教育、公安、民政\n3,教育、公安、民政", [3, 3, 2, 2]),
        ("代码;部门;备注\n1;教育、公安;已报, 待核\n2;教育、公安\n3;教育、公安;已报, 待核", [3, 3, 2, 3]),
        ("代码\t部门\t备注\n1\t教育,公安,民政\n2\t教育,公安,民政\t备", [3, 2, 3]),
        ("代码,部门,备注\n1,教育;公安;民政,备\n2,教育;公安;民政\n3,教育;公安;民政", [3, 3, 2, 2]),
        ("代码|部门（教育、公安、民政）|备注\n1|教育、公安、民政\n2|教育、公安、民政|备", [3, 2, 3]),
        ("代码、部门、备注\n1、教育、备\n2、公安", [3, 3, 2]),
        ("代码，部门，备注\n1，教育、公安，备\n2，教育、公安", [3, 3, 2]),
        ("sep=;\n代码;部门,一\n1;教育,公安", [1, 2, 2]),
        ("代码\n1\n2", [1, 1, 1]),
    ],
)
def test_the_delimiter_is_the_one_that_gives_one_table(text: str, rows: list[int]) -> None:
    assert [len(row) for row in rows_of(text)] == rows


def test_a_text_in_a_formula_is_that_text() -> None:
    written = '="440103",="荔湾, 西",="2025-03-12","=""00""",="","a=""b"""\n="说""好""",=A1,=1'
    assert rows_of(written) == [
        ["440103", "荔湾, 西", "2025-03-12", "00", None, 'a="b"'],
        ['说"好"', "=A1", "=1"],
    ]


def test_a_few_control_characters_are_left_out() -> None:
    assert rows_of("代码,备注\n440103,来自Word表格\x07\n440104,好\x1f\n\x1a") == [
        ["代码", "备注"],
        ["440103", "来自Word表格"],
        ["440104", "好"],
    ]


@pytest.mark.parametrize("content", [b"\x01\x02\x03\x04" * 20, "代\x01码\x02,\x03备\x04注".encode()])
def test_many_control_characters_are_no_text(content: bytes) -> None:
    with pytest.raises(UnreadableFile) as error:
        read_spreadsheet(content, "a.csv")
    reason: Problem = error.value.problem
    assert reason.code == "file_encoding"
