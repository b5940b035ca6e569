"""The boundaries of counties, prefectures and provinces: as they are published, and by the register of a day."""

# geopandas and shapely leave some types open:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import shapely

from geo.checked import FILES, checked_path
from geo.held_ground import HeldGround

LEVELS: Final = ("county", "prefecture", "province")


def load_boundaries(level: str, folder: Path = FILES) -> gpd.GeoDataFrame:
    """Return one row per unit of `SHAPES_DAY` drawn at a level, sorted by code, in EPSG:4490 (CGCS2000, degrees).

    Columns: code, name (Chinese), in_scope, geometry. Beside the register's units there are, out of scope,
    Taiwan, Hong Kong and Macao at every level, and at county level four places that are no county (three in
    Gansu, which also stand alone at prefecture level; 大柴旦 belongs to 海西州 there). The province level has
    no row for the XPCC: its cities lie within 650000. Borders agree between the levels.

    Raises MissingFile and WrongChecksum.
    """
    if level not in LEVELS:
        raise ValueError(f"There are no boundaries of level {level!r}, only of {', '.join(LEVELS)}.")
    return gpd.read_parquet(checked_path(f"{level}.parquet", folder))


def county_ground(boundaries: gpd.GeoDataFrame, ground: HeldGround) -> gpd.GeoDataFrame:
    """Give each county of a day the ground that is known of it, sorted by code, then ground that is no county's.

    boundaries: load_boundaries("county"). Shapes that a unit holds together are united; one without a shape has the
    whole shape that it shares, so that the two overlap. A unit of which no origin is known has none, and no row.
    Columns: code, geometry.
    """
    shapes = dict(zip(boundaries["code"], boundaries.geometry, strict=True))
    found = {
        code: shapely.union_all([shapes[shape] for shape in holding.shapes or holding.inside[:1]])
        for code, holding in sorted(ground.holdings.items())
        if holding.shapes or holding.inside
    }
    found |= {code: shape for code, shape in shapes.items() if code not in ground.holder}
    return gpd.GeoDataFrame(
        {"code": list(found)}, geometry=np.array(list(found.values()), dtype=object), crs=boundaries.crs
    )
