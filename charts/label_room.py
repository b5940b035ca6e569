"""Room for labels in a picture: what is taken, and which of several places has the least in its way."""

# shapely leaves some types open:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from charts.svg import LEADING, Anchor, Box, Point, touch
from charts.text_widths import text_width

# A label that lies on another costs more than any line across it.
_ON_LABEL: Final = 10_000.0

# Px between labels on a chart.
_APART: Final = 1.0


@dataclass(frozen=True)
class Spot:
    """A label's place: the point where its first line starts, ends or has its middle, and the box it fills."""

    at: Point
    anchor: Anchor
    box: Box


def spot(at: Point, anchor: Anchor, lines: Sequence[tuple[str, float, bool]], *, below: bool) -> Spot:
    """Lay lines (text, size, whether bold) out from a point: `below` it, or above it.

    The point is the corner (or the middle of the side) of the box; Spot.at is the first baseline.
    """
    width = max(text_width(text, size, bold=bold) for text, size, bold in lines)
    height = sum(size * LEADING for _text, size, _bold in lines)
    x, y = at
    left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
    top = y if below else y - height
    first = lines[0][1]
    return Spot((x, top + first * 0.95), anchor, (left, top, left + width, top + height))


class Room:
    """What a picture has drawn so far: lines, and the boxes of its labels, inside an edge."""

    def __init__(self, edge: Box, lines: Sequence[BaseGeometry] = ()) -> None:
        self.edge = edge
        self.lines = list(lines)
        self.boxes: list[Box] = []

    def draw(self, points: Sequence[Point]) -> None:
        """Remember a line."""
        if len(points) > 1:
            self.lines.append(shapely.LineString(points))

    def crosses(self, shape: BaseGeometry) -> bool:
        """Whether a shape covers or crosses a line."""
        return bool(np.any(shapely.intersects(np.array(self.lines, dtype=object), shape)))

    def holds(self, box: Box, gap: float, *, margin: float = 0.0) -> bool:
        """Whether a box lies inside, `margin` from the edge's sides, and `gap` from every label."""
        left, top, right, bottom = self.edge
        if box[0] < left + margin or box[1] < top or box[2] > right - margin or box[3] > bottom:
            return False
        return not any(touch(box, other, gap=gap) for other in self.boxes)

    def best(self, spots: Iterable[Spot]) -> Spot | None:
        """Take the spot with the least in its way, of equals the first; None where all lie on a label or outside."""
        rated = [(self._cost(one.box), place, one) for place, one in enumerate(spots)]
        cost, _place, chosen = min(rated, key=lambda entry: entry[:2], default=(_ON_LABEL, 0, None))
        if chosen is None or cost >= _ON_LABEL:
            return None
        self.boxes.append(chosen.box)
        return chosen

    def _cost(self, box: Box) -> float:
        if not self.holds(box, _APART):
            return _ON_LABEL
        shape = shapely.box(*box)
        return sum(shapely.length(shapely.intersection(line, shape)) for line in self.lines)
