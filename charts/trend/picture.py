"""The trend as SVG, for the stage and for paper."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeAlias

import pandas as pd

from charts.maps.labels import Space, Spot, spot
from charts.svg import BASELINE, LEADING, Face, Pen, Point, element, number, picture, polyline, screen_face
from charts.text_widths import text_width
from charts.theme import Look
from charts.trend.layout import (
    HIGH_LINE,
    LABEL_REACH,
    LONGEST_OVERRUN,
    MilestoneMet,
    Projection,
    level_on,
    milestone_outcome,
    projection_label,
)
from data.base.formats import format_count, format_month, format_short_day, format_target

# Widths are the browser's at 13 px text; a wall takes stronger lines, but not in full measure.
_DRAWN_AT: Final = 13

_STRONGEST: Final = 1.6


@dataclass(frozen=True)
class PlotEdges:
    """Where the axes run, in px."""

    left: float
    top: float
    right: float
    bottom: float


class TrendGround:
    """The axes of one trend; `space` remembers each line that is drawn, for the labels to keep clear of."""

    def __init__(
        self,
        counties: int,
        path: Sequence[tuple[date, float]],
        met: Sequence[MilestoneMet],
        projection: Projection | None,
        look: Look,
        pen: Pen,
        width: float,
        height: float,
        size: float,
    ) -> None:
        self.counties = counties
        self.path = path
        self.met = met
        self.projection = projection
        self.look = look
        self.colours = look.palette
        self.pen = pen
        self.size = size
        self.weight = min(max(size / _DRAWN_AT, 1.0), _STRONGEST)
        self.last = max(path[-1][0], *(entry.milestone.on for entry in met), path[-1][0])
        self.edge = self.last
        if projection is not None and projection.on > self.last:
            self.edge = min(projection.on, self.last + LONGEST_OVERRUN)
        numbers = text_width(format_count(counties), size) + size * 0.8
        beyond = text_width(self.last.isoformat(), size) + size * 0.6
        self.frame = PlotEdges(numbers, size * 1.9, width - beyond, height - size * 1.8)
        self.space = Space((0.0, 0.0, width, height))

    def x(self, day: date) -> float:
        """Give the px of a day."""
        start = self.path[0][0]
        # The day after a year's end is the next year's tick: the axis runs on to it.
        share = (day - start) / (self.edge + timedelta(days=1) - start)
        return self.frame.left + (self.frame.right - self.frame.left) * share

    def y(self, level: float) -> float:
        """Give the px of a number of counties."""
        return self.frame.bottom - (self.frame.bottom - self.frame.top) * level / max(self.counties, 1)

    def at(self, day: date, level: float) -> Point:
        """Give the px of a point of the data."""
        return self.x(day), self.y(level)

    def axes(self) -> str:
        """Draw a line at none, half and all of the counties, and a tick at each new year."""
        frame, colours = self.frame, self.colours
        # The tick halfway is left out where it would mean half a county.
        ticks = [0, self.counties // 2, self.counties] if self.counties % 2 == 0 else [0, self.counties]
        drawn: list[str] = []
        for level in ticks:
            y = self.y(level)
            drawn.append(self.stroke([(frame.left, y), (frame.right, y)], colours.line, 1))
            label = (frame.left - self.size * 0.4, y + self.size * BASELINE)
            drawn.append(
                self.pen.text(format_count(level), label, size=self.size, fill=colours.muted, anchor="end")
            )
        years = [date(year, 1, 1) for year in range(self.path[0][0].year + 1, self.edge.year + 2)]
        wide = text_width("2024", self.size) * 1.4
        step = max(1, round(0.5 + wide / max(self.x(date(2026, 1, 1)) - self.x(date(2025, 1, 1)), 1)))
        for place, day in enumerate(years):
            x = self.x(day)
            if x > frame.right + 1:
                break
            drawn.append(
                self.stroke([(x, frame.bottom), (x, frame.bottom + self.size * 0.35)], colours.rule, 1)
            )
            if place % step == 0:
                label = (x, frame.bottom + self.size * 1.4)
                drawn.append(
                    self.pen.text(str(day.year), label, size=self.size, fill=colours.muted, anchor="middle")
                )
        return "".join(drawn)

    def path_line(self) -> str:
        """Draw the plan's path."""
        points = [self.at(day, share * self.counties) for day, share in self.path]
        self.space.draw(points)
        dash = f"{number(5 * self.weight)} {number(4 * self.weight)}"
        return self.stroke(points, self.colours.muted, 1.5, dash)

    def milestone_lines(self) -> str:
        """Draw each milestone as a line."""
        drawn: list[str] = []
        for entry in self.met:
            x = self.x(entry.milestone.on)
            points = [(x, self.frame.top), (x, self.frame.bottom)]
            self.space.draw(points)
            drawn.append(self.stroke(points, self.colours.ink, 1))
        return "".join(drawn)

    def fan(self, days: Sequence[date], levels: Sequence[int]) -> str:
        """Fill the range of the projection."""
        projection = self.projection
        if projection is None or not days or projection.early is None or projection.late is None:
            return ""
        since, level = days[-1], levels[-1]
        ends = [self._end(since, level, projection.early), self._end(since, level, projection.late)]
        if projection.early < self.edge < projection.late:
            ends.insert(1, (self.x(self.edge), self.y(projection.needed)))
        return element("path", d=polyline([self.at(since, level), *ends]) + "Z", fill=self.colours.fan)

    def projected(self, days: Sequence[date], levels: Sequence[int]) -> str:
        """Draw the dotted way to the next milestone."""
        if self.projection is None or not days:
            return ""
        since, level = days[-1], levels[-1]
        points = [self.at(since, level), self._end(since, level, self.projection.on)]
        self.space.draw(points)
        dash = f"{number(2 * self.weight)} {number(4 * self.weight)}"
        return self.stroke(points, self.colours.accent, 2.2, dash)

    def actual(self, days: Sequence[date], levels: Sequence[int]) -> str:
        """Draw the line of established counties."""
        points = [self.at(day, level) for day, level in zip(days, levels, strict=True)]
        self.space.draw(points)
        return self.stroke(points, self.colours.accent, 3) if len(points) > 1 else ""

    def _end(self, since: date, level: float, day: date) -> Point:
        """Give where a way to the needed number ends: on its day, or cut off at the axis' end."""
        needed = float(self.projection.needed) if self.projection else level
        if day <= self.edge:
            return self.at(day, needed)
        return self.at(self.edge, level + (needed - level) * ((self.edge - since) / (day - since)))

    def stroke(self, points: Sequence[Point], colour: str, width: float, dash: str | None = None) -> str:
        """Draw a line; `width` is the browser's, at 13 px text."""
        return element(
            "path", d=polyline(points), fill="none", stroke=colour, stroke_width=width * self.weight,
            stroke_dasharray=dash, stroke_linejoin="round",
        )  # fmt: skip


