"""A deck as a PowerPoint file: its slides with title, foot, number and notes, its sections and links."""

# python-pptx leaves most of its XML elements open:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.slide import Slide as PptxSlide

from charts.palette import LIGHT
from data.base.language import Translate
from reports.slides.model import Deck, Slide
from reports.slides.powerpoint import page
from reports.slides.powerpoint.canvas import NAMESPACES, Canvas
from reports.slides.powerpoint.contents import DrawnContent, draw_content
from reports.slides.powerpoint.page import BACK
from reports.slides.powerpoint.template import FINDING, TEXT, new_presentation
from reports.slides.powerpoint.text import (
    LANGUAGES,
    Paragraph,
    Run,
    clean,
    fitting,
    one,
    paragraphs_xml,
    shortened,
)

_SECTIONS: Final = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_SECTIONS_URI: Final = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
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


def pptx_bytes(deck: Deck, _: Translate, progress: Callable[[int, int], None] | None = None) -> bytes:
    """Write the deck as a PPTX file. progress: slides drawn, slides in all.

    Equal decks give equal slides; the file's dates are the occasion's day.
    """
    made = new_presentation(deck.occasion.lang, _)
    drawn: list[tuple[Slide, Canvas, DrawnContent]] = []
    for slide in deck.slides:
        canvas = Canvas(made.slides.add_slide(_layout(made, slide)), deck.occasion.lang)
        begin_slide(canvas, deck, slide)
        content = draw_content(canvas, slide, deck.occasion, _)
        end_slide(canvas, deck, slide, has_map=content.has_map)
        drawn.append((slide, canvas, content))
        if progress:
            progress(len(drawn), len(deck.slides))
    _link_provinces(drawn, _)
    _add_sections(made, deck, _)
    _describe(made, deck, _)
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _layout(made: Presentation, slide: Slide) -> Any:
    return made.slide_layouts.get_by_name(TEXT if slide.kind == "sources" else FINDING)


def _link_provinces(drawn: list[tuple[Slide, Canvas, DrawnContent]], _: Translate) -> None:
    """Make a click on a province of the national map jump to its slide, where the deck has one, and lead back."""
    targets: dict[str, tuple[str, PptxSlide]] = {
        slide.key: (slide.name, canvas.slide) for slide, canvas, _content in drawn if slide.kind == "province"
    }
    for slide, canvas, content in drawn:
        if slide.kind not in {"map", "trouble"}:
            continue
        for code, element in (content.units or {}).items():
            if code in targets:
                name, target = targets[code]
                canvas.link(element, target, name)
    home = next(
        ((slide.name, canvas.slide) for slide, canvas, _content in drawn if slide.kind == "map"), None
    )
    for slide, canvas, _content in drawn:
        if home is not None and slide.kind == "province":
            words = _("Back to: {name}").format(name=home[0])
            text = one(words, FOOT_SIZE, LIGHT.accent, align="r")
            canvas.link(canvas.text(BACK, [text], name=words), home[1], words)


def _add_sections(made: Presentation, deck: Deck, _: Translate) -> None:
    """Part the slides in sections: the nation, the provinces, what is to be done."""
    root: Any = made.element
    identities = [int(child.get("id")) for child in root.find("{*}sldIdLst")]
    sections: list[tuple[str, list[int]]] = []
    names = {
        "province": _("Provinces"),
        "actions": _("What is to be done"),
        "sources": _("What is to be done"),
    }
    for slide, identity in zip(deck.slides, identities, strict=True):
        name = names.get(slide.kind, _("Nation"))
        if not sections or sections[-1][0] != name:
            sections.append((name, []))
        sections[-1][1].append(identity)
    listed = "".join(
        f'<p14:section name={quoteattr(name)} id="{{{str(uuid5(NAMESPACE_URL, f"{place}")).upper()}}}"><p14:sldIdLst>'
        + "".join(f'<p14:sldId id="{number}"/>' for number in numbers)
        + "</p14:sldIdLst></p14:section>"
        for place, (name, numbers) in enumerate(sections)
    )
    for old in root.findall("{*}extLst"):
        root.remove(old)
    root.append(
        parse_xml(
            f'<p:extLst {NAMESPACES}><p:ext uri="{_SECTIONS_URI}"><p14:sectionLst xmlns:p14="{_SECTIONS}">{listed}'
            "</p14:sectionLst></p:ext></p:extLst>"
        )
    )


def _describe(made: Presentation, deck: Deck, _: Translate) -> None:
    """Fill the file's properties; nothing in them depends on the clock or the person."""
    day = deck.occasion.as_of
    properties = made.core_properties
    properties.title = clean(deck.title)
    properties.subject = clean(deck.foot.as_of)
    properties.author = _("Education Alliance Dashboard")
    properties.last_modified_by = _("Education Alliance Dashboard")
    properties.keywords = clean(deck.foot.demo)
    properties.language = LANGUAGES[deck.occasion.lang][0]
    properties.revision = 1
    properties.created = properties.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001


def begin_slide(canvas: Canvas, deck: Deck, slide: Slide) -> None:
    """Write title, subtitle and demo mark, which are read first."""
    size, _lines = fitting(slide.title, page.TITLE.width, TITLE_STEPS, bold=True)
    canvas.placeholder("title", [one(slide.title, size, bold=True)])
    size, _lines = fitting(slide.subtitle, page.SUBTITLE.width, SUBTITLE_STEPS)
    subtitle = shortened(slide.subtitle, size, page.SUBTITLE.width)
    canvas.placeholder("subtitle", [one(subtitle, size, LIGHT.muted)])
    if deck.foot.demo:
        canvas.placeholder("demo", [one(deck.foot.demo, 14, LIGHT.warning_text, bold=True, align="ctr")])


def end_slide(canvas: Canvas, deck: Deck, slide: Slide, *, has_map: bool) -> None:
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
    write_notes(canvas.slide, slide.notes, canvas.lang)


def write_notes(slide: PptxSlide, notes: Sequence[str], lang: str) -> None:
    """Write the speaker's talking points, a paragraph each."""
    frame: Any = slide.notes_slide.notes_text_frame
    body = frame._txBody  # noqa: SLF001 — pyright: ignore[reportPrivateUsage]
    for old in body.findall(qn("a:p")):
        body.remove(old)
    paragraphs = [Paragraph((Run(note, 14),), before=4) for note in notes]
    for paragraph in parse_xml(f"<a:wrap {NAMESPACES}>{paragraphs_xml(paragraphs, lang)}</a:wrap>"):
        body.append(paragraph)
