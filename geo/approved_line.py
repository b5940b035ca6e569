"""Puts an operator's own approved boundary line in place of the package's dashed line, when the server starts.

The package's line has nine dashes; current standard maps show a tenth east of Taiwan, which none of the
package's layers holds.
"""

# geopandas and shapely leave some types open:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

import hashlib
import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from data.base.errors import InvalidSetting
from data.register.history import kept_with_register
from geo.assets import read_asset
from geo.paths import draw_line
from geo.prepared import HASH_DIGITS, MapAsset
from geo.projection import DEGREES, Grid, Shapes, project

LINE_TYPES = ("LineString", "MultiLineString")


@kept_with_register()
def asset_with_line(name: str, line_file: Path) -> tuple[MapAsset, bytes]:
    """Return an asset, unpacked, with the lines of a file as its dashed line.

    An asset without a dashed line (a province's, but Hainan's) stays as it is. Lines without a coordinate
    system count as degrees. Raises InvalidSetting if the file cannot be read or holds other than lines.
    """
    content = json.loads(read_asset(name))
    if "dashed" in content["lines"]:
        numbers = content["grid"]
        grid = Grid(numbers["lon_0"], numbers["step"], numbers["left"], numbers["top"])
        lines = grid.shapes(project(read_lines(line_file), grid.meridian))
        content["lines"]["dashed"] = draw_line(shapely.MultiLineString(list(shapely.get_parts(lines))))
    raw = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return MapAsset(name, hashlib.sha256(raw).hexdigest()[:HASH_DIGITS], len(raw)), raw


def read_lines(line_file: Path) -> Shapes:
    """Return the lines of a vector file in degrees."""
    try:
        is_parquet = line_file.suffix.lower() == ".parquet"
        frame = gpd.read_parquet(line_file) if is_parquet else gpd.read_file(line_file)
    except (ValueError, OSError, RuntimeError) as error:
        raise InvalidSetting(
            f"The approved line file {line_file.name} cannot be read: {error}.",
            "Give a file of lines, or leave APPROVED_LINE_FILE empty.",
        ) from error
    if frame.empty or not frame.geom_type.isin(LINE_TYPES).all():
        raise InvalidSetting(
            f"The approved line file {line_file.name} does not hold lines only.",
            "Give a file of lines, or leave APPROVED_LINE_FILE empty.",
        )
    degrees = frame.set_crs(DEGREES) if frame.crs is None else frame.to_crs(DEGREES)
    return np.array(degrees.geometry.array, dtype=object)
