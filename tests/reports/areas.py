"""Areas for tests: the nation of the design page, and translators."""

from datetime import date
from typing import Any

import pandas as pd

from reports.figures.area import AreaFigures

AS_OF = date(2026, 10, 31)
BEFORE = date(2026, 9, 30)


def an_area(**changes: Any) -> AreaFigures:
    """The nation as the design page has it, with changes; an area of another size has reported whole."""
    usual: dict[str, Any] = {
        "name": None,
        "counties": 2848,
        "established": 2231,
        "operating": 1306,
        "without_alliance": {"preparing": 402, "not_started": 144},
        "not_reported": 71,
        "verdict": "on_track",
        "due": date(2027, 12, 31),
        "target": 1.0,
        "needed_pace": 44.07,
        "observed_pace": 52.0,
        "pace_months": 6,
        "short_pace": 50.0,
        "ratio": 1.18,
        "projected_on": date(2027, 10, 24),
        "projected_early": date(2027, 9, 20),
        "projected_late": date(2027, 12, 5),
    }
    if "counties" in changes:
        usual["not_reported"] = 0
    given = usual | changes
    needed = -(-int(given["counties"] * given["target"] * 1000) // 1000)
    computed = {
        "share": given["established"] / given["counties"],
        "needed": needed,
        "gap": needed - given["established"],
    }
    return AreaFigures(**(computed | given))


def units(rows: list[tuple[Any, ...]], *columns: str) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns))


def english(text: str) -> str:
    return text


# A few entries of the catalogue, to see that sentences are put together in the reader's order.
CHINESE = {
    "As of {date}, {established} of {counties} counties ({share}) have an alliance": (
        "截至{date}，全国{counties}个县（市、区）中有{established}个建立教联体，占{share}"
    ),
    "{gap} to go by {due}": "尚余{gap}个须在{due}前建立",
    "{to_go}: {pace}.": "{to_go}：{pace}。",
    "{needed} a month needed, {seen} a month seen over {months} months; expected {month}": (
        "每月需{needed}个，近{months}个月月均{seen}个，预计{month}完成"
    ),
    "{n} provinces": "{n}个省份",
    "The {units} below {limit} are all {region}": "占比低于{limit}的{units}都{region}",
    "in the west": "在西部",
    "{area} ({change})": "{area}（{change}）",
    "The most in {names}.": "{names}增加最多。",
    "Compared with {day}": "与{day}相比",
}


def chinese(text: str) -> str:
    return CHINESE.get(text, text)
