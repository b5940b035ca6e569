"""A map as coloured shapes in map units: what the SVG picture and the slides' native shapes are drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pandas as pd

from charts.measures import Drawing
from charts.palette import Palette
from geo.drawn_shapes import Bounds, DrawnPlace, Line, drawn_map, simplified_map

# class: a flat colour. hatched: the class colour under a see-through hatch (more than a fifth not reported).
# not_reported: the hatch on its own ground. outside: not in the Plan's scope.
ShapeLook = Literal["class", "hatched", "not_reported", "outside"]


@dataclass(frozen=True)
class UnitShape:
    """One unit: closed rings (outer ones and holes), its ground as `#rrggbb`, and where its label stands."""

    code: str
    names: tuple[str, str]
    rings: tuple[Line, ...]
    fill: str
    look: ShapeLook
    point: tuple[int, int]
    bounds: Bounds


@dataclass(frozen=True)
class AroundShape:
    """A province beside the one on the map, its ground and the colour of its outline."""

    code: str
    names: tuple[str, str]
    rings: tuple[Line, ...]
    fill: str
    stroke: str
    is_outside: bool
    point: tuple[int, int]
    bounds: Bounds


@dataclass(frozen=True)
class MapShapes:
    """A map in whole map units, y down; all arrays are read-only.

    frame, inset: left, top, right, bottom; the inset (None: the map has none) holds the South China Sea, whose
    islands are parts of the same units. is_national: the whole country (`units` are provinces), else one province
    (counties). units: in drawing order. around: the provinces around, to be drawn first, cut at the frame. lines by
    kind: coast, province, prefecture, dashed (the dashed line), undefined. prefectures: the rings of a province's
    prefectures by code, never simplified. points: where the label of a code stands,
    of units and, on a province's map, of prefectures and of provinces around too. names: of the same codes, in
    Chinese (short where there is a short one) and in English.
    """

    geometry: str
    is_national: bool
    frame: Bounds
    inset: Bounds | None
    units: tuple[UnitShape, ...]
    around: tuple[AroundShape, ...]
    lines: Mapping[str, tuple[Line, ...]]
    prefectures: Mapping[str, tuple[Line, ...]]
    points: Mapping[str, tuple[int, int]]
    names: Mapping[str, tuple[str, str]]


def map_shapes(
    geometry: str,
    drawing: Drawing,
    colours: Palette,
    *,
    line_file: Path | None = None,
    tolerance: float = 0.0,
) -> MapShapes:
    """Colour an asset's units by a drawing.

    geometry: the asset's name (`province`, or a province's code). tolerance: map units by which borders may move to
    save points; 0 keeps all. A unit's bounds are those before borders moved. Raises what geo.assets raises.
    """
    drawn = (
        simplified_map(geometry, tolerance, line_file) if tolerance > 0 else drawn_map(geometry, line_file)
    )
    labelled = (*drawn.around, *drawn.prefectures, *drawn.units)
    return MapShapes(
        geometry=geometry,
        is_national=drawn.is_national,
        frame=drawn.frame,
        inset=drawn.inset,
        units=tuple(_unit(place, drawing, colours) for place in drawn.units),
        around=tuple(_around(place, colours) for place in drawn.around),
        lines=drawn.lines,
        prefectures={place.code: place.rings for place in drawn.prefectures},
        points={place.code: place.point for place in labelled},
        names={place.code: (place.short or place.names[0], place.names[1]) for place in labelled},
    )


def class_colour(drawing: Drawing, index: int, colours: Palette) -> str:
    """Give the colour of a class in a palette's scheme."""
    entry = drawing.legend[index]
    return entry.dark if colours.dark else entry.light


def unit_look(code: str, drawing: Drawing) -> ShapeLook:
    """Say how a drawing shows a unit."""
    if code not in drawing.classes:
        return "outside"
    index = drawing.classes[code]
    if index is None or pd.isna(index):
        return "not_reported"
    return "hatched" if code in drawing.hatched else "class"


def _unit(place: DrawnPlace, drawing: Drawing, colours: Palette) -> UnitShape:
    look: ShapeLook = "outside" if place.out_of_scope else unit_look(place.code, drawing)
    index = drawing.classes.get(place.code)
    if look == "outside":
        fill = colours.outside
    elif index is None or look == "not_reported":
        fill = colours.hatch_ground
    else:
        fill = class_colour(drawing, int(index), colours)
    return UnitShape(place.code, place.names, place.rings, fill, look, place.point, place.bounds)


def _around(place: DrawnPlace, colours: Palette) -> AroundShape:
    outside = place.out_of_scope
    fill, stroke = (colours.outside, colours.coast) if outside else (colours.wash, colours.rule)
    return AroundShape(place.code, place.names, place.rings, fill, stroke, outside, place.point, place.bounds)
