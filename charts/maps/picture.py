"""A map as SVG: the browser map's own look with its hatch, for the stage and for paper.

Not as an SVG pattern: two pictures on one page would share its id, and viewers and typesetters tile patterns
differently. The lines of all units belong to one ruling, so that the hatch runs on across borders.
"""

# shapely leaves some types open:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from charts.maps.lettering import Lettering
from charts.maps.shapes import MapShapes
from charts.maps.view import TICKS, View, inset_view, main_view, path_of
from charts.palette import Palette
from charts.svg import LEADING, Box, Face, Pen, element, grown, number, picture, screen_face, stroke_weight
from charts.text_widths import text_width
from geo.paths import Line, draw_line
from geo.unit_shapes import polygons_of

# Proper names, in both languages like those in the assets.
INSET_NAMES: Final = {"zh": ("南海诸岛",), "en": ("South China Sea", "Islands")}

# The inset's width in parts of the picture's, and at least so many type sizes for its caption.
_INSET_SHARE: Final = 0.165

_INSET_LEAST: Final = 5.4

_EDGE: Final = 1.0

# Design tokens: a line of 2 px every 6 px, where texts are of 13 px.
SPACING: Final = 6.0

WIDTH: Final = 2.0

_DRAWN_AT: Final = 13.0


def map_svg(
    shapes: MapShapes,
    *,
    labels: Sequence[tuple[str, str, str]],
    colours: Palette,
    lang: str,
    width: float,
    height: float,
    text_size: float,
    out_of_scope_labels: bool = True,
    face: Face | None = None,
    alt: str = "",
) -> str:
    """Draw a map as large as the picture allows, its inset at the lower right, clear of land.

    labels: (code, name, figure or ""), the most important first; one that finds no room goes without its figure, or
    altogether. out_of_scope_labels: whether Taiwan and the provinces around are named. Units carry `data-code`.
    """
    face = face or screen_face(lang)
    painter = _Painter(shapes, colours, Pen(face), lang, text_size)
    boxes = painter.inset_boxes(width, height)
    taken = [grown(boxes[0], text_size * 0.5)] if boxes else []
    view = main_view(
        shapes.frame,
        shapes.lines.get("coast", ()),
        (width, height),
        margin=2.0 if shapes.is_national else text_size * 0.6,
        taken=taken,
    )
    body = [painter.land(view)]
    if boxes is not None and shapes.inset is not None:
        body.append(painter.inset(inset_view(shapes.inset, boxes[1]), boxes[0]))
    lettering = Lettering(shapes, view, colours, lang, text_size)
    placed = lettering.place(labels, taken, out_of_scope=out_of_scope_labels)
    body.append(lettering.draw(placed, Pen(face)))
    return picture("".join(body), width=width, height=height, face=face, alt=alt)


