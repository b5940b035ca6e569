"""Places for a map's labels: on their unit, beside it with a leader, or none at all."""

# shapely leaves some types open:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from charts.label_room import Room
from charts.palette import Palette
from charts.svg import LEADING, Box, Point
from charts.text_widths import text_width

# In parts of the type size: round a label, and between the letters of a spaced name.
GAP: Final = 0.22

SPACING: Final = 0.1

_NUDGE: Final = 0.4

_NUDGES: Final = 7

_REACH: Final = (0.5, 1.0, 1.6, 2.4, 3.4, 4.6, 6.0, 7.6)

_DIRECTIONS: Final = 16

# A label may stand over its unit's border with this share of its box outside: gladly, and at the last.
_MOSTLY: Final = 0.74

_BARELY: Final = 0.45

_SAMPLES: Final = 12

# So far a leader may run over other units, and so near to its unit a label needs none.
_OVER_OTHERS: Final = 2.6

_BESIDE: Final = 0.7


@dataclass(frozen=True)
class Wanted:
    """A label to be placed. shape: what it names, in px; colour, halo: of a label that stands on it.

    may_leave: whether it may stand beside its shape, in the open sea. quiet: a name of what the map is not about;
    spaced: its letters stand apart.
    """

    code: str
    name: str
    figure: str
    shape: BaseGeometry
    point: Point
    colour: str
    halo: str | None
    may_leave: bool = True
    quiet: bool = False
    spaced: bool = False


@dataclass(frozen=True)
class Placed:
    """A label that has found room. figure: "" where there is none for it. leader: from its edge to its unit."""

    label: Wanted
    figure: str
    box: Box
    colour: str
    halo: str | None
    leader: tuple[Point, Point] | None = None


class MapRoom(Room):
    """What is free on a map, label after label; its lines are what no label may cover."""

    def __init__(self, edge: Box, land: Sequence[BaseGeometry], kept_free: Sequence[BaseGeometry]) -> None:
        """land: shapes that a label beside its unit must not lie on."""
        super().__init__(edge, kept_free)
        self.land = land
        self.tree = shapely.STRtree(land)

    def is_free(self, box: Box, gap: float) -> bool:
        """Whether a label in this box covers nothing that is to be seen."""
        return self.holds(box, gap, margin=gap) and not self.crosses(shapely.box(*box))

    def is_open(self, box: Box, gap: float) -> bool:
        """Whether a box lies in the open sea."""
        wide = shapely.box(box[0] - gap, box[1] - gap, box[2] + gap, box[3] + gap)
        return not len(self.tree.query(wide, predicate="intersects"))

    def over_land(self, line: BaseGeometry, own: BaseGeometry) -> float:
        """How far a line runs over land that is not its own."""
        return sum(
            shapely.length(shapely.intersection(self.land[place], line))
            for place in self.tree.query(line, predicate="intersects")
            if self.land[place] is not own
        )


def place_labels(wanted: Sequence[Wanted], room: MapRoom, size: float, palette: Palette) -> list[Placed]:
    """Place labels, the most important first; one without room is told without its figure, or left out."""
    placed: list[Placed] = []
    for label in wanted:
        found = _place(label, room, size, palette)
        if found is not None:
            room.boxes.append(found.box)
            if found.leader is not None:
                room.draw(found.leader)
            placed.append(found)
    return placed


def _label_size(label: Wanted, figure: str, size: float) -> Point:
    """Give width and height of a label's box."""
    spacing = len(label.name) * size * SPACING if label.spaced else 0.0
    width = max(text_width(label.name, size, bold=not label.quiet) + spacing, text_width(figure, size))
    return width, size * LEADING * (2 if figure else 1)


def _place(label: Wanted, room: MapRoom, size: float, palette: Palette) -> Placed | None:
    whole = _on_shape(label, label.figure, room, size, _MOSTLY)
    if whole is not None:
        return _placed(label, label.figure, whole)
    beside = _beside(label, room, size, palette) if label.may_leave else None
    if beside is not None:
        return beside
    tries = [(label.figure, _BARELY)]
    if label.figure:
        tries = [("", _MOSTLY), *tries, ("", _BARELY)]
    for figure, least in tries:
        box = _on_shape(label, figure, room, size, least)
        if box is not None:
            return _placed(label, figure, box)
    return None


