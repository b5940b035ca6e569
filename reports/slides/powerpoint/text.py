"""Text as slides hold it: cleaned, measured, and as runs that name a Latin and an East Asian font."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal
from xml.sax.saxutils import escape

from charts.palette import LIGHT
from charts.text_widths import SLIDES, cut, text_width
from reports.slides.powerpoint.page import PX_PER_POINT
from reports.slides.powerpoint.theme import colour_xml, solid_xml

# Everything that XML 1.0 cannot hold, and the other control characters: nobody means them.
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# A line break falls behind one of these or before or behind a Chinese character.
_PIECES: Final = re.compile("[^\\s\u2e80-\U0003ffff]+\\s*|[\u2e80-\U0003ffff]|\\s+")
# Marks that may not begin a line stay with the character before.
_CLOSING: Final = "，。、：；！？）”’》％…"
LANGUAGES: Final = {"zh": ("zh-CN", "en-US"), "en": ("en-US", "zh-CN")}
LINE_SPACING: Final = 1.2
# How far a halo shines, in EMU.
_HALO: Final = 25400
FONT_XML: Final = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'

Align = Literal["l", "ctr", "r"]


@dataclass(frozen=True)
class Run:
    """A stretch of text in one look; size in points. halo: a colour that shines round it, or None."""

    text: str
    size: float
    colour: str = LIGHT.ink
    bold: bool = False
    halo: str | None = None


@dataclass(frozen=True)
class Paragraph:
    """Runs that make a paragraph; `before` is the space above it in points."""

    runs: tuple[Run, ...]
    align: Align = "l"
    before: float = 0
    spacing: float = 1.0


def clean(text: str) -> str:
    """Take out what no file may hold; line breaks and tabs become spaces."""
    return _CONTROL.sub("", text.replace("\n", " ").replace("\t", " "))


def width_px(text: str, size: float, *, bold: bool = False) -> float:
    """Estimate the px that a text takes at `size` points."""
    return text_width(text, size * PX_PER_POINT, bold=bold, letters=SLIDES)


def line_px(size: float) -> float:
    """Give the height of a line in px."""
    return size * PX_PER_POINT * LINE_SPACING


def lines_needed(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """Count the lines that a text wraps to in `width` px."""
    pieces: list[str] = []
    for piece in _PIECES.findall(text):
        if pieces and piece[0] in _CLOSING:
            pieces[-1] += piece
        else:
            pieces.append(piece)
    lines, used = 1, 0.0
    for piece in pieces:
        taken = width_px(piece.rstrip(), size, bold=bold)
        if used and used + taken > width:
            lines, used = lines + 1, 0.0
        lines += int(taken // width) if not used else 0
        used += width_px(piece, size, bold=bold)
    return lines


def fitting(
    text: str, width: float, steps: Iterable[tuple[float, int]], *, bold: bool = False
) -> tuple[float, int]:
    """Give the first of `steps`, as size and most lines, at which the text fits; else the last one."""
    step = (12.0, 1)
    for step in steps:
        if lines_needed(text, step[0], width, bold=bold) <= step[1]:
            break
    return step


def shortened(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """Cut a text that is wider than `width` px, with an ellipsis."""
    return cut(text, width, size * PX_PER_POINT, bold=bold, letters=SLIDES)


def properties_xml(
    size: float, colour: str, lang: str, *, bold: bool = False, halo: str | None = None, tag: str = "rPr"
) -> str:
    """Give a run's properties: size, weight, colour, language, and the theme's Latin and East Asian fonts."""
    first, other = LANGUAGES[lang]
    weight = ' b="1"' if bold else ' b="0"'
    return (
        f'<a:{tag} lang="{first}" altLang="{other}" sz="{round(size * 100)}"{weight} dirty="0">'
        f"{solid_xml(colour)}{_halo_xml(halo)}{FONT_XML}</a:{tag}>"
    )


def _halo_xml(colour: str | None) -> str:
    if colour is None:
        return ""
    return f'<a:effectLst><a:glow rad="{_HALO}">{colour_xml(colour)}</a:glow></a:effectLst>'


def paragraph_xml(paragraph: Paragraph, lang: str) -> str:
    """Give a paragraph as DrawingML, every text escaped."""
    runs = "".join(
        f"<a:r>{properties_xml(run.size, run.colour, lang, bold=run.bold, halo=run.halo)}"
        f"<a:t>{escape(clean(run.text))}</a:t></a:r>"
        for run in paragraph.runs
    )
    return (
        f'<a:p><a:pPr algn="{paragraph.align}">'
        f'<a:lnSpc><a:spcPct val="{round(paragraph.spacing * 100000)}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{round(paragraph.before * 100)}"/></a:spcBef></a:pPr>{runs}</a:p>'
    )


def paragraphs_xml(paragraphs: Sequence[Paragraph], lang: str) -> str:
    """Give paragraphs as DrawingML; none: one that is empty, which a text body needs."""
    return "".join(paragraph_xml(paragraph, lang) for paragraph in paragraphs) or "<a:p/>"


def one(
    text: str,
    size: float,
    colour: str = LIGHT.ink,
    *,
    bold: bool = False,
    align: Align = "l",
    before: float = 0,
) -> Paragraph:
    """Make a paragraph of one run."""
    return Paragraph((Run(text, size, colour, bold),), align, before)
