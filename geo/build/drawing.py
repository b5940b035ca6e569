"""Draws units in whole-number map units: paths, label points, neighbours and border lines."""

# geopandas and shapely leave some types open:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from typing import Any

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.build.borders import border_lines, connect_islands, edge_owners, neighbours
from geo.paths import line_path, points_of, ring_path, rings_of
from geo.projection import Shapes


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