def _placed(label: Wanted, figure: str, box: Box) -> Placed:
    return Placed(label, figure, box, label.colour, label.halo)


def _on_shape(label: Wanted, figure: str, room: MapRoom, size: float, least: float) -> Box | None:
    """Find the free box nearest to the label point that lies on the shape, or with the `least` share of it."""
    width, height = _label_size(label, figure, size)
    steps = np.arange(-_NUDGES, _NUDGES + 1) * size * _NUDGE
    across, down = (grid.ravel() for grid in np.meshgrid(steps, steps))
    order = np.argsort(np.hypot(across, down * 1.5), kind="stable")
    x, y = label.point[0] + across[order], label.point[1] + down[order]
    boxes = shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
    shapely.prepare(label.shape)
    inside = np.flatnonzero(shapely.contains(label.shape, boxes))
    gap = size * GAP
    for place in inside:
        box: Box = tuple(shapely.bounds(boxes[place]).tolist())
        if room.is_free(box, gap):
            return box
    near = np.hypot(across[order], down[order]) <= size
    shares = _shares_inside(label.shape, x[near], y[near], (width, height))
    for place in np.argsort(-shares, kind="stable"):
        if shares[place] < least:
            return None
        box = tuple(shapely.bounds(boxes[near][place]).tolist())
        if room.is_free(box, gap):
            return box
    return None


def _shares_inside(
    shape: BaseGeometry, x: NDArray[np.floating], y: NDArray[np.floating], size: Point
) -> NDArray[np.floating]:
    """Estimate how much of boxes around points lies on a shape, by so many points in each."""
    across, down = np.meshgrid(np.linspace(-0.5, 0.5, _SAMPLES), np.linspace(-0.5, 0.5, _SAMPLES // 2))
    xs = x[:, None] + across.ravel() * size[0]
    ys = y[:, None] + down.ravel() * size[1]
    return shapely.contains_xy(shape, xs, ys).mean(axis=1)


def _beside(label: Wanted, room: MapRoom, size: float, palette: Palette) -> Placed | None:
    """Find the nearest free box in the open sea; a leader joins it with its unit where it stands off."""
    width, height = _label_size(label, label.figure, size)
    x, y = label.point
    largest = max(shapely.get_parts(label.shape), key=shapely.area)
    gap = size * GAP
    best: tuple[float, Box, tuple[Point, Point] | None] | None = None
    for turn in range(_DIRECTIONS):
        angle = 2 * math.pi * turn / _DIRECTIONS
        along, down = math.cos(angle), math.sin(angle)
        for reach in _REACH:
            away = reach * size
            # The box's nearest point lies `away` from the point that is labelled.
            cx = x + along * (away + width / 2)
            cy = y + down * (away + height / 2)
            box: Box = (cx - width / 2, cy - height / 2, cx + width / 2, cy + height / 2)
            if not (room.is_free(box, gap) and room.is_open(box, gap / 2)):
                continue
            leader = _leader(box, label.point, size)
            line = shapely.LineString(leader)
            if any(shapely.intersects(line, shapely.box(*other)) for other in room.boxes):
                continue
            if room.crosses(line):
                continue
            over = room.over_land(line, label.shape)
            if over > size * _OVER_OTHERS:
                continue
            distance = float(shapely.distance(largest, shapely.box(*box)))
            cost = away + over * 2 + abs(down) * size * 0.5
            if best is None or cost < best[0]:
                best = (cost, box, None if distance < size * _BESIDE and over == 0 else leader)
            break
    if best is None:
        return None
    colour = palette.muted if label.quiet else palette.ink
    return Placed(label, label.figure, best[1], colour, palette.paper, best[2])


def _leader(box: Box, point: Point, size: float) -> tuple[Point, Point]:
    """Join a box's nearest edge with a point: from the side in the middle of the first line's height, or from below."""
    x, y = point
    middle = (box[1] + box[3]) / 2
    pad = size * 0.15
    if x > box[2] + size:
        return (box[2] + pad, middle), point
    if x < box[0] - size:
        return (box[0] - pad, middle), point
    return (min(max(x, box[0]), box[2]), box[3] if y > box[3] else box[1]), point
