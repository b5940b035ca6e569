"""Names and figures on a map as text boxes, where charts.pictures has found room for them."""

# shapely leaves some types open:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import shapely

from charts.palette import LIGHT
from charts.pictures.labels import Placed
from charts.pictures.lettering import Lettering
from charts.pictures.map_shapes import MapShapes
from charts.pictures.svg import Box as Edges
from charts.pictures.view import View
from data.words import Translate
from reports.briefing.model import MapPicture
from reports.slides.canvas import Canvas
from reports.slides.page import PX_PER_POINT, Box
from reports.slides.words import Paragraph, Run

SIZE: Final = 12
# A label whose ground is of several colours stands on paper that lets them through.
_SEE_THROUGH: Final = 0.78
_PAD: Final = 4


def draw_labels(
    canvas: Canvas,
    shapes: MapShapes,
    picture: MapPicture,
    view: View,
    origin: Box,
    taken: Sequence[Edges],
    _: Translate,
) -> None:
    """Label the units that the picture names, and what lies out of scope; what finds no room goes without."""
    lettering = Lettering(shapes, view, LIGHT, canvas.lang, SIZE * PX_PER_POINT)
    placed = lettering.place(picture.labels, taken, out_of_scope=True)
    if not placed:
        return
    group = canvas.group(origin, name=_("Labels"))
    for found in placed:
        _draw_leader(canvas, found, origin, group)
    for found in placed:
        left, top, right, bottom = found.box
        box = Box(origin.left + left, origin.top + top, right - left, bottom - top)
        _draw_label(canvas, found, box, _ground(found), group)


def _ground(found: Placed) -> str | None:
    """Give the ground that a label needs where it stands over a border of its unit, None where it needs none."""
    if found.label.quiet or found.leader is not None or found.halo is None:
        return None
    inside = found.label.may_leave and shapely.contains(found.label.shape, shapely.box(*found.box))
    beside = not shapely.intersects(found.label.shape, shapely.box(*found.box))
    return None if inside or beside else found.halo


def _draw_label(canvas: Canvas, found: Placed, box: Box, ground: str | None, group: Any) -> None:
    halo = found.halo if ground is None else None
    name = found.label.name
    lines = [(name, not found.label.quiet), (found.figure, False)]
    paragraphs = [
        Paragraph((Run(text, SIZE, found.colour, bold, halo),), "ctr") for text, bold in lines if text
    ]
    if ground is not None:
        box = Box(box.left - _PAD, box.top, box.width + 2 * _PAD, box.height)
    canvas.shape(
        box,
        name=name,
        preset="roundRect" if ground is not None else "rect",
        fill=ground,
        alpha=_SEE_THROUGH,
        paragraphs=paragraphs,
        anchor="ctr",
        wrap=False,
        group=group,
    )


def _draw_leader(canvas: Canvas, found: Placed, origin: Box, group: Any) -> None:
    if found.leader is None:
        return
    start, end = sorted((origin.left + x, origin.top + y) for x, y in found.leader)
    canvas.line(start, end, LIGHT.muted, name=found.label.name, points=0.75, group=group)