# Text, whether bold, colour, size.
_Line: TypeAlias = tuple[str, bool, str, float]


# The newest figure in parts of the smallest text.
_NEWEST: Final = 1.3

_ALONG_PATH: Final = (0.3, 0.64, 0.45, 0.15, 0.8)


def trend_svg(
    trend: pd.DataFrame,
    *,
    counties: int,
    path: Sequence[tuple[date, float]],
    met: Sequence[MilestoneMet],
    projection: Projection | None,
    look: Look,
    width: float,
    height: float,
    text_size: float,
    face: Face | None = None,
    alt: str = "",
) -> str:
    """Draw what charts.trend.figure.trend_figure draws, from the same arguments, for the stage and for paper.

    A projection that leads beyond the axis is cut off there; its label tells the month.
    """
    face = face or screen_face(look.lang)
    days = [stamp.date() for stamp in pd.to_datetime(trend["month_end"])]
    levels = [int(level) for level in trend["established"]]
    plot = TrendGround(counties, path, met, projection, look, Pen(face), width, height, text_size)
    body = [plot.axes(), plot.fan(days, levels), plot.path_line(), plot.milestone_lines()]
    body += [plot.projected(days, levels), plot.actual(days, levels)]
    labels = _Labels(plot)
    body += [labels.newest(days, levels), labels.milestones(), labels.met_points(days, levels)]
    body += [labels.path(), labels.projection(has_days=bool(days))]
    return picture("".join(body), width=width, height=height, face=face, alt=alt)


