"""Maps as native shapes: one for each unit, named after it, so that it can be clicked, recoloured and taken apart."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from charts.palette import LIGHT
from charts.pictures.lettering import TAIWAN
from charts.pictures.map_shapes import MapShapes, UnitShape, map_shapes
from charts.pictures.map_svg import INSET_NAMES
from charts.pictures.svg import Box as Edges
from charts.pictures.svg import grown
from charts.pictures.view import View, inset_view, main_view
from data.words import Translate
from reports.briefing.model import MapPicture, Occasion
from reports.slides.canvas import Canvas
from reports.slides.colours import hatch_xml, line_xml, solid_xml, text_on
from reports.slides.map_labels import SIZE, draw_labels
from reports.slides.map_paths import line_path, ring_path
from reports.slides.page import Box
from reports.slides.words import line_px, one, width_px

# Borders may move by so many px of the slide: less than half of one, so that nobody sees it at 4K.
_TOLERANCE_PX: Final = 0.45
# The inset's width in parts of the picture's.
_INSET_SHARE: Final = 0.17
_EDGE: Final = 1.0
_PALE: Final = 0.3
_ROOM: Final = 12.0
# Points of the units' seam: of provinces, of counties.
_SEAM: Final = {True: 0.75, False: 0.4}
_PREFECTURE: Final = (LIGHT.prefecture_border, 0.9, None)
_COAST: Final = (LIGHT.coast, 0.75, None)
_OUTLINE: Final = (LIGHT.prefecture_border, 1.25, None)
_UNDEFINED: Final = (LIGHT.coast, 0.9, "sysDash")
_DASHED: Final = (LIGHT.prefecture_border, 1.5)


@dataclass(frozen=True)
class _Scene:
    """A view of a map, and the box of the slide whose corner is the view's 0, 0."""

    view: View
    origin: Box
    own: Collection[str] | None


def draw_map(
    canvas: Canvas,
    box: Box,
    picture: MapPicture,
    occasion: Occasion,
    descr: str,
    _: Translate,
    own: Collection[str] | None = None,
) -> Mapping[str, Any]:
    """Draw a map with its inset and labels into the box; returns the shape of each unit by its code.

    own: the codes that the map is about, None for all; the others are drawn pale.
    """
    shapes = _shapes(picture, box, occasion)
    edges = _inset_edges(shapes, box, canvas.lang)
    taken = [grown(edges[0], _ROOM)] if edges else []
    view = main_view(
        shapes.frame,
        shapes.lines.get("coast", ()),
        (box.width, box.height),
        margin=2.0 if shapes.is_national else _ROOM,
        taken=[_with_room(edges[0], shapes, canvas.lang)] if edges else [],
    )
    group = canvas.group(box, name=_("Map"), descr=descr)
    drawn = _draw_scene(canvas, shapes, _Scene(view, box, own), group, _)
    if edges is not None and shapes.inset is not None:
        _draw_inset(canvas, shapes, _Scene(inset_view(shapes.inset, edges[1]), box, own), edges[0], _)
    draw_labels(canvas, shapes, picture, view, box, taken, _)
    return drawn


def _shapes(picture: MapPicture, box: Box, occasion: Occasion) -> MapShapes:
    made = map_shapes(picture.geometry, picture.drawing, LIGHT, line_file=occasion.line_file)
    left, top, right, bottom = made.frame
    scale = min(box.width / (right - left), box.height / (bottom - top))
    tolerance = max(1, round(_TOLERANCE_PX / scale))
    return map_shapes(
        picture.geometry, picture.drawing, LIGHT, line_file=occasion.line_file, tolerance=tolerance
    )


def _with_room(edges: Edges, shapes: MapShapes, lang: str) -> Edges:
    """Leave room for the name of Taiwan between it and the inset."""
    left, top, right, bottom = grown(edges, _ROOM)
    if shapes.is_national:
        left -= width_px(shapes.names[TAIWAN][0 if lang == "zh" else 1], SIZE) + _ROOM
    return left, top, right, bottom


