"""One area's trend as SVG: the line of established counties, the path, the milestones and the projection."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date
from typing import Final, TypeAlias

import pandas as pd

from charts.milestones import HIGH_LINE, LABEL_REACH, MilestoneMet, milestone_outcome
from charts.pictures.space import Spot, spot
from charts.pictures.svg import LEADING, Face, Pen, Point, element, picture, screen_face
from charts.pictures.trend_plot import TrendPlot
from charts.projection import Projection, projection_label
from charts.theme import Look
from data.formats import format_count, format_month, format_short_day, format_target

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
    """Draw what charts.trend.trend_figure draws, from the same arguments, for the stage and for paper.

    A projection that leads beyond the axis is cut off there; its label tells the month.
    """
    face = face or screen_face(look.lang)
    days = [stamp.date() for stamp in pd.to_datetime(trend["month_end"])]
    levels = [int(level) for level in trend["established"]]
    plot = TrendPlot(counties, path, met, projection, look, Pen(face), width, height, text_size)
    body = [plot.axes(), plot.fan(days, levels), plot.path_line(), plot.milestone_lines()]
    body += [plot.projected(days, levels), plot.actual(days, levels)]
    labels = _Labels(plot)
    body += [labels.newest(days, levels), labels.milestones(), labels.met_points(days, levels)]
    body += [labels.path(), labels.projection(has_days=bool(days))]
    return picture("".join(body), width=width, height=height, face=face, alt=alt)


class _Labels:
    """The words on a trend, and the points that they belong to; each looks for room among those before."""

    def __init__(self, plot: TrendPlot) -> None:
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
            at = self.plot.at(reached, _level_on(days, levels, reached))
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


def _level_on(days: Sequence[date], levels: Sequence[int], day: date) -> float:
    """Give the line's level on a day between its points."""
    after = next((place for place, known in enumerate(days) if known >= day), len(days) - 1)
    if after == 0:
        return float(levels[0])
    part = (day - days[after - 1]) / (days[after] - days[after - 1])
    return levels[after - 1] + (levels[after] - levels[after - 1]) * part
