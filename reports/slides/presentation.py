"""A deck as a PowerPoint file: native shapes, charts and tables, in Chinese or English."""

# python-pptx leaves most of its XML elements open:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import quoteattr

from pptx.oxml import parse_xml
from pptx.presentation import Presentation
from pptx.slide import Slide as PptxSlide

from charts.palette import LIGHT
from data.words import Translate
from reports.briefing.model import Deck, Slide
from reports.slides.canvas import NAMESPACES, Canvas
from reports.slides.contents import Drawn, draw_content
from reports.slides.frame import FOOT_SIZE, begin_slide, end_slide
from reports.slides.page import BACK
from reports.slides.template import FINDING, TEXT, new_presentation
from reports.slides.words import LANGUAGES, clean, one

_SECTIONS: Final = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_SECTIONS_URI: Final = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"


def pptx_bytes(deck: Deck, _: Translate, progress: Callable[[int, int], None] | None = None) -> bytes:
    """Write the deck as a PPTX file. progress: slides drawn, slides in all.

    Equal decks give equal slides; the file's dates are the occasion's day.
    """
    made = new_presentation(deck.occasion.lang)
    drawn: list[tuple[Slide, Canvas, Drawn]] = []
    for told in deck.slides:
        canvas = Canvas(made.slides.add_slide(_layout(made, told)), deck.occasion.lang)
        begin_slide(canvas, deck, told)
        content = draw_content(canvas, told, deck.occasion, _)
        end_slide(canvas, deck, told, has_map=content.has_map)
        drawn.append((told, canvas, content))
        if progress:
            progress(len(drawn), len(deck.slides))
    _link_provinces(drawn, _)
    _add_sections(made, deck, _)
    _describe(made, deck, _)
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _layout(made: Presentation, told: Slide) -> Any:
    return made.slide_layouts.get_by_name(TEXT if told.kind == "sources" else FINDING)


def _link_provinces(drawn: list[tuple[Slide, Canvas, Drawn]], _: Translate) -> None:
    """Make a click on a province of the national map jump to its slide, where the deck has one, and lead back."""
    targets: dict[str, tuple[str, PptxSlide]] = {
        told.key: (told.name, canvas.slide) for told, canvas, _content in drawn if told.kind == "province"
    }
    for told, canvas, content in drawn:
        if told.kind not in {"map", "trouble"}:
            continue
        for code, element in (content.units or {}).items():
            if code in targets:
                name, slide = targets[code]
                canvas.link(element, slide, name)
    home = next(((told.name, canvas.slide) for told, canvas, _content in drawn if told.kind == "map"), None)
    for told, canvas, _content in drawn:
        if home is not None and told.kind == "province":
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
    for told, identity in zip(deck.slides, identities, strict=True):
        name = names.get(told.kind, _("Nation"))
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
