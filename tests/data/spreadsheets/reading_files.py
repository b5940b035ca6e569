"""Spreadsheets as offices send them, by kind and by layout, and what reading each gives."""

# ruff: noqa: E501 - a table of cases reads best with few breaks

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import xlsxwriter
import xlwt

from tests.data.spreadsheets.cases import ReadingCase
from tests.data.spreadsheets.packages import inline, ods, ods_cell, ods_rows, package, sheet_xml, xlsx_parts

HEADER = ["行政区划代码", "省份", "县(市、区)", "建设阶段", "经费保障"]
COLUMNS = "A 行政区划代码,B 省份,C 县(市、区),D 建设阶段,E 经费保障"
TIANHE = ["440106", "广东省", "天河区", "已建立", "是"]
LIWAN = ["440103", "广东省", "荔湾区", "筹建中", "否"]
YUEXIU = ["440104", "广东省", "越秀区", "未启动", ""]
PLAIN = [HEADER, TIANHE, LIWAN, YUEXIU]
AS_DATA: dict[str, Any] = {
    "columns": COLUMNS,
    "rows": [2, 3, 4],
    "cells": [(2, "A", "440106"), (4, "E", None)],
}
WITH_DAY = datetime(2026, 1, 1)  # noqa: DTZ001 - workbooks know no time zones


def workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> Callable[[], bytes]:
    def build() -> bytes:
        content = io.BytesIO()
        book = xlsxwriter.Workbook(content, {"in_memory": True})
        book.set_properties({"created": WITH_DAY})
        fill(book)
        book.close()
        return content.getvalue()

    return build


