"""The trend as SVG, for the stage and for paper; its words find room among its lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final, TypeAlias

from charts.label_room import Room, Spot, spot
from charts.svg import (
    BASELINE,
    LEADING,
    Anchor,
    Box,
    Face,
    Pen,
    Point,
    element,
    number,
    picture,
    polyline,
    screen_face,
    stroke_weight,
)
from charts.text_widths import text_width
from charts.theme import Look
from charts.trend.layout import PATH_NAME_SPOTS, Place, TrendLayout
from data.base.formats import format_count, format_short_day

# The newest figure in parts of the smallest text.
_NEWEST: Final = 1.3

# Where along a leg of the path its name is tried, in this order.
_ALONG_PATH: Final = (*PATH_NAME_SPOTS, 0.45, 0.15, 0.8)

# Text, whether bold, colour, size.
_Line: TypeAlias = tuple[str, bool, str, float]


def trend_svg(
    shown: TrendLayout,
    *,
    look: Look,
    width: float,
    height: float,
    text_size: float,
    face: Face | None = None,
    alt: str = "",
) -> str:
    """Draw what charts.trend.figure.trend_figure draws, from the same layout, for the stage and for paper.

    A projection that leads beyond the axis is cut off there; its label tells the month.
    """
    face = face or screen_face(look.lang)
    plot = _Plot(shown, look, Pen(face), (width, height), text_size)
    body = [plot.axes(), plot.fan(), plot.path(), plot.milestones(), plot.way(), plot.line()]
    labels = _Labels(plot)
    body += [labels.newest(), labels.milestones(), labels.points_met(), labels.path(), labels.projection()]
    return picture("".join(body), width=width, height=height, face=face, alt=alt)


class _Plot:
    """The axes and lines of one trend; `room` remembers each line that is drawn, for the labels to keep clear of."""

    def __init__(
        self, shown: TrendLayout, look: Look, pen: Pen, picture_size: tuple[float, float], size: float
    ) -> None:
        width, height = picture_size
        self.shown, self.look, self.colours, self.pen, self.size = shown, look, look.palette, pen, size
        self.weight = stroke_weight(size)
        self.left = text_width(format_count(shown.counties), size) + size * 0.8
        self.top = size * 1.9
        self.right = width - text_width(shown.last.isoformat(), size) - size * 0.6
        self.bottom = height - size * 1.8
        self.room = Room((0.0, 0.0, width, height))

    def at(self, place: Place) -> Point:
        """Give the px of a point of the data."""
        day, level = place
        # The day after a year's end is the next year's tick: the axis runs on to it.
        along = (day - self.shown.start) / (self.shown.edge + timedelta(days=1) - self.shown.start)
        up = (self.bottom - self.top) * level / max(self.shown.counties, 1)
        return self.left + (self.right - self.left) * along, self.bottom - up

    def axes(self) -> str:
        """Draw a line at none, half and all of the counties, and a tick at each new year."""
        muted, rule = self.colours.muted, self.colours.rule
        drawn: list[str] = []
        for level in self.shown.county_ticks:
            _x, y = self.at((self.shown.start, level))
            drawn.append(self.stroke([(self.left, y), (self.right, y)], self.colours.line, 1))
            label = (self.left - self.size * 0.4, y + self.size * BASELINE)
            drawn.append(self.pen.text(format_count(level), label, size=self.size, fill=muted, anchor="end"))
        a_year = self.at((self.shown.start + timedelta(days=365), 0))[0] - self.left
        step = max(1, round(0.5 + text_width("2024", self.size) * 1.4 / max(a_year, 1)))
        for place, day in enumerate(self.shown.year_ticks):
            x, _y = self.at((day, 0))
            drawn.append(self.stroke([(x, self.bottom), (x, self.bottom + self.size * 0.35)], rule, 1))
            if place % step == 0:
                label = (x, self.bottom + self.size * 1.4)
                drawn.append(self.pen.text(str(day.year), label, size=self.size, fill=muted, anchor="middle"))
        return "".join(drawn)

    def path(self) -> str:
        """Draw the plan's path."""
        dash = f"{number(5 * self.weight)} {number(4 * self.weight)}"
        corners = [(day, share * self.shown.counties) for day, share in self.shown.path]
        return self._line_through(corners, self.colours.muted, 1.5, dash)

    def milestones(self) -> str:
        """Draw each milestone as a line."""
        drawn: list[str] = []
        for met in self.shown.met:
            x, _y = self.at((met.on, 0))
            points = [(x, self.top), (x, self.bottom)]
            self.room.draw(points)
            drawn.append(self.stroke(points, self.colours.ink, 1))
        return "".join(drawn)

    def fan(self) -> str:
        """Fill the range of the projection."""
        corners = [self.at(place) for place in self.shown.fan()]
        return element("path", d=polyline(corners) + "Z", fill=self.colours.fan) if corners else ""

    def way(self) -> str:
        """Draw the dotted way to the next milestone."""
        dash = f"{number(2 * self.weight)} {number(4 * self.weight)}"
        return self._line_through(self.shown.way(), self.colours.accent, 2.2, dash)

    def line(self) -> str:
        """Draw the line of established counties."""
        return self._line_through(
            list(zip(self.shown.days, self.shown.levels, strict=True)), self.colours.accent, 3
        )

    def _line_through(
        self, places: Sequence[Place], colour: str, width: float, dash: str | None = None
    ) -> str:
        points = [self.at(place) for place in places]
        self.room.draw(points)
        return self.stroke(points, colour, width, dash) if len(points) > 1 else ""

    def stroke(self, points: Sequence[Point], colour: str, width: float, dash: str | None = None) -> str:
        """Draw a line; `width` is the browser's, at 13 px text."""
        return element(
            "path",
            d=polyline(points),
            fill="none",
            stroke=colour,
            stroke_width=width * self.weight,
            stroke_dasharray=dash,
            stroke_linejoin="round",
        )

    def ring(self, at: Point, radius: float, *, fill: str, line: str, width: float) -> str:
        """Draw a point with a rim; `width` as in `stroke`."""
        return element(
            "circle", cx=at[0], cy=at[1], r=radius, fill=fill, stroke=line, stroke_width=width * self.weight
        )


