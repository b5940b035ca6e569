"""One area's established counties over time, against the path, the milestones and the projection."""

# Plotly ships no types: what it returns is unknown, what is ours is checked.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.milestones import (
    HIGH_LINE,
    LABEL_REACH,
    LABEL_WIDTH,
    LOW_LINE,
    MilestoneMet,
    add_met,
    add_milestone,
)
from charts.projection import Projection, add_projection
from charts.theme import LABEL_SIZE, Look, blank_figure, note
from data.formats import format_count, format_date, format_share, format_short_day, format_target

# A projection further than this past the last milestone is cut off there: its date stands in its label.
LONGEST_OVERRUN: Final = timedelta(days=550)
# The pointer finds the nearest month from so many px away.
HOVER_REACH: Final = 40
# Where along the path's last leg its label may stand: away from the newest point's.
_PATH_LABEL_SPOTS: Final = (0.3, 0.64)


def trend_figure(
    trend: pd.DataFrame,
    *,
    counties: int,
    path: Sequence[tuple[date, float]],
    milestones: Sequence[MilestoneMet],
    projection: Projection | None,
    look: Look,
    height: int,
) -> go.Figure:
    """Draw one area's trend.

    trend: [month_end, established, not_reported] of one area, oldest first; its last row is the as-of day.
    path: the plan's corners as (day, share of counties), at least two.
    Traces: path, range (where known), projection (if any), actual, met (for each milestone met), newest.
    """
    figure = blank_figure(look, height=height, margin=(48, 54, 30, 30))
    figure.update_layout(hoverdistance=HOVER_REACH)
    days = [stamp.date() for stamp in pd.to_datetime(trend["month_end"])]
    levels = [int(level) for level in trend["established"]]
    last = max(path[-1][0], *(met.milestone.on for met in milestones))
    edge = last
    if projection is not None and projection.on > last:
        edge = min(projection.on, last + LONGEST_OVERRUN)
    _add_axes(figure, counties, path[0][0], edge, look)
    ahead = bool(levels) and levels[-1] >= _path_level(path, days[-1]) * counties
    falls = len(levels) > 1 and levels[-1] < levels[-2]
    hangs = bool(levels) and (falls or levels[-1] > HIGH_LINE * counties)
    leg_start, leg = path[-2][0], path[-1][0] - path[-2][0]
    reached = (days[-1] - leg_start) / leg if days else 0.0
    label_at = max(_PATH_LABEL_SPOTS, key=lambda spot: abs(spot - reached))
    _add_path(figure, path, counties, look, below=ahead, label_at=label_at)
    for met in milestones:
        low = _runs_low(days, levels, met.milestone.on, counties)
        add_milestone(figure, met, last=met.milestone.on == last, overrun=edge > last, low=low, look=look)
    if not days:
        return figure
    if projection is not None:
        add_projection(figure, projection, since=days[-1], level=levels[-1], edge=edge, look=look)
    hover = [
        _hover(day, level, int(missing), counties, look)
        for day, level, missing in zip(days, levels, trend["not_reported"], strict=True)
    ]
    figure.add_trace(
        go.Scatter(name="actual", x=[day.isoformat() for day in days], y=levels, mode="lines", text=hover,
                   line={"color": look.palette.accent, "width": 3}, cliponaxis=False,
                   hovertemplate="%{text}<extra></extra>")
    )  # fmt: skip
    for met in milestones:
        add_met(figure, met, days, levels, look, labelled=met.milestone.share < HIGH_LINE)
    _add_newest(figure, days, levels[-1], hover[-1], look, below=hangs)
    return figure


