"""The verdicts' marks as shapes that can be clicked and recoloured, and rows of mark, word and number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from charts.marks import mark
from charts.palette import LIGHT, VERDICTS
from charts.words import sentence_case, verdict_word
from data.base.formats import format_count
from data.base.language import Translate
from reports.slides.powerpoint.canvas import Canvas
from reports.slides.powerpoint.page import Box
from reports.slides.powerpoint.text import Paragraph, Run, width_px

# Preset shape of each verdict, its width and height on a field of 16, and whether it stands on its head.
_SHAPES: Final = {
    "achieved": ("diamond", 14.4, 14.4, False),
    "nearly": ("rect", 10.4, 10.4, False),
    "on_track": ("ellipse", 11.6, 11.6, False),
    "at_risk": ("triangle", 14.0, 12.2, False),
    "off_track": ("triangle", 14.0, 12.2, True),
    "reversing": ("mathMultiply", 20.0, 20.0, False),
    "cannot_assess": ("ellipse", 10.4, 10.4, False),
}
_FIELD: Final = 16
MARK: Final = 26
_GAP: Final = 40


def draw_mark(
    canvas: Canvas, verdict: str, middle: tuple[float, float], size: float, _: Translate, group: Any = None
) -> Any:
    """Draw a verdict's mark on a field of `size` px; its word has to stand beside it."""
    preset, width, height, flip = _SHAPES[verdict]
    look = mark(verdict, LIGHT)
    scale = size / _FIELD
    width, height = width * scale, height * scale
    box = Box(middle[0] - width / 2, middle[1] - height / 2, width, height)
    outline = look.line if look.line_width and verdict != "reversing" else None
    return canvas.shape(
        box,
        name=sentence_case(verdict_word(verdict, _)),
        preset=preset,
        fill=look.line if verdict == "reversing" else look.fill,
        line=outline,
        points=1.4 if verdict == "cannot_assess" else 0.75,
        flip=flip,
        group=group,
    )


def verdict_row(canvas: Canvas, box: Box, counts: Mapping[str, int], _: Translate, *, size: float) -> None:
    """Tell what the marks mean and how many areas have each: mark, word, number, wrapped within the box."""
    group = canvas.group(box, name=_("Verdict"))
    left, top, height = box.left, box.top, size * 2 * 1.5
    for verdict in VERDICTS:
        if not counts.get(verdict, 0) and verdict in {"reversing", "cannot_assess", "achieved", "nearly"}:
            continue
        word, number = sentence_case(verdict_word(verdict, _)), format_count(counts.get(verdict, 0))
        taken = MARK + 10 + width_px(f"{word} {number}", size, bold=True) + 6
        if left > box.left and left + taken > box.right:
            left, top = box.left, top + height
        draw_mark(canvas, verdict, (left + MARK / 2, top + height / 2), MARK, _, group)
        text = Box(left + MARK + 10, top, taken - MARK - 10, height)
        runs = (Run(f"{word} ", size, LIGHT.ink), Run(number, size, LIGHT.ink, bold=True))
        canvas.text(text, [Paragraph(runs)], name=word, anchor="ctr", wrap=False, group=group)
        left += taken + _GAP
