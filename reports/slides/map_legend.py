"""What a map's colours mean, in words, with how many units have each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from charts.measures import Drawing
from charts.palette import LIGHT
from charts.pictures.legend import LegendItem, legend_items
from data.formats import format_count
from data.words import Translate
from reports.briefing.model import MapPicture
from reports.slides.canvas import Canvas
from reports.slides.colours import hatch_xml, line_xml, solid_xml, text_on
from reports.slides.marks import MARK, draw_mark
from reports.slides.page import Box
from reports.slides.words import Paragraph, Run, line_px, one, width_px

SIZE: Final = 14
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


def draw_legend(canvas: Canvas, box: Box, picture: MapPicture, _: Translate, size: float = SIZE) -> None:
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
            [one(format_count(entry.count), _SMALL, text_on(entry.light), align="ctr")] if entry.count else []
        )
        canvas.shape(
            Box(left, box.top, width, _STEP_HEIGHT + 8), name=entry.label, fill=entry.light, line=LIGHT.rule,
            points=0.5, paragraphs=number, anchor="ctr", group=group,
        )  # fmt: skip
        text = Box(left, box.top + _STEP_HEIGHT + 10, width, line_px(_SMALL))
        canvas.text(text, [one(entry.label, _SMALL, LIGHT.muted)], name=entry.label, wrap=False, group=group)
    return box.top + _STEP_HEIGHT + 10 + line_px(_SMALL) + 10


def legend_height(picture: MapPicture, width: float, size: float, _: Translate) -> float:
    """Give the px that a legend of classes takes at a width."""
    places = _laid_out(_items(picture, _), width, size)
    return places[-1][1] + size * _ROW if places else 0.0


def _items(picture: MapPicture, _: Translate) -> list[LegendItem]:
    items = legend_items(picture.drawing, LIGHT, _)
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
            look = _look(item) + line_xml(LIGHT.coast, 0.5)
            canvas.freeform(chip, _SQUARE, look, name=item.label, group=group)
        number = _number(item)
        runs = [Run(f"{item.label} " if number else item.label, size)]
        if number:
            runs.append(Run(number, size, LIGHT.ink, bold=True))
        text = Box(left + room, top, taken - room, height)
        canvas.text(text, [Paragraph(tuple(runs))], name=item.label, anchor="ctr", wrap=False, group=group)


def _look(item: LegendItem) -> str:
    if item.look == "not_reported":
        return hatch_xml(LIGHT.hatch, LIGHT.hatch_ground)
    if item.look == "hatched":
        return hatch_xml(LIGHT.muted, item.fill)
    return solid_xml(item.fill)