class _Labels:
    """The words on a trend, and the points that they belong to; each looks for room among those before."""

    def __init__(self, plot: TrendGround) -> None:
        self.plot = plot
        self.colours, self.look, self.size = plot.colours, plot.look, plot.size
        self.space, self.frame = plot.space, plot.frame

    def newest(self, days: Sequence[date], levels: Sequence[int]) -> str:
        """Dot and label the newest point."""
        if not days:
            return ""
        at = self.plot.at(days[-1], levels[-1])
        large, size = self.size * _NEWEST, self.size
        texts = [
            (format_count(levels[-1]), True, self.colours.accent, large),
            (format_short_day(days[-1], self.look.lang), False, self.colours.muted, size),
        ]
        self.space.boxes.append(_around(at, size * 0.45))
        dot = element(
            "circle", cx=at[0], cy=at[1], r=size * 0.4, fill=self.colours.accent,
            stroke=self.colours.paper, stroke_width=1.5 * self.plot.weight,
        )  # fmt: skip
        return dot + self._label(texts, self._corners(at, texts, size * 0.7))

    def milestones(self) -> str:
        """Say beside each milestone's line what it asks for, and what became of it."""
        drawn: list[str] = []
        size, ink, muted = self.size, self.colours.ink, self.colours.muted
        for entry in sorted(self.plot.met, key=lambda one: one.milestone.on, reverse=True):
            milestone = entry.milestone
            x, gap = self.plot.x(milestone.on), size * 0.45
            target, day = format_target(milestone.share), milestone.on.isoformat()
            outcome = [(line, False, muted, size) for line in milestone_outcome(entry, self.look)]
            top, foot = self.frame.top - size * 0.3, self.frame.bottom - size * 0.35
            if milestone.on == self.plot.last:
                beyond = [(target, True, ink, size * 1.15), (day, False, muted, size)]
                plain = [(text, large, bold) for text, bold, _fill, large in beyond]
                spots = [
                    spot((x + gap, top), "start", plain, below=True),
                    spot((x + gap, foot), "start", plain, below=False),
                ]
                drawn.append(self._label(beyond, spots))
                if not outcome:
                    continue
                texts = outcome
            else:
                texts = [(f"{target} · {day}", True, ink, size), *outcome]
            plain = [(text, large, bold) for text, bold, _fill, large in texts]
            middle = (self.frame.top + self.frame.bottom) / 2
            right = [spot((x + gap, foot), "start", plain, below=False),
                     spot((x + gap, top + size), "start", plain, below=True),
                     spot((x + gap, middle), "start", plain, below=True)]  # fmt: skip
            left = [spot((x - gap, foot), "end", plain, below=False),
                    spot((x - gap, top + size), "end", plain, below=True),
                    spot((x - gap, middle), "end", plain, below=True)]  # fmt: skip
            drawn.append(self._label(texts, left + right if milestone.on == self.plot.last else right + left))
        return "".join(drawn)

    def met_points(self, days: Sequence[date], levels: Sequence[int]) -> str:
        """Ring and label the points at which milestones were met, unless the newest point stands there."""
        drawn: list[str] = []
        for entry in self.plot.met:
            reached = entry.met_on or entry.reached_late_on
            if not days or reached is None or reached < days[0] or days[-1] - reached < LABEL_REACH:
                continue
            at = self.plot.at(reached, level_on(days, levels, reached))
            self.space.boxes.append(_around(at, self.size * 0.4))
            drawn.append(
                element("circle", cx=at[0], cy=at[1], r=self.size * 0.34, fill=self.colours.paper,
                        stroke=self.colours.accent, stroke_width=2 * self.plot.weight)
            )  # fmt: skip
            # One reached late is told at its milestone.
            if entry.met_on is None or entry.milestone.share >= HIGH_LINE:
                continue
            told = self.look.translate("{month}<br>{share} reached").format(
                month=format_month(reached, self.look.lang), share=format_target(entry.milestone.share)
            )
            texts = [(line, False, self.colours.ink, self.size) for line in told.split("<br>")]
            drawn.append(self._label(texts, self._corners(at, texts, self.size * 0.6)))
        return "".join(drawn)

    def path(self) -> str:
        """Name the path where it runs alone."""
        name = self.look.translate("Plan path")
        texts = [(name, False, self.colours.muted, self.size)]
        plain = [(name, self.size, False)]
        spots: list[Spot] = []
        for (first, low), (last, high) in reversed(list(itertools.pairwise(self.plot.path))):
            for along in _ALONG_PATH:
                x, y = self.plot.at(
                    first + (last - first) * along, (low + (high - low) * along) * self.plot.counties
                )
                spots.append(spot((x + self.size * 0.6, y + self.size * 0.2), "start", plain, below=True))
                spots.append(spot((x - self.size * 0.6, y - self.size * 0.2), "end", plain, below=False))
        return self._label(texts, spots)

    def projection(self, *, has_days: bool) -> str:
        """Say above the plot when the next milestone is expected."""
        if self.plot.projection is None or not has_days:
            return ""
        label = projection_label(self.plot.projection, self.look)
        at = (self.space.edge[2] - self.size * 0.1, self.size * 1.0)
        return self.plot.pen.text(label, at, size=self.size, fill=self.colours.accent, anchor="end")

    def _corners(self, at: Point, texts: Sequence[_Line], away: float) -> list[Spot]:
        """Offer the four corners of a point, left above first: the line comes from the left and rises."""
        plain = [(text, size, bold) for text, bold, _fill, size in texts]
        x, y = at
        return [
            spot((x - away, y - away * 0.3), "end", plain, below=False),
            spot((x + away, y + away * 0.3), "start", plain, below=True),
            spot((x, y - away), "middle", plain, below=False),
            spot((x, y + away), "middle", plain, below=True),
            spot((x + away, y - away * 0.3), "start", plain, below=False),
            spot((x - away, y + away * 0.3), "end", plain, below=True),
        ]

    def _label(self, texts: Sequence[_Line], spots: Sequence[Spot]) -> str:
        chosen = self.space.best(spots)
        if chosen is None:
            return ""
        x, y = chosen.at
        written: list[str] = []
        for place, (text, bold, fill, size) in enumerate(texts):
            if place:
                y += size * LEADING
            written.append(
                self.plot.pen.text(text, (x, y), size=size, fill=fill, bold=bold, anchor=chosen.anchor,
                              halo=self.colours.paper)
            )  # fmt: skip
        return "".join(written)


def _around(at: Point, reach: float) -> tuple[float, float, float, float]:
    return at[0] - reach, at[1] - reach, at[0] + reach, at[1] + reach
