"""Areas by code: what level one is, what it is called, what lies above it."""

from dataclasses import dataclass

import streamlit as st

from data.base.language import Translate
from data.register.register import NATION_CODE
from ui import queries


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
    map_province = (
        counties.drop_duplicates("province_code").set_index("province_code")["map_province_code"].to_dict()
    )
    for row in counties.to_dict("records"):
        code, province = row["county_code"], row["province_code"]
        # A city without counties and a county that its province administers are their own prefecture.
        parent = province if row["prefecture_code"] in (code, province) else row["prefecture_code"]
        areas[code] = Area(
            code, "county", row["name"], row["name_en"], parent, province, row["map_province_code"]
        )
    for row in queries.prefectures().to_dict("records"):
        code, province = row["code"], row["province_code"]
        if code not in areas and code != province:
            areas[code] = Area(
                code, "prefecture", row["name"], row["name_en"], province, province, map_province[province]
            )
    for row in queries.provinces().to_dict("records"):
        code = row["code"]
        areas[code] = Area(
            code, "province", row["name"], row["name_en"], NATION_CODE, code, map_province[code]
        )
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
