"""Everything that the assets are drawn from: the units and their ground, read and cleaned once."""

from dataclasses import dataclass
from typing import Final

import pandas as pd
from shapely.geometry.base import BaseGeometry

from geo.build.coverage import SLIVER, clean, dissolve
from geo.build.tianditu import Layer, read_layer, read_lines
from geo.projection import Shapes

# Codes of the county layer that differ from the official ones (docs: design domain page, "County code").
OFFICIAL_CODES: Final = {"540422": "540481", "540530": "540581", "460321": "460302", "460322": "460303"}

# Outside the Plan's scope, drawn whole at every level.
REGIONS: Final = {
    "710000": ("台湾", "Taiwan"),
    "810000": ("香港", "Hong Kong"),
    "820000": ("澳门", "Macao"),
}

# Ground that no county of the register holds, and the prefecture that it is drawn with (None: on its own).
OTHER_GROUND: Final[dict[str, tuple[str, str, str | None]]] = {
    "629700": ("中农发山丹马场", "Shandan Horse Ranch", None),
    "629800": ("莲花山风景林自然保护区", "Lianhuashan Nature Reserve", None),
    "629900": ("太子山天然林保护区", "Taizishan Nature Reserve", None),
    "632857": ("大柴旦行政委员会", "Da Qaidam", "632800"),
}


@dataclass(frozen=True)
class Ground:
    """The cleaned county coverage in degrees.

    `units`: code, prefecture_code, province_code, a row per shape, sorted by code.
    `names`: by level, name, label (short), name_en and in_scope by code. `lines`: the boundary lines in degrees.
    """

    units: pd.DataFrame
    shapes: Shapes
    names: dict[str, pd.DataFrame]
    lines: dict[str, BaseGeometry]

    def codes(self, level: str) -> list[str]:
        """Return, for each shape, the code of the unit that holds it at a level."""
        return list(self.units["code" if level == "county" else f"{level}_code"])

    def units_of(self, level: str, codes: list[str]) -> pd.DataFrame:
        """Return the units with these codes: code, name, name_en, parent, province_code, in_scope.

        The parent is one level up: a county's prefecture, a prefecture's province, `100000` for provinces.
        """
        members = self.units.assign(of=self.codes(level))
        parent = {"county": "prefecture_code", "prefecture": "province_code"}.get(level)
        members["parent"] = members[parent] if parent else "100000"
        first = members.groupby("of").agg(
            parent=("parent", "first"), province_code=("province_code", "first")
        )
        rows = first.loc[codes].join(self.names[level], validate="one_to_one")
        return rows.reset_index(names="code")[
            ["code", "name", "name_en", "parent", "province_code", "in_scope"]
        ]


def read_ground(counties: pd.DataFrame, prefectures: pd.DataFrame, provinces: pd.DataFrame) -> Ground:
    """Read the Tianditu layers, give them the register's codes and names, and mend them.

    Nine of the county layer's polygons overlap a neighbour or miss it by a hair, at which unions fail, and
    three slivers belong to no county.
    """
    layer = read_layer("cn_district")
    units = county_units(layer, counties)
    whole = dissolve(clean(layer.geometries, SLIVER), list(units["code"]))
    units = units.drop_duplicates("code").sort_values("code", ignore_index=True)
    names = {
        "county": unit_names(
            counties.rename(columns={"county_code": "code"}).assign(short_name=counties["name"])
        ),
        "prefecture": unit_names(prefectures),
        "province": unit_names(provinces),
    }
    return Ground(units, whole.loc[list(units["code"])].to_numpy(), names, read_lines())


def county_units(layer: Layer, counties: pd.DataFrame) -> pd.DataFrame:
    """Return a row per polygon of the county layer.

    Columns: code, prefecture_code, province_code (the polygon it is drawn in: XPCC cities 650000).
    Raises ValueError when the layer and the register do not hold the same counties.
    """
    codes = layer.table["district_adcode"].replace(OFFICIAL_CODES)
    region = layer.table["province_adcode"].where(layer.table["province_adcode"].isin(list(REGIONS)))
    codes = region.fillna(codes)
    register = counties.set_index("county_code")
    missing = set(register.index) - set(codes)
    unknown = set(codes) - set(register.index) - set(REGIONS) - set(OTHER_GROUND)
    if missing or unknown:
        raise ValueError(f"Register and county layer differ: {sorted(missing)} and {sorted(unknown)}.")
    known = pd.concat([register[["prefecture_code", "map_province_code"]], _other_ground()])
    units = known.loc[codes, ["prefecture_code", "map_province_code"]]
    return units.reset_index(names="code").rename(columns={"map_province_code": "province_code"})


def unit_names(areas: pd.DataFrame) -> pd.DataFrame:
    """Return name, label, name_en and in_scope by code: a level's areas in the register, then other ground.

    `areas` has code, name, short_name and name_en; the short name becomes the label.
    """
    known = areas.set_index("code").rename(columns={"short_name": "label"}).assign(in_scope=True)
    return pd.concat([known, _other_ground()])[["name", "label", "name_en", "in_scope"]]


def _other_ground() -> pd.DataFrame:
    """Return regions and other ground by code: names, prefecture_code, map_province_code, in_scope False."""
    rows = {code: (zh, en, code, code) for code, (zh, en) in REGIONS.items()}
    for code, (zh, en, prefecture) in OTHER_GROUND.items():
        rows[code] = (zh, en, prefecture or code, f"{code[:2]}0000")
    columns = ["name", "name_en", "prefecture_code", "map_province_code"]
    ground = pd.DataFrame.from_dict(rows, orient="index", columns=columns, dtype="string")
    return ground.assign(label=ground["name"], in_scope=False)
