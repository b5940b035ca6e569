"""Draws units in whole-number map units: paths, label points, neighbours and border lines."""

# geopandas and shapely leave some types open:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.build.borders import border_lines, connect_islands, edge_owners, neighbours
from geo.build.coverage import Shapes
from geo.build.paths import line_path, points_of, ring_path, rings_of


@dataclass(frozen=True)
class Grid:
    """Map units: `step` metres wide, y down, counted from the point (`left`, `top`) projected on `meridian`."""

    meridian: float
    step: float
    left: float
    top: float

    def units(self, metres: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return (n, 2) projected points in map units, not rounded."""
        return (metres - (self.left, self.top)) / (self.step, -self.step)

    def shapes(self, metres: Shapes) -> Shapes:
        """Return projected shapes in map units, not rounded."""
        return np.array(shapely.transform(metres, self.units), dtype=object)

    def frame(self, metres: tuple[float, float, float, float]) -> list[int]:
        """Return projected bounds (left, bottom, right, top) as left, top, right, bottom in map units."""
        left, bottom, right, top = metres
        corners = self.units(np.array([(left, top), (right, bottom)]))
        return np.rint(corners).astype(int).ravel().tolist()

    def as_numbers(self) -> dict[str, float]:
        """Return what a reader needs to place a point of his own."""
        return {"lon_0": self.meridian, "step": self.step, "left": self.left, "top": self.top}


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


def draw_line(line: BaseGeometry) -> str:
    """Return a line in map units as a path, rounded."""
    return line_path([points_of(part) for part in shapely.get_parts(line)])


def label_point(shape: BaseGeometry) -> list[int]:
    """Return the middle of the largest circle that fits into the shape's largest part."""
    largest = max(shapely.get_parts(shape), key=shapely.area)
    width, height = np.ptp(shapely.get_coordinates(largest), axis=0)
    circle = shapely.maximum_inscribed_circle(largest, tolerance=max(width, height) / 200)
    return points_of(circle)[0].tolist()