def _inset_edges(shapes: MapShapes, box: Box, lang: str) -> tuple[Edges, Edges] | None:
    """Give the inset's place in the lower right corner, relative to the box, and the part above its name."""
    if shapes.inset is None:
        return None
    left, top, right, bottom = shapes.inset
    lines = INSET_NAMES[lang]
    words = max(width_px(line, SIZE) for line in lines) + 12
    across = max(box.width * _INSET_SHARE, words)
    down = across * (bottom - top) / (right - left)
    foot = line_px(SIZE) * len(lines) + 6
    ends = (box.width - _EDGE, box.height - _EDGE)
    start = (ends[0] - across, ends[1] - foot - down)
    return (*start, *ends), (*start, ends[0], ends[1] - foot)


def _draw_inset(canvas: Canvas, shapes: MapShapes, scene: _Scene, whole: Edges, _: Translate) -> None:
    """Draw the South China Sea in its frame; its name stands below it, on no island and no dash."""
    left, top, right, bottom = whole
    box = Box(scene.origin.left + left, scene.origin.top + top, right - left, bottom - top)
    lines = INSET_NAMES[canvas.lang]
    name = " ".join(lines)
    group = canvas.group(box, name=name, descr=name)
    canvas.shape(box, name=name, fill=LIGHT.paper, line=LIGHT.rule, points=1, group=group)
    _draw_scene(canvas, shapes, scene, group, _)
    caption = Box(box.left, scene.origin.top + scene.view.edge[3], box.width, bottom - scene.view.edge[3])
    words = [one(line, SIZE, LIGHT.ink, align="ctr") for line in lines]
    canvas.text(caption, words, name=name, anchor="ctr", group=group)


def _draw_scene(canvas: Canvas, shapes: MapShapes, scene: _Scene, group: Any, _: Translate) -> dict[str, Any]:
    name = 0 if canvas.lang == "zh" else 1
    for place in shapes.around:
        found = ring_path(place.rings, scene.view, scene.origin)
        if found:
            look = solid_xml(place.fill) + line_xml(place.stroke, 0.5)
            canvas.freeform(*found, look, name=place.names[name], group=group)
    drawn: dict[str, Any] = {}
    for unit in shapes.units:
        found = ring_path(unit.rings, scene.view, scene.origin)
        if found:
            look = _unit_look(unit, scene.own, national=shapes.is_national)
            drawn[unit.code] = canvas.freeform(*found, look, name=unit.names[name], group=group)
    _draw_lines(canvas, shapes, scene, group, _)
    return drawn


def _unit_look(unit: UnitShape, own: Collection[str] | None, *, national: bool) -> str:
    edge = line_xml(LIGHT.seam, _SEAM[national])
    if unit.look == "not_reported":
        return hatch_xml(LIGHT.hatch, LIGHT.hatch_ground) + edge
    if unit.look == "hatched":
        dark = text_on(unit.fill) == LIGHT.paper
        return hatch_xml(LIGHT.paper if dark else LIGHT.muted, unit.fill) + edge
    return solid_xml(unit.fill, 1 if own is None or unit.code in own else _PALE) + edge


def _draw_lines(canvas: Canvas, shapes: MapShapes, scene: _Scene, group: Any, _: Translate) -> None:
    """Draw borders as one shape a kind, and each dash of the dashed line as a shape of its own."""
    coast = _COAST if shapes.is_national or scene.view.is_inset else _OUTLINE
    kinds = (
        ("prefecture", _("Prefecture borders"), _PREFECTURE),
        ("coast", _("Coast and border"), coast),
        ("undefined", _("Undefined border"), _UNDEFINED),
    )
    for kind, name, (colour, points, dash) in kinds:
        if scene.view.is_inset and kind == "prefecture":
            continue
        found = line_path(shapes.lines.get(kind, ()), scene.view, scene.origin)
        if found:
            canvas.freeform(*found, solid_xml(None) + line_xml(colour, points, dash), name=name, group=group)
    colour, points = _DASHED
    look = solid_xml(None) + line_xml(colour, 1.0 if scene.view.is_inset else points)
    for line in shapes.lines.get("dashed", ()):
        found = line_path([line], scene.view, scene.origin)
        if found:
            canvas.freeform(*found, look, name=_("Dashed line"), group=group)