class _Labels:
    """The words on a trend, and the points that they belong to; each looks for room among those before."""

    def __init__(self, plot: _Plot) -> None:
        self.plot, self.shown, self.room = plot, plot.shown, plot.room
        self.colours, self.look, self.size = plot.colours, plot.look, plot.size

    def newest(self) -> str:
        """Dot and label the newest point."""
        if self.shown.newest is None:
            return ""
        day, level = self.shown.newest
        at, size = self.plot.at((day, level)), self.size
        texts = [
            (format_count(level), True, self.colours.accent, size * _NEWEST),
            (format_short_day(day, self.look.lang), False, self.colours.muted, size),
        ]
        self.room.boxes.append(_around(at, size * 0.45))
        accent, paper = self.colours.accent, self.colours.paper
        dot = self.plot.ring(at, size * 0.4, fill=accent, line=paper, width=1.5)
        return dot + self._label(texts, _corners(at, texts, size * 0.7))

    def milestones(self) -> str:
        """Say beside each milestone's line what it asks for, and what became of it, the last one first."""
        drawn: list[str] = []
        size, ink, muted = self.size, self.colours.ink, self.colours.muted
        top, foot = self.plot.top - size * 0.3, self.plot.bottom - size * 0.35
        heights = ((foot, False), (top + size, True), ((self.plot.top + self.plot.bottom) / 2, True))
        for met in reversed(self.shown.met):
            x, gap = self.plot.at((met.on, 0))[0], size * 0.45
            outcome = [(line, False, muted, size) for line in met.outcome(self.look)]
            is_last = met.on == self.shown.last
            if is_last:
                beyond = [(met.target, True, ink, size * 1.15), (met.on.isoformat(), False, muted, size)]
                spots = [
                    _spot((x + gap, top), "start", beyond, below=True),
                    _spot((x + gap, foot), "start", beyond, below=False),
                ]
                drawn.append(self._label(beyond, spots))
            texts = outcome if is_last else [(met.heading, True, ink, size), *outcome]
            if not texts:
                continue
            right = [_spot((x + gap, y), "start", texts, below=below) for y, below in heights]
            left = [_spot((x - gap, y), "end", texts, below=below) for y, below in heights]
            drawn.append(self._label(texts, left + right if is_last else right + left))
        return "".join(drawn)

    def points_met(self) -> str:
        """Ring and label the points at which milestones were met."""
        drawn: list[str] = []
        for point in self.shown.points_met():
            at = self.plot.at(point.place)
            self.room.boxes.append(_around(at, self.size * 0.4))
            paper, accent = self.colours.paper, self.colours.accent
            drawn.append(self.plot.ring(at, self.size * 0.34, fill=paper, line=accent, width=2))
            if point.is_labelled:
                texts = [(line, False, self.colours.ink, self.size) for line in point.label(self.look)]
                drawn.append(self._label(texts, _corners(at, texts, self.size * 0.6)))
        return "".join(drawn)

    def path(self) -> str:
        """Name the path where it runs alone."""
        texts = [(self.look.translate("Plan path"), False, self.colours.muted, self.size)]
        away, up = self.size * 0.6, self.size * 0.2
        spots: list[Spot] = []
        for leg in reversed(range(len(self.shown.path) - 1)):
            for along in _ALONG_PATH:
                x, y = self.plot.at(self.shown.on_path(leg, along))
                spots.append(_spot((x + away, y + up), "start", texts, below=True))
                spots.append(_spot((x - away, y - up), "end", texts, below=False))
        return self._label(texts, spots)

    def projection(self) -> str:
        """Say above the plot when the next milestone is expected."""
        if self.shown.projection is None:
            return ""
        label = self.shown.projection.label(self.look)
        at = (self.room.edge[2] - self.size * 0.1, self.size * 1.0)
        return self.plot.pen.text(label, at, size=self.size, fill=self.colours.accent, anchor="end")

    def _label(self, texts: Sequence[_Line], spots: Sequence[Spot]) -> str:
        """Write lines at the best of some spots; nothing where none has room."""
        chosen = self.room.best(spots)
        if chosen is None:
            return ""
        x, y = chosen.at
        paper = self.colours.paper
        written: list[str] = []
        for place, (text, bold, fill, size) in enumerate(texts):
            y += size * LEADING if place else 0.0
            written.append(
                self.plot.pen.text(
                    text, (x, y), size=size, fill=fill, bold=bold, anchor=chosen.anchor, halo=paper
                )
            )
        return "".join(written)


def _spot(at: Point, anchor: Anchor, texts: Sequence[_Line], *, below: bool) -> Spot:
    return spot(at, anchor, [(text, size, bold) for text, bold, _fill, size in texts], below=below)


def _corners(at: Point, texts: Sequence[_Line], away: float) -> list[Spot]:
    """Offer the four corners of a point, left above first: the line comes from the left and rises."""
    x, y = at
    return [
        _spot((x - away, y - away * 0.3), "end", texts, below=False),
        _spot((x + away, y + away * 0.3), "start", texts, below=True),
        _spot((x, y - away), "middle", texts, below=False),
        _spot((x, y + away), "middle", texts, below=True),
        _spot((x + away, y - away * 0.3), "start", texts, below=False),
        _spot((x - away, y + away * 0.3), "end", texts, below=True),
    ]


def _around(at: Point, reach: float) -> Box:
    return at[0] - reach, at[1] - reach, at[0] + reach, at[1] + reach
