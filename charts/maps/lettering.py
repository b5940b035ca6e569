"""What is written on a map, in which colours, and where `charts.maps.labels` has found room for it."""

# shapely leaves some types open:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from charts.maps.labels import SPACING, MapRoom, Placed, Wanted, place_labels
from charts.maps.shapes import MapShapes
from charts.maps.view import View
from charts.palette import Palette
from charts.svg import BASELINE, LEADING, Box, Pen, Point, element
from charts.text_widths import cut

TAIWAN: Final = "710000"

# Names are cut at so many type sizes.
_LONGEST: Final = 10.0

# As maps write English names: Guangzhou, Chuxiong, Baisha.
_AUTONOMOUS: Final = re.compile(
    r"^([A-Z][\w']*)(?: [A-Z][\w'()-]*| and)* Autonomous (?:Prefecture|County|Banner)$"
)

_ENDING: Final = re.compile(r" (?:City|Prefecture|League|District|County|Banner)$")

_DOT: Final = 0.12


class Lettering:
    """The names and figures of one map in one view."""

    def __init__(self, shapes: MapShapes, view: View, colours: Palette, lang: str, size: float) -> None:
        """Lay out what labels may stand on."""
        self.shapes = shapes
        self.view = view
        self.colours = colours
        self.name_place = 1 if lang == "en" else 0
        self.size = size
        self.units = {unit.code: unit for unit in shapes.units}
        self.ground = {unit.code: view.shape(unit.rings) for unit in shapes.units}

    def place(
        self, labels: Sequence[tuple[str, str, str]], taken: Sequence[Box], *, out_of_scope: bool
    ) -> list[Placed]:
        """Find room for labels as `map_svg` takes them, and for the quiet names of what the map is not about."""
        dashes = self.shapes.lines.get("dashed", ())
        lines = [shapely.LineString(line * self.view.k + (self.view.x, self.view.y)) for line in dashes]
        around = [self.view.shape(place.rings) for place in self.shapes.around]
        room = MapRoom(self.view.edge, [*self.ground.values(), *around], lines)
        room.boxes += taken
        wanted = [found for code, name, figure in labels if (found := self._wanted(code, name, figure))]
        if out_of_scope:
            wanted += self._quiet(around)
        return place_labels(wanted, room, self.size, self.colours)

    def draw(self, placed: Sequence[Placed], pen: Pen) -> str:
        """Write what has found room."""
        return "".join(self._leader(label) for label in placed) + "".join(
            self._text(label, pen) for label in placed
        )

    def _wanted(self, code: str, name: str, figure: str) -> Wanted | None:
        if code not in self.shapes.points or not name:
            return None
        short = cut(_short(name), self.size * _LONGEST, self.size, bold=True)
        unit = self.units.get(code)
        if unit is not None:
            look = unit.look
            colour = self.colours.ink if look == "not_reported" else self.colours.text_on(unit.fill)
            return Wanted(
                code, short, figure, self.ground[code], self.view.place(unit.point), colour, unit.fill
            )
        if code not in self.shapes.prefectures:
            return None
        shape = self.view.shape(self.shapes.prefectures[code])
        point = self.view.place(self.shapes.points[code])
        return Wanted(
            code, short, figure, shape, point, self.colours.ink, self.colours.paper, may_leave=False
        )

    def _quiet(self, around: Sequence[BaseGeometry]) -> list[Wanted]:
        """Name Taiwan on the map of the country, and the provinces around on a province's."""
        muted = self.colours.muted
        if self.shapes.is_national:
            unit = self.units[TAIWAN]
            name = self.shapes.names[TAIWAN][self.name_place]
            point = self.view.place(unit.point)
            return [Wanted(TAIWAN, name, "", self.ground[TAIWAN], point, muted, None, quiet=True)]
        found: list[Wanted] = []
        for place, shape in zip(self.shapes.around, around, strict=True):
            seen = _largest_polygon(shapely.clip_by_rect(shape, *self.view.edge))
            if seen is None:
                continue
            name = self.shapes.names[place.code][self.name_place]
            halo = self.colours.paper if place.is_outside else None
            wanted = Wanted(place.code, name, "", seen, _middle(seen, self.size), muted, halo, quiet=True)
            found.append(replace(wanted, may_leave=place.is_outside, spaced=not place.is_outside))
        return found

    def _leader(self, label: Placed) -> str:
        if label.leader is None:
            return ""
        (x0, y0), (x1, y1) = label.leader
        path, width = f"M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}", max(self.size / 16, 1.0)
        line = element("path", d=path, stroke=self.colours.muted, stroke_width=width, fill="none")
        return line + element("circle", cx=x1, cy=y1, r=self.size * _DOT, fill=self.colours.ink)

    def _text(self, placed: Placed, pen: Pen) -> str:
        left, top, right, _bottom = placed.box
        label = placed.label
        at = ((left + right) / 2, top + self.size * (LEADING / 2 + BASELINE))
        if label.quiet:
            spacing = self.size * SPACING if label.spaced else None
            return pen.text(
                label.name,
                at,
                size=self.size,
                fill=placed.colour,
                anchor="middle",
                halo=placed.halo,
                spacing=spacing,
            )
        texts = [(label.name, True, placed.colour)]
        if placed.figure:
            texts.append((placed.figure, False, placed.colour))
        return pen.lines(texts, at, size=self.size, anchor="middle", halo=placed.halo)


def _short(name: str) -> str:
    return _ENDING.sub("", _AUTONOMOUS.sub(r"\1", name))


def _largest_polygon(shape: BaseGeometry) -> BaseGeometry | None:
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and part.area > 0]
    return max(parts, key=shapely.area) if parts else None


def _middle(shape: BaseGeometry, size: float) -> Point:
    """Give the middle of the largest circle that fits into a shape."""
    circle = shapely.maximum_inscribed_circle(shape, max(size / 2, 1))  # pyright: ignore[reportCallIssue, reportArgumentType]
    (x, y), _rim = shapely.get_coordinates(circle).tolist()
    return x, y
