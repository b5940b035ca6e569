"""Small means to write self-contained SVG: escaped texts, short numbers, widths of texts, one font for all.

Browsers and typst (resvg) draw the same from it: presentation attributes only, no references by id, no variables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final, Literal, TypeAlias

from charts.marks import SVG
from charts.theme import font_stack

Point: TypeAlias = tuple[float, float]

# Left, top, right, bottom.
Box: TypeAlias = tuple[float, float, float, float]

Anchor = Literal["start", "middle", "end"]


# What XML 1.0 cannot hold even as an entity.
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# A bold face that is not there is drawn by an outline of this width, in parts of the type size.
_OUTLINE: Final = 0.034

_HALO: Final = 0.24

_STRONGEST: Final = 1.6

# From baseline to baseline, and from the middle of a line down to its baseline, in parts of the type size.
LEADING: Final = 1.2

BASELINE: Final = 0.36


@dataclass(frozen=True)
class Face:
    """The font of a picture: a family list as CSS writes it, and whether it has a bold face.

    Typst draws with the files it is given, and of the packages' Noto only the Japanese has a bold face, with Japanese
    forms: where `has_bold` is False, bold texts are the regular face under an outline.
    """

    family: str
    has_bold: bool = True


PAPER_FACE: Final = Face('"Noto Sans CJK SC"', has_bold=False)


def screen_face(lang: str) -> Face:
    """Give the font of a language on screen."""
    return Face(font_stack(lang))


def number(value: float) -> str:
    """Write a number with at most one decimal."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def words(text: str) -> str:
    """Make a text fit for XML, in an element or in an attribute."""
    return escape(_FORBIDDEN.sub("", text), quote=True)


def element(name: str, body: str = "", /, **attributes: str | float | None) -> str:
    """Write an element; `stroke_width` stands for stroke-width, numbers are shortened, None is left out."""
    written = "".join(
        f' {key.replace("_", "-")}="{words(value) if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{body}</{name}>" if body else f"<{name}{written}/>"


def stroke_weight(text_size: float, *, drawn_at: float = 13) -> float:
    """Give how much stronger lines are than at the size that they are drawn at: a wall's, but not in full measure."""
    return min(max(text_size / drawn_at, 1.0), _STRONGEST)


def polyline(points: Iterable[Point]) -> str:
    """Write straight lines through points as a path's data."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def grown(box: Box, by: float) -> Box:
    """Give a box with a margin around it."""
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def touch(one: Box, other: Box, *, gap: float = 0.0) -> bool:
    """Whether two boxes come nearer to each other than `gap`."""
    return (
        one[0] < other[2] + gap
        and other[0] < one[2] + gap
        and one[1] < other[3] + gap
        and other[1] < one[3] + gap
    )


@dataclass(frozen=True)
class Pen:
    """How the texts of one picture are written."""

    face: Face

    def text(
        self,
        text: str,
        at: Point,
        *,
        size: float,
        fill: str,
        bold: bool = False,
        anchor: Anchor = "start",
        halo: str | None = None,
        spacing: float | None = None,
    ) -> str:
        """Write one line of text whose baseline starts (ends, has its middle) at a point.

        halo: the colour of a rim around the letters.
        """
        placed = {
            "x": at[0],
            "y": at[1],
            "font_size": size,
            "text_anchor": None if anchor == "start" else anchor,
            "letter_spacing": spacing,
        }
        drawn = {"font_weight": "700" if bold and self.face.has_bold else None, "fill": fill}
        body = words(text)
        rim = ""
        outlined = bold and not self.face.has_bold
        if halo:
            weight = drawn | {"fill": halo, "stroke": halo, "stroke_width": size * _HALO}
            rim = element("text", body, **placed, **weight, stroke_linejoin="round")
        if outlined:
            drawn |= {"stroke": fill, "stroke_width": f"{size * _OUTLINE:.2f}", "stroke_linejoin": "round"}
        return rim + element("text", body, **placed, **drawn)

    def lines(
        self,
        texts: Sequence[tuple[str, bool, str]],
        at: Point,
        *,
        size: float,
        anchor: Anchor = "start",
        halo: str | None = None,
    ) -> str:
        """Write lines below each other, each as (text, whether bold, colour); `at` is the first baseline."""
        x, y = at
        return "".join(
            self.text(
                text,
                (x, y + place * size * LEADING),
                size=size,
                fill=fill,
                bold=bold,
                anchor=anchor,
                halo=halo,
            )
            for place, (text, bold, fill) in enumerate(texts)
        )


def picture(body: str, *, width: float, height: float, face: Face, alt: str = "") -> str:
    """Close a picture: the root with its font, and what it shows in words."""
    title = element("title", words(alt)) if alt else ""
    return element(
        "svg",
        title + body,
        xmlns=SVG,
        width=width,
        height=height,
        viewBox=f"0 0 {number(width)} {number(height)}",
        font_family=face.family,
        style="font-variant-numeric:tabular-nums",
        role="img",
    )
