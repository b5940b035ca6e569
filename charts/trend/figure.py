"""The trend as a Plotly figure: the line of established counties, the path, the milestones and the projection."""

# Plotly ships no types: what it returns is unknown, what is ours is checked.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Final

import plotly.graph_objects as go

from charts.plots import HOVER_TEXT, blank_figure, line_over, note
from charts.theme import FLOOR_SIZE, LABEL_SIZE, Look
from charts.trend.layout import (
    HIGH_LINE,
    LABEL_REACH,
    MilestoneMet,
    Place,
    PointMet,
    Projection,
    TrendLayout,
)
from charts.words import later_words
from data.base.formats import format_count, format_date, format_share, format_short_day, format_target
from data.base.months import months_between

# The pointer finds the nearest month from so many px away.
HOVER_REACH: Final = 40

# So soon after the start a label has no room left of its point.
_EARLY: Final = timedelta(days=240)

# Right of the plot and above it stand what reaches beyond the axes.
_RIGHT: Final = 54

# How far above the axes an assumption's label stands: over the projection's.
ASSUMED_SHIFT: Final = 26


def trend_figure(shown: TrendLayout, *, look: Look, height: int) -> go.Figure:
    """Draw one area's trend.

    Traces: path, range (where known), projection (if any), actual, met (for each milestone met), newest.
    """
    figure = blank_figure(look, height=height, margin=(48, _RIGHT, 30, 30))
    figure.update_layout(hoverdistance=HOVER_REACH)
    _add_axes(figure, shown, look)
    _add_path(figure, shown, look)
    for met in shown.met:
        _add_milestone(figure, met, shown, look)
    if shown.newest is None:
        return figure
    if shown.projection is not None:
        _add_projection(figure, shown, shown.projection, look)
    hover = [
        _hover(day, level, missing, later, shown, look)
        for day, level, missing, later in zip(
            shown.days, shown.levels, shown.missing, shown.later, strict=True
        )
    ]
    figure.add_scatter(
        name="actual",
        **_at(list(zip(shown.days, shown.levels, strict=True))),
        mode="lines",
        text=hover,
        line={"color": look.palette.accent, "width": 3},
        cliponaxis=False,
        hovertemplate=HOVER_TEXT,
    )
    for point in shown.points_met():
        _add_met(figure, point, shown, look)
    _add_newest(figure, shown, shown.newest, hover[-1], look)
    return figure


def _at(places: list[Place]) -> dict[str, list[object]]:
    """Give points as Plotly takes them."""
    return {"x": [day.isoformat() for day, _level in places], "y": [level for _day, level in places]}


def _add_axes(figure: go.Figure, shown: TrendLayout, look: Look) -> None:
    colours = look.palette
    # The day after a year's end is the next year's tick: the axis runs on to it.
    right = shown.edge + timedelta(days=1)
    font = {"size": LABEL_SIZE, "color": colours.muted}
    figure.update_xaxes(
        type="date",
        range=[shown.start.isoformat(), right.isoformat()],
        tickmode="array",
        tickfont=font,
        tickvals=[year.isoformat() for year in shown.year_ticks],
        ticktext=[str(year.year) for year in shown.year_ticks],
        ticks="outside",
        ticklen=6,
        tickcolor=colours.rule,
        ticklabelstandoff=4,
    )
    figure.update_yaxes(
        range=[0, shown.counties],
        tickmode="array",
        tickvals=shown.county_ticks,
        ticktext=[format_count(n) for n in shown.county_ticks],
        tickfont=font,
        ticklabelstandoff=6,
    )
    # Drawn as shapes: gridlines at the ends of an axis are clipped to half their width.
    line = {"color": colours.line, "width": 1}
    for level in shown.county_ticks:
        figure.add_shape(type="line", xref="paper", x0=0, x1=1, y0=level, y1=level, layer="below", line=line)


