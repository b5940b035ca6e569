"""Small registers, reports and milestones for tests; every default is a valid value."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pandas as pd

from data.plan.milestones import Milestone

# Two counties of Beijing, three of Guangdong (two in Guangzhou, and Dongguan, which has no counties), two
# of the XPCC.
SMALL_REGISTER = (
    ("110101", "东城区", "110000", "北京市", "110000", "北京市", "110000"),
    ("110102", "西城区", "110000", "北京市", "110000", "北京市", "110000"),
    ("440103", "荔湾区", "440100", "广州市", "440000", "广东省", "440000"),
    ("440106", "天河区", "440100", "广州市", "440000", "广东省", "440000"),
    ("441900", "东莞市", "441900", "东莞市", "440000", "广东省", "440000"),
    ("659001", "石河子市", "659001", "石河子市", "660000", "新疆生产建设兵团", "650000"),
    ("659002", "阿拉尔市", "659002", "阿拉尔市", "660000", "新疆生产建设兵团", "650000"),
)
REGISTER_COLUMNS = (
    "county_code",
    "name",
    "prefecture_code",
    "prefecture",
    "province_code",
    "province",
    "map_province_code",
)


def a_register(rows: Sequence[Sequence[str]] = SMALL_REGISTER) -> pd.DataFrame:
    counties = pd.DataFrame(rows, columns=list(REGISTER_COLUMNS), dtype="string")
    return counties.assign(name_en=counties["name"] + " (en)")


def a_province(size: int) -> pd.DataFrame:
    """A register of one province with so many counties: 440001, 440002, …"""
    return a_register(
        [
            (f"44{n:04d}", f"县{n}", "440100", "广州市", "440000", "广东省", "440000")
            for n in range(1, size + 1)
        ]
    )


def a_report(county_code: str, as_of: date, stage: str | None = "preparing", **fields: Any) -> dict[str, Any]:
    """One county's report, saved two days after the day it describes, unless told otherwise."""
    later = datetime(as_of.year, as_of.month, as_of.day, 8, tzinfo=UTC) + timedelta(days=2)
    report = {
        "batch_id": 1,
        "county_code": county_code,
        "as_of": as_of,
        "saved_at": later,
        "stage": stage,
        "established_on": as_of if stage in {"established", "operating"} else None,
        "coordination": None,
        "remark": None,
    }
    return report | fields


def some_reports(*reports: dict[str, Any]) -> pd.DataFrame:
    """Reports as the store gives them."""
    frame = pd.DataFrame(list(reports), columns=list(a_report("110101", date(2025, 1, 31))))
    return frame.astype(
        {
            "batch_id": "int64",
            "county_code": "string",
            "as_of": "datetime64[ns]",
            "saved_at": "datetime64[ns, UTC]",
            "stage": "string",
            "established_on": "datetime64[ns]",
            "coordination": "boolean",
            "remark": "string",
        }
    )


def a_milestone(on: date, share: float, name: str = "里程碑") -> Milestone:
    return Milestone(name=name, on=on, share=share, name_en="Milestone", source="a test")
