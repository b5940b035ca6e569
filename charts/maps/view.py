"""Where map units lie in a picture: the camera, and shapes written as paths in tenths of a pixel, cut at an edge."""

# shapely leaves some types open:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from charts.svg import Box, Point
from geo.drawn_shapes import Bounds
from geo.paths import Line, line_path, points_of, ring_path, rings_of
from geo.unit_shapes import polygons_of

# Ticks a pixel: whole numbers make short paths, and neighbours keep their common border to the tick.
TICKS: Final = 10
# So far beyond the edge shapes are cut, so that the cut itself is not seen; in ticks.
_BEYOND: Final = 60
_DOT: Final = 3
# A map may shrink to this share of its size to make room for the inset, in steps of so much.
_LEAST_SHRINK: Final = 0.3
_SHRINK: Final = 0.02
# Where it may stand in the space left over: the middle first.
_PLACES: Final = (0.5, 0.25, 0.75, 0.0, 1.0)


@dataclass(frozen=True)
class View:
    """k: px a map unit; (x, y): where the map's 0, 0 lies; edge: what is seen, in px."""

    k: float
    x: float
    y: float
    edge: Box
    is_inset: bool = False

    def place(self, point: Sequence[float]) -> Point:
        """Give a point of the map in px."""
        return self.x + self.k * point[0], self.y + self.k * point[1]

    def shape(self, rings: Sequence[Line]) -> BaseGeometry:
        """Give rings as a polygon in px, whole."""
        return shapely.transform(polygons_of(rings), lambda points: points * self.k + (self.x, self.y))

    def polygon(self, rings: Iterable[Line]) -> list[Line]:
        """Give rings in ticks: those that are seen, cut where they cross the edge."""
        moved = [self._ticks(ring) for ring in rings]
        seen = self._cut_box()
        meets = [_meets(ring, seen) for ring in moved]
        if all(meet == "inside" for meet in meets):
            return [_distinct(ring) for ring in moved]
        if "crosses" not in meets:
            return [_distinct(ring) for ring, meet in zip(moved, meets, strict=True) if meet == "inside"]
        cut = shapely.clip_by_rect(polygons_of(moved), *seen)
        parts = [part for part in shapely.get_parts(cut) if part.geom_type == "Polygon"]
        return [_distinct(ring) for part in parts for ring in rings_of(part)]

    def lines(self, lines: Iterable[Line]) -> str:
        """Write open lines as a path in ticks, cut at the edge."""
        seen = self._cut_box()
        kept: list[Line] = []
        for line in lines:
            moved = self._ticks(line)
            meet = _meets(moved, seen)
            if meet == "inside":
                kept.append(_distinct(moved, is_closed=False))
            elif meet == "crosses":
                cut = shapely.clip_by_rect(shapely.LineString(moved), *seen)
                kept += [points_of(part) for part in shapely.get_parts(cut) if part.geom_type == "LineString"]
        return line_path(line for line in kept if len(line) > 1)

    def _ticks(self, line: Line) -> Line:
        return np.rint((line * self.k + (self.x, self.y)) * TICKS).astype(np.int64)

    def _cut_box(self) -> Box:
        beyond = 0 if self.is_inset else _BEYOND
        left, top, right, bottom = (side * TICKS for side in self.edge)
        return left - beyond, top - beyond, right + beyond, bottom + beyond


def path_of(rings: Sequence[Line]) -> str:
    """Write rings in ticks as a path."""
    return ring_path(rings)


def _meets(points: Line, box: Box) -> str:
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    if left >= box[0] and top >= box[1] and right <= box[2] and bottom <= box[3]:
        return "inside"
    if left > box[2] or top > box[3] or right < box[0] or bottom < box[1]:
        return "outside"
    return "crosses"


def _distinct(points: Line, *, is_closed: bool = True) -> Line:
    """Drop points that fall together; what falls together altogether, an islet, stays as a dot."""
    keep = np.ones(len(points), dtype=bool)
    keep[1:] = np.any(points[1:] != points[:-1], axis=1)
    left = points[keep]
    if is_closed and len(left) < 4:
        x, y = points[0]
        return np.array([(x, y - _DOT), (x + _DOT, y), (x, y + _DOT), (x - _DOT, y), (x, y - _DOT)])
    return left


def inset_view(inset: Bounds, edge: Box) -> View:
    """Look at the inset's frame in a box of the same shape."""
    k = (edge[2] - edge[0]) / (inset[2] - inset[0])
    return View(k, edge[0] - k * inset[0], edge[1] - k * inset[1], edge, is_inset=True)


def main_view(
    frame: Bounds, coast: Iterable[Line], size: tuple[float, float], *, margin: float, taken: Sequence[Box]
) -> View:
    """Look at a frame as large as it can be in a picture of this size without land lying under a taken box.

    coast: the lines that must stay clear; what lies south of the frame is left to the inset.
    """
    width, height = size
    left, top, right, bottom = frame
    edge: Box = (0.0, 0.0, width, height)
    largest = min((width - 2 * margin) / (right - left), (height - 2 * margin) / (bottom - top))
    shore = np.vstack([np.zeros((0, 2), dtype=np.int64), *coast])
    shore = shore[shore[:, 1] < bottom]
    for step in range(round((1 - _LEAST_SHRINK) / _SHRINK) + 1):
        k = largest * (1 - step * _SHRINK)
        spare = width - 2 * margin - k * (right - left), height - 2 * margin - k * (bottom - top)
        for across in _PLACES:
            for down in _PLACES:
                x, y = margin + spare[0] * across - k * left, margin + spare[1] * down - k * top
                if not any(_covers(box, shore, k, (x, y)) for box in taken):
                    return View(k, x, y, edge)
    k = largest
    return View(
        k, (width - k * (right - left)) / 2 - k * left, (height - k * (bottom - top)) / 2 - k * top, edge
    )


def _covers(box: Box, points: Line, k: float, at: Point) -> bool:
    left, top, right, bottom = (
        (box[0] - at[0]) / k,
        (box[1] - at[1]) / k,
        (box[2] - at[0]) / k,
        (box[3] - at[1]) / k,
    )
    inside = (points[:, 0] > left) & (points[:, 0] < right) & (points[:, 1] > top) & (points[:, 1] < bottom)
    return bool(inside.any())
