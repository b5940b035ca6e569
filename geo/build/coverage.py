"""Cleans, dissolves, simplifies and rounds polygons that share borders, without opening gaps between them."""

# geopandas and shapely leave some types open:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.projection import Shapes

# A diamond of this half width, in grid steps, stands for an island too small for the grid.
DOT: Final = 1
# Rounding can make borders cross in narrow places; mending those and rounding again settles in a few rounds.
ROUNDS: Final = 12
# Degrees. Three slivers between counties of the package's layer are narrower, lagoons and atolls are wider.
SLIVER: Final = 0.001


def clean(shapes: Shapes, gap: float = 0.0) -> Shapes:
    """Make neighbouring polygons meet in the very same points.

    Ground that two claim goes to the smaller; holes narrower than `gap` go to a neighbour.
    """
    # The type stubs are those of shapely 2.1; coverage_clean is new in 2.2.
    cleaned = shapely.coverage_clean(shapes, gap_width=gap, merge_strategy="min_area")  # pyright: ignore[reportAttributeAccessIssue]
    return np.array(cleaned, dtype=object)


def dissolve(shapes: Shapes, codes: Sequence[str]) -> pd.Series:
    """Unite the shapes of each code; a Series of shapes with the sorted codes as its index."""
    rows = pd.Series(range(len(shapes)), dtype="int64").groupby(list(codes), sort=True)
    united = {code: shapely.coverage_union_all(shapes[places.to_numpy()]) for code, places in rows}
    return pd.Series(united, dtype=object)


def simplify(shapes: Shapes, tolerance: float) -> Shapes:
    """Simplify shared borders once for both sides; `tolerance` in the shapes' own unit."""
    return np.array(shapely.coverage_simplify(shapes, tolerance), dtype=object)


def round_to_grid(shapes: Shapes) -> Shapes:
    """Round a coverage in grid units to whole numbers, so that it stays a coverage.

    Every vertex is rounded from its own place, so a shared border becomes the same numbers on both sides.
    A part that the grid swallows becomes a dot if it is an island or all that a shape has; an enclave is
    left to the shape around it. Raises ValueError if crossings remain after `ROUNDS`.
    """
    islands = {part_key(part) for part in shapely.get_parts(shapely.coverage_union_all(shapes))}
    rounded = np.array([_rounded(shape, islands) for shape in shapes], dtype=object)
    for _ in range(ROUNDS):
        if is_whole(rounded) and shapely.coverage_is_valid(rounded):
            return rounded
        rounded = np.array([_rounded(shape, islands) for shape in clean(rounded)], dtype=object)
    raise ValueError("Rounding the coverage to the grid does not settle; choose a smaller step.")


def is_whole(shapes: Shapes) -> bool:
    """Tell whether every shape is there and every vertex is a whole number."""
    points = shapely.get_coordinates(shapes)
    return not np.any(shapely.is_empty(shapes)) and bool(np.all(points == np.rint(points)))


def part_key(part: BaseGeometry) -> bytes:
    """Return the same bytes for the same polygon, wherever its ring starts."""
    return shapely.to_wkb(shapely.normalize(part))


def _rounded(shape: BaseGeometry, islands: set[bytes]) -> BaseGeometry:
    kept: list[BaseGeometry] = []
    for part in shapely.get_parts(shape):
        whole = shapely.make_valid(shapely.transform(part, np.rint), method="structure", keep_collapsed=False)
        if whole.area > 0:
            kept.append(whole)
        elif part_key(part) in islands:
            kept.append(_dot(part))
    if not kept:
        kept.append(_dot(max(shapely.get_parts(shape), key=shapely.area)))
    return shapely.union_all(kept)


def _dot(part: BaseGeometry) -> BaseGeometry:
    x, y = np.rint(shapely.get_coordinates(part.centroid)[0])
    return shapely.Polygon([(x, y - DOT), (x + DOT, y), (x, y + DOT), (x - DOT, y)])
