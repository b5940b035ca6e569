"""Maps as native shapes, one for each unit, with names, figures and the key beside it."""

# shapely leaves some types open:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely

from charts.maps.labels import Placed
from charts.maps.lettering import TAIWAN, Lettering
from charts.maps.measures import Drawing
from charts.maps.picture import INSET_NAMES
from charts.maps.shapes import LegendItem, MapShapes, UnitShape, legend_items, map_shapes
from charts.maps.view import TICKS, View, inset_view, main_view
from charts.palette import LIGHT
from charts.svg import Box as Edges
from charts.svg import grown
from data.base.formats import format_count
from data.base.language import Translate
from geo.assets import shows_unpublished
from geo.paths import Line, points_of
from reports.figures.occasion import Occasion
from reports.slides.model import MapPicture
from reports.slides.powerpoint.canvas import Canvas
from reports.slides.powerpoint.marks import MARK, draw_mark
from reports.slides.powerpoint.page import PX_PER_POINT, Box
from reports.slides.powerpoint.text import Paragraph, Run, line_px, one, width_px
from reports.slides.powerpoint.theme import hatch_xml, line_xml, solid_xml

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
_UNPUBLISHED: Final = (LIGHT.prefecture_border, 0.9, "sysDot")
_DASHED: Final = (LIGHT.prefecture_border, 1.5)
# Names and figures on the map.
MAP_LABEL_SIZE: Final = 12
# A label whose ground is of several colours stands on paper that lets them through.
_SEE_THROUGH: Final = 0.78
_PAD: Final = 4
# A path's own measure is the tick; one without width or height is refused by some programs.
_LEAST: Final = 1
# The key.
LEGEND_SIZE: Final = 14
_SMALL: Final = 12
_CHIP: Final = (30, 20)
_STEP_HEIGHT: Final = 24
_WIDEST_STEP: Final = 92
_GAP: Final = 36
# Px of a row to a point of its text.
_ROW: Final = 3
_SQUARE: Final = (
    '<a:path w="2" h="2"><a:moveTo><a:pt x="0" y="0"/></a:moveTo><a:lnTo><a:pt x="2" y="0"/></a:lnTo>'
    '<a:lnTo><a:pt x="2" y="2"/></a:lnTo><a:lnTo><a:pt x="0" y="2"/></a:lnTo><a:close/></a:path>'
)


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
        left -= width_px(shapes.names[TAIWAN][0 if lang == "zh" else 1], MAP_LABEL_SIZE) + _ROOM
    return left, top, right, bottom


def _inset_edges(shapes: MapShapes, box: Box, lang: str) -> tuple[Edges, Edges] | None:
    """Give the inset's place in the lower right corner, relative to the box, and the part above its name."""
    if shapes.inset is None:
        return None
    left, top, right, bottom = shapes.inset
    lines = INSET_NAMES[lang]
    words = max(width_px(line, MAP_LABEL_SIZE) for line in lines) + 12
    across = max(box.width * _INSET_SHARE, words)
    down = across * (bottom - top) / (right - left)
    foot = line_px(MAP_LABEL_SIZE) * len(lines) + 6
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
    words = [one(line, MAP_LABEL_SIZE, LIGHT.ink, align="ctr") for line in lines]
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
    return solid_xml(unit.fill, 1 if own is None or unit.code in own else _PALE) + edge


