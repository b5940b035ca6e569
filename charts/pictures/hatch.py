"""The hatch of what is not reported, as lines cut to the shape that they fill.

Not as an SVG pattern: two pictures on one page would share its id, and viewers and typesetters tile patterns
differently. The lines of all units belong to one ruling, so that the hatch runs on across borders.
"""

# shapely leaves some types open:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from charts.pictures.svg import element
from charts.pictures.view import TICKS
from geo.drawn_shapes import Line, polygons_of
from geo.paths import draw_line

# Design tokens: a line of 2 px every 6 px, where texts are of 13 px.
SPACING: Final = 6.0
WIDTH: Final = 2.0
_DRAWN_AT: Final = 13.0


def hatch_scale(text_size: float) -> float:
    """How much wider than at 13 px text the hatch is."""
    return text_size / _DRAWN_AT


def hatch_path(rings: Sequence[Line], text_size: float) -> str:
    """Rule a shape, in ticks, from lower left to upper right; an empty string where no line meets it."""
    if not rings:
        return ""
    shape = _area(shapely.make_valid(polygons_of(rings)))
    if shape.is_empty:
        return ""
    left, top, right, bottom = shapely.bounds(shape)
    # Along a line of 45° x + y stays the same; two neighbours differ by their distance times √2.
    step = SPACING * hatch_scale(text_size) * TICKS * math.sqrt(2)
    sums = np.arange(math.ceil((left + top) / step), math.floor((right + bottom) / step) + 1) * step
    starts = np.column_stack([np.full(len(sums), left), sums - left])
    ends = np.column_stack([np.full(len(sums), right), sums - right])
    ruling = shapely.MultiLineString([list(pair) for pair in zip(starts, ends, strict=True)])
    cut = shapely.intersection(shape, ruling)
    lines = [part for part in shapely.get_parts(cut) if part.geom_type == "LineString" and not part.is_empty]
    return draw_line(shapely.MultiLineString(lines))


def _area(shape: BaseGeometry) -> BaseGeometry:
    """Keep what has an area: of an islet of a few ticks, making it valid can leave lines beside it."""
    parts = shapely.get_parts(shape)
    flat = [piece for part in parts for piece in shapely.get_parts(part) if piece.geom_type == "Polygon"]
    return shapely.MultiPolygon(flat)


def hatch_lines(width: float, height: float, colour: str) -> str:
    """Rule a small field, such as a legend's, at its own scale."""
    scale = max(height / 16, 0.6)
    rings = [np.array([(0, 0), (width, 0), (width, height), (0, height), (0, 0)], dtype=np.float64) * TICKS]
    path = hatch_path([np.rint(ring).astype(np.int64) for ring in rings], _DRAWN_AT * scale)
    return element("g", hatch_element(path, colour, _DRAWN_AT * scale), transform=f"scale({1 / TICKS})")


def hatch_element(path: str, colour: str, text_size: float) -> str:
    """Draw a ruling, in ticks."""
    return element(
        "path",
        d=path,
        stroke=colour,
        stroke_width=WIDTH * hatch_scale(text_size) * TICKS,
        fill="none",
        pointer_events="none",
    )
