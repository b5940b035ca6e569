"""The master and its two layouts, written by this script into python-pptx's bare file: nothing of that file is left."""

# python-pptx leaves most of its XML elements open:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any, Final

from pptx import api
from pptx.opc.constants import CONTENT_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.opc.package import Part
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation
from pptx.util import Emu

from charts.palette import LIGHT
from data.base.language import Translate
from reports.slides.powerpoint import page
from reports.slides.powerpoint.page import Box, emu
from reports.slides.powerpoint.text import FONT_XML, LANGUAGES
from reports.slides.powerpoint.theme import THEME_NAME, line_xml, solid_xml, style_xml, theme_xml

FINDING: Final = "Finding"
TEXT: Final = "Text"
# Placeholders by their number in a layout. Foot and number are the footer's own, which the program's dialog knows.
SUBTITLE_NO: Final = 13
DEMO_NO: Final = 14
TEXT_NO: Final = 1
FOOT_NO: Final = 11
NUMBER_NO: Final = 12
_NAMESPACES: Final = nsdecls("a", "r", "p")
_GROUP: Final = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_APPLICATION: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Education Alliance Dashboard</Application></Properties>"
)
_FLAT: Final = ' lIns="0" tIns="0" rIns="0" bIns="0" wrap="square"'


def new_presentation(lang: str, _: Translate) -> Presentation:
    """Open an empty presentation with the master, its theme's fonts set for the language."""
    return api.Presentation(BytesIO(_template(lang, _)))


@cache
def _template(lang: str, _: Translate) -> bytes:
    made = api.Presentation()
    made.slide_width, made.slide_height = Emu(emu(page.SLIDE_WIDTH)), Emu(emu(page.SLIDE_HEIGHT))
    root: Any = made.element
    root.find("{*}sldSz").attrib.pop("type", None)
    for child in root.iter("{*}defRPr"):
        if "lang" in child.attrib:
            child.set("lang", LANGUAGES[lang][0])
    master: Any = made.slide_master
    for layout in list(made.slide_layouts)[2:]:
        made.slide_layouts.remove(layout)
    master.part.part_related_by(RELATION.THEME).blob = theme_xml(THEME_NAME, lang).encode()
    _write_master(master, lang, _)
    for layout, (name, shapes) in zip(made.slide_layouts, _layouts(lang, _).items(), strict=True):
        _write_layout(layout, name, shapes)
    _drop_leftovers(made)
    # The notes' pages have a theme of their own.
    notes: Any = made.notes_master
    notes.part.drop_rel(next(rel.rId for rel in notes.part.rels.values() if rel.reltype == RELATION.THEME))
    # PowerPoint names the notes' master in the presentation, which python-pptx leaves out.
    root.find("{*}sldMasterIdLst").addnext(
        parse_xml(
            f"<p:notesMasterIdLst {_NAMESPACES}><p:notesMasterId "
            f'r:id="{made.part.relate_to(notes.part, RELATION.NOTES_MASTER)}"/></p:notesMasterIdLst>'
        )
    )
    _add_theme(notes.part, theme_xml(f"{THEME_NAME} notes", lang))
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _add_theme(part: Any, xml: str) -> None:
    name = part.package.next_partname("/ppt/theme/theme%d.xml")
    part.relate_to(Part(name, CONTENT_TYPE.OFC_THEME, part.package, xml.encode()), RELATION.THEME)


def _drop_leftovers(made: Presentation) -> None:
    """Take out what the bare file brings along: printer settings, thumbnail, the program that once saved it."""
    package: Any = made.part.package
    settings = made.part.part_related_by(RELATION.PRINTER_SETTINGS)
    made.part.rels.pop(made.part.relate_to(settings, RELATION.PRINTER_SETTINGS))
    thumbnail = package.part_related_by(RELATION.THUMBNAIL)
    package.drop_rel(package.relate_to(thumbnail, RELATION.THUMBNAIL))
    package.part_related_by(RELATION.EXTENDED_PROPERTIES).blob = _APPLICATION.encode()


def placeholder_xml(
    number: int,
    name: str,
    kind: str,
    text: str,
    *,
    box: Box | None = None,
    style: str = "",
    body: str = "",
    look: str = "",
) -> str:
    """Give a placeholder: `kind` its type and index as attributes, `text` its paragraphs."""
    place = "" if box is None else f"<a:xfrm>{place_xml(box)}</a:xfrm>"
    shape = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if box is not None else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{place}{shape}{look}</p:spPr>"
        f"<p:txBody><a:bodyPr{body}/><a:lstStyle>{style}</a:lstStyle>{text}</p:txBody></p:sp>"
    )


def place_xml(box: Box) -> str:
    """Give a box as offset and extent."""
    return f'<a:off x="{emu(box.left)}" y="{emu(box.top)}"/><a:ext cx="{emu(box.width)}" cy="{emu(box.height)}"/>'


