"""Lines of labels above a table are no headers, in whatever words and cells; headers are no labels."""

from datetime import date

import pytest

from data.base.cell_values import CellValue
from data.spreadsheets.label_lines import is_label_line
from data.spreadsheets.sheets import Sheet
from data.spreadsheets.table import find_table

TODAY = date(2026, 11, 22)
HEADER = (
    ("县(市、区)", "建设进展", None, "学校数(所)", None),
    (None, "建设阶段", "成立时间", "总数", "已覆盖"),
)
MERGED = ((1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 1, 4))
DATA = (("荔湾区", "已建立", "2025-03-01", 40, 30), ("天河区", "筹建中", None, 50, 10))
NAMES = ["县(市、区)", "建设进展/建设阶段", "建设进展/成立时间", "学校数(所)/总数", "学校数(所)/已覆盖"]


@pytest.mark.parametrize(
    ("line", "day", "known_from"),
    [
        (["填报单位（盖章）：某省教育厅", None, None, "数据截至：2026年9月30日"], "2026-09-30", "title"),
        (["填报单位：", "某省教育厅", None, "填报日期：", "2026年10月8日"], "2026-10-08", "filled_in"),
        (["填报单位", "某省教育厅", "填报时间", "2026-10-08"], "2026-10-08", "filled_in"),
        (["报送单位（公章）：某市教育局", None, "统计时间：2026-09"], "2026-09-30", "title"),
        (["某省教育厅", None, None, "2026年9月30日"], "2026-09-30", "title"),
        (["截至2026年9月30日", None, None, "单位：所"], "2026-09-30", "title"),
        (["（截至2026年9月30日）", None, "（单位：所）"], "2026-09-30", "title"),
        (["编报部门：基础教育处", None, "报表期别：2026年第三季度"], "2026-09-30", "title"),
        (["统计日期", date(2026, 9, 30), "联系电话", 5550100], "2026-09-30", "title"),
        (["填表人：", None, "审核人：", "填表日期："], None, None),
        (["表号：教统12表", None, "制定机关：教育部"], None, None),
        (["教联体建设情况统计表", None, None, "单位：所"], None, None),
    ],
)
@pytest.mark.parametrize("merged", [True, False])
def test_a_line_of_labels_is_no_part_of_the_header(
    line: list[CellValue], day: str | None, known_from: str | None, merged: bool
) -> None:
    across = ((0, 0, 0, 1),) if merged and line[1] is None else ()
    sheet = Sheet("表", True, (tuple(line), *HEADER, *DATA), MERGED + across)
    table = find_table(sheet, today=TODAY)
    assert table is not None
    assert (table.first_header_row, table.header_row) == (2, 3)
    assert [column.header for column in table.columns] == NAMES
    assert (table.as_of and table.as_of.isoformat(), table.as_of_from) == (day, known_from)


@pytest.mark.parametrize(
    "line",
    [
        ["填报单位", "建设阶段", "建立日期", "填报日期"],
        ["填报单位(盖章)", "建设阶段", "建立日期"],
        ["单位名称", "填报日期", "数据截至"],
        ["县区:", "阶段:", "建立日期:"],
        ["经费:有/无", "人员:有/无"],
        ["建立日期:年月日", "统计日期:年月日"],
        ["县市区", "截至2026年9月30日进展", "截至2026年9月底覆盖学校数"],
        ["地区", "2026年8月", "2026年9月"],
        ["教育局", "公安局", "民政局"],
        ["地区", "单位:所"],
    ],
)
def test_headers_are_no_labels(line: list[str]) -> None:
    assert not is_label_line(line)


def test_the_day_of_filling_in_counts_after_all_others() -> None:
    sheet = Sheet("表", True, (("填报日期：2026年10月8日",), *HEADER, *DATA), MERGED)
    named = find_table(sheet, file_name="某省_2026年9月.xlsx", today=TODAY)
    signed = Sheet("表", True, (("建设情况",), *HEADER, *DATA, ("填报日期：2026年10月9日",)), MERGED)
    beneath = find_table(signed, today=TODAY)
    assert named is not None
    assert beneath is not None
    assert (named.as_of, named.as_of_from) == (date(2026, 9, 30), "file_name")
    assert (beneath.as_of, beneath.as_of_from) == (date(2026, 10, 9), "filled_in")
