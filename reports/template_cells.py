"""What the template writes into its cells: headers, words and widths, one entry per field of a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, TypeAlias

import pandas as pd

Kind: TypeAlias = Literal["name", "stage", "date", "yes_no", "list", "count", "text"]


@dataclass(frozen=True)
class TemplateColumn:
    """A column: the report field, its header, its kind of value, its width in characters."""

    field: str
    header: str
    kind: Kind
    width: float


# The headers are the Chinese ones in both languages: one template for all offices, one layout to remember.
TEMPLATE_COLUMNS: Final = (
    TemplateColumn("county_code", "行政区划代码", "name", 13),
    TemplateColumn("province", "省份", "name", 16),
    TemplateColumn("prefecture", "地市", "name", 16),
    TemplateColumn("county", "县(市、区)", "name", 18),
    TemplateColumn("stage", "建设阶段", "stage", 12),
    TemplateColumn("established_on", "建立日期", "date", 12),
    TemplateColumn("coordination", "协调机制", "yes_no", 9),
    TemplateColumn("guidance_body", "家庭教育指导机构", "yes_no", 11),
    TemplateColumn("funding", "经费保障", "yes_no", 9),
    TemplateColumn("personnel", "人员保障", "yes_no", 9),
    TemplateColumn("venues", "场地保障", "yes_no", 9),
    TemplateColumn("departments", "参与部门", "list", 44),
    TemplateColumn("resources", "资源领域", "list", 34),
    TemplateColumn("schools_covered", "覆盖学校数", "count", 11),
    TemplateColumn("schools_total", "学校总数", "count", 10),
    TemplateColumn("evidence", "佐证材料", "text", 24),
    TemplateColumn("remark", "备注", "text", 24),
)
HEADERS: Final = {column.field: column.header for column in TEMPLATE_COLUMNS}

# The words of the dropdowns, by the language of the page. Reading takes all of them in either language.
STAGE_CELLS: Final = {
    "zh": {"not_started": "未启动", "preparing": "筹建中", "established": "已建立", "operating": "有效运转"},
    "en": {
        "not_started": "not started",
        "preparing": "preparing",
        "established": "established",
        "operating": "operating",
    },
}
# Stands before the as-of date; reading knows the day that follows it for the as-of date.
AS_OF_LABELS: Final = {"zh": "数据截至", "en": "Data as of"}
YES_NO_CELLS: Final = {"zh": {True: "是", False: "否"}, "en": {True: "yes", False: "no"}}


def template_cell(column: TemplateColumn, value: Any, lang: str) -> str | int | date | None:
    """Turn a stored value into what its cell holds; None, a blank cell, where nothing is reported."""
    if value is None or pd.isna(value):
        return None
    match column.kind:
        case "stage":
            return STAGE_CELLS[lang][str(value)]
        case "yes_no":
            return YES_NO_CELLS[lang][bool(value)]
        case "date":
            return pd.Timestamp(value).date()
        case "count":
            return int(value)
        case _text:
            return str(value)
