"""Draws units in whole-number map units: paths, label points, who borders whom, and the lines between them."""

# geopandas and shapely leave some types open:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

import itertools
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.paths import Line, line_path, points_of, ring_path, rings_of
from geo.projection import Shapes

Edge = tuple[int, int, int, int]


def draw_units(units: pd.DataFrame, shapes: Shapes) -> dict[str, Any]:
    """Return an asset's `order`, `units` and `lines`.

    `units`: code, name, name_en, parent, province_code, in_scope. `shapes`: a valid coverage in whole map
    units, in the order of `units`.
    """
    owners = edge_owners([rings_of(shape) for shape in shapes])
    links = travel_links(shapes)
    drawn: dict[str, Any] = {}
    for place, unit in enumerate(units.itertuples(index=False)):
        drawn[str(unit.code)] = {
            **draw_shape(shapes[place]),
            "n": [str(unit.name), str(unit.name_en)],
            "u": str(unit.parent),
            "pr": str(unit.province_code),
            "k": links[place],
            **({} if unit.in_scope else {"o": 1}),
        }
    parents, provinces = list(units["parent"]), list(units["province_code"])

    def kind(owning: list[int]) -> str | None:
        if len(owning) == 1:
            return "coast"
        if len({provinces[place] for place in owning}) > 1:
            return "province"
        return "prefecture" if len({parents[place] for place in owning}) > 1 else None

    lines = {name: line_path(found) for name, found in border_lines(owners, kind).items()}
    return {"order": [str(code) for code in units["code"]], "units": drawn, "lines": lines}


def draw_outlines(shapes: pd.Series, names: pd.DataFrame) -> dict[str, Any]:
    """Return whole areas by code.

    `shapes` in whole map units and `names` (name, label, name_en, in_scope), both by code.
    """
    known = names.loc[list(shapes.index)]
    drawn: dict[str, Any] = {}
    for area, shape in zip(known.itertuples(), shapes, strict=True):
        drawn[str(area.Index)] = {
            **draw_shape(shape),
            "n": [str(area.name), str(area.name_en)],
            "s": str(area.label),
            **({} if area.in_scope else {"o": 1}),
        }
    return drawn


def travel_links(shapes: Shapes) -> list[list[int]]:
    """Return, for each shape, the sorted positions of those to which the keyboard travels from it."""
    owners = edge_owners([rings_of(shape) for shape in shapes])
    return [sorted(found) for found in connect_islands(neighbours(owners, len(shapes)), shapes)]


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


def neighbours(owners: Mapping[Edge, list[int]], count: int) -> list[set[int]]:
    """Return, for each of `count` units, the positions of the units with which it shares an edge."""
    found: list[set[int]] = [set() for _ in range(count)]
    for units in owners.values():
        for one in units:
            found[one].update(other for other in units if other != one)
    return found


def connect_islands(links: list[set[int]], shapes: Shapes) -> list[set[int]]:
    """Add links to the nearest unit beyond until every unit can be reached from every other."""
    links = [set(found) for found in links]
    while len(groups := linked_groups(links)) > 1:
        island = min(groups, key=lambda group: (len(group), min(group)))
        inside = sorted(island)
        outside = np.array([unit for unit in range(len(links)) if unit not in island])
        tree = shapely.STRtree(shapes[outside])
        pairs, distances = tree.query_nearest(shapes[inside], return_distance=True, all_matches=False)
        nearest = int(np.argmin(distances))
        one, other = inside[pairs[0][nearest]], int(outside[pairs[1][nearest]])
        links[one].add(other)
        links[other].add(one)
    return links


def linked_groups(links: Sequence[set[int]]) -> list[set[int]]:
    """Split the units into groups that links join."""
    groups: list[set[int]] = []
    left = set(range(len(links)))
    while left:
        group: set[int] = set()
        todo = [min(left)]
        while todo:
            unit = todo.pop()
            if unit not in group:
                group.add(unit)
                todo += links[unit]
        groups.append(group)
        left -= group
    return groups


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