def _add_path(figure: go.Figure, shown: TrendLayout, look: Look) -> None:
    """Draw the path, and its name on the side on which the actual line does not run."""
    muted = look.palette.muted
    name = look.translate("Plan path")
    # A corner asks for whole counties: the least number that makes the share.
    asked = [math.ceil(round(share * shown.counties, 6)) for _day, share in shown.path]
    figure.add_scatter(
        name="path",
        **_at([(day, share * shown.counties) for day, share in shown.path]),
        text=[
            f"{name}<br>{format_date(day, look.lang)}: {format_count(n)} ({format_target(share)})"
            for (day, share), n in zip(shown.path, asked, strict=True)
        ],
        mode="lines",
        cliponaxis=False,
        line={"color": muted, "width": 1.5, "dash": "5px,4px"},
        hovertemplate=HOVER_TEXT,
    )
    below = {"xanchor": "left", "xshift": 10, "yshift": -12}
    above = {"xanchor": "right", "xshift": -8, "yshift": 10}
    font = {"size": LABEL_SIZE, "color": muted}
    _note_at(figure, name, shown.path_name_place(), look, font=font, **(below if shown.is_ahead else above))


def _note_at(figure: go.Figure, text: str, place: Place, look: Look, **placing: object) -> None:
    day, level = place
    note(figure, text, x=day.isoformat(), y=level, look=look, **placing)


def _hover(day: date, level: int, missing: int, later: int, shown: TrendLayout, look: Look) -> str:
    _ = look.translate
    lines = [
        f"<b>{format_date(day, look.lang)}</b>",
        _("{established} established").format(established=format_count(level))
        if not shown.covered
        else _("{established} of {counties} counties: {share}").format(
            established=format_count(level),
            counties=format_count(shown.counties),
            share=format_share(level / shown.counties),
        ),
        _("Not reported: {n}").format(n=format_count(missing)),
        *([later_words(later, level, _)] if later else []),
    ]
    return "<br>".join(lines)


def _add_milestone(figure: go.Figure, met: MilestoneMet, shown: TrendLayout, look: Look) -> None:
    """Draw a milestone as a labelled line; a decided one says below what became of it.

    The last one's label stands beyond its line, at the foot where a projection runs on there.
    """
    muted = look.palette.muted
    day = met.on.isoformat()
    is_last = met.on == shown.last
    line_over(figure, day, {"color": look.palette.ink, "width": 1})
    if is_last:
        small = f"<span style='color:{muted};font-size:{FLOOR_SIZE}px'>{day[:5]}<br>{day[5:]}</span>"
        foot = {"y": 0, "yanchor": "bottom", "yshift": 4}
        top = {"y": 1, "yanchor": "top", "yshift": 7}
        level = foot if shown.edge > shown.last else top
        note(figure, f"<b>{met.target}</b><br>{small}", x=day, yref="paper", look=look, xshift=8, **level)
    outcome = met.outcome(look)
    if is_last and not outcome:
        return
    lines = [f"<b>{met.heading}</b>", *(f"<span style='color:{muted}'>{line}</span>" for line in outcome)]
    side = {"xanchor": "right", "align": "right", "xshift": -8} if is_last else {"xshift": 8}
    # The last one's stands higher: two milestones' labels side by side would touch.
    shift = 54 if is_last else 6
    level = (
        {"y": 1, "yanchor": "top", "yshift": -shift}
        if not is_last and shown.runs_low_after(met.milestone)
        else {"y": 0, "yanchor": "bottom", "yshift": shift}
    )
    note(figure, "<br>".join(lines), x=day, yref="paper", look=look, **level, **side)


def _add_projection(figure: go.Figure, shown: TrendLayout, projection: Projection, look: Look) -> None:
    """Draw the way to the milestone, cut off at the axis' end, over the range that it may take."""
    colours = look.palette
    fan = shown.fan()
    if fan:
        figure.add_scatter(
            name="range",
            **_at(fan),
            mode="lines",
            line={"width": 0},
            fill="toself",
            fillcolor=colours.fan,
            hoverinfo="skip",
        )
    label = projection.label(look)
    figure.add_scatter(
        name="projection",
        **_at(shown.way()),
        mode="lines",
        line={"color": colours.accent, "width": 2, "dash": "2px,4px"},
        cliponaxis=False,
        text=[label, f"{label}<br>{format_count(projection.needed)}"],
        hovertemplate=HOVER_TEXT,
    )
    _note_above(figure, label, look, colours.accent, 8)


