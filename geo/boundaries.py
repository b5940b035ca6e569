"""Reads the boundaries of counties, prefectures and provinces."""

# geopandas and shapely leave some types open:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from pathlib import Path
from typing import Final

import geopandas as gpd

from geo.checked import FILES, checked_path

LEVELS: Final = ("county", "prefecture", "province")


def load_boundaries(level: str, folder: Path = FILES) -> gpd.GeoDataFrame:
    """Return one row per unit drawn at a level, sorted by code, in EPSG:4490 (CGCS2000, degrees).

    Columns: code, name (Chinese), in_scope, geometry. Beside the register's units there are, out of scope,
    Taiwan, Hong Kong and Macao at every level, and at county level four places that are no county (three in
    Gansu, which also stand alone at prefecture level; 大柴旦 belongs to 海西州 there). The province level has
    no row for the XPCC: its cities lie within 650000. Borders agree between the levels.

    Raises MissingFile and WrongChecksum.
    """
    if level not in LEVELS:
        raise ValueError(f"There are no boundaries of level {level!r}, only of {', '.join(LEVELS)}.")
    return gpd.read_parquet(checked_path(f"{level}.parquet", folder))