def _add_axes(figure: go.Figure, counties: int, start: date, end: date, look: Look) -> None:
    colours = look.palette
    # The tick halfway is left out where it would mean half a county.
    ticks = [0, counties // 2, counties] if counties % 2 == 0 else [0, counties]
    # The day after a year's end is the next year's tick: the axis runs on to it.
    right = end + timedelta(days=1)
    years = [date(year, 1, 1) for year in range(start.year + 1, right.year + 1)]
    font = {"size": LABEL_SIZE, "color": colours.muted}
    figure.update_xaxes(
        type="date", range=[start.isoformat(), right.isoformat()], tickmode="array", tickfont=font,
        tickvals=[year.isoformat() for year in years], ticktext=[str(year.year) for year in years],
        ticks="outside", ticklen=6, tickcolor=colours.rule, ticklabelstandoff=4,
    )  # fmt: skip
    figure.update_yaxes(
        range=[0, counties], tickmode="array", tickvals=ticks, ticktext=[format_count(n) for n in ticks],
        tickfont=font, ticklabelstandoff=6,
    )  # fmt: skip
    # Drawn as shapes: gridlines at the ends of an axis are clipped to half their width.
    for level in ticks:
        figure.add_shape(
            type="line", xref="paper", x0=0, x1=1, y0=level, y1=level, layer="below",
            line={"color": colours.line, "width": 1},
        )  # fmt: skip


def _add_path(
    figure: go.Figure,
    path: Sequence[tuple[date, float]],
    counties: int,
    look: Look,
    *,
    below: bool,
    label_at: float,
) -> None:
    """Draw the path; its label stands `below` it or above, so far along its last leg."""
    _ = look.translate
    muted = look.palette.muted
    name = _("Plan path")
    # A corner asks for whole counties: the least number that makes the share.
    asked = [math.ceil(round(share * counties, 6)) for _day, share in path]
    text = [
        f"{name}<br>{format_date(day, look.lang)}: {format_count(n)} ({format_target(share)})"
        for (day, share), n in zip(path, asked, strict=True)
    ]
    figure.add_trace(
        go.Scatter(name="path", x=[day.isoformat() for day, _share in path], text=text, mode="lines",
                   y=[share * counties for _day, share in path], cliponaxis=False,
                   line={"color": muted, "width": 1.5, "dash": "5px,4px"},
                   hovertemplate="%{text}<extra></extra>")
    )  # fmt: skip
    (first, low), (last, high) = path[-2:]
    at = first + (last - first) * label_at
    level = (low + (high - low) * label_at) * counties
    # On the side of the path on which the actual line does not run.
    under = {"xanchor": "left", "xshift": 10, "yshift": -12}
    over = {"xanchor": "right", "xshift": -8, "yshift": 10}
    font = {"size": LABEL_SIZE, "color": muted}
    note(figure, name, x=at.isoformat(), y=level, look=look, font=font, **(under if below else over))


def _path_level(path: Sequence[tuple[date, float]], on: date) -> float:
    """Give the share that the path asks for on a day."""
    days = [float(day.toordinal()) for day, _share in path]
    return float(np.interp(float(on.toordinal()), days, [share for _day, share in path]))


def _runs_low(days: Sequence[date], levels: Sequence[int], since: date, counties: int) -> bool:
    """Whether the line runs, after a milestone, where the milestone's label would stand."""
    nearby = [level for day, level in zip(days, levels, strict=True) if since <= day <= since + LABEL_WIDTH]
    return bool(nearby) and min(nearby) < LOW_LINE * counties


def _hover(day: date, level: int, missing: int, counties: int, look: Look) -> str:
    _ = look.translate
    lines = [
        f"<b>{format_date(day, look.lang)}</b>",
        _("{established} of {counties} counties: {share}").format(
            established=format_count(level),
            counties=format_count(counties),
            share=format_share(level / counties),
        ),
        _("Not reported: {n}").format(n=format_count(missing)),
    ]
    return "<br>".join(lines)


def _add_newest(
    figure: go.Figure, days: Sequence[date], level: int, hover: str, look: Look, *, below: bool
) -> None:
    """Dot and label the newest point: left above it, right of it early on, right below where the line is above."""
    colours = look.palette
    day = days[-1]
    marker = {"size": 11, "color": colours.accent, "line": {"color": colours.paper, "width": 1.5}}
    figure.add_trace(
        go.Scatter(name="newest", x=[day.isoformat()], y=[level], mode="markers", marker=marker, text=[hover],
                   cliponaxis=False, hovertemplate="%{text}<extra></extra>")
    )  # fmt: skip
    text = (
        f"<b><span style='color:{colours.accent};font-size:15px'>{format_count(level)}</span></b><br>"
        f"<span style='color:{colours.muted}'>{format_short_day(day, look.lang)}</span>"
    )
    right = {"xanchor": "left", "xshift": 10}
    left = {"xanchor": "right", "align": "right", "xshift": -10}
    side = right if below or day - days[0] < LABEL_REACH else left
    height = {"yanchor": "top", "yshift": -2} if below else {"yanchor": "bottom", "yshift": 3}
    # On paper of its own: the path may run behind it.
    placing = side | height | {"bgcolor": colours.paper}
    note(figure, text, x=day.isoformat(), y=level, look=look, **placing)
