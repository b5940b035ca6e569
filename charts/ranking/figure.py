"""Areas ranked by share, each with its verdict against the next milestone."""

# Plotly ships no types: what it returns is unknown, what is ours is checked.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from charts.marks import mark
from charts.plots import ROW_BAR_HEIGHT, ROWS_FOOT, ROWS_HEAD, blank_figure, note
from charts.text_widths import NAME_GAP, label_width, name_room, short_name
from charts.theme import LABEL_SIZE, Look, plain
from charts.words import BEHIND, verdict_word
from data.base.formats import (
    format_count,
    format_due,
    format_month,
    format_pace,
    format_share,
    format_target,
    share_percent,
)
from data.plan.milestones import Milestone

# Rows of 17.5 to 18.5 px carry 32 provinces on a 1080p screen; more rows are as high, fewer may be higher.
ROW_HEIGHT: Final = 17.5

TALLEST_ROW: Final = 26.0

# The shares' right edge: the axis runs on past 100% to make room for them.
_SHARE_COLUMN: Final = 1.21

# The width in px that a ranking usually has, to judge whether labels would touch, and the gap they keep.
_USUAL_WIDTH: Final = 470

_LABEL_GAP: Final = 4


def ranking_height(rows: int, available: int) -> int:
    """Height in px of a ranking of `rows` rows that fills `available` px as far as rows may stretch."""
    row = min(max((available - ROWS_HEAD - ROWS_FOOT) / max(rows, 1), ROW_HEIGHT), TALLEST_ROW)
    return round(ROWS_HEAD + ROWS_FOOT + rows * row)


def _hover(row: pd.Series, look: Look) -> str:
    _ = look.translate
    lines = [
        f"<b>{plain(str(row['label']))}</b> · {verdict_word(str(row['verdict']), _)}",
        _("{established} of {counties} counties: {share}").format(
            established=format_count(row["established"]),
            counties=format_count(row["counties"]),
            share=format_share(row["share"]),
        ),
    ]
    if pd.notna(row["needed_pace"]) and row["established"] < row["counties"]:
        seen = format_pace(row["observed_pace"]) if pd.notna(row["observed_pace"]) else "–"
        lines.append(
            _("{needed} a month needed, {seen} seen").format(
                needed=format_pace(row["needed_pace"]), seen=seen
            )
        )
    if pd.notna(row["projected_on"]) and row["established"] < row["counties"]:
        lines.append(_("Expected {month}").format(month=format_month(row["projected_on"], look.lang)))
    if row["not_reported"]:
        lines.append(_("Not reported: {n}").format(n=format_count(row["not_reported"])))
    return "<br>".join(lines)


def ranking_figure(
    frame: pd.DataFrame,
    *,
    milestones: Sequence[Milestone],
    path_share: float | None,
    as_of: date,
    look: Look,
    height: int,
) -> go.Figure:
    """Draw `ranking_frame` as lollipops: a thin bar to the share, the verdict's mark at its end.

    path_share: the share that the path asks for on `as_of`; None draws no line.
    Traces: bars, rows (not seen, they answer to the pointer), own milestones (if any), marks, shares.
    """
    room = name_room(list(frame["label"]))
    figure = blank_figure(look, height=height, margin=(room, 2, ROWS_HEAD, ROWS_FOOT))
    colours = look.palette
    places = list(range(len(frame)))
    shares = [float(share) for share in frame["share"]]
    hover = [_hover(row, look) for _index, row in frame.iterrows()]
    marks = [mark(str(verdict), colours) for verdict in frame["verdict"]]
    figure.add_trace(
        go.Bar(
            name="bars", x=shares, y=places, orientation="h", marker={"color": colours.share[1]},
            width=ROW_BAR_HEIGHT * len(frame) / (height - ROWS_HEAD - ROWS_FOOT), hoverinfo="skip",
        )
    )  # fmt: skip
    # A thin bar is hard to hit: all of its row answers.
    figure.add_trace(
        go.Bar(
            name="rows", x=[_SHARE_COLUMN] * len(places), y=places, orientation="h", width=1,
            marker={"color": "rgba(0,0,0,0)"}, hovertext=hover, hovertemplate="%{hovertext}<extra></extra>",
        )
    )  # fmt: skip
    figure.update_layout(barmode="overlay")
    own = frame[frame["own_share"].notna()]
    if len(own):
        _add_own_milestones(figure, own, look)
    figure.add_trace(
        go.Scatter(
            name="marks", x=shares, y=places, mode="markers", cliponaxis=False,
            marker={
                "symbol": [shape.symbol for shape in marks],
                "size": [shape.size for shape in marks],
                "color": [shape.fill for shape in marks],
                "opacity": 1,
                "line": {"color": [s.line for s in marks], "width": [s.line_width for s in marks]},
            },
            hoverinfo="skip",
        )
    )  # fmt: skip
    figure.add_trace(
        go.Scatter(
            name="shares", x=[_SHARE_COLUMN] * len(places), y=places, mode="text", hoverinfo="skip",
            text=[f"{share_percent(share):.1f}" for share in shares], textposition="middle left",
            textfont={"size": LABEL_SIZE + 1, "color": colours.ink}, cliponaxis=False,
        )
    )  # fmt: skip
    behind = [str(verdict) in BEHIND for verdict in frame["verdict"]]
    names = [
        f"<b>{short_name(str(label))}</b>" if bold else short_name(str(label))
        for label, bold in zip(frame["label"], behind, strict=True)
    ]
    figure.update_xaxes(range=[0, _SHARE_COLUMN], showticklabels=False)
    figure.update_yaxes(
        range=[len(places) - 0.5, -0.5], tickmode="array", tickvals=places, ticktext=names, ticks="outside",
        ticklen=NAME_GAP - 4, tickcolor="rgba(0,0,0,0)", tickfont={"size": LABEL_SIZE},
    )  # fmt: skip
    _add_lines(figure, milestones, path_share, as_of, room, look)
    return figure


