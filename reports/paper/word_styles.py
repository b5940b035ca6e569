"""The DOCX's own styles: letters, sizes and colours of headings, text, captions and tables, both languages."""

# python-docx types its XML elements loosely.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportPrivateUsage=false
from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from charts.palette import LIGHT

# On every Windows and WPS in China; LibreOffice puts Noto in its place.
EAST_ASIAN: Final = "Microsoft YaHei"
LATIN: Final = "Arial"
TABLE: Final = "Briefing Table"
LEAD: Final = "Briefing Lead"
SMALL: Final = "Briefing Small"
CELL: Final = "Briefing Cell"
NUMBER: Final = "Briefing Number"
VALUE: Final = "Briefing Value"
GAP: Final = "Briefing Gap"
PICTURE: Final = "Briefing Picture"
_OWN: Final = (LEAD, SMALL, CELL, NUMBER, VALUE, GAP, PICTURE)
_KEPT: Final = frozenset(
    (
        *_OWN,
        TABLE,
        "Normal",
        "Title",
        "Subtitle",
        "Heading 1",
        "Heading 2",
        "Heading 3",
        "Caption",
        "Header",
        "Footer",
        "List Bullet",
        "Default Paragraph Font",
        "Normal Table",
        "No List",
    )
)

_ALIGNED: Final = {NUMBER: WD_ALIGN_PARAGRAPH.RIGHT}


@dataclass(frozen=True)
class _Look:
    """One paragraph style: size in points, colour, and the room before and after in points.

    line: from line to line, where it is not the font's own: the stand-ins for YaHei are higher.
    """

    size: float
    colour: str = LIGHT.ink
    bold: bool = False
    before: float = 0
    after: float = 4
    keep: bool = False
    line: float = 0


_LOOKS: Final = {
    "Normal": _Look(9.5, line=14),
    "Title": _Look(22, bold=True, after=2),
    "Subtitle": _Look(10, LIGHT.muted, after=12),
    "Heading 1": _Look(11, LIGHT.accent, bold=True, before=6, after=2, keep=True),
    "Heading 2": _Look(14, bold=True, after=4, keep=True),
    "Heading 3": _Look(10.5, bold=True, before=8, after=2, keep=True),
    "Caption": _Look(8, LIGHT.muted, before=2, after=6, line=11),
    "Header": _Look(8.5, LIGHT.muted),
    "Footer": _Look(7.5, LIGHT.muted),
    "List Bullet": _Look(9, after=2, line=13),
    LEAD: _Look(10, after=6),
    SMALL: _Look(7.5, LIGHT.muted, after=2, line=10),
    CELL: _Look(8, after=0, line=10.5),
    NUMBER: _Look(8, after=0, line=10.5),
    # Lines of a fixed height would cut a picture off.
    PICTURE: _Look(8, after=2, keep=True),
    GAP: _Look(4, after=0, line=4),
    VALUE: _Look(20, LIGHT.accent, bold=True, after=0, line=25),
}


def apply_styles(document: Document, lang: str) -> None:
    """Replace the default template's look with the briefing's, and drop the styles that it does not use."""
    _set_defaults(document, lang)
    for name in _OWN:
        added = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(added, ParagraphStyle)  # noqa: S101 (the type that was asked for)
        added.base_style = document.styles["Normal"]
    for name, look in _LOOKS.items():
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)  # noqa: S101 (all of _LOOKS are)
        _apply(style, look)
    _add_table_style(document)
    _drop_others(document)


def set_fonts(properties: Any) -> None:
    """Name the fonts in run properties, in the place of any theme's."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for slot, font in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", EAST_ASIAN)):
        fonts.set(qn(f"w:{slot}"), font)


def _set_defaults(document: Document, lang: str) -> None:
    root: Any = document.styles.element
    properties = root.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    set_fonts(properties)
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    document.core_properties.language = "zh-CN" if lang == "zh" else "en-US"


def _apply(style: ParagraphStyle, look: _Look) -> None:
    style.font.size = Pt(look.size)
    style.font.bold = look.bold
    style.font.italic = False
    style.font.color.rgb = RGBColor.from_string(look.colour.removeprefix("#").upper())
    set_fonts(style.element.get_or_add_rPr())
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
    layout.line_spacing = Pt(look.line) if look.line else 1.0
    layout.keep_with_next = look.keep
    layout.alignment = _ALIGNED.get(style.name or "")
    # The template draws a line under its title, spaces its letters, and has tabs for Letter paper.
    for properties, tags in (
        (style.element.get_or_add_pPr(), ("w:pBdr", "w:tabs")),
        (style.element.get_or_add_rPr(), ("w:spacing", "w:kern")),
    ):
        for tag in tags:
            found = properties.find(qn(tag))
            if found is not None:
                properties.remove(found)


def _add_table_style(document: Document) -> None:
    """A rule above and below, hairlines between rows, a header row in muted letters."""
    line, ink, muted = (colour.removeprefix("#").upper() for colour in (LIGHT.line, LIGHT.ink, LIGHT.muted))
    style = parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="BriefingTable">'
        f'<w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>'
        f'<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:color="{ink}"/>'
        f'<w:bottom w:val="single" w:sz="8" w:color="{ink}"/>'
        f'<w:insideH w:val="single" w:sz="4" w:color="{line}"/></w:tblBorders>'
        '<w:tblCellMar><w:top w:w="12" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
        '<w:bottom w:w="12" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="{muted}"/></w:rPr><w:tcPr><w:tcBorders>'
        f'<w:bottom w:val="single" w:sz="6" w:color="{ink}"/></w:tcBorders></w:tcPr></w:tblStylePr>'
        f'<w:tblStylePr w:type="lastRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>'
        f'<w:top w:val="single" w:sz="6" w:color="{ink}"/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>'
    )
    root: Any = document.styles.element
    root.append(style)


def _drop_others(document: Document) -> None:
    """Leave out the template's further styles: nobody who edits should find them in the list."""
    root: Any = document.styles.element
    styles = {style.get(qn("w:styleId")): style for style in root.findall(qn("w:style"))}
    kept = {style_id for style_id, style in styles.items() if _name(style) in _KEPT}
    for style_id, style in styles.items():
        if style_id not in kept:
            root.remove(style)
            continue
        for tag in ("w:link", "w:next"):
            reference = style.find(qn(tag))
            if reference is not None and reference.get(qn("w:val")) not in kept:
                style.remove(reference)


def _name(style: Any) -> str:
    """Give a style's name as Word shows it: the file has those of the built-in ones in lower case."""
    name = style.find(qn("w:name")).get(qn("w:val"))
    return name[:1].upper() + name[1:]
