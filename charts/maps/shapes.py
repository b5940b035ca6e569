"""A map as coloured shapes in map units, and the key to its colours: what SVG and native shapes are drawn from."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import pandas as pd

from charts.maps.measures import Drawing
from charts.palette import LIGHT, VERDICTS, Palette
from data.base.language import Translate
from geo.drawn_shapes import Bounds, DrawnPlace, drawn_map, simplified_map
from geo.paths import Line

# class: a flat colour. not_reported: the hatch on its own ground.
# outside: not in the Plan's scope. unpublished: a dashed edge, in legends.
ShapeLook = Literal["class", "not_reported", "outside", "unpublished"]

_ASSESSED: Final = VERDICTS[:-1]

_PERCENT: Final = "%"


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
    kind: coast, province, prefecture, dashed (the dashed line), undefined, unpublished (edges of units whose boundary
    is not published: unions and points). prefectures: the rings of a province's
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


@dataclass(frozen=True)
class LegendItem:
    """One entry: its words, its ground as `#rrggbb`, how many units it has, and how it is filled.

    count: None where a number would say nothing. verdict: whose mark may stand beside the word, or "".
    """

    label: str
    fill: str
    count: int | None
    look: ShapeLook
    verdict: str = ""


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


def legend_items(
    drawing: Drawing, colours: Palette, _: Translate, *, unpublished: bool = False
) -> list[LegendItem]:
    """List a drawing's classes in order, then the hatches and what is out of scope, where they occur.

    unpublished: whether the map has lines of that kind. Classes of one scale (`steps`) are named by their range
    (`<50%`, `50–60%`); the breaks alone are in the drawing.
    """
    verdicts = _verdicts(drawing)
    labels = _ranges(drawing) if drawing.kind == "steps" else [entry.label for entry in drawing.legend]
    items = [
        LegendItem(
            labels[place],
            class_colour(drawing, place, colours),
            entry.count,
            "class",
            verdicts[place] if verdicts else "",
        )
        for place, entry in enumerate(drawing.legend)
    ]
    without = [code for code, index in drawing.classes.items() if index is None]
    count = len(without) if drawing.unreported is None else drawing.unreported
    if without:
        unknown = drawing.hatch_words or _("Not reported")
        verdict = "cannot_assess" if verdicts else ""
        items.append(LegendItem(unknown, colours.hatch_ground, count, "not_reported", verdict))
    if unpublished:
        items.append(LegendItem(unpublished_words(_), colours.paper, None, "unpublished"))
    items.append(LegendItem(_("Outside the Plan's scope"), colours.outside, None, "outside"))
    return items


def unpublished_words(_: Translate) -> str:
    """Say what the dashed edge of unions and points means."""
    return _("Boundary not published: drawn as a union or a point")


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
    return "class"


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


def _verdicts(drawing: Drawing) -> tuple[str, ...]:
    """Tell whose classes a drawing has, where they are the verdicts: by their colours, which nothing else has."""
    fills = [LIGHT.verdicts[verdict].fill for verdict in _ASSESSED]
    return _ASSESSED if [entry.light for entry in drawing.legend] == fills else ()


def _ranges(drawing: Drawing) -> list[str]:
    breaks = [entry.label.removesuffix(_PERCENT) for entry in drawing.legend]
    between = [f"{low}–{high}%" for low, high in itertools.pairwise(breaks[1:])]
    return [f"<{breaks[1]}%", *between, f"{breaks[-1]}%"]