def _draw_lines(canvas: Canvas, shapes: MapShapes, scene: _Scene, group: Any, _: Translate) -> None:
    """Draw borders as one shape a kind, and each dash of the dashed line as a shape of its own."""
    coast = _COAST if shapes.is_national or scene.view.is_inset else _OUTLINE
    kinds = (
        ("prefecture", _("Prefecture borders"), _PREFECTURE),
        ("coast", _("Coast and border"), coast),
        ("unpublished", _("Boundary not published"), _UNPUBLISHED),
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
    lettering = Lettering(shapes, view, LIGHT, canvas.lang, MAP_LABEL_SIZE * PX_PER_POINT)
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
        Paragraph((Run(text, MAP_LABEL_SIZE, found.colour, bold, halo),), "ctr")
        for text, bold in lines
        if text
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


def ring_path(rings: Iterable[Line], view: View, origin: Box) -> tuple[Box, str] | None:
    """Give a unit's box on the slide and its path, one contour after another, holes included.

    origin: where the view's 0, 0 lies. None where nothing of it is seen.
    """
    seen = [ring for ring in view.polygon(rings) if len(ring) > 3]
    return _path([ring[:-1] for ring in seen], origin, closed=True)


def line_path(lines: Iterable[Line], view: View, origin: Box) -> tuple[Box, str] | None:
    """Give open lines as one path, and the box it lies in; None where nothing of them is seen."""
    left, top, right, bottom = (side * TICKS for side in view.edge)
    edge = shapely.box(left, top, right, bottom)
    kept: list[Line] = []
    for line in lines:
        moved = np.rint((line * view.k + (view.x, view.y)) * TICKS).astype(np.int64)
        moved = moved[np.append(True, np.any(moved[1:] != moved[:-1], axis=1))]
        if len(moved) < 2:
            continue
        cut = shapely.intersection(shapely.LineString(moved), edge)
        parts = [part for part in shapely.get_parts(cut) if part.geom_type == "LineString"]
        kept += [points_of(part) for part in parts if not part.is_empty]
    return _path(kept, origin, closed=False)


def _path(lines: Sequence[Line], origin: Box, *, closed: bool) -> tuple[Box, str] | None:
    if not lines:
        return None
    low = np.min([line.min(axis=0) for line in lines], axis=0)
    high = np.max([line.max(axis=0) for line in lines], axis=0)
    width, height = (max(int(size), _LEAST) for size in high - low)
    end = "<a:close/>" if closed else ""
    contours = "".join(_contour(np.rint(line - low).astype(np.int64)) + end for line in lines)
    filled = "" if closed else ' fill="none"'
    left, top = low / TICKS
    box = Box(origin.left + left, origin.top + top, width / TICKS, height / TICKS)
    return box, f'<a:path w="{width}" h="{height}"{filled}>{contours}</a:path>'


def _contour(line: Line) -> str:
    first, *others = [f'<a:pt x="{x}" y="{y}"/>' for x, y in line.tolist()]
    return f"<a:moveTo>{first}</a:moveTo>" + "".join(f"<a:lnTo>{point}</a:lnTo>" for point in others)


def draw_legend(
    canvas: Canvas, box: Box, picture: MapPicture, _: Translate, size: float = LEGEND_SIZE
) -> None:
    """Draw the legend of a map into the box: a scale as steps side by side, classes as chip or mark with word."""
    group = canvas.group(box, name=_("Legend"))
    items = _items(picture, _)
    top = box.top
    if picture.drawing.kind == "steps":
        top = _draw_steps(canvas, box, picture.drawing, group)
        items = [item for item in items if item.look != "class"]
    _draw_items(canvas, Box(box.left, top, box.width, box.bottom - top), items, size, group, _)


def _draw_steps(canvas: Canvas, box: Box, drawing: Drawing, group: object) -> float:
    """Draw the steps of a scale, how many units each has in it, its lower break below; 100% stands apart."""
    count = len(drawing.legend)
    width = min(box.width / count, _WIDEST_STEP) - 3
    for place, entry in enumerate(drawing.legend):
        left = box.left + place * (width + 2) + (8 if place == count - 1 else 0)
        number = (
            [one(format_count(entry.count), _SMALL, LIGHT.text_on(entry.light), align="ctr")]
            if entry.count
            else []
        )
        canvas.shape(
            Box(left, box.top, width, _STEP_HEIGHT + 8),
            name=entry.label,
            fill=entry.light,
            line=LIGHT.rule,
            points=0.5,
            paragraphs=number,
            anchor="ctr",
            group=group,
        )
        text = Box(left, box.top + _STEP_HEIGHT + 10, width, line_px(_SMALL))
        canvas.text(text, [one(entry.label, _SMALL, LIGHT.muted)], name=entry.label, wrap=False, group=group)
    return box.top + _STEP_HEIGHT + 10 + line_px(_SMALL) + 10


def legend_height(picture: MapPicture, width: float, size: float, _: Translate) -> float:
    """Give the px that a legend of classes takes at a width."""
    places = _laid_out(_items(picture, _), width, size)
    return places[-1][1] + size * _ROW if places else 0.0


def _items(picture: MapPicture, _: Translate) -> list[LegendItem]:
    unpublished = shows_unpublished(picture.geometry)
    items = legend_items(picture.drawing, LIGHT, _, unpublished=unpublished)
    return [item for item in items if item.look != "outside" or picture.geometry == "province"]


def _number(item: LegendItem) -> str:
    return "" if item.count is None else format_count(item.count)


def _is_marked(item: LegendItem) -> bool:
    """Whether a verdict is told by its mark; what is not assessed is a hatch on the map."""
    return bool(item.verdict) and item.look == "class"


def _laid_out(items: Sequence[LegendItem], width: float, size: float) -> list[tuple[float, float, float]]:
    """Give each entry's left, top and width, row after row."""
    places: list[tuple[float, float, float]] = []
    left, top = 0.0, 0.0
    for item in items:
        room = (MARK if _is_marked(item) else _CHIP[0]) + 10
        words = width_px(f"{item.label} ", size) + width_px(_number(item), size, bold=True)
        taken = room + words + 8
        if left and left + taken > width:
            left, top = 0.0, top + size * _ROW
        places.append((left, top, taken))
        left += taken + _GAP
    return places


def _draw_items(
    canvas: Canvas, box: Box, items: Sequence[LegendItem], size: float, group: object, _: Translate
) -> None:
    height = size * _ROW
    for item, (across, down, taken) in zip(items, _laid_out(items, box.width, size), strict=True):
        left, top = box.left + across, box.top + down
        if _is_marked(item):
            room = MARK + 10
            draw_mark(canvas, item.verdict, (left + MARK / 2, top + height / 2), MARK, _, group)
        else:
            room = _CHIP[0] + 10
            chip = Box(left, top + (height - _CHIP[1]) / 2, *_CHIP)
            look = _key_look(item) + (
                line_xml(*_UNPUBLISHED) if item.look == "unpublished" else line_xml(LIGHT.coast, 0.5)
            )
            canvas.freeform(chip, _SQUARE, look, name=item.label, group=group)
        number = _number(item)
        runs = [Run(f"{item.label} " if number else item.label, size)]
        if number:
            runs.append(Run(number, size, LIGHT.ink, bold=True))
        text = Box(left + room, top, taken - room, height)
        canvas.text(text, [Paragraph(tuple(runs))], name=item.label, anchor="ctr", wrap=False, group=group)


def _key_look(item: LegendItem) -> str:
    if item.look == "not_reported":
        return hatch_xml(LIGHT.hatch, LIGHT.hatch_ground)
    return solid_xml(item.fill)
