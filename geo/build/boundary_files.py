"""Writes the boundaries for analysis as GeoParquet, in degrees (CGCS2000, EPSG:4490)."""

# geopandas and shapely leave some types open:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np

from geo.build.coverage import dissolve, simplify
from geo.build.ground import Ground
from geo.projection import DEGREES

# Degrees, about 500 m: finer than any province's map on a screen needs.
TOLERANCE: Final = 0.005


def write_boundaries(ground: Ground, folder: Path) -> None:
    """Write `{county,prefecture,province}.parquet` (code, name, in_scope, geometry) and `lines.parquet`.

    The upper levels are united from the same simplified counties, so borders agree between the files.
    """
    counties = simplify(ground.shapes, TOLERANCE)
    for level, names in ground.names.items():
        shapes = dissolve(counties, ground.codes(level))
        known = names.loc[list(shapes.index)]
        frame = gpd.GeoDataFrame(
            {
                "code": list(shapes.index),
                "name": known["name"].to_numpy(dtype=object),
                "in_scope": known["in_scope"].to_numpy(dtype=bool),
            },
            geometry=shapes.to_numpy(),
            crs=DEGREES,
        )
        write(frame, folder / f"{level}.parquet")
    lines = gpd.GeoDataFrame(
        {"name": list(ground.lines)},
        geometry=np.array(list(ground.lines.values()), dtype=object),
        crs=DEGREES,
    )
    write(lines, folder / "lines.parquet")


def write(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write a frame so that the same content gives the same bytes."""
    frame.to_parquet(path, index=False, compression="zstd", compression_level=19)
