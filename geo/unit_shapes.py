"""A unit's shape as the assets hold it, in whole map units: path, label point, bounds, and the lines between units."""

# shapely leaves some types open:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.paths import Line, points_of, ring_path, rings_of

Edge = tuple[int, int, int, int]

_MOVE: Final = re.compile("[Mm]")
_NUMBER: Final = re.compile(r"-?\d+")


def draw_shape(shape: BaseGeometry) -> dict[str, Any]:
    """Return a shape's path, label point and bounds."""
    return {
        "d": ring_path(rings_of(shape)),
        "p": label_point(shape),
        "b": [int(side) for side in shapely.bounds(shape)],
    }


def label_point(shape: BaseGeometry) -> list[int]:
    """Return the middle of the largest circle that fits into the shape's largest part."""
    largest = max(shapely.get_parts(shape), key=shapely.area)
    width, height = np.ptp(shapely.get_coordinates(largest), axis=0)
    circle = shapely.maximum_inscribed_circle(largest, tolerance=max(width, height) / 200)
    return points_of(circle)[0].tolist()


def read_path(path: str, *, is_closed: bool) -> tuple[Line, ...]:
    """Read what geo.paths wrote: the rings of a path (each closed), or its open lines."""
    here = np.zeros(2, dtype=np.int64)
    found: list[Line] = []
    for part in _MOVE.split(path)[1:]:
        steps = np.array(_NUMBER.findall(part), dtype=np.int64).reshape(-1, 2)
        points = here + np.cumsum(steps, axis=0)
        here = points[0] if is_closed else points[-1]
        found.append(np.vstack([points, points[:1]]) if is_closed else points)
    return read_only(found)


def polygons_of(rings: Sequence[Line]) -> shapely.MultiPolygon:
    """Put rings together again: a ring that runs the other way round is a hole of the one before."""
    parts: list[tuple[Line, list[Line]]] = []
    for ring in rings:
        if parts and not shapely.is_ccw(shapely.linearrings(ring)):
            parts[-1][1].append(ring)
        else:
            parts.append((ring, []))
    return shapely.MultiPolygon([shapely.Polygon(outer, holes) for outer, holes in parts])


def read_only(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Make lines read-only: callers share what they get."""
    kept = tuple(lines)
    for line in kept:
        line.setflags(write=False)
    return kept


def edge_owners(rings: Sequence[Sequence[Line]]) -> dict[Edge, list[int]]:
    """Return, for each edge of the units' rings, the positions of the units that it bounds.

    One owner: coast or outer border. Two: a border between units (or within one, where it meets itself).
    """
    owners: dict[Edge, list[int]] = defaultdict(list)
    for unit, unit_rings in enumerate(rings):
        for ring in unit_rings:
            points = ring.tolist()
            for (x0, y0), (x1, y1) in itertools.pairwise(points):
                edge = (x0, y0, x1, y1) if (x0, y0) <= (x1, y1) else (x1, y1, x0, y0)
                owners[edge].append(unit)
    return owners


def border_lines(
    owners: Mapping[Edge, list[int]], kind: Callable[[list[int]], str | None]
) -> dict[str, list[Line]]:
    """Join the edges of each kind to long lines; `kind` names an edge's line by its owners, or None."""
    edges: dict[str, list[Edge]] = defaultdict(list)
    for edge, units in owners.items():
        if (name := kind(units)) is not None:
            edges[name].append(edge)
    return {name: _joined(edges[name]) for name in sorted(edges)}


def _joined(edges: list[Edge]) -> list[Line]:
    single = shapely.MultiLineString([((x0, y0), (x1, y1)) for x0, y0, x1, y1 in sorted(edges)])
    lines = [points_of(line) for line in shapely.get_parts(shapely.line_merge(single))]
    return sorted(lines, key=lambda line: (line[0].tolist(), line[-1].tolist(), len(line)))
