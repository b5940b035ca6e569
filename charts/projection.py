"""The projection of a trend: the dotted way to the next milestone, in the fan of its range."""

# Plotly ships no types: what it returns is unknown, what is ours is checked.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import plotly.graph_objects as go

from charts.theme import LABEL_SIZE, Look, note
from data.formats import format_count, format_month, format_months
from data.months import months_between

# How far above the axes an assumption's label stands: over the projection's.
ASSUMED_SHIFT: Final = 26


@dataclass(frozen=True)
class Projection:
    """When the trailing pace meets the next milestone.

    needed: the number of counties to be reached. early, late: the range; None where an end cannot be said.
    """

    needed: int
    on: date
    early: date | None
    late: date | None


def projection_label(projection: Projection, look: Look) -> str:
    """Say when, with the range where it is known and spans more than the month itself."""
    _ = look.translate
    month = format_month(projection.on, look.lang)
    early, late = projection.early, projection.late
    if early is not None and late is not None and (early.year, early.month) != (late.year, late.month):
        span = format_months(early, late, look.lang, known_year=projection.on.year)
        return _("Expected {month} ({range})").format(month=month, range=span)
    return _("Expected {month}").format(month=month)


def add_projection(
    figure: go.Figure, projection: Projection, *, since: date, level: int, edge: date, look: Look
) -> None:
    """Draw the way from `level` counties on `since` to the milestone, cut off at the axis' end, `edge`."""
    colours = look.palette
    needed = float(projection.needed)
    start = since.isoformat()

    def end(day: date) -> tuple[str, float]:
        if day <= edge:
            return day.isoformat(), needed
        return edge.isoformat(), level + (needed - level) * ((edge - since) / (day - since))

    if projection.early is not None and projection.late is not None:
        ends = [end(projection.early), end(projection.late)]
        if projection.early < edge < projection.late:
            ends.insert(1, (edge.isoformat(), needed))
        x, y = [start, *(day for day, _level in ends)], [level, *(count for _day, count in ends)]
        figure.add_trace(
            go.Scatter(name="range", x=x, y=y, mode="lines", line={"width": 0}, fill="toself",
                       fillcolor=colours.fan, hoverinfo="skip")
        )  # fmt: skip
    label = projection_label(projection, look)
    last_day, last_level = end(projection.on)
    dotted = {"color": colours.accent, "width": 2, "dash": "2px,4px"}
    figure.add_trace(
        go.Scatter(name="projection", x=[start, last_day], y=[level, last_level], mode="lines", line=dotted,
                   cliponaxis=False, text=[label, f"{label}<br>{format_count(needed)}"],
                   hovertemplate="%{text}<extra></extra>")
    )  # fmt: skip
    placing = {"xref": "paper", "yref": "paper", "xanchor": "right", "yanchor": "bottom"}
    font = {"size": LABEL_SIZE, "color": colours.accent}
    note(figure, label, x=1, y=1, look=look, xshift=52, yshift=8, font=font, **placing)


def add_assumed(
    figure: go.Figure,
    projection: Projection | None,
    pace: float,
    label: str,
    *,
    since: date,
    level: int,
    edge: date,
    look: Look,
) -> None:
    """Draw the way that an assumed pace takes from `level` on `since`: to the milestone, or to the axis' end.

    projection: None where the pace leads to no milestone that a day can be said for. The label stands over the
    projection's: the figure needs a top margin of ASSUMED_SHIFT + 22 px.
    """
    ink = look.palette.ink
    day = edge if projection is None else min(projection.on, edge)
    count = level + pace * months_between(since, day)
    if projection is not None:
        count = min(count, float(projection.needed))
    figure.add_trace(
        go.Scatter(name="assumed", x=[since.isoformat(), day.isoformat()], y=[level, count], mode="lines",
                   line={"color": ink, "width": 2, "dash": "7px,3px"}, cliponaxis=False, text=[label, label],
                   hovertemplate="%{text}<extra></extra>")
    )  # fmt: skip
    placing = {"xref": "paper", "yref": "paper", "xanchor": "right", "yanchor": "bottom"}
    font = {"size": LABEL_SIZE, "color": ink}
    note(figure, label, x=1, y=1, look=look, xshift=52, yshift=ASSUMED_SHIFT, font=font, **placing)
