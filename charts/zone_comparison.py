"""Zones against the other counties of their province: the difference in points, with its interval, by province."""

# Plotly ships no types: what it returns is unknown, what is ours is checked.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from charts.plots import add_row_hover, add_row_names, add_row_texts, blank_figure, line_over, note_above
from charts.text_widths import name_room, short_name
from charts.theme import LABEL_SIZE, Look
from data.base.formats import MINUS, format_count, format_points, format_share
from data.base.language import Translate
from data.figures.zone_figures import ShareDifference

ROW_HEIGHT: Final = 19.0
HEAD: Final = 46
FOOT: Final = 26
# The differences stand in a column of their own at the right: so much of the axis is left for it.
_VALUE_COLUMN: Final = 0.1
# Ticks every so many points, and room around the widest interval, in fractions.
_TICK: Final = 0.25
_ROOM: Final = 0.03
POOLED: Final = "pooled"


def comparison_frame(
    compared: pd.DataFrame,
    labels: Mapping[str, str],
    pooled: ShareDifference | None,
    pooled_label: str,
    only: str | None = None,
) -> pd.DataFrame:
    """Lay out the rows: the pooled difference first, then the provinces, the furthest ahead first.

    compared: of data.figures.zone_figures.compare_zones; provinces without a difference are left out. labels: name by
    province code. only: the one province to show beside the pooled row. Result: the columns of `compared`, label,
    kind (`pooled`, `province`).
    """
    rows = compared[compared["difference"].notna()]
    rows = rows.assign(label=rows["province_code"].map(labels), kind="province")
    sums = rows[[name for name in rows.columns if name.startswith(("zone_", "other_"))]].sum().to_dict()
    rows = rows.sort_values(["difference", "province_code"], ascending=[False, True])
    if only is not None:
        rows = rows[rows["province_code"] == only]
    if pooled is None or pd.isna(pooled.points):
        return rows.reset_index(drop=True)
    first = {
        **sums,
        "province_code": "",
        "label": pooled_label,
        "kind": POOLED,
        "difference": pooled.points,
        "low": pooled.low,
        "high": pooled.high,
    }
    return pd.concat([pd.DataFrame([first])[list(rows.columns)], rows], ignore_index=True)


def comparison_height(rows: int) -> int:
    """Height in px of a figure of so many rows."""
    return round(HEAD + FOOT + max(rows, 1) * ROW_HEIGHT)


def signed_points(difference: float) -> str:
    """Give a difference of two fractions in points with its sign: `+14.5`, `−3.0`, `0.0`."""
    told = format_points(difference)
    if float(told) == 0:
        return told
    return f"{'+' if difference > 0 else MINUS}{told}"


def _hover(row: Mapping[str, object], _: Translate) -> str:
    counts = {
        name: format_count(float(str(row[name])))
        for name in ("zone_established", "zone_counties", "other_established", "other_counties")
    }
    shares = {
        side: format_share(float(str(row[f"{side}_established"])) / float(str(row[f"{side}_counties"])))
        for side in ("zone", "other")
    }
    lines = [
        f"<b>{row['label']}</b>",
        _("In zones: {established} of {counties} counties, {share}").format(
            established=counts["zone_established"], counties=counts["zone_counties"], share=shares["zone"]
        ),
        _("Elsewhere: {established} of {counties} counties, {share}").format(
            established=counts["other_established"], counties=counts["other_counties"], share=shares["other"]
        ),
        _("Difference {points} points, 95% interval {low} to {high}").format(
            points=signed_points(float(str(row["difference"]))),
            low=signed_points(float(str(row["low"]))),
            high=signed_points(float(str(row["high"]))),
        ),
    ]
    if row["kind"] == POOLED:
        lines.append(_("Each province against itself, then pooled (Mantel–Haenszel)"))
    unreported = int(float(str(row["zone_not_reported"]))), int(float(str(row["other_not_reported"])))
    if any(unreported):
        lines.append(
            _("Not reported: {zone} in zones, {other} elsewhere").format(
                zone=format_count(unreported[0]), other=format_count(unreported[1])
            )
        )
    return "<br>".join(lines)


