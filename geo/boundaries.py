"""Reads the boundaries of counties, prefectures and provinces, and the boundary lines."""

# geopandas and shapely leave some types open:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from pathlib import Path
from typing import Final

import geopandas as gpd

from data.errors import MissingFile

FILES: Final = Path(__file__).resolve().parent / "files"
LEVELS: Final = ("county", "prefecture", "province")


def load_boundaries(level: str, folder: Path = FILES) -> gpd.GeoDataFrame:
    """Return one row per unit drawn at a level, sorted by code, in EPSG:4490 (CGCS2000, degrees).

    Columns: code, name (Chinese), in_scope, geometry. Beside the register's units there are, out of scope,
    Taiwan, Hong Kong and Macao at every level, and at county level four places that are no county (three in
    Gansu, which also stand alone at prefecture level; 大柴旦 belongs to 海西州 there). The province level has
    no row for the XPCC: its cities lie within 650000. Borders agree between the levels.

    Raises MissingFile.
    """
    if level not in LEVELS:
        raise ValueError(f"There are no boundaries of level {level!r}, only of {', '.join(LEVELS)}.")
    return _read(folder / f"{level}.parquet")


def load_lines(folder: Path = FILES) -> gpd.GeoDataFrame:
    """Return the boundary lines by name: `province` (at sea), `special_region`, `dashed`, `undefined`.

    Columns: name, geometry. The dashed line has nine dashes. Raises MissingFile.
    """
    return _read(folder / "lines.parquet")


def _read(path: Path) -> gpd.GeoDataFrame:
    if not path.exists():
        raise MissingFile(
            f"The boundary file geo/files/{path.name} is missing.",
            "Restore it from the repository, or run `python -m geo.build`.",
        )
    return gpd.read_parquet(path)
