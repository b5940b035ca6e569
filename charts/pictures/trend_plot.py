"""The ground of a trend: its axes, and all lines on them, in px."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from charts.milestones import MilestoneMet
from charts.pictures.space import Space
from charts.pictures.svg import BASELINE, Pen, Point, element, number, polyline, text_width
from charts.projection import Projection
from charts.theme import Look
from charts.trend import LONGEST_OVERRUN
from data.formats import format_count

# Widths are the browser's at 13 px text; a wall takes stronger lines, but not in full measure.
_DRAWN_AT: Final = 13
_STRONGEST: Final = 1.6


@dataclass(frozen=True)
class Frame:
    """Where the axes run, in px."""

    left: float
    top: float
    right: float
    bottom: float


class TrendPlot:
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
        self.frame = Frame(numbers, size * 1.9, width - beyond, height - size * 1.8)
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
