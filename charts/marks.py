"""The marks of the seven verdicts, as SVG for pages and as symbols for Plotly; never glyphs of a font.

A verdict is always shown as mark and word; its colour comes third.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from charts.palette import Palette

SVG: Final = "http://www.w3.org/2000/svg"
# Shapes on a field of 16 × 16 whose middle is 0, 0.
_SHAPES: Final = {
    "achieved": '<path d="M0-7.2L7.2 0 0 7.2-7.2 0z" {paint}/>',
    "nearly": '<path d="M-5.2-5.2H5.2V5.2H-5.2z" {paint}/>',
    "on_track": '<circle r="5.8" {paint}/>',
    "at_risk": '<path d="M0-6.4L7 5.8H-7z" stroke-linejoin="round" {paint}/>',
    "off_track": '<path d="M0 6.4L7-5.8H-7z" {paint}/>',
    "reversing": '<path d="M-5-5L5 5M5-5L-5 5" stroke-linecap="round" {paint}/>',
    "cannot_assess": '<circle r="5.2" {paint}/>',
}
# Plotly's symbol for each verdict and its size, so that it covers the same ground as the SVG mark at 15 px.
_SYMBOLS: Final = {
    "achieved": ("diamond", 10.5),
    "nearly": ("square", 10.0),
    "on_track": ("circle", 11.0),
    "at_risk": ("triangle-up", 11.5),
    "off_track": ("triangle-down", 11.5),
    "reversing": ("x-thin", 9.5),
    "cannot_assess": ("circle", 10.0),
}
_CROSS_WIDTH: Final = 3.4
_OUTLINE_WIDTH: Final = 1.0
_HOLLOW_WIDTH: Final = 1.8


@dataclass(frozen=True)
class Mark:
    """One verdict's mark for a Plotly scatter: symbol, size in px, fill, and outline (width 0: none)."""

    symbol: str
    size: float
    fill: str
    line: str
    line_width: float


def mark(verdict: str, palette: Palette) -> Mark:
    """Give the Plotly mark of a verdict."""
    colours = palette.verdicts[verdict]
    symbol, size = _SYMBOLS[verdict]
    line = colours.outline or colours.fill
    if verdict == "reversing":
        return Mark(symbol, size, line, line, _CROSS_WIDTH)
    if verdict == "cannot_assess":
        return Mark(symbol, size, palette.paper, line, _HOLLOW_WIDTH)
    return Mark(symbol, size, colours.fill, line, _OUTLINE_WIDTH if colours.outline else 0.0)


def mark_svg(verdict: str, palette: Palette, *, size: int = 16) -> str:
    """Give the mark as an SVG image of `size` px; its word has to stand beside it."""
    shape = mark(verdict, palette)
    if verdict == "reversing":
        paint = f'fill="none" stroke="{shape.line}" stroke-width="{_CROSS_WIDTH}"'
    elif shape.line_width:
        paint = f'fill="{shape.fill}" stroke="{shape.line}" stroke-width="{shape.line_width}"'
    else:
        paint = f'fill="{shape.fill}"'
    return (
        f'<svg xmlns="{SVG}" width="{size}" height="{size}" viewBox="-8 -8 16 16">'
        f"{_SHAPES[verdict].format(paint=paint)}</svg>"
    )