def _add_own_milestones(figure: go.Figure, own: pd.DataFrame, look: Look) -> None:
    """Draw each province's own milestone as an accent tick in its row."""
    figure.add_trace(
        go.Scatter(
            name="own milestones", x=[float(share) for share in own["own_share"]], y=list(own.index),
            mode="markers", hoverinfo="skip", cliponaxis=False,
            marker={
                "symbol": "line-ns", "size": 14, "line": {"color": look.palette.accent, "width": 2.5},
            },
        )
    )  # fmt: skip


def _add_lines(
    figure: go.Figure,
    milestones: Sequence[Milestone],
    path_share: float | None,
    as_of: date,
    room: int,
    look: Look,
) -> None:
    """Draw the milestones' shares and the path's share of today, labelled above where there is room.

    room: px at the left that the names take.
    """
    _ = look.translate
    scale = (_USUAL_WIDTH - room) / _SHARE_COLUMN
    taken: list[tuple[float, float]] = []
    for milestone in milestones:
        due = format_due(milestone.on, look.lang).removeprefix("the ")
        below = _("{due} (past)").format(due=due) if milestone.on < as_of else due
        # Labels lean away from the path's, which stands between them.
        anchor = "center" if milestone.share >= 1 else "right"
        if path_share is not None and path_share < milestone.share < 1:
            anchor = "left"
        line = {"color": look.palette.ink, "width": 1}
        _add_head(figure, milestone.share, [format_target(milestone.share), below], anchor, line, look)
        taken.append(_extent(milestone.share * scale, label_width(below), anchor))
    if path_share is None or any(abs(path_share - milestone.share) < 0.005 for milestone in milestones):
        return
    words = [format_share(path_share), _("path to date")]
    line = {"color": look.palette.muted, "width": 1, "dash": "3px,3px"}
    for lines in (words, words[:1]):
        for anchor in ("center", "left", "right"):
            low, high = _extent(path_share * scale, max(label_width(text) for text in lines), anchor)
            if all(high + _LABEL_GAP <= start or low >= end + _LABEL_GAP for start, end in taken):
                _add_head(figure, path_share, lines, anchor, line, look)
                return
    _add_head(figure, path_share, [], "center", line, look)


def _extent(at: float, width: float, anchor: str) -> tuple[float, float]:
    start = at - {"left": 0.0, "center": width / 2, "right": width}[anchor]
    return start, start + width


def _add_head(
    figure: go.Figure, share: float, lines: list[str], anchor: str, line: Mapping[str, object], look: Look
) -> None:
    """Draw a vertical line at a share; over it the first of `lines` in bold, the second below."""
    figure.add_shape(type="line", x0=share, x1=share, y0=0, y1=1, yref="paper", layer="below", line=line)
    if not lines:
        return
    text = f"<b>{lines[0]}</b><br>" + "".join(
        f"<span style='color:{look.palette.muted}'>{words}</span>" for words in lines[1:] or [" "]
    )
    shift = {"left": -4, "center": 0, "right": 4}[anchor]
    note(
        figure, text, x=share, y=1, yref="paper", look=look, xanchor=anchor, yanchor="bottom", align=anchor,
        xshift=shift, yshift=2,
    )  # fmt: skip
