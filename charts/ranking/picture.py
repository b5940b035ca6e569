"""Areas ranked by share as SVG: a thin bar to the share, the verdict's mark at its end, in up to two columns."""

from __future__ import annotations

import math
from typing import Final

from charts.marks import mark_svg
from charts.ranking.layout import PlacedHead, RankedArea, RankingLayout, place_heads
from charts.svg import BASELINE, LEADING, Anchor, Face, Pen, element, picture, screen_face, stroke_weight
from charts.text_widths import cut, text_width
from charts.theme import Look

# In parts of the type size, but for the shares of a row's height.
_ROW: Final = 1.42
_TALLEST: Final = 2.3
_LONGEST_NAME: Final = 9.5
_HEAD: Final = 3.1
_GAP: Final = 0.55
_FOOT: Final = 1.8
_BETWEEN: Final = 1.6
_MARK: Final = 1.15
_BAR: Final = 0.46


def ranking_svg(
    shown: RankingLayout,
    *,
    look: Look,
    width: float,
    height: float,
    text_size: float,
    face: Face | None = None,
    alt: str = "",
) -> str:
    """Draw a ranking down the first column, then the second.

    A second column is taken where one has no room for all rows; rows are as high as the height allows. Below them
    stands which areas are not ranked.
    """
    face = face or screen_face(look.lang)
    foot = _FOOT * text_size if shown.unranked_line else 0.0
    room = height - _HEAD * text_size - foot
    columns = shown.columns(1 if len(shown.rows) * _ROW * text_size <= room else 2)
    row_height = min(room / max(map(len, columns), default=1), _TALLEST * text_size)
    across = (width - (len(columns) - 1) * _BETWEEN * text_size) / max(len(columns), 1)
    body: list[str] = []
    for place, rows in enumerate(columns):
        column = _Column(shown, across, row_height, len(rows), look, Pen(face), text_size)
        drawn = column.heads() + "".join(column.row(row, level) for level, row in enumerate(rows))
        left = place * (across + _BETWEEN * text_size)
        body.append(element("g", drawn, transform=f"translate({left:.1f} 0)"))
    if shown.unranked_line:
        below = _HEAD * text_size + row_height * max(map(len, columns), default=0)
        line = cut(shown.unranked_line, width, text_size)
        at = (0.0, below + (_FOOT - 1 + BASELINE) * text_size)
        body.append(Pen(face).text(line, at, size=text_size, fill=look.palette.muted))
    return picture("".join(body), width=width, height=height, face=face, alt=alt)


class _Column:
    """One column of rows: names, bars from 0, figures at the right edge."""

    def __init__(
        self,
        shown: RankingLayout,
        width: float,
        row_height: float,
        rows: int,
        look: Look,
        pen: Pen,
        size: float,
    ) -> None:
        self.shown, self.width, self.row_height, self.size = shown, width, row_height, size
        self.colours, self.pen = look.palette, pen
        self.weight = stroke_weight(size)
        self.longest = min(_LONGEST_NAME * size, width * 0.4)
        widest = max((text_width(row.label, size, bold=True) for row in shown.rows), default=0.0)
        self.names = min(widest, self.longest)
        self.top = _HEAD * size
        self.foot = self.top + row_height * rows
        self.left = self.names + (_GAP + _MARK / 2) * size
        figures = text_width("100.0", size) + _GAP * size
        self.right = width - figures - _MARK * size

    def x(self, share: float) -> float:
        """Give the px of a share."""
        return self.left + (self.right - self.left) * share

    def row(self, row: RankedArea, level: int) -> str:
        """Draw one area: name, bar, own milestone, verdict, figure."""
        size, colours = self.size, self.colours
        middle = self.top + self.row_height * (level + 0.5)
        share = 0.0 if math.isnan(row.share) else row.share
        name = cut(row.label, self.longest, size, bold=row.is_behind)
        drawn = [self._text(name, (self.names, middle), "end", bold=row.is_behind)]
        if share > 0:
            bar = min(_BAR * size, self.row_height * 0.4)
            across = self.x(share) - self.left
            drawn.append(
                element(
                    "rect", x=self.left, y=middle - bar / 2, width=across, height=bar, fill=colours.share[1]
                )
            )
        if not math.isnan(row.own_share):
            reach = self.row_height * 0.36
            width = 2.5 * self.weight
            drawn.append(self._line(row.own_share, middle - reach, middle + reach, colours.accent, width))
        # The mark is drawn for a field of 16; its own size goes by the type.
        mark = _MARK * size
        at = f"translate({self.x(share) - mark / 2:.1f} {middle - mark / 2:.1f}) scale({mark / 16:.3f})"
        drawn.append(element("g", mark_svg(row.verdict, colours, size=16), transform=at))
        drawn.append(self._text(row.percent, (self.width, middle), "end"))
        return "".join(drawn)

    def heads(self) -> str:
        """Draw the milestones' shares and the path's share of today, labelled above where there is room."""
        placed = place_heads(
            self.shown.heads,
            at=self.x,
            width=lambda lines: max(
                text_width(line, self.size, bold=not place) for place, line in enumerate(lines)
            ),
            gap=self.size * _GAP,
            room=(0, self.width),
        )
        return "".join(self._head(head) for head in placed)

    def _head(self, placed: PlacedHead) -> str:
        head, colours, weight = placed.head, self.colours, self.weight
        colour, dash = (
            (colours.muted, f"{3 * weight:.1f} {3 * weight:.1f}") if head.is_path else (colours.ink, None)
        )
        drawn = self._line(head.share, self.top, self.foot, colour, weight, dash)
        x = {"start": placed.start, "middle": (placed.start + placed.end) / 2, "end": placed.end}[placed.lean]
        base = self.top - self.size * (LEADING + 0.55)
        looks = ((colours.ink, True), (colours.muted, False))
        for place, (line, (fill, bold)) in enumerate(zip(placed.lines, looks, strict=False)):
            at = (x, base + self.size * LEADING * place)
            drawn += self.pen.text(line, at, size=self.size, fill=fill, bold=bold, anchor=placed.lean)
        return drawn

    def _text(self, text: str, at: tuple[float, float], anchor: Anchor, *, bold: bool = False) -> str:
        x, middle = at
        baseline = (x, middle + self.size * BASELINE)
        return self.pen.text(text, baseline, size=self.size, fill=self.colours.ink, bold=bold, anchor=anchor)

    def _line(
        self,
        share: float,
        top: float,
        bottom: float,
        colour: str,
        width: float,
        dash: str | None = None,
    ) -> str:
        x = self.x(share)
        return element(
            "path",
            d=f"M{x:.1f} {top:.1f}V{bottom:.1f}",
            stroke=colour,
            stroke_width=width,
            stroke_dasharray=dash,
            fill="none",
        )
