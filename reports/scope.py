"""What a page speaks of: an area, and the areas inside it that are compared."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data.register import NATION_CODE


@dataclass(frozen=True)
class Scope:
    """An area and the units inside it.

    name: in the reader's language, None for the nation. level: nation, province or prefecture.
    unit_level: province, prefecture or county. units: [code, label], by code, at least one row.
    """

    code: str
    level: str
    name: str | None
    unit_level: str
    units: pd.DataFrame


def resolve_scope(
    area: str,
    lang: str,
    *,
    provinces: pd.DataFrame,
    prefectures: pd.DataFrame,
    counties: pd.DataFrame,
) -> Scope:
    """Find the area of a code and what to compare inside it; the frames are those of data.register.

    A county stands for its prefecture. A province whose prefectures all are single (a municipality; the XPCC,
    whose cities are their own prefectures) is compared by county. A code that nothing has means the nation.
    """
    short, full = ("short_name", "name") if lang == "zh" else ("name_en", "name_en")
    inside = counties[counties["province_code"] == area]
    if len(inside):
        own = prefectures[prefectures["province_code"] == area]
        name = str(provinces.set_index("code").loc[area, full])
        if len(own) == 1 or len(own) == len(inside):
            return Scope(area, "province", name, "county", _labels(inside, "county_code", full))
        return Scope(area, "province", name, "prefecture", _labels(own, "code", short))
    prefecture = counties.loc[counties["county_code"] == area, "prefecture_code"]
    code = str(prefecture.iloc[0]) if len(prefecture) else area
    inside = counties[counties["prefecture_code"] == code]
    if not len(inside):
        return Scope(NATION_CODE, "nation", None, "province", _labels(provinces, "code", short))
    name = str(prefectures.set_index("code").loc[code, full])
    return Scope(code, "prefecture", name, "county", _labels(inside, "county_code", full))


def _labels(areas: pd.DataFrame, code: str, label: str) -> pd.DataFrame:
    named = areas[[code, label]].set_axis(["code", "label"], axis="columns")
    return named.sort_values("code", ignore_index=True)
