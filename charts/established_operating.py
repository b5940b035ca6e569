"""Established against operating (挂牌 against 运转): which counties have an alliance, and where it works."""

# Plotly ships no types: what it returns is unknown, what is ours is checked.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import isnan
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from charts.plots import (
    ROWS_FOOT,
    TOTAL_GAP,
    add_row_hover,
    add_row_names,
    add_row_texts,
    blank_figure,
    line_over,
    linked_name,
    note_above,
    row_places,
    rows_height,
)
from charts.text_widths import NAME_GAP, name_room
from charts.theme import FLOOR_SIZE, Look
from data.base.formats import format_count, format_date, format_share, share_percent

HEAD: Final = 46
BAR: Final = 0.56
# The shares' right edge: the axis runs on past 100% to make room for them.
_SHARE_COLUMN: Final = 1.2


def operating_frame(counts: pd.DataFrame, units: pd.DataFrame, *, ranked: bool = True) -> pd.DataFrame:
    """Join what the figure shows: the units with their counts, the best share of operating first, ties by code.

    counts: of data.figures.mechanisms.operating_counts. units: [code, label]; kept in their order where not `ranked`.
    Areas without an alliance come last. Result: [code, label, established, operating, counties,
    share_operating_of_established].
    """
    frame = units[["code", "label"]].merge(counts, on="code", how="left", validate="one_to_one")
    if not ranked:
        return frame
    return frame.sort_values(
        ["share_operating_of_established", "code"],
        ascending=[False, True],
        na_position="last",
        ignore_index=True,
    )


def operating_height(rows: int, available: int) -> int:
    """Height in px of so many rows that fill `available` px as far as rows may stretch."""
    return rows_height(rows + TOTAL_GAP, available, head=HEAD)


def operating_figure(
    frame: pd.DataFrame, *, links: Mapping[str, str], as_of: date, look: Look, available: int
) -> go.Figure:
    """Draw `operating_frame` as bars of the share of counties: operating, then established and not operating.

    The first row is the total, apart from the rest. At the right the share of alliances that operate.
    links: where a row's name leads, by code. Traces: rows (not seen, they answer to the pointer), operating,
    established, shares.
    """
    rows = len(frame)
    labels = [str(label) for label in frame["label"]]
    height = operating_height(rows, available)
    figure = blank_figure(look, height=height, margin=(name_room(labels), 2, HEAD, ROWS_FOOT))
    figure.update_layout(barmode="overlay")
    places = row_places(rows)
    operating = [n / all_ for n, all_ in zip(frame["operating"], frame["counties"], strict=True)]
    established = [n / all_ for n, all_ in zip(frame["established"], frame["counties"], strict=True)]
    hover = [_hover(row, as_of, look) for _index, row in frame.iterrows()]
    add_row_hover(figure, places, hover, width=_SHARE_COLUMN)
    stages = look.palette.stages
    for name, base, wide in (
        ("operating", [0.0] * rows, operating),
        ("established", operating, [high - low for high, low in zip(established, operating, strict=True)]),
    ):
        figure.add_bar(
            name=name,
            base=base,
            x=wide,
            y=places,
            orientation="h",
            width=BAR,
            hoverinfo="skip",
            marker={"color": stages[name], "line": {"width": 0}},
        )
    told = [_told(share) for share in frame["share_operating_of_established"]]
    add_row_texts(figure, "shares", places, told, end=_SHARE_COLUMN, colour=look.palette.ink)
    _add_head(figure, look)
    names = [
        linked_name(label, links.get(str(code)), look)
        for code, label in zip(frame["code"], labels, strict=True)
    ]
    names[0] = f"<b>{names[0]}</b>"
    figure.update_xaxes(range=[0, _SHARE_COLUMN], showticklabels=False)
    add_row_names(figure, places, names, gap=NAME_GAP - 14)
    return figure


def _told(share: float) -> str:
    return "–" if isnan(share) else f"{share_percent(share):.1f}"


def _hover(row: pd.Series, as_of: date, look: Look) -> str:
    _ = look.translate
    share = float(row["share_operating_of_established"])
    lines = [
        f"<b>{row['label']}</b>",
        _("Established: {established} of {counties} counties, {share}").format(
            established=format_count(row["established"]),
            counties=format_count(row["counties"]),
            share=format_share(row["established"] / row["counties"]),
        ),
        _("Of these in effective operation: {operating}, {share}").format(
            operating=format_count(row["operating"]), share="–" if isnan(share) else format_share(share)
        ),
        _("As of {day}").format(day=format_date(as_of, look.lang)),
    ]
    return "<br>".join(lines)


def _add_head(figure: go.Figure, look: Look) -> None:
    """Label the ends of the scale and the column of shares."""
    line = {"color": look.palette.line, "width": 1}
    font = {"size": FLOOR_SIZE, "color": look.palette.muted}
    for share in (0.0, 0.5, 1.0):
        line_over(figure, share, line, layer="below")
        anchor = "left" if share == 0 else "center"
        note_above(figure, f"{share:.0%}", x=share, look=look, xanchor=anchor, font=font)
    words = look.translate("operating,<br>% of established")
    side = {"xanchor": "right", "align": "right", "yshift": 14}
    note_above(figure, words, x=_SHARE_COLUMN, look=look, font=font, **side)