def number_field(lang: str) -> str:
    """Give the slide's number as a field that the program counts."""
    return (
        '<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
        f'<a:rPr lang="{LANGUAGES[lang][0]}">{FONT_XML}</a:rPr><a:t>‹#›</a:t></a:fld></a:p>'
    )


def _prompt(text: str, lang: str) -> str:
    return f'<a:p><a:r><a:rPr lang="{LANGUAGES[lang][0]}"/><a:t>{text}</a:t></a:r></a:p>'


def _level(size: float, colour: str, *, bold: bool = False, align: str = "l") -> str:
    weight = ' b="1"' if bold else ""
    return (
        f'<a:lvl1pPr marL="0" indent="0" algn="{align}"><a:buNone/>'
        f'<a:defRPr sz="{round(size * 100)}"{weight}>{solid_xml(colour)}{FONT_XML}</a:defRPr></a:lvl1pPr>'
    )


def _title(number: int, lang: str, _: Translate) -> str:
    words = _("Title: the finding, in one sentence")
    return placeholder_xml(
        number, "Title", 'type="title"', _prompt(words, lang), box=page.TITLE, body=_FLAT + ' anchor="b"'
    )


def _foot(number: int, lang: str) -> list[str]:
    return [
        placeholder_xml(
            number,
            "Foot",
            f'type="ftr" sz="quarter" idx="{FOOT_NO}"',
            _prompt("", lang),
            box=page.FOOT,
            style=_level(12, LIGHT.muted),
            body=_FLAT + ' anchor="t"',
        ),
        placeholder_xml(
            number + 1,
            "Slide number",
            f'type="sldNum" sz="quarter" idx="{NUMBER_NO}"',
            number_field(lang),
            box=page.NUMBER,
            style=_level(12, LIGHT.muted, align="r"),
            body=_FLAT + ' anchor="t"',
        ),
    ]


def _rule(number: int) -> str:
    box = Box(page.MARGIN, page.RULE, page.FULL_WIDTH, 0)
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{number}" name="Rule"/><p:cNvCxnSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvCxnSpPr><p:spPr><a:xfrm>{place_xml(box)}</a:xfrm><a:prstGeom prst="line"><a:avLst/>'
        f"</a:prstGeom>{line_xml(LIGHT.line, 0.75)}</p:spPr></p:cxnSp>"
    )


def _write_master(master: Any, lang: str, _: Translate) -> None:
    text = placeholder_xml(
        3,
        "Text",
        'type="body" idx="1"',
        _prompt(_("Text"), lang),
        box=page.BODY,
        body=_FLAT,
    )
    shapes = "".join((_rule(7), _title(2, lang, _), text, *_foot(4, lang)))
    _write_shapes(master.element, shapes)
    root = master.element
    old = root.find("{*}txStyles")
    root.replace(old, parse_xml(style_xml(_NAMESPACES)))


def _layouts(lang: str, _: Translate) -> dict[str, str]:
    top = [
        _title(2, lang, _),
        placeholder_xml(
            3,
            "Subtitle",
            f'type="body" sz="quarter" idx="{SUBTITLE_NO}"',
            _prompt(_("Subtitle: what is drawn, and its unit"), lang),
            box=page.SUBTITLE,
            style=_level(16, LIGHT.muted),
            body=_FLAT + ' anchor="t"',
        ),
        placeholder_xml(
            4,
            "Demo mark",
            f'type="body" sz="quarter" idx="{DEMO_NO}"',
            _prompt(_("DEMO DATA"), lang),
            box=page.DEMO,
            style=_level(14, LIGHT.warning_text, bold=True, align="ctr"),
            body=_FLAT + ' anchor="ctr"',
            look=line_xml(LIGHT.warning_text, 1),
        ),
    ]
    text = placeholder_xml(
        5, "Text", f'type="body" idx="{TEXT_NO}"', _prompt(_("Text"), lang), box=page.BODY, body=_FLAT
    )
    foot = _foot(6, lang)
    return {
        FINDING: "".join([*top, *foot]),
        TEXT: "".join([*top, text, *foot]),
    }


def _write_layout(layout: Any, name: str, shapes: str) -> None:
    root = layout.element
    root.attrib.pop("type", None)
    root.set("preserve", "1")
    root.set("userDrawn", "1")
    root.find("{*}cSld").set("name", name)
    _write_shapes(root, shapes)


def _write_shapes(root: Any, shapes: str) -> None:
    held = root.find("{*}cSld")
    for extension in held.findall("{*}extLst"):
        held.remove(extension)
    old = held.find("{*}spTree")
    held.replace(old, parse_xml(f"<p:spTree {_NAMESPACES}>{_GROUP}{shapes}</p:spTree>"))
