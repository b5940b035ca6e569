"""Rings and lines of a map as the paths of native shapes, cut at the edge of what is shown."""

# shapely leaves most of its types open:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import shapely

from charts.pictures.view import TICKS, View
from geo.drawn_shapes import Line
from geo.paths import points_of
from reports.slides.page import Box

# A path's own measure is the tick; one without width or height is refused by some programs.
_LEAST: Final = 1


def ring_path(rings: Iterable[Line], view: View, origin: Box) -> tuple[Box, str] | None:
    """Give a unit's box on the slide and its path, one contour after another, holes included.

    origin: where the view's 0, 0 lies. None where nothing of it is seen.
    """
    seen = [ring for ring in view.polygon(rings) if len(ring) > 3]
    return _path([ring[:-1] for ring in seen], origin, closed=True)


def line_path(lines: Iterable[Line], view: View, origin: Box) -> tuple[Box, str] | None:
    """Give open lines as one path, and the box it lies in; None where nothing of them is seen."""
    left, top, right, bottom = (side * TICKS for side in view.edge)
    edge = shapely.box(left, top, right, bottom)
    kept: list[Line] = []
    for line in lines:
        moved = np.rint((line * view.k + (view.x, view.y)) * TICKS).astype(np.int64)
        moved = moved[np.append(True, np.any(moved[1:] != moved[:-1], axis=1))]
        if len(moved) < 2:
            continue
        cut = shapely.intersection(shapely.LineString(moved), edge)
        parts = [part for part in shapely.get_parts(cut) if part.geom_type == "LineString"]
        kept += [points_of(part) for part in parts if not part.is_empty]
    return _path(kept, origin, closed=False)


def _path(lines: Sequence[Line], origin: Box, *, closed: bool) -> tuple[Box, str] | None:
    if not lines:
        return None
    low = np.min([line.min(axis=0) for line in lines], axis=0)
    high = np.max([line.max(axis=0) for line in lines], axis=0)
    width, height = (max(int(size), _LEAST) for size in high - low)
    end = "<a:close/>" if closed else ""
    contours = "".join(_contour(np.rint(line - low).astype(np.int64)) + end for line in lines)
    filled = "" if closed else ' fill="none"'
    left, top = low / TICKS
    box = Box(origin.left + left, origin.top + top, width / TICKS, height / TICKS)
    return box, f'<a:path w="{width}" h="{height}"{filled}>{contours}</a:path>'


def _contour(line: Line) -> str:
    first, *others = [f'<a:pt x="{x}" y="{y}"/>' for x, y in line.tolist()]
    return f"<a:moveTo>{first}</a:moveTo>" + "".join(f"<a:lnTo>{point}</a:lnTo>" for point in others)
