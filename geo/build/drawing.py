"""Draws units in whole-number map units: paths, label points, who borders whom, and the lines between them."""

# geopandas and shapely leave some types open:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import shapely

from geo.paths import line_path, rings_of
from geo.projection import Shapes
from geo.unit_shapes import Edge, border_lines, draw_shape, edge_owners


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