def comparison_figure(frame: pd.DataFrame, *, look: Look) -> go.Figure:
    """Draw `comparison_frame`: a point and its interval a row, the line of no difference, the figures at the right.

    A filled point means that the interval leaves 0 out. Traces: points (with the intervals as their error bars) of
    each kind, rows (not seen, they answer to the pointer), values.
    """
    height, room = comparison_height(len(frame)), name_room(list(frame["label"]))
    figure = blank_figure(look, height=height, margin=(room, 2, HEAD, FOOT))
    low = min(-_TICK, float(frame["low"].min())) - _ROOM
    high = max(_TICK, float(frame["high"].max())) + _ROOM
    end = high + (high - low) * _VALUE_COLUMN
    for kind, rows in frame.groupby("kind", sort=False):
        _add_points(figure, str(kind), rows, look)
    places = list(range(len(frame)))
    records: list[dict[str, object]] = [
        {str(name): value for name, value in row.items()} for row in frame.to_dict("records")
    ]
    hover = [_hover(row, look.translate) for row in records]
    add_row_hover(figure, places, hover, base=low, width=end - low)
    pooled = [kind == POOLED for kind in frame["kind"]]
    told = _bold([signed_points(float(value)) for value in frame["difference"]], pooled)
    add_row_texts(figure, "values", places, told, end=end, colour=look.palette.ink)
    add_row_names(figure, places, _bold([short_name(str(label)) for label in frame["label"]], pooled))
    _add_axis(figure, (low, high, end), look)
    return figure


def _bold(texts: list[str], marked: list[bool]) -> list[str]:
    return [f"<b>{text}</b>" if one else text for text, one in zip(texts, marked, strict=True)]


def _add_points(figure: go.Figure, kind: str, rows: pd.DataFrame, look: Look) -> None:
    """Draw the points of one kind with their intervals. Shapes, one a row, would take Plotly twenty times as long."""
    colours = look.palette
    ink, size, width = (colours.accent, 13, 3.0) if kind == POOLED else (colours.ink, 9, 1.4)
    told = [low > 0 or high < 0 for low, high in zip(rows["low"], rows["high"], strict=True)]
    figure.add_scatter(
        name=kind,
        x=[float(value) for value in rows["difference"]],
        y=list(rows.index),
        mode="markers",
        hoverinfo="skip",
        error_x={
            "type": "data",
            "symmetric": False,
            "color": ink,
            "thickness": width,
            "width": 0,
            "array": [float(gap) for gap in rows["high"] - rows["difference"]],
            "arrayminus": [float(gap) for gap in rows["difference"] - rows["low"]],
        },
        marker={
            "symbol": "diamond" if kind == POOLED else "circle",
            "size": size,
            "opacity": 1,
            "color": [ink if shown else colours.paper for shown in told],
            "line": {"color": ink, "width": 1.6},
        },
    )


def _add_axis(figure: go.Figure, span: tuple[float, float, float], look: Look) -> None:
    """Draw the axis and the line of no difference. span: of the intervals, and where the figures end."""
    _, colours = look.translate, look.palette
    low, high, end = span
    ticks = [step * _TICK for step in range(-4, 5) if low <= step * _TICK <= high]
    muted = {"size": LABEL_SIZE, "color": colours.muted}
    figure.update_xaxes(
        range=[low, end],
        tickmode="array",
        tickvals=ticks,
        ticktext=[signed_points(tick).removesuffix(".0") for tick in ticks],
        tickfont=muted,
    )
    line_over(figure, 0, {"color": colours.ink, "width": 1}, layer="below")
    no_difference = f"<b>{_('no difference')}</b>"
    note_above(figure, no_difference, x=0, look=look, xanchor="center", align="center", yshift=22)
    for text, side, shift in ((_("← zones behind"), "right", -8), (_("zones ahead →"), "left", 8)):
        note_above(figure, text, x=0, look=look, xanchor=side, xshift=shift, yshift=4, font=muted)
