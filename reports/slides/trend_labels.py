"""What is written on a trend: milestones and what became of them, the path's name, the expected month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from charts.milestones import LABEL_WIDTH, LOW_LINE, MilestoneMet, milestone_outcome
from charts.palette import LIGHT
from charts.theme import Look
from data.formats import format_target
from data.plan import plan_path
from reports.slides.canvas import Canvas
from reports.slides.page import Box
from reports.slides.trend_numbers import TrendNumbers
from reports.slides.words import Align, line_px, one, width_px

_GAP: Final = 12
# Where along the path's last leg its name may stand: away from the newest point's figure.
_SPOTS: Final = (0.3, 0.64)


@dataclass(frozen=True)
class TrendPlot:
    """The plot's place on the slide and the days at its two ends."""

    box: Box
    first: date
    last: date
    counties: int

    def x(self, day: date) -> float:
        """Give a day's px."""
        return self.box.left + self.box.width * ((day - self.first) / (self.last - self.first))

    def y(self, level: float) -> float:
        """Give the px of a number of counties."""
        return self.box.bottom - self.box.height * level / max(self.counties, 1)


def write_labels(
    canvas: Canvas,
    plot: TrendPlot,
    shown: TrendNumbers,
    met: Sequence[MilestoneMet],
    words: Look,
    *,
    size: float,
    told: bool,
) -> None:
    """Write the milestones' labels and the path's name. told: with what became of each milestone."""
    last = max(entry.milestone.on for entry in met)
    for entry in met:
        _write_milestone(canvas, plot, shown, entry, words, size=size, told=told, last=last)
    _write_path(canvas, plot, shown, words, size, _SPOTS if told else _SPOTS[:1])


def _write_milestone(
    canvas: Canvas,
    plot: TrendPlot,
    shown: TrendNumbers,
    met: MilestoneMet,
    words: Look,
    *,
    size: float,
    told: bool,
    last: date,
) -> None:
    on = met.milestone.on
    target = format_target(met.milestone.share)
    lines = [f"{target} · {on.isoformat()}", *milestone_outcome(met, words)] if told else [target]
    width = max(width_px(line, size, bold=True) for line in lines) + 8
    height = line_px(size) * len(lines)
    is_last = on == last
    left = plot.x(on) - _GAP - width if is_last else plot.x(on) + _GAP
    high = _runs_low(shown, on) and not is_last
    # In a small trend the labels of two milestones would touch: the earlier one stands a line higher.
    lift = 0 if told or is_last else height
    top = plot.box.top + _GAP if high else plot.box.bottom - height - lift - _GAP
    align: Align = "r" if is_last else "l"
    paragraphs = [
        one(line, size, LIGHT.muted if place else LIGHT.ink, bold=not place, align=align)
        for place, line in enumerate(lines)
    ]
    canvas.text(Box(left, top, width, height), paragraphs, name=lines[0], wrap=False)


def _runs_low(shown: TrendNumbers, since: date) -> bool:
    """Whether the line runs, after a milestone, where the milestone's label would stand."""
    nearby = [
        level
        for day, level in zip(shown.days, shown.actual, strict=True)
        if level is not None and since <= day <= since + LABEL_WIDTH
    ]
    return bool(nearby) and min(nearby) < LOW_LINE * shown.counties


def _write_path(
    canvas: Canvas,
    plot: TrendPlot,
    shown: TrendNumbers,
    words: Look,
    size: float,
    spots: Sequence[float],
) -> None:
    """Name the path on the side on which the actual line does not run."""
    newest = shown.newest
    if newest is None:
        return
    (start, low), (end, high) = plan_path()[-2:]
    day, level = shown.days[newest], shown.actual[newest] or 0
    reached = (day - start) / (end - start)
    spot = max(spots, key=lambda spot: abs(spot - reached))
    ahead = level >= (shown.path[newest] or 0)
    name = words.translate("Plan path")
    width, height = width_px(name, size) + 8, line_px(size)
    x = plot.x(start + (end - start) * spot)
    y = plot.y((low + (high - low) * spot) * shown.counties)
    box = (
        Box(x + _GAP, y + 2, width, height) if ahead else Box(x - _GAP - width, y - height - 2, width, height)
    )
    canvas.text(box, [one(name, size, LIGHT.muted, align="l" if ahead else "r")], name=name, wrap=False)
