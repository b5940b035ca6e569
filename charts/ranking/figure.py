"""Areas ranked by share, each with its verdict against the next milestone."""

# Plotly ships no types: what it returns is unknown, what is ours is checked.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import plotly.graph_objects as go

from charts.marks import mark
from charts.plots import (
    ROW_BAR_HEIGHT,
    ROWS_FOOT,
    ROWS_HEAD,
    add_head,
    add_row_hover,
    add_row_names,
    add_row_texts,
    blank_figure,
    note,
    rows_height,
)
from charts.ranking.layout import PlacedHead, RankedArea, RankingLayout, place_heads
from charts.text_widths import label_width, name_room, short_name
from charts.theme import LABEL_SIZE, Look, plain
from charts.words import verdict_word
from data.base.formats import format_count, format_month, format_pace, format_share

# Rows of 17.5 px carry 32 provinces on a 1080p screen.
ROW_HEIGHT: Final = 17.5

# The shares' right edge: the axis runs on past 100% to make room for them.
_SHARE_COLUMN: Final = 1.21

# The width in px that a ranking usually has, to judge whether labels would touch, and the gap they keep.
_USUAL_WIDTH: Final = 470

_LABEL_GAP: Final = 4


def ranking_height(rows: int, available: int) -> int:
    """Height in px of a ranking of `rows` rows, unranked ones included, that fills `available` px as far as it can."""
    return rows_height(rows, available, head=ROWS_HEAD, least=ROW_HEIGHT)


def ranking_figure(shown: RankingLayout, *, look: Look, height: int) -> go.Figure:
    """Draw a ranking as lollipops: a thin bar to the share, the verdict's mark at its end.

    Below them, in words alone, the areas that are not ranked.
    Traces: bars, rows (not seen, they answer to the pointer), own milestones (if any), marks, shares.
    """
    rows, colours = shown.rows, look.palette
    every = len(rows) + len(shown.unranked)
    room = name_room([row.label for row in (*rows, *shown.unranked)])
    figure = blank_figure(look, height=height, margin=(room, 2, ROWS_HEAD, ROWS_FOOT))
    figure.update_layout(barmode="overlay")
    places = list(range(len(rows)))
    shares = [row.share for row in rows]
    figure.add_bar(
        name="bars",
        x=shares,
        y=places,
        orientation="h",
        marker={"color": colours.share[1]},
        width=ROW_BAR_HEIGHT * every / (height - ROWS_HEAD - ROWS_FOOT),
        hoverinfo="skip",
    )
    # A thin bar is hard to hit: all of its row answers.
    add_row_hover(figure, places, [_hover(row, look) for row in rows], width=_SHARE_COLUMN)
    _add_own_milestones(figure, rows, look)
    marks = [mark(row.verdict, colours) for row in rows]
    figure.add_scatter(
        name="marks",
        x=shares,
        y=places,
        mode="markers",
        cliponaxis=False,
        marker={
            "symbol": [shape.symbol for shape in marks],
            "size": [shape.size for shape in marks],
            "color": [shape.fill for shape in marks],
            "opacity": 1,
            "line": {"color": [s.line for s in marks], "width": [s.line_width for s in marks]},
        },
        hoverinfo="skip",
    )
    percents = [row.percent for row in rows]
    add_row_texts(
        figure, "shares", places, percents, end=_SHARE_COLUMN, colour=colours.ink, size=LABEL_SIZE + 1
    )
    names = [f"<b>{short_name(row.label)}</b>" if row.is_behind else short_name(row.label) for row in rows]
    figure.update_xaxes(range=[0, _SHARE_COLUMN], showticklabels=False)
    _add_unranked(figure, shown, look)
    add_row_names(figure, list(range(every)), [*names, *(short_name(row.label) for row in shown.unranked)])
    scale = (_USUAL_WIDTH - room) / _SHARE_COLUMN
    for head in place_heads(
        shown.heads,
        at=lambda share: share * scale,
        width=lambda lines: max(label_width(line) for line in lines),
        gap=_LABEL_GAP,
    ):
        _add_head(figure, head, look)
    return figure


def _hover(row: RankedArea, look: Look) -> str:
    _ = look.translate
    lines = [
        f"<b>{plain(row.label)}</b> · {verdict_word(row.verdict, _)}",
        _("{established} of {counties} counties: {share}").format(
            established=format_count(row.established),
            counties=format_count(row.counties),
            share=format_share(row.share),
        ),
    ]
    is_done = row.established >= row.counties
    if not math.isnan(row.needed_pace) and not is_done:
        seen = "–" if math.isnan(row.observed_pace) else format_pace(row.observed_pace)
        lines.append(
            _("{needed} a month needed, {seen} seen").format(needed=format_pace(row.needed_pace), seen=seen)
        )
    if row.projected_on is not None and not is_done:
        lines.append(_("Expected {month}").format(month=format_month(row.projected_on, look.lang)))
    if row.not_reported:
        lines.append(_("Not reported: {n}").format(n=format_count(row.not_reported)))
    return "<br>".join(lines)


def _add_unranked(figure: go.Figure, shown: RankingLayout, look: Look) -> None:
    """Say in the rows below the ranked ones from how many counties there are reports."""
    font = {"size": LABEL_SIZE, "color": look.palette.muted}
    for place, row in enumerate(shown.unranked, start=len(shown.rows)):
        # On a ground of its own: the milestones' lines go through all rows.
        note(figure, plain(row.words), x=0, y=place, look=look, font=font, bgcolor=look.palette.paper)


def _add_own_milestones(figure: go.Figure, rows: Sequence[RankedArea], look: Look) -> None:
    """Draw each province's own milestone as an accent tick in its row."""
    own = [(row.own_share, place) for place, row in enumerate(rows) if not math.isnan(row.own_share)]
    if own:
        figure.add_scatter(
            name="own milestones",
            x=[share for share, _place in own],
            y=[place for _share, place in own],
            mode="markers",
            hoverinfo="skip",
            cliponaxis=False,
            marker={"symbol": "line-ns", "size": 14, "line": {"color": look.palette.accent, "width": 2.5}},
        )


def _add_head(figure: go.Figure, placed: PlacedHead, look: Look) -> None:
    """Draw a milestone's share or the path's share of today."""
    colours = look.palette
    line = {"color": colours.ink, "width": 1}
    if placed.head.is_path:
        line = {"color": colours.muted, "width": 1, "dash": "3px,3px"}
    anchor, shift = {"start": ("left", -4), "middle": ("center", 0), "end": ("right", 4)}[placed.lean]
    add_head(figure, placed.head.share, placed.lines, look, line=line, anchor=anchor, xshift=shift, yshift=2)