class _Painter:
    def __init__(self, shapes: MapShapes, colours: Palette, pen: Pen, lang: str, text_size: float) -> None:
        self.shapes = shapes
        self.colours = colours
        self.pen = pen
        self.lang = lang
        self.size = text_size
        self.weight = stroke_weight(text_size, drawn_at=14)

    def inset_boxes(self, width: float, height: float) -> tuple[Box, Box] | None:
        """Give the inset's whole box in the lower right corner, and the part above its name that shows the sea."""
        inset = self.shapes.inset
        if inset is None:
            return None
        across = max(width * _INSET_SHARE, self.size * _INSET_LEAST)
        down = across * (inset[3] - inset[1]) / (inset[2] - inset[0])
        foot = self.size * (LEADING * len(INSET_NAMES[self.lang]) + 0.3)
        left, right, bottom = width - _EDGE - across, width - _EDGE, height - _EDGE
        return (left, bottom - foot - down, right, bottom), (left, bottom - foot - down, right, bottom - foot)

    def land(self, view: View) -> str:
        """Draw all ground and lines of a view, in ticks."""
        fine = 0.6 if view.is_inset else 1.0
        parts = [self._around(view), self._units(view, fine), self._lines(view)]
        return element("g", "".join(parts), transform=f"scale({1 / TICKS})")

    def _around(self, view: View) -> str:
        drawn = [
            element("path", d=path_of(rings), fill=place.fill, stroke=place.stroke)
            for place in self.shapes.around
            if (rings := view.polygon(place.rings))
        ]
        if not drawn:
            return ""
        return element("g", "".join(drawn), stroke_width=TICKS * self.weight, stroke_linejoin="round")

    def _units(self, view: View, fine: float) -> str:
        fills: list[str] = []
        hatch: list[str] = []
        for unit in self.shapes.units:
            rings = view.polygon(unit.rings)
            if not rings:
                continue
            code = None if view.is_inset else unit.code
            fills.append(element("path", data_code=code, d=path_of(rings), fill=unit.fill))
            if unit.look == "not_reported":
                hatch.append(hatch_path(rings, self.size * fine))
        seam = (0.9 if self.shapes.is_national else 0.6) * self.weight * TICKS
        drawn = element(
            "g", "".join(fills), stroke=self.colours.seam, stroke_width=seam, stroke_linejoin="round"
        )
        ruled = "".join(hatch)
        return drawn + (hatch_element(ruled, self.colours.hatch, self.size * fine) if ruled else "")

    def _lines(self, view: View) -> str:
        colours, shapes = self.colours, self.shapes
        strokes: list[tuple[str, str, float]]
        if shapes.is_national:
            strokes = [("province", colours.seam, 0.9), ("coast", colours.coast, 1.0)]
        else:
            strokes = [
                ("prefecture", colours.seam, 3.2),
                ("prefecture", colours.prefecture_border, 1.1),
                ("coast", colours.prefecture_border, 1.8),
            ]
        if view.is_inset:
            strokes = [("coast", colours.coast, 0.9)]
        strokes += [
            ("unpublished", colours.prefecture_border, 1.1),
            ("undefined", colours.coast, 1.2),
            ("dashed", colours.prefecture_border, 1.8),
        ]
        scale = self.weight * TICKS * (0.8 if view.is_inset else 1.0)
        dashes = {
            "undefined": f"{number(4 * scale)} {number(3 * scale)}",
            "unpublished": f"{number(2 * scale)} {number(2 * scale)}",
        }
        drawn: list[str] = []
        for kind, colour, width in strokes:
            path = view.lines(shapes.lines.get(kind, ()))
            if path:
                line = {"stroke": colour, "stroke_width": width * scale, "stroke_dasharray": dashes.get(kind)}
                drawn.append(element("path", d=path, **line))
        rounded = {"stroke_linejoin": "round", "stroke_linecap": "round"}
        return element("g", "".join(drawn), fill="none", **rounded) if drawn else ""

    def inset(self, view: View, whole: Box) -> str:
        """Draw the South China Sea in its frame; its name stands below it, on no island and no dash."""
        left, top, right, bottom = whole
        frame = {"x": left, "y": top, "width": right - left, "height": bottom - top}
        lines = INSET_NAMES[self.lang]
        widest = max(text_width(line, self.size) for line in lines)
        size = min(self.size, self.size * (right - left - self.size * 0.4) / widest)
        names = self.pen.lines(
            [(line, False, self.colours.ink) for line in lines],
            ((left + right) / 2, view.edge[3] + size),
            size=size,
            anchor="middle",
        )
        return (
            element("rect", **frame, fill=self.colours.paper)
            + self.land(view)
            + element("rect", **frame, fill="none", stroke=self.colours.rule, stroke_width=self.weight)
            + names
        )


def hatch_scale(text_size: float) -> float:
    """How much wider than at 13 px text the hatch is."""
    return text_size / _DRAWN_AT


def hatch_path(rings: Sequence[Line], text_size: float) -> str:
    """Rule a shape, in ticks, from lower left to upper right; an empty string where no line meets it."""
    if not rings:
        return ""
    shape = _area(shapely.make_valid(polygons_of(rings)))
    if shape.is_empty:
        return ""
    left, top, right, bottom = shapely.bounds(shape)
    # Along a line of 45° x + y stays the same; two neighbours differ by their distance times √2.
    step = SPACING * hatch_scale(text_size) * TICKS * math.sqrt(2)
    sums = np.arange(math.ceil((left + top) / step), math.floor((right + bottom) / step) + 1) * step
    starts = np.column_stack([np.full(len(sums), left), sums - left])
    ends = np.column_stack([np.full(len(sums), right), sums - right])
    ruling = shapely.MultiLineString([list(pair) for pair in zip(starts, ends, strict=True)])
    cut = shapely.intersection(shape, ruling)
    lines = [part for part in shapely.get_parts(cut) if part.geom_type == "LineString" and not part.is_empty]
    return draw_line(shapely.MultiLineString(lines))


def _area(shape: BaseGeometry) -> BaseGeometry:
    """Keep what has an area: of an islet of a few ticks, making it valid can leave lines beside it."""
    parts = shapely.get_parts(shape)
    flat = [piece for part in parts for piece in shapely.get_parts(part) if piece.geom_type == "Polygon"]
    return shapely.MultiPolygon(flat)


def hatch_element(path: str, colour: str, text_size: float) -> str:
    """Draw a ruling, in ticks."""
    return element(
        "path",
        d=path,
        stroke=colour,
        stroke_width=WIDTH * hatch_scale(text_size) * TICKS,
        fill="none",
        pointer_events="none",
    )