def sheet_of(*rows: list[Any], name: str = "表", **also: Any) -> Callable[[], bytes]:
    """A workbook with one sheet; merged: (first row, first column, last row, last column) from 0."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet(name)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, (date, datetime)):
                    sheet.write_datetime(number, column, cell, day)
                elif cell not in {"", None}:
                    sheet.write(number, column, cell)
        for first_row, first_column, last_row, last_column in also.get("merged", ()):
            text = rows[first_row][first_column]
            sheet.merge_range(first_row, first_column, last_row, last_column, text)
        for row, column, formula, value in also.get("formulas", ()):
            sheet.write_formula(row, column, formula, None, value)
        for row, column in also.get("styled", ()):
            sheet.write_blank(row, column, None, day)

    return workbook(fill)


def hidden_sheets(book: xlsxwriter.Workbook) -> None:
    book.add_worksheet("代码表").hide()
    book.add_worksheet("旧表").very_hidden()
    for name, rows in (("代码表", [["甲", "乙"]]), ("旧表", [["x"]])):
        book.get_worksheet_by_name(name).write_row(0, 0, rows[0])
    sheet = book.add_worksheet("上报")
    sheet.activate()
    sheet.set_first_sheet()
    for number, row in enumerate(PLAIN):
        sheet.write_row(number, 0, row)


def with_macros() -> bytes:
    parts = xlsx_parts(sheet_xml("".join(f'<row r="{n}">{inline(f"A{n}", text)}{inline(f"B{n}", stage)}</row>'
        for n, (text, stage) in enumerate([("行政区划代码", "建设阶段"), ("440106", "已建立")], 1))))  # fmt: skip
    return package({**parts, "xl/vbaProject.bin": b"\0macros"})


def old_workbook() -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表", cell_overwrite_ok=True)
    for number, row in enumerate([["某省汇总表（截至2026年9月30日）"], HEADER, TIANHE, LIWAN, YUEXIU]):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell)
    sheet.write_merge(0, 0, 0, 4, "某省汇总表（截至2026年9月30日）")
    hidden = book.add_sheet("旧")
    hidden.visibility = 1
    hidden.write(0, 0, "x")
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def open_document() -> bytes:
    title = (
        ods_cell("2026年第三季度进展", ' table:number-columns-spanned="5"')
        + "<table:covered-table-cell/>" * 4
    )
    province = ods_cell("广东省", ' table:number-rows-spanned="3"')
    rows = "".join(
        f"<table:table-row>{ods_cell(code)}{province if code == '440106' else '<table:covered-table-cell/>'}"
        f"{''.join(map(ods_cell, rest))}</table:table-row>"
        for code, _province, *rest in (TIANHE, LIWAN, YUEXIU)
    )
    blank = '<table:table-row table:number-rows-repeated="1048571"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    formula = ods_rows([[]]).replace("</table", '<table:table-cell table:formula="of:=A1"/></table', 1)
    return ods(
        f'<table:table table:name="表"><table:table-row>{title}</table:table-row>{ods_rows([HEADER])}{rows}{blank}'
        f'</table:table><table:table table:name="旧" table:style-name="hidden">{ods_rows([["x"]])}{formula}</table:table>'
    )


def text_of(
    rows: list[list[str]], delimiter: str = ",", encoding: str = "utf-8", before: str = ""
) -> Callable[[], bytes]:
    return lambda: (before + "".join(delimiter.join(row) + "\r\n" for row in rows)).encode(encoding)


def page(body: str, encoding: str = "gb18030") -> Callable[[], bytes]:
    return lambda: (
        f'<html><head><meta charset="gb2312"><style>td {{}}</style></head><body>{body}</body></html>'.encode(
            encoding
        )
    )


def cells_of(row: list[str], tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in row) + "</tr>"


TITLED = [
    ["附件2"], ["某省教联体建设进展统计表"], ["填报单位：省教育厅", "", "", "填报日期：2026年10月8日"],
    ["数据截至：2026年9月30日"], HEADER, TIANHE, LIWAN, ["小计", "", "", "2"], YUEXIU,
    ["合  计", "", "", "3"], [], ["填表人：张三", "", "审核人：李四", "", "联系电话：010-1234"],
    ["注：1.本表由县级教育行政部门填写。"], ["2.建设阶段按实际情况选择。"],
]  # fmt: skip
GROUPED = [
    ["某省教联体建设情况表 2026年9月"], ["行政区划代码", "县(市、区)", "政策保障", "", "", "建设阶段"],
    ["", "", "经费保障", "人员保障", "场地保障", ""], ["440106", "天河区", "是", "否", "是", "已建立"],
    ["440103", "荔湾区", "否", "否", "否", "未启动"],
]  # fmt: skip
GROUPED_COLUMNS = (
    "A 行政区划代码,B 县(市、区),C 政策保障/经费保障,D 政策保障/人员保障,E 政策保障/场地保障,F 建设阶段"
)
GROUPED_OUTCOME: dict[str, Any] = {
    "header_rows": (2, 3), "columns": GROUPED_COLUMNS, "rows": [4, 5], "as_of": "2026-09-30", "as_of_from": "title",
    "cells": [(4, "D", "否"), (5, "F", "未启动")],
}  # fmt: skip
THREE_ROWS = [
    ["行政区划代码", "保障情况", "", "", "建设阶段"], ["", "政策保障", "", "学校", ""], ["", "经费", "人员", "总数", ""],
    ["440106", "是", "否", "32", "已建立"],
]  # fmt: skip
REPEATED = [
    HEADER, ["甲", "乙", "1", "2", "3"], TIANHE, [], HEADER, LIWAN,
    ["", "全省", "", "2", ""], YUEXIU, ["* 标注的为试点县，其余为一般县区，以省级文件公布的名单为准"],
]  # fmt: skip

CASES = [
    ReadingCase("plain.xlsx", sheet_of(*PLAIN), "xlsx", **AS_DATA),
    ReadingCase("titles_totals_notes.xlsx", sheet_of(*TITLED, merged=[(1, 0, 1, 4)]), "xlsx", header_rows=(5, 5),
        columns=COLUMNS, rows=[6, 7, 9], as_of="2026-09-30", as_of_from="title",
        left_out=[(8, "total"), (10, "total"), (11, "blank"), (12, "signature"), (13, "note"), (14, "note")]),
    ReadingCase("grouped_header.xlsx", sheet_of(*GROUPED, merged=[(0, 0, 0, 5), (1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 4),
        (1, 5, 2, 5)]), "xlsx", **GROUPED_OUTCOME),
    ReadingCase("grouped_header.csv", text_of(GROUPED), "csv", "utf-8", sheets=(("grouped_header", True),),
        **GROUPED_OUTCOME),
    ReadingCase("three_header_rows.xlsx", sheet_of(*THREE_ROWS, merged=[(0, 0, 2, 0), (0, 1, 0, 3), (1, 1, 1, 2),
        (0, 4, 2, 4)]), "xlsx", header_rows=(1, 3), rows=[4],
        columns="A 行政区划代码,B 保障情况/政策保障/经费,C 保障情况/政策保障/人员,D 保障情况/学校/总数,E 建设阶段"),
    ReadingCase("merged_down.xlsx", sheet_of(*PLAIN, merged=[(1, 1, 3, 1)]), "xlsx", columns=COLUMNS, rows=[2, 3, 4],
        cells=[(2, "B", "广东省"), (3, "B", "广东省"), (4, "B", "广东省")]),
    ReadingCase("merged_across.xlsx", sheet_of(HEADER, TIANHE, [*LIWAN[:3], "暂无", "暂无"], merged=[(2, 3, 2, 4)]), "xlsx",
        columns=COLUMNS, rows=[2, 3], cells=[(3, "D", "暂无"), (3, "E", None)]),
    ReadingCase("hidden_sheets.xlsx", workbook(hidden_sheets), "xlsx", sheet=2,
        sheets=(("代码表", False), ("旧表", False), ("上报", True)), **AS_DATA),
    ReadingCase("workbook_named.xls", sheet_of(*PLAIN), "xlsx", **AS_DATA),
    ReadingCase("old.xls", old_workbook, "xls", sheets=(("表", True), ("旧", False)), header_rows=(2, 2),
        columns=COLUMNS, rows=[3, 4, 5], as_of="2026-09-30", as_of_from="title"),
    ReadingCase("wps.et", old_workbook, "et", sheets=(("表", True), ("旧", False)), header_rows=(2, 2),
        columns=COLUMNS, rows=[3, 4, 5], as_of="2026-09-30", as_of_from="title"),
    ReadingCase("old_named.xlsx", old_workbook, "xls", sheets=(("表", True), ("旧", False)), header_rows=(2, 2),
        columns=COLUMNS, rows=[3, 4, 5], as_of="2026-09-30", as_of_from="title"),
    ReadingCase("macros.xlsm", with_macros, "xlsm", columns="A 行政区划代码,B 建设阶段", rows=[2]),
    ReadingCase("open_document.ods", open_document, "ods", sheets=(("表", True), ("旧", False)), header_rows=(2, 2),
        columns=COLUMNS, rows=[3, 4, 5], cells=[(5, "B", "广东省")], as_of="2026-09-30", as_of_from="title"),
    ReadingCase("utf8.csv", text_of(PLAIN), "csv", "utf-8", sheets=(("utf8", True),), **AS_DATA),
    ReadingCase("bom.csv", text_of(PLAIN, encoding="utf-8-sig"), "csv", "utf-8", sheets=(("bom", True),), **AS_DATA),
    ReadingCase("gb18030.csv", text_of(PLAIN, encoding="gb18030"), "csv", "gb18030", sheets=(("gb18030", True),), **AS_DATA),
    ReadingCase("utf16.txt", text_of(PLAIN, "\t", "utf-16-le", "\ufeff"), "txt", "utf-16", sheets=(("utf16", True),),
        **AS_DATA),
    ReadingCase("utf16_unmarked.txt", text_of(PLAIN, "\t", "utf-16-be"), "txt", "utf-16-be",
        sheets=(("utf16_unmarked", True),), **AS_DATA),
    ReadingCase("semicolons.csv", text_of(PLAIN, ";"), "csv", "utf-8", sheets=(("semicolons", True),), **AS_DATA),
    ReadingCase("bars.txt", text_of(PLAIN, "|"), "txt", "utf-8", sheets=(("bars", True),), **AS_DATA),
    ReadingCase("named_delimiter.csv", text_of(PLAIN, ";", before="sep=;\r\n"), "csv", "utf-8", header_rows=(2, 2),
        sheets=(("named_delimiter", True),), columns=COLUMNS, rows=[3, 4, 5]),
    ReadingCase("page.xls", page(f"<table>{cells_of(HEADER, 'th')}<tr><td>440106<td rowspan=2>广东省<td>天河区<td>已建立"
        "<td>是&nbsp;<tr><td>440103<td>荔湾区<td>筹建中<td>&#21542;</table>"), "html", "gb18030", sheets=(("page", True),),
        columns=COLUMNS, rows=[2, 3], cells=[(2, "E", "是"), (3, "B", "广东省"), (3, "C", "荔湾区"), (3, "E", "否")]),
    ReadingCase("two_tables.xls", page(f"<table>{cells_of(['导航', '首页'])}</table><table>"
        f"{''.join(map(cells_of, PLAIN))}</table>", "utf-8"), "html", "utf-8", sheets=(("1", True), ("2", True)), sheet=1,
        **AS_DATA),
    ReadingCase("formulas.xlsx", sheet_of(*PLAIN, formulas=[(1, 3, '="已建立"', ""), (2, 3, '="筹建中"', "筹建中")]), "xlsx",
        columns=COLUMNS, rows=[2, 3, 4], formulas=[(2, "D")], cells=[(2, "D", None), (3, "D", "筹建中")]),
    ReadingCase("errors.xlsx", sheet_of(*PLAIN, formulas=[(2, 2, "=VLOOKUP(A3,X:Y,2)", "#N/A")]), "xlsx",
        columns=COLUMNS, rows=[2, 3, 4], cells=[(3, "C", "#N/A")]),
    ReadingCase("repeated_header.xlsx", sheet_of(*REPEATED), "xlsx", columns=COLUMNS, rows=[3, 6, 8],
        left_out=[(2, "repeated_header"), (4, "blank"), (5, "repeated_header"), (7, "total"), (9, "note")]),
    ReadingCase("away_from_a1.xlsx", sheet_of([], [], *([["", "", *row] for row in PLAIN])), "xlsx", header_rows=(3, 3),
        columns="C 行政区划代码,D 省份,E 县(市、区),F 建设阶段,G 经费保障", rows=[4, 5, 6], cells=[(4, "C", "440106")]),
    ReadingCase("styled_far_away.xlsx", sheet_of(*PLAIN, styled=[(1_048_575, 16_383)]), "xlsx", **AS_DATA),
    ReadingCase("numbers_and_dates.xlsx", sheet_of(["行政区划代码", "建立日期", "学校总数"], [440106, date(2025, 3, 12), 12],
        [440103, "2025年3月", 2025.1]), "xlsx", columns="A 行政区划代码,B 建立日期,C 学校总数", rows=[2, 3],
        cells=[(2, "A", 440106), (2, "B", date(2025, 3, 12)), (2, "C", 12), (3, "C", 2025.1)]),
    ReadingCase("上报_2026年11月.xlsx", sheet_of(*PLAIN), "xlsx", as_of="2026-11-30", as_of_from="file_name", **AS_DATA),
    ReadingCase("上报20261031.csv", text_of(PLAIN), "csv", "utf-8", sheets=(("上报20261031", True),), as_of="2026-10-31",
        as_of_from="file_name", **AS_DATA),
    ReadingCase("column_without_header.csv", text_of([HEADER[:2], TIANHE[:3], LIWAN[:2]]), "csv", "utf-8",
        sheets=(("column_without_header", True),), columns="A 行政区划代码,B 省份,C ", rows=[2, 3],
        cells=[(2, "C", "天河区"), (3, "C", None)]),
]  # fmt: skip
