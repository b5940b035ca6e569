"""Areas by code: what level one is, what it is called, what lies above it."""

from dataclasses import dataclass

import streamlit as st

from data.register import NATION
from data.words import Translate
from ui import queries

XPCC = "660000"


@dataclass(frozen=True)
class Area:
    """One area of the register.

    level: nation, province, prefecture or county. parent: code of the area above, None for the nation.
    province: code of the reporting province, None for the nation. map_province: whose boundary file draws it.
    """

    code: str
    level: str
    name: str
    name_en: str
    parent: str | None
    province: str | None
    map_province: str | None

    def called(self, lang: str) -> str:
        """The name in the reader's language."""
        return self.name if lang == "zh" else self.name_en


@st.cache_resource(show_spinner=False)
def _areas() -> dict[str, Area]:
    # Counties first: a county-less city and a province-administered county are their own prefecture, and the
    # prefecture's entry is the one to keep, since a map opens it.
    areas: dict[str, Area] = {}
    counties = queries.counties()
    for row in counties.itertuples():
        areas[row.county_code] = Area(
            row.county_code, "county", row.name, row.name_en, row.prefecture_code, row.province_code, row.map_province_code
        )  # fmt: skip
    map_province = counties.drop_duplicates("province_code").set_index("province_code")["map_province_code"]
    own = set(areas) & set(queries.prefectures()["code"])
    for row in queries.prefectures().itertuples():
        if row.code not in own and row.code != row.province_code:
            areas[row.code] = Area(
                row.code, "prefecture", row.name, row.name_en, row.province_code, row.province_code, map_province[row.province_code]
            )  # fmt: skip
    for row in queries.provinces().itertuples():
        areas[row.code] = Area(row.code, "province", row.name, row.name_en, NATION, row.code, map_province[row.code])
    for code, area in areas.items():
        if area.parent == code or (area.level == "county" and area.parent in own):
            areas[code] = Area(code, area.level, area.name, area.name_en, area.province, area.province, area.map_province)
    return areas


def find_area(code: str) -> Area | None:
    """The area with this code, None for the nation and for codes the register does not hold."""
    return _areas().get(code)


def path_to(code: str) -> list[Area]:
    """The areas from the province down to `code`; empty for the nation."""
    path: list[Area] = []
    area = find_area(code)
    while area is not None:
        path.insert(0, area)
        area = find_area(area.parent) if area.parent else None
    return path


def area_name(code: str, lang: str, _: Translate) -> str:
    """What an area is called, the nation included."""
    area = find_area(code)
    return _("China") if area is None else area.called(lang)
