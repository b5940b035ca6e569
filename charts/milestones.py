"""Milestones on a trend: their lines and labels, and the points at which they were met."""

# Plotly ships no types: what it returns is unknown, what is ours is checked.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import plotly.graph_objects as go

from charts.theme import FLOOR_SIZE, Look, note
from data.formats import format_count, format_month, format_target
from data.plan import Milestone

# Labels of two points nearer than this on the line would touch: the older one goes.
LABEL_REACH: Final = timedelta(days=150)
# So soon after the start a label has no room left of its point.
EARLY: Final = timedelta(days=240)
# Where a past milestone's label stands: so long after it, up to this share of all counties.
LABEL_WIDTH: Final = timedelta(days=280)
LOW_LINE: Final = 0.18
# Over this share there is no room above the line for a label.
HIGH_LINE: Final = 0.85


@dataclass(frozen=True)
class MilestoneMet:
    """What became of a milestone for one area.

    met_on: the day it was met. missed_by: counties lacking on its day; reached_late_on: when they had come.
    All None: it lies ahead.
    """

    milestone: Milestone
    met_on: date | None = None
    missed_by: int | None = None
    reached_late_on: date | None = None


def milestone_outcome(met: MilestoneMet, look: Look) -> list[str]:
    """Say in up to two lines what became of a milestone; none while it lies ahead."""
    _ = look.translate
    if met.met_on is not None:
        return [_("met in {month}").format(month=format_month(met.met_on, look.lang))]
    if met.missed_by is None:
        return []
    one = met.missed_by == 1
    missed = (_("missed by 1 county") if one else _("missed by {n} counties")).format(
        n=format_count(met.missed_by)
    )
    if met.reached_late_on is None:
        return [missed]
    return [missed, _("reached in {month}").format(month=format_month(met.reached_late_on, look.lang))]


def add_milestone(
    figure: go.Figure, met: MilestoneMet, *, last: bool, overrun: bool, low: bool, look: Look
) -> None:
    """Draw a milestone as a labelled line; a decided one says below what became of it.

    last: its label stands beyond its line, at the foot where a projection runs on there (`overrun`).
    low: the line of counties runs low after it, so the label goes up.
    """
    muted = look.palette.muted
    day = met.milestone.on.isoformat()
    target = format_target(met.milestone.share)
    ink = {"color": look.palette.ink, "width": 1}
    figure.add_shape(type="line", x0=day, x1=day, y0=0, y1=1, yref="paper", line=ink)
    if last:
        small = f"<span style='color:{muted};font-size:{FLOOR_SIZE}px'>{day[:5]}<br>{day[5:]}</span>"
        beyond = f"<b>{target}</b><br>{small}"
        foot = {"y": 0, "yanchor": "bottom", "yshift": 4}
        top = {"y": 1, "yanchor": "top", "yshift": 7}
        note(figure, beyond, x=day, yref="paper", look=look, xshift=8, **(foot if overrun else top))
    outcome = milestone_outcome(met, look)
    if last and not outcome:
        return
    lines = [f"<b>{target} · {day}</b>", *(f"<span style='color:{muted}'>{line}</span>" for line in outcome)]
    side = {"xanchor": "right", "align": "right", "xshift": -8} if last else {"xshift": 8}
    # The last one's stands higher: two milestones' labels side by side would touch.
    shift = 54 if last else 6
    level = (
        {"y": 1, "yanchor": "top", "yshift": -shift}
        if low and not last
        else {"y": 0, "yanchor": "bottom", "yshift": shift}
    )
    note(figure, "<br>".join(lines), x=day, yref="paper", look=look, **level, **side)


def add_met(
    figure: go.Figure,
    met: MilestoneMet,
    days: Sequence[date],
    levels: Sequence[int],
    look: Look,
    *,
    labelled: bool,
) -> None:
    """Ring the point of the line at which a milestone was met, unless the newest point stands there."""
    _ = look.translate
    reached = met.met_on or met.reached_late_on
    if reached is None or reached < days[0] or days[-1] - reached < LABEL_REACH:
        return
    after = next(place for place, day in enumerate(days) if day >= reached)
    level = float(levels[after])
    if after > 0:
        part = (reached - days[after - 1]) / (days[after] - days[after - 1])
        level = levels[after - 1] + (levels[after] - levels[after - 1]) * part
    marker = {
        "size": 9,
        "color": look.palette.paper,
        "line": {"color": look.palette.accent, "width": 2},
    }
    day = reached.isoformat()
    figure.add_trace(
        go.Scatter(name="met", x=[day], y=[level], mode="markers", hoverinfo="skip", marker=marker)
    )
    # One reached late is told at its milestone.
    if not labelled or met.met_on is None:
        return
    text = _("{month}<br>{share} reached").format(
        month=format_month(reached, look.lang), share=format_target(met.milestone.share)
    )
    corner = {"xanchor": "right", "yanchor": "bottom", "align": "right", "xshift": -11, "yshift": -12}
    if reached - days[0] < EARLY:
        corner = {"xanchor": "left", "yanchor": "top", "xshift": 11, "yshift": 8}
    note(figure, text, x=day, y=level, look=look, **corner)
