"""Small registers, reports and milestones for tests; every default is a valid value."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pandas as pd

from data.figures.unit_reports import UnitReports
from data.plan.milestones import Milestone
from data.register.history import History, register_history, with_points
from data.register.sources import read_reference

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


UNIT_COLUMNS = (
    "unit", "code", "name", "name_en", "kind", "prefecture_code", "prefecture", "province_code", "province",
    "map_province_code", "pinyin", "initials", "lon", "lat", "since", "until", "source",
)  # fmt: skip
CHANGE_COLUMNS = (
    "change", "day", "kind", "before", "after", "follows", "parts", "document", "source", "basis", "remark",
)  # fmt: skip


def a_table(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> pd.DataFrame:
    """Rows of text in the columns of one of the register's files; what a row does not say is empty."""
    written = [{name: row.get(name, "") for name in columns} for row in rows]
    return pd.DataFrame(written, columns=list(columns), dtype="string")


def a_history(
    units: Sequence[Mapping[str, str]], changes: Sequence[Mapping[str, str]] = (), *, source: str = "a test"
) -> History:
    """A register through time, from periods of units and changes as the register's files have them."""
    areas = {(row["prefecture_code"], row["prefecture"], row["province_code"]) for row in units}
    prefectures = [
        {"code": code, "name": name, "name_en": name, "short_name": name, "province_code": province, "source": source}
        for code, name, province in sorted(areas)
    ]  # fmt: skip
    columns = ("code", "name", "name_en", "short_name", "province_code", "since", "until", "source")
    own = [
        {"name_en": f"{row['name']} (en)", "unit": row.get("code", ""), "source": source, **row}
        for row in units
    ]
    return History(
        with_points(a_table(UNIT_COLUMNS, own)),
        a_table(
            CHANGE_COLUMNS,
            [{"source": source, "basis": "read", **row} for row in (no_change(units), *changes)],
        ),
        a_table(columns, prefectures),
        read_reference("provinces.csv"),
    )


def no_change(units: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """A change in which a village goes from one county to another: a history knows at least one change."""
    one, other = (row.get("unit", row["code"]) for row in (units[0], units[-1]))
    both = {"before": f"{one} {other}", "after": f"{one} {other}", "parts": f"{one}>{other}"}
    return {"change": "2012-01-02-village", "day": "2012-01-02", "kind": "ground_moved", **both}


def steady(counties: pd.DataFrame) -> History:
    """The history of a register in which nothing ever changed."""
    rows = counties.rename(columns={"county_code": "code"})[["code", *REGISTER_COLUMNS[1:], "name_en"]]
    return a_history(rows.to_dict("records"))


def unit_reports(reports: pd.DataFrame, history: History | pd.DataFrame | None = None) -> UnitReports:
    """Reports with their units, in a history, a register in which nothing changes, or the history in use."""
    if isinstance(history, pd.DataFrame):
        history = steady(history)
    return UnitReports(reports, history or register_history())


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
