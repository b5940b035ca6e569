"""What every slide has round its content: title, subtitle, demo mark, foot, number, and the speaker's notes."""

# python-pptx leaves most of its XML elements open:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.slide import Slide

from charts.palette import LIGHT
from reports.briefing.model import Deck
from reports.briefing.model import Slide as Told
from reports.slides import page
from reports.slides.canvas import NAMESPACES, Canvas
from reports.slides.words import Paragraph, Run, fitting, one, paragraphs_xml, shortened

# Sizes in points with the lines they may take; the title's box is as high as one line of the first.
TITLE_STEPS: Final = (
    (30, 1),
    (28, 1),
    (26, 1),
    (24, 1),
    (23, 2),
    (21, 2),
    (19, 2),
    (17, 2),
    (15, 3),
    (13, 3),
)
SUBTITLE_STEPS: Final = ((16, 1), (15, 1), (14, 1), (13, 1), (12, 1))
FOOT_SIZE: Final = 12
_BETWEEN: Final = "    "


def begin_slide(canvas: Canvas, deck: Deck, told: Told) -> None:
    """Write title, subtitle and demo mark, which are read first."""
    size, _lines = fitting(told.title, page.TITLE.width, TITLE_STEPS, bold=True)
    canvas.placeholder("title", [one(told.title, size, bold=True)])
    size, _lines = fitting(told.subtitle, page.SUBTITLE.width, SUBTITLE_STEPS)
    subtitle = shortened(told.subtitle, size, page.SUBTITLE.width)
    canvas.placeholder("subtitle", [one(subtitle, size, LIGHT.muted)])
    if deck.foot.demo:
        canvas.placeholder("demo", [one(deck.foot.demo, 14, LIGHT.warning_text, bold=True, align="ctr")])


def end_slide(canvas: Canvas, deck: Deck, told: Told, *, has_map: bool) -> None:
    """Write foot and number, which are read last, and the notes. has_map: the foot tells whose boundaries it draws."""
    foot = deck.foot
    parts = [foot.as_of, foot.source, *((foot.boundaries, foot.approval) if has_map else ())]
    text = _BETWEEN.join(parts)
    if fitting(text, page.FOOT.width, ((FOOT_SIZE, 1), (FOOT_SIZE, 2)))[1] == 1:
        lines = [text]
    else:
        lines = [_BETWEEN.join(parts[:2]), _BETWEEN.join(parts[2:])]
    canvas.placeholder(
        "foot",
        [one(shortened(line, FOOT_SIZE, page.FOOT.width), FOOT_SIZE, LIGHT.muted) for line in lines if line],
    )
    canvas.placeholder("number", ())
    write_notes(canvas.slide, told.notes, canvas.lang)


def write_notes(slide: Slide, notes: Sequence[str], lang: str) -> None:
    """Write the speaker's talking points, a paragraph each."""
    frame: Any = slide.notes_slide.notes_text_frame
    body = frame._txBody  # noqa: SLF001 — pyright: ignore[reportPrivateUsage]
    for old in body.findall(qn("a:p")):
        body.remove(old)
    told = [Paragraph((Run(note, 14),), before=4) for note in notes]
    for paragraph in parse_xml(f"<a:wrap {NAMESPACES}>{paragraphs_xml(told, lang)}</a:wrap>"):
        body.append(paragraph)
