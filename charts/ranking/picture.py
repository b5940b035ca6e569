"""Areas ranked by share as SVG: a thin bar to the share, the verdict's mark at its end, in up to two columns."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import pandas as pd

from charts.marks import mark_svg
from charts.svg import BASELINE, LEADING, Anchor, Face, Pen, element, picture, screen_face
from charts.text_widths import cut, text_width
from charts.theme import Look
from charts.words import BEHIND
from data.base.formats import format_due, format_share, format_target, share_percent
from data.plan.milestones import Milestone

# In parts of the type size, but for the shares of a row's height.
_ROW: Final = 1.42
_TALLEST: Final = 2.3
_LONGEST_NAME: Final = 9.5
_HEAD: Final = 3.1
_GAP: Final = 0.55
_BETWEEN: Final = 1.6
_MARK: Final = 1.15
_BAR: Final = 0.46
_DRAWN_AT: Final = 13
_STRONGEST: Final = 1.6
# Two lines nearer than this are one.
_SAME: Final = 0.005


def ranking_svg(
    frame: pd.DataFrame,
    *,
    milestones: Sequence[Milestone],
    path_share: float | None,
    as_of: date,
    look: Look,
    width: float,
    height: float,
    text_size: float,
    face: Face | None = None,
    alt: str = "",
) -> str:
    """Draw a frame of charts.ranking.layout.ranking_frame in its order, down the first column, then the second.

    A second column is taken where one has no room for all rows; rows are as high as the height allows.
    """
    face = face or screen_face(look.lang)
    rows: list[dict[Any, Any]] = frame.to_dict("records")
    room = height - _HEAD * text_size
    columns = 1 if len(rows) * _ROW * text_size <= room else 2
    deep = max(math.ceil(len(rows) / columns), 1)
    row_height = min(room / deep, _TALLEST * text_size)
    across = (width - (columns - 1) * _BETWEEN * text_size) / columns
    pen = Pen(face)
    body: list[str] = []
    names = [str(row["label"]) for row in rows]
    for place in range(columns):
        own = rows[place * deep : (place + 1) * deep]
        if not own:
            continue
        column = _Column(names, across, row_height, len(own), look, pen, text_size)
        drawn = column.lines(milestones, path_share, as_of)
        drawn += "".join(column.row(row, level) for level, row in enumerate(own))
        left = place * (across + _BETWEEN * text_size)
        body.append(element("g", drawn, transform=f"translate({left:.1f} 0)"))
    return picture("".join(body), width=width, height=height, face=face, alt=alt)


class _Column:
    """One column of rows: names, bars from 0, figures at the right edge."""

    def __init__(
        self,
        names: Sequence[str],
        width: float,
        row_height: float,
        rows: int,
        look: Look,
        pen: Pen,
        size: float,
    ) -> None:
        self.width, self.row_height, self.rows, self.size = width, row_height, rows, size
        self.look, self.colours, self.pen = look, look.palette, pen
        self.weight = min(max(size / _DRAWN_AT, 1.0), _STRONGEST)
        self.longest = min(_LONGEST_NAME * size, width * 0.4)
        self.names = min(
            max((text_width(name, size, bold=True) for name in names), default=0.0), self.longest
        )
        self.top = _HEAD * size
        self.left = self.names + (_GAP + _MARK / 2) * size
        figures = text_width("100.0", size) + _GAP * size
        self.right = width - figures - _MARK * size

    def x(self, share: float) -> float:
        """Give the px of a share."""
        return self.left + (self.right - self.left) * share

    def row(self, row: dict[Any, Any], level: int) -> str:
        """Draw one area: name, bar, own milestone, verdict, figure."""
        size, colours = self.size, self.colours
        middle = self.top + self.row_height * (level + 0.5)
        known = not pd.isna(row["share"])
        share = float(row["share"]) if known else 0.0
        verdict = str(row["verdict"])
        bold = verdict in BEHIND
        name = cut(str(row["label"]), self.longest, size, bold=bold)
        bar = min(_BAR * size, self.row_height * 0.4)
        mark = _MARK * size
        drawn = [
            self._text(name, (self.names, middle), "end", bold=bold),
            element("rect", x=self.left, y=middle - bar / 2, width=self.x(share) - self.left, height=bar,
                    fill=colours.share[1]) if share > 0 else "",
        ]  # fmt: skip
        own = row.get("own_share")
        if own is not None and not pd.isna(own):
            reach = self.row_height * 0.36
            drawn.append(
                self._line(float(own), middle - reach, middle + reach, colours.accent, 2.5 * self.weight)
            )
        # The mark is drawn for a field of 16; its own size goes by the type.
        sign = mark_svg(verdict, colours, size=16)
        scale = mark / 16
        at = f"translate({self.x(share) - mark / 2:.1f} {middle - mark / 2:.1f}) scale({scale:.3f})"
        drawn.append(element("g", sign, transform=at))
        figure = f"{share_percent(share):.1f}" if known else "–"
        drawn.append(self._text(figure, (self.width, middle), "end"))
        return "".join(drawn)

    def lines(self, milestones: Sequence[Milestone], path_share: float | None, as_of: date) -> str:
        """Draw the milestones' shares and the path's share of today, labelled above where there is room."""
        _ = self.look.translate
        colours, weight = self.colours, self.weight
        drawn: list[str] = []
        taken: list[tuple[float, float]] = []
        for milestone in milestones:
            due = format_due(milestone.on, self.look.lang).removeprefix("the ")
            below = _("{due} (past)").format(due=due) if milestone.on < as_of else due
            drawn.append(self._line(milestone.share, self.top, self._foot(), colours.ink, weight))
            # Labels lean away from the path's, which stands between them.
            lean: tuple[Anchor, ...] = ("middle", "end", "start")
            if path_share is not None and milestone.share < 1:
                lean = ("end", "middle") if milestone.share <= path_share else ("start", "middle")
            drawn.append(self._head(milestone.share, format_target(milestone.share), below, lean, taken))
        if path_share is None or any(abs(path_share - one.share) < _SAME for one in milestones):
            return "".join(drawn)
        dash = f"{3 * weight:.1f} {3 * weight:.1f}"
        drawn.append(self._line(path_share, self.top, self._foot(), colours.muted, weight, dash))
        words = format_share(path_share)
        anchors: tuple[Anchor, ...] = ("middle", "start", "end")
        label = self._head(path_share, words, _("path to date"), anchors, taken)
        drawn.append(label or self._head(path_share, words, "", anchors, taken))
        return "".join(drawn)

    def _head(
        self,
        share: float,
        first: str,
        second: str,
        anchors: Sequence[Anchor],
        taken: list[tuple[float, float]],
    ) -> str:
        """Label a line above it, by the first anchor with which the label touches no other; "" where none does."""
        size, at = self.size, self.x(share)
        wide = max(text_width(first, size, bold=True), text_width(second, size))
        for anchor in anchors:
            start = at - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
            end = start + wide
            if start < 0 or end > self.width:
                # At the right edge a label in the middle of its line moves inwards.
                if anchor != "middle" or end <= self.width:
                    continue
                start, end = self.width - wide, self.width
            if all(end + size * _GAP <= low or start >= high + size * _GAP for low, high in taken):
                taken.append((start, end))
                point = {"start": start, "middle": (start + end) / 2, "end": end}[anchor]
                base = self.top - size * (LEADING + 0.55)
                label = self.pen.text(
                    first, (point, base), size=size, fill=self.colours.ink, bold=True, anchor=anchor
                )
                if not second:
                    return label
                return label + self.pen.text(
                    second,
                    (point, base + size * LEADING),
                    size=size,
                    fill=self.colours.muted,
                    anchor=anchor,
                )
        return ""

    def _foot(self) -> float:
        return self.top + self.row_height * self.rows

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
            "path", d=f"M{x:.1f} {top:.1f}V{bottom:.1f}", stroke=colour, stroke_width=width,
            stroke_dasharray=dash, fill="none",
        )  # fmt: skip
