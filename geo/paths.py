"""Writes shapes in whole-number map units as short SVG paths."""

from collections.abc import Iterable, Iterator

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

# Whole-number points in order; a ring ends with the point that it starts with.
Line = NDArray[np.int64]


def rings_of(shape: BaseGeometry) -> list[Line]:
    """Return the outer rings and holes of a shape in map units; holes run the other way round."""
    rings: list[Line] = []
    for part in shapely.get_parts(shapely.orient_polygons(shape)):
        rings += [points_of(ring) for ring in (part.exterior, *part.interiors)]
    return rings


def points_of(line: BaseGeometry) -> Line:
    """Return the points of a line or ring in map units."""
    return np.rint(shapely.get_coordinates(line)).astype(np.int64)


def ring_path(rings: Iterable[Line]) -> str:
    """Write closed rings as one path of relative moves, `M1 2l3 4-5 6zm…`."""
    return "".join(_moves(rings, is_closed=True))


def line_path(lines: Iterable[Line]) -> str:
    """Write open lines as one path of relative moves."""
    return "".join(_moves(lines, is_closed=False))


def draw_line(line: BaseGeometry) -> str:
    """Return a line in map units as a path, rounded."""
    return line_path(points_of(part) for part in shapely.get_parts(line))


def _moves(lines: Iterable[Line], *, is_closed: bool) -> Iterator[str]:
    here = np.zeros(2, dtype=np.int64)
    command = "M"
    for line in lines:
        yield command + _numbers(line[0] - here)
        steps = np.diff(line, axis=0)
        # z draws the last side of a ring and returns to its start.
        yield "l" + _numbers(steps[:-1] if is_closed else steps)
        if is_closed:
            yield "z"
        here = line[0] if is_closed else line[-1]
        command = "m"


def _numbers(points: Line) -> str:
    return " ".join(map(str, points.ravel().tolist())).replace(" -", "-")