def _note_above(figure: go.Figure, text: str, look: Look, colour: str, shift: int) -> None:
    """Write a text above the axes, as far right as the figure reaches."""
    placing = {"xref": "paper", "yref": "paper", "xanchor": "right", "yanchor": "bottom"}
    font = {"size": LABEL_SIZE, "color": colour}
    note(figure, text, x=1, y=1, look=look, xshift=_RIGHT - 2, yshift=shift, font=font, **placing)


def _add_met(figure: go.Figure, point: PointMet, shown: TrendLayout, look: Look) -> None:
    """Ring the point of the line at which a milestone was reached."""
    figure.add_scatter(
        name="met",
        **_at([point.place]),
        mode="markers",
        hoverinfo="skip",
        marker={
            "size": 9,
            "color": look.palette.paper,
            "line": {"color": look.palette.accent, "width": 2},
        },
    )
    if not point.is_labelled:
        return
    corner = {"xanchor": "right", "yanchor": "bottom", "align": "right", "xshift": -11, "yshift": -12}
    if point.place[0] - shown.days[0] < _EARLY:
        corner = {"xanchor": "left", "yanchor": "top", "xshift": 11, "yshift": 8}
    _note_at(figure, "<br>".join(point.label(look)), point.place, look, **corner)


def _add_newest(figure: go.Figure, shown: TrendLayout, newest: Place, hover: str, look: Look) -> None:
    """Dot and label the newest point: left above it, right of it early on, right below where the line is above."""
    colours = look.palette
    day, level = newest
    figure.add_scatter(
        name="newest",
        **_at([newest]),
        mode="markers",
        marker={"size": 11, "color": colours.accent, "line": {"color": colours.paper, "width": 1.5}},
        text=[hover],
        cliponaxis=False,
        hovertemplate=HOVER_TEXT,
    )
    text = (
        f"<b><span style='color:{colours.accent};font-size:15px'>{format_count(level)}</span></b><br>"
        f"<span style='color:{colours.muted}'>{format_short_day(day, look.lang)}</span>"
    )
    falls = len(shown.levels) > 1 and level < shown.levels[-2]
    below = falls or level > HIGH_LINE * shown.counties
    right = {"xanchor": "left", "xshift": 10}
    left = {"xanchor": "right", "align": "right", "xshift": -10}
    side = right if below or day - shown.days[0] < LABEL_REACH else left
    height = {"yanchor": "top", "yshift": -2} if below else {"yanchor": "bottom", "yshift": 3}
    # On paper of its own: the path may run behind it.
    _note_at(figure, text, newest, look, bgcolor=colours.paper, **side, **height)


def add_assumed(
    figure: go.Figure,
    projection: Projection | None,
    pace: float,
    label: str,
    *,
    start: Place,
    edge: date,
    look: Look,
) -> None:
    """Draw the way that an assumed pace takes from `start`: to the milestone, or to the axis' end, `edge`.

    projection: None where the pace leads to no milestone that a day can be said for. The label stands over the
    projection's: the figure needs a top margin of ASSUMED_SHIFT + 22 px.
    """
    ink = look.palette.ink
    since, level = start
    day = edge if projection is None else min(projection.on, edge)
    count = level + pace * months_between(since, day)
    if projection is not None:
        count = min(count, float(projection.needed))
    figure.add_scatter(
        name="assumed",
        **_at([start, (day, count)]),
        mode="lines",
        line={"color": ink, "width": 2, "dash": "7px,3px"},
        cliponaxis=False,
        text=[label, label],
        hovertemplate=HOVER_TEXT,
    )
    _note_above(figure, label, look, ink, ASSUMED_SHIFT)
