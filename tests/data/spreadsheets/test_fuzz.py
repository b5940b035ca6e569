"""Whatever the cells and whatever the bytes: a table or none, a workbook or one reason; never anything else."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.spreadsheets.kinds import Refusal
from data.spreadsheets.reading import read_spreadsheet
from data.spreadsheets.sheets import Sheet, UnreadableFile
from data.spreadsheets.table import as_of_from_name, as_of_from_text, find_table
from data.spreadsheets.text_reading import read_text
from tests.data.spreadsheets.build import READING_CASES

TODAY = date(2026, 11, 22)
WORDS = [
    "行政区划代码",
    "建设阶段",
    "合计",
    "填表人：",
    "440106",
    "天河区",
    "已建立",
    "政策保障",
    "经费",
    "注：",
    "是",
    "1",
    " ",
    "",
]
CELLS = st.one_of(
    st.none(),
    st.sampled_from(WORDS),
    st.text(max_size=8),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(max_value=datetime(9999, 1, 1)),  # noqa: DTZ001
)
ROWS = st.lists(st.lists(CELLS, max_size=7).map(tuple), max_size=12).map(tuple)
EDGE = st.integers(min_value=-1, max_value=9)
MERGED = st.lists(st.tuples(EDGE, EDGE, EDGE, EDGE), max_size=6).map(tuple)
LIMITS = {"encoding": None, "cells": 10_000}


@given(
    rows=ROWS, merged=MERGED, header_row=st.one_of(st.none(), st.integers(-3, 20)), name=st.text(max_size=20)
)
@settings(max_examples=150)
def test_every_row_beneath_the_header_is_data_or_left_out(rows, merged, header_row, name) -> None:
    table = find_table(
        Sheet("表", True, rows, merged, ((1, "A"), (99, "B"))),
        file_name=name,
        header_row=header_row,
        today=TODAY,
    )
    if table is None:
        return
    beneath = {row.row for row in table.rows} | {row.row for row in table.left_out}
    assert beneath == set(range(table.header_row + 1, len(rows) + 1))
    assert len(beneath) == len(table.rows) + len(table.left_out)
    letters = [column.letter for column in table.columns]
    assert len(set(letters)) == len(letters)
    assert all(list(row.cells) == letters for row in table.rows)
    covered = {(top, left) for top, left, *_rest in merged}
    for row in table.rows if not covered else ():
        shown = [cell for cell in rows[row.row - 1] if cell is not None and str(cell).strip()]
        assert len([cell for cell in row.cells.values() if cell is not None]) == len(shown)


@given(st.one_of(st.text(), st.text(alphabet="0123456789年月日号季度截至第一二三十〇.-/_上半底末")))
@settings(max_examples=300)
def test_an_as_of_date_is_a_day_or_none(text: str) -> None:
    for day in (as_of_from_text(text, TODAY), as_of_from_name(text, TODAY)):
        assert day is None or 2015 <= day.year <= 2027


@given(st.one_of(st.binary(), st.text(alphabet="<table>rdh/ colspan=\"0\n,;\t'甲&#x;").map(str.encode)))
@settings(max_examples=300)
def test_any_text_is_rows_or_refused(content: bytes) -> None:
    try:
        answer = read_text(content, LIMITS)
    except Refusal:
        return
    assert all(isinstance(row, list) for sheet in answer["sheets"] for row in sheet["rows"])


BROKEN = [
    case.name
    for case in READING_CASES
    if case.name in {"plain.xlsx", "old.xls", "open_document.ods", "page.xls"}
]


@pytest.mark.slow
@pytest.mark.parametrize("name", BROKEN)
@given(data=st.data())
@settings(max_examples=40)
def test_a_broken_file_is_read_or_refused(name: str, data: st.DataObject) -> None:
    content = bytearray(next(case for case in READING_CASES if case.name == name).build())
    for _change in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.one_of(st.just(len(content)), st.integers(1, len(content))))
    try:
        book = read_spreadsheet(bytes(content[:cut]), name)
    except UnreadableFile:
        return
    for sheet in book.sheets:
        find_table(sheet, today=TODAY)
