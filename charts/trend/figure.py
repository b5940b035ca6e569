"""The trend as a Plotly figure: the line of established counties, the path, the milestones and the projection."""

# Plotly ships no types: what it returns is unknown, what is ours is checked.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from charts.plots import blank_figure, note
from charts.theme import FLOOR_SIZE, LABEL_SIZE, Look
from charts.trend.layout import (
    EARLY,
    HIGH_LINE,
    LABEL_REACH,
    LONGEST_OVERRUN,
    PATH_LABEL_SPOTS,
    MilestoneMet,
    Projection,
    milestone_outcome,
    path_level,
    projection_label,
    runs_low,
)
from data.base.formats import (
    format_count,
    format_date,
    format_month,
    format_share,
    format_short_day,
    format_target,
)
from data.base.months import months_between

# The pointer finds the nearest month from so many px away.
HOVER_REACH: Final = 40


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
    ahead = bool(levels) and levels[-1] >= path_level(path, days[-1]) * counties
    falls = len(levels) > 1 and levels[-1] < levels[-2]
    hangs = bool(levels) and (falls or levels[-1] > HIGH_LINE * counties)
    leg_start, leg = path[-2][0], path[-1][0] - path[-2][0]
    reached = (days[-1] - leg_start) / leg if days else 0.0
    label_at = max(PATH_LABEL_SPOTS, key=lambda spot: abs(spot - reached))
    _add_path(figure, path, counties, look, below=ahead, label_at=label_at)
    for met in milestones:
        low = runs_low(days, levels, met.milestone.on, counties)
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


# How far above the axes an assumption's label stands: over the projection's.
ASSUMED_SHIFT: Final = 26


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
