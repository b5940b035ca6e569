"""A column whose values contradict the field that its header names is not taken for it without a word."""

import pytest

from data.intake.columns import header_field, match_columns
from data.intake.contradictions import contradicts
from tests.data.intake.tables import places, table


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("stage", ["2025-03-01", "2025.4.1", "2025年5月"]),
        ("stage", [40, 41, 52]),
        ("established_on", ["有", "无", "有"]),
        ("established_on", ["已建立", "筹建中"]),
        ("funding", ["2025-03-01", "2025-04-01"]),
        ("schools_covered", ["是", "否", "是"]),
        ("schools_total", ["2025-03-01", "2025-04-01"]),
        ("departments", [12, 13]),
        ("county", [1, 2, 3]),
        ("county_code", [1, 2, 3]),
        ("as_of", ["是", "是"]),
    ],
)
def test_another_kind_of_values_contradicts(name, cells):
    assert contradicts(name, cells)


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("stage", ["是", "否"]),
        ("stage", ["正常", "一般"]),
        ("stage", ["2025-03-01"]),
        ("stage", ["2025-03-01", "2025-03-02", "已建立"]),
        ("established_on", ["2025年", "2025.3.1"]),
        ("established_on", [45658, 45659]),
        ("funding", ["50万元", "3人"]),
        ("schools_covered", ["约30所", "80%"]),
        ("departments", ["无", "无"]),
        ("county_code", [440106001, 440106002]),
        ("county", ["高新区", "江北新区"]),
        ("remark", [1, 2]),
    ],
)
def test_what_is_only_written_otherwise_does_not(name, cells):
    assert not contradicts(name, cells)


def test_a_contradicting_column_is_told():
    headers = ["县代码", "阶段", "经费保障"]
    columns = match_columns(table(headers, [440106, "在建", "2025-03-01"], [440103, "在建", "2025-04-01"]))
    assert columns.fields == {"county_code": "A", "stage": "B"}
    assert places(columns.problems) == [[1, "C", "column_contradicts"]]


def test_a_stage_that_is_none_is_asked():
    columns = match_columns(table(["县代码", "阶段"], [440106, 40], [440103, 41]))
    assert places(columns.problems) == [[1, "B", "column_contradicts"], [1, None, "column_missing"]]


@pytest.mark.parametrize(
    ("header", "certain", "likely"),
    [
        ("学校数（所）/已覆盖", "schools_covered", None),
        ("学校数（所）/其中：已覆盖", "schools_covered", None),
        ("学校数（所）/总数", "schools_total", None),
        ("中小学校/覆盖", None, "schools_covered"),
        ("学校数/纳入教联体", None, "schools_covered"),
        ("学校数/覆盖率", None, None),
        ("学校数/未覆盖", None, None),
        ("教师数/总数", None, None),
        ("乡镇数/已覆盖", None, None),
        ("建设进展/成立时间", "established_on", None),
    ],
)
def test_a_header_beneath_a_group(header, certain, likely):
    assert header_field(header) == (certain, likely)
