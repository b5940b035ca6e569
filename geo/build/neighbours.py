"""Writes which counties share a boundary, and how long it is, from the cleaned coverage before any simplifying."""

# geopandas and shapely leave some types open:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
import pyproj
import shapely

from geo.build.ground import Ground

FILE_NAME: Final = "neighbours.csv"
# The ellipsoid of CGCS2000.
ELLIPSOID: Final = pyproj.Geod(ellps="GRS80")


def shared_boundaries(ground: Ground, codes: list[str]) -> pd.DataFrame:
    """Return code, neighbour, km (0.1 at least): each pair of the counties `codes` once, the smaller code first.

    Counties that meet in a point only share no boundary.
    """
    known = ground.units["code"].isin(codes).to_numpy()
    names, shapes = ground.units["code"].to_numpy()[known], ground.shapes[known]
    one, other = shapely.STRtree(shapes).query(shapes, predicate="touches")
    one, other = one[one < other], other[one < other]
    borders = shapely.intersection(shapes[one], shapes[other])
    km = np.array([ELLIPSOID.geometry_length(border) / 1000 for border in borders])
    pairs = pd.DataFrame({"code": names[one], "neighbour": names[other], "km": km.round(1).clip(min=0.1)})
    return pairs[km > 0].sort_values(["code", "neighbour"], ignore_index=True)


def write_neighbours(ground: Ground, codes: list[str], folder: Path) -> None:
    """Write neighbours.csv."""
    pairs = shared_boundaries(ground, codes)
    pairs.to_csv(folder / FILE_NAME, index=False, float_format="%.1f", lineterminator="\n")
