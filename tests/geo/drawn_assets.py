"""Reads map assets back into shapes."""

import json
from functools import cache

import numpy as np
import shapely

from geo.assets import read_asset
from geo.paths import Line


@cache
def content(name: str) -> dict:
    return json.loads(read_asset(name))


@cache
def unit_shapes(name: str) -> np.ndarray:
    asset = content(name)
    return np.array([shape_of(asset["units"][code]["d"]) for code in asset["order"]], dtype=object)


def shape_of(path: str) -> shapely.MultiPolygon:
    """Rings run clockwise on screen, holes the other way; each hole lies in the ring before it."""
    parts: list[tuple[Line, list[Line]]] = []
    for ring in lines_of(path):
        if not parts or shapely.is_ccw(shapely.linearrings(ring)) == shapely.is_ccw(
            shapely.linearrings(parts[0][0])
        ):
            parts.append((ring, []))
        else:
            parts[-1][1].append(ring)
    return shapely.MultiPolygon([shapely.Polygon(outer, holes) for outer, holes in parts])


def lines_of(path: str) -> list[Line]:
    """Rings or lines of a path made of M, m, l and z."""
    lines: list[Line] = []
    here = np.zeros(2, dtype=np.int64)
    for piece in path.replace("M", "m").split("m")[1:]:
        start, _, steps = piece.partition("l")
        first = here + pairs(start)[0]
        line = np.vstack([first, first + pairs(steps.removesuffix("z")).cumsum(axis=0)])
        is_ring = steps.endswith("z")
        lines.append(np.vstack([line, first]) if is_ring else line)
        here = first if is_ring else line[-1]
    return lines


def pairs(text: str) -> Line:
    return np.array(text.replace("-", " -").split(), dtype=np.int64).reshape(-1, 2)


def holds(frame: list[int], box: list[int]) -> bool:
    return bool(frame[0] <= box[0] and frame[1] <= box[1] and box[2] <= frame[2] and box[3] <= frame[3])
