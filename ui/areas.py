"""Areas by code: what level one is, what it is called, what lies above it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from data.base.language import Translate
from data.names.index import County, place_names
from data.register.history import kept_with_register, register_of
from data.register.register import NATION_CODE

# Registers whose areas are kept in memory: people look at few days at once.
REGISTERS_KEPT: Final = 8


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


@kept_with_register(REGISTERS_KEPT)
def _areas(since: date) -> dict[str, Area]:
    # Counties first: a county-less city and a province-administered county are their own prefecture, and the
    # prefecture's entry is the one to keep, since a map opens it.
    areas: dict[str, Area] = {}
    register = register_of(since)
    counties = register.counties
    map_province = (
        counties.drop_duplicates("province_code").set_index("province_code")["map_province_code"].to_dict()
    )
    for code, county in place_names(since).counties.items():
        areas[code] = _county_area(county)
    for row in register.prefectures.to_dict("records"):
        code, province = row["code"], row["province_code"]
        if code not in areas and code != province:
            areas[code] = Area(
                code, "prefecture", row["name"], row["name_en"], province, province, map_province[province]
            )
    for row in register.provinces.to_dict("records"):
        code = row["code"]
        areas[code] = Area(
            code, "province", row["name"], row["name_en"], NATION_CODE, code, map_province[code]
        )
    return areas


def _county_area(county: County) -> Area:
    # A city without counties and a county that its province administers are their own prefecture.
    own = county.prefecture_code in (county.code, county.province_code)
    return Area(
        county.code,
        "county",
        county.name,
        county.name_en,
        county.province_code if own else county.prefecture_code,
        county.province_code,
        county.map_province_code,
    )


def find_area(code: str, day: date | None = None) -> Area | None:
    """The area with this code on a day (None: now), as it was then; None for the nation and for unknown codes.

    A county of another day is given as it was last before, or else as it is first after.
    """
    found = _areas(register_of(day).since or date.min).get(code)
    if found is not None:
        return found
    county = place_names(day).county(code)
    return _county_area(county) if county else None


def path_to(code: str, day: date | None = None) -> list[Area]:
    """The areas from the province down to `code` on a day; empty for the nation."""
    path: list[Area] = []
    area = find_area(code, day)
    while area is not None:
        path.insert(0, area)
        area = find_area(area.parent, day) if area.parent else None
    return path


def area_name(code: str, lang: str, _: Translate, day: date | None = None) -> str:
    """What an area is called on a day, the nation included."""
    area = find_area(code, day)
    return _("China") if area is None else area.called(lang)
