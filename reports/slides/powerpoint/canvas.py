"""A slide being drawn: each shape is written once as DrawingML, named, in the order in which it is to be read."""

# python-pptx leaves most of its XML elements open:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal
from xml.sax.saxutils import quoteattr

from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide

from reports.slides.powerpoint.page import Box
from reports.slides.powerpoint.template import (
    DEMO_NO,
    FOOT_NO,
    NUMBER_NO,
    SUBTITLE_NO,
    TEXT_NO,
    number_field,
    place_xml,
    placeholder_xml,
)
from reports.slides.powerpoint.text import Paragraph, clean, paragraphs_xml
from reports.slides.powerpoint.theme import line_xml, solid_xml

NAMESPACES: Final = nsdecls("a", "p", "r")
Anchor = Literal["t", "ctr", "b"]
_JUMP: Final = "ppaction://hlinksldjump"
_KINDS: Final = {
    "title": ("Title", 'type="title"'),
    "subtitle": ("Subtitle", f'type="body" sz="quarter" idx="{SUBTITLE_NO}"'),
    "demo": ("Demo mark", f'type="body" sz="quarter" idx="{DEMO_NO}"'),
    "text": ("Text", f'type="body" idx="{TEXT_NO}"'),
    "foot": ("Foot", f'type="ftr" sz="quarter" idx="{FOOT_NO}"'),
    "number": ("Slide number", f'type="sldNum" sz="quarter" idx="{NUMBER_NO}"'),
}


class Canvas:
    """Draws on one slide. Elements that its methods return may be given to `link` when all slides are there."""

    def __init__(self, slide: Slide, lang: str) -> None:
        self.slide = slide
        self.lang = lang
        self._tree: Any = slide.shapes.element
        self._number = 1
        # What the layout has put there: only what is filled is wanted.
        for shape in list(slide.placeholders):
            self._tree.remove(shape.element)

    def number(self) -> int:
        """Give the next shape's number: each is used once on a slide."""
        self._number += 1
        return self._number

    def add(self, xml: str, group: Any | None = None) -> Any:
        """Add a shape that is written out, into a group or onto the slide."""
        element: Any = parse_xml(xml)
        (self._tree if group is None else group).append(element)
        return element

    def placeholder(self, kind: str, paragraphs: Sequence[Paragraph]) -> Any:
        """Fill one of the layout's placeholders."""
        name, attributes = _KINDS[kind]
        text = number_field(self.lang) if kind == "number" else paragraphs_xml(paragraphs, self.lang)
        xml = placeholder_xml(self.number(), name, attributes, text)
        return self.add(xml.replace("<p:sp>", f"<p:sp {NAMESPACES}>", 1))

    def text(
        self,
        box: Box,
        paragraphs: Sequence[Paragraph],
        *,
        name: str,
        anchor: Anchor = "t",
        wrap: bool = True,
        group: Any | None = None,
    ) -> Any:
        """Write a text box without padding."""
        return self.shape(box, name=name, paragraphs=paragraphs, anchor=anchor, wrap=wrap, group=group)

    def shape(
        self,
        box: Box,
        *,
        name: str,
        preset: str = "rect",
        fill: str | None = None,
        line: str | None = None,
        points: float = 0.75,
        alpha: float = 1,
        flip: bool = False,
        paragraphs: Sequence[Paragraph] = (),
        anchor: Anchor = "t",
        wrap: bool = True,
        group: Any | None = None,
    ) -> Any:
        """Draw a preset shape with or without text; flip stands it on its head."""
        turned = ' flipV="1"' if flip else ""
        place = f"<a:xfrm{turned}>{place_xml(box)}</a:xfrm>"
        paint = solid_xml(fill, alpha) + line_xml(line, points)
        geometry = f'{place}<a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom>{paint}'
        is_text = bool(paragraphs) and fill is None and line is None
        kind = '<p:cNvSpPr txBox="1"/>' if is_text else "<p:cNvSpPr/>"
        body = self._body(paragraphs, anchor, wrap=wrap) if paragraphs else ""
        return self._write(self._named(name) + kind, geometry, body, group)

    def freeform(self, box: Box, path: str, look: str, *, name: str, group: Any | None = None) -> Any:
        """Draw a shape by its own path: `path` is the a:pathLst's content, `look` fill and line."""
        geometry = (
            f"<a:xfrm>{place_xml(box)}</a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
            f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>{path}</a:pathLst></a:custGeom>{look}'
        )
        return self._write(self._named(name) + "<p:cNvSpPr/>", geometry, "", group)

    def _body(self, paragraphs: Sequence[Paragraph], anchor: str, *, wrap: bool) -> str:
        return (
            f'<p:txBody><a:bodyPr wrap="{"square" if wrap else "none"}" lIns="0" tIns="0" rIns="0" bIns="0" '
            f'anchor="{anchor}" rtlCol="0"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
            f"{paragraphs_xml(paragraphs, self.lang)}</p:txBody>"
        )

    def _write(self, named: str, geometry: str, body: str, group: Any | None) -> Any:
        return self.add(
            f"<p:sp {NAMESPACES}><p:nvSpPr>{named}<p:nvPr/></p:nvSpPr><p:spPr>{geometry}</p:spPr>{body}</p:sp>",
            group,
        )

    def _named(self, name: str, descr: str = "") -> str:
        told = f" descr={quoteattr(clean(descr))}" if descr else ""
        return f'<p:cNvPr id="{self.number()}" name={quoteattr(clean(name))}{told}/>'

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour: str,
        *,
        name: str,
        points: float = 0.75,
        dash: str | None = None,
        group: Any | None = None,
    ) -> Any:
        """Draw a straight line from the left or upper end to the other."""
        (left, top), (right, bottom) = start, end
        rising = ' flipV="1"' if bottom < top else ""
        box = Box(left, min(top, bottom), right - left, abs(bottom - top))
        return self.add(
            f"<p:cxnSp {NAMESPACES}><p:nvCxnSpPr>{self._named(name)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
            f'<p:spPr><a:xfrm{rising}>{place_xml(box)}</a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
            f"{line_xml(colour, points, dash)}</p:spPr></p:cxnSp>",
            group,
        )

    def group(self, box: Box, *, name: str, descr: str = "", group: Any | None = None) -> Any:
        """Begin a group; what is in it keeps the slide's own measure."""
        place = place_xml(box)
        inner = place.replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
        return self.add(
            f"<p:grpSp {NAMESPACES}><p:nvGrpSpPr>{self._named(name, descr)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
            f"<p:grpSpPr><a:xfrm>{place}{inner}</a:xfrm></p:grpSpPr></p:grpSp>",
            group,
        )

    def frame(self, element: Any, *, name: str, descr: str) -> None:
        """Name a chart or table that python-pptx has added, and tell what it shows."""
        named = element.find(f".//{qn('p:cNvPr')}")
        named.set("id", str(self.number()))
        named.set("name", clean(name))
        named.set("descr", clean(descr))

    def link(self, element: Any, target: Slide, tip: str) -> None:
        """Make a click on a shape jump to another slide."""
        relation = self.slide.part.relate_to(target.part, RELATION.SLIDE)
        named = element.find(f".//{qn('p:cNvPr')}")
        named.append(
            parse_xml(
                f'<a:hlinkClick {NAMESPACES} r:id="{relation}" action="{_JUMP}" tooltip={quoteattr(clean(tip))}/>'
            )
        )
