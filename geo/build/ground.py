"""Everything that the assets are drawn from, read and cleaned once."""

from dataclasses import dataclass

import pandas as pd
from shapely.geometry.base import BaseGeometry

from geo.build.coverage import SLIVER, clean, dissolve
from geo.build.tianditu import read_layer, read_lines
from geo.build.units import county_units, unit_names
from geo.projection import Shapes


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
