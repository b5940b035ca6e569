"""Spreadsheets for the tests of uploads, and what they are examined with."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from data.base.fields import REPORT_COLUMNS
from data.intake.examination import Particulars
from data.spreadsheets.sheets import Sheet, Workbook
from data.store.batch import STORED_TYPES

TODAY = date(2026, 11, 22)
HEADERS = ("行政区划代码", "县(市、区)", "建设阶段", "建立日期", "备注")


def a_workbook(
    *rows: Sequence[Any],
    headers: Sequence[str] = HEADERS,
    title: str = "数据截至2026年10月31日",
    sheet: str = "表",
) -> Workbook:
    """What reading gives of a sheet with a title in row 1, headers in row 2, the rows from row 3 on."""
    cells = ((title, *(None for _ in headers[1:])), tuple(headers), *map(tuple, rows))
    return Workbook("xlsx", (Sheet(sheet, visible=True, rows=cells),))


def content_of(workbook: Workbook) -> bytes:
    """Bytes to be kept as the file of such a workbook; reading is not what these tests are about."""
    return repr(workbook).encode()


GOOD = ("440103", "荔湾区", "已建立", date(2025, 3, 12), "甲")
ALSO_GOOD = ("440104", "越秀区", "筹建中", None, None)
NO_DATE = ("440105", "海珠区", "已建立", None, "乙")
WRONG_NAME = ("440106", "荔湾区", "未启动", None, None)


def no_reports() -> pd.DataFrame:
    """The store's reports when there are none."""
    return pd.DataFrame(
        {name: pd.Series([], dtype=STORED_TYPES[name]) for name in ("batch_id", *REPORT_COLUMNS, "saved_at")}
    )


def particulars(reports: pd.DataFrame | None = None, **given: Any) -> Particulars:
    usual: dict[str, Any] = {"today": TODAY}
    stored = no_reports() if reports is None else reports
    return Particulars(reports=stored, **(usual | given))
