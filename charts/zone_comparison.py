"""Zones against the other counties of their province: the difference in points, with its interval, by province."""

# Plotly ships no types: what it returns is unknown, what is ours is checked.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from charts.theme import LABEL_SIZE, NAME_GAP, Look, blank_figure, name_room, note, short_name
from data.formats import MINUS, format_count, format_points, format_share
from data.words import Translate
from data.zone_comparison import Difference

ROW_HEIGHT: Final = 19.0
HEAD: Final = 46
FOOT: Final = 26
# The differences stand in a column of their own at the right, beyond the axis.
_VALUE_COLUMN_PX: Final = 62
# Ticks every so many points, and room around the widest interval, in fractions.
_TICK: Final = 0.25
_ROOM: Final = 0.03
POOLED: Final = "pooled"


def comparison_frame(
    compared: pd.DataFrame,
    labels: Mapping[str, str],
    pooled: Difference | None,
    pooled_label: str,
    only: str | None = None,
) -> pd.DataFrame:
    """Lay out the rows: the pooled difference first, then the provinces, the furthest ahead first.

    compared: of data.zone_comparison.compare_zones; provinces without a difference are left out. labels: name by
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

    A filled point means that the interval leaves 0 out. Traces: intervals, points, rows (not seen, they answer to
    the pointer).
    """
    _, colours = look.translate, look.palette
    height = comparison_height(len(frame))
    room = name_room(list(frame["label"]))
    figure = blank_figure(look, height=height, margin=(room, _VALUE_COLUMN_PX, HEAD, FOOT))
    low = min(-_TICK, float(frame["low"].min())) - _ROOM
    high = max(_TICK, float(frame["high"].max())) + _ROOM
    places = list(range(len(frame)))
    pooled = [kind == POOLED for kind in frame["kind"]]
    inks = [colours.accent if one else colours.ink for one in pooled]
    told = [low > 0 or high < 0 for low, high in zip(frame["low"], frame["high"], strict=True)]
    for place, row in enumerate(frame.to_dict("records")):
        figure.add_shape(
            type="line", x0=row["low"], x1=row["high"], y0=place, y1=place,
            line={"color": inks[place], "width": 3 if pooled[place] else 1.4},
        )  # fmt: skip
    figure.add_trace(
        go.Scatter(
            name="points", x=[float(value) for value in frame["difference"]], y=places, mode="markers",
            hoverinfo="skip",
            marker={
                "symbol": ["diamond" if one else "circle" for one in pooled],
                "size": [13 if one else 9 for one in pooled],
                "color": [ink if shown else colours.paper for ink, shown in zip(inks, told, strict=True)],
                "opacity": 1,
                "line": {"color": inks, "width": 1.6},
            },
        )
    )  # fmt: skip
    rows: list[dict[str, object]] = [
        {str(name): value for name, value in row.items()} for row in frame.to_dict("records")
    ]
    figure.add_trace(
        go.Bar(
            name="rows", base=[low] * len(places), x=[high - low] * len(places), y=places, orientation="h",
            width=1, marker={"color": "rgba(0,0,0,0)"}, hovertext=[_hover(row, _) for row in rows],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )  # fmt: skip
    _add_axes(figure, frame, pooled, (low, high), look)
    return figure


def _add_axes(
    figure: go.Figure, frame: pd.DataFrame, pooled: list[bool], span: tuple[float, float], look: Look
) -> None:
    _, colours, count = look.translate, look.palette, len(frame)
    ticks = [step * _TICK for step in range(-4, 5) if span[0] <= step * _TICK <= span[1]]
    figure.update_xaxes(
        range=list(span), tickmode="array", tickvals=ticks, tickfont={"size": LABEL_SIZE, "color": colours.muted},
        ticktext=[signed_points(tick).removesuffix(".0") for tick in ticks],
    )  # fmt: skip
    names = [short_name(str(label)) for label in frame["label"]]
    figure.update_yaxes(
        range=[count - 0.5, -0.5], tickmode="array", tickvals=list(range(count)), ticks="outside",
        ticktext=[f"<b>{name}</b>" if one else name for name, one in zip(names, pooled, strict=True)],
        ticklen=NAME_GAP - 4, tickcolor="rgba(0,0,0,0)", tickfont={"size": LABEL_SIZE},
    )  # fmt: skip
    figure.add_shape(
        type="line", x0=0, x1=0, y0=0, y1=1, yref="paper", layer="below",
        line={"color": colours.ink, "width": 1},
    )  # fmt: skip
    note(
        figure, f"<b>{_('no difference')}</b>", x=0, y=1, yref="paper", look=look, xanchor="center",
        yanchor="bottom", align="center", yshift=22,
    )  # fmt: skip
    muted = {"size": LABEL_SIZE, "color": colours.muted}
    for text, side, shift in ((_("← zones behind"), "right", -8), (_("zones ahead →"), "left", 8)):
        note(
            figure, text, x=0, y=1, yref="paper", look=look, xanchor=side, yanchor="bottom", xshift=shift,
            yshift=4, font=muted,
        )  # fmt: skip
    for place, (value, one) in enumerate(zip(frame["difference"], pooled, strict=True)):
        text = signed_points(float(value))
        note(
            figure, f"<b>{text}</b>" if one else text, x=1, y=place, xref="paper", look=look, xanchor="right",
            xshift=_VALUE_COLUMN_PX - 4,
        )  # fmt: skip
