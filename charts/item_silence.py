"""What has not been reported, on an item heat map: hatched in its cells, and in a column of its own."""

# Plotly ships no types: what it returns is unknown, what is ours is checked.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import isnan
from typing import Final

import plotly.graph_objects as go

from charts.item_table import ItemTable, whole_percent
from charts.item_words import item_name
from charts.theme import FLOOR_SIZE, Look, note
from data.formats import format_count, format_date, format_share

# The gap after the items, the number, the bar of all counties: in columns, where there are 17 of them.
GAP: Final = 0.3
NUMBER: Final = 0.6
BAR: Final = 1.1
# What of the bar's room it takes at most: the rest parts it from its number.
_BAR_PART: Final = 0.8
_USUAL_COLUMNS: Final = 17


def silent_room(columns: int) -> tuple[float, float, float]:
    """Give gap, number and bar in columns: as wide on the screen whatever the number of columns."""
    scale = columns / _USUAL_COLUMNS
    return GAP * scale, NUMBER * scale, BAR * scale


def add_hatch(figure: go.Figure, table: ItemTable, places: Sequence[float], as_of: date, look: Look) -> None:
    """Hatch the part of each cell that has not reported, where that is more than a fifth.

    Cells without any answer are traces of their own: the others answer to the pointer below their hatch.
    """
    _ = look.translate
    partly = [cell for cell in table.cells if cell.hatched and not isnan(cell.share_of_reported)]
    wholly = [cell for cell in table.cells if cell.hatched and isnan(cell.share_of_reported)]
    names = [item_name(item, look.lang, _) for item in table.items]
    day = _("As of {day}").format(day=format_date(as_of, look.lang))
    words = [
        f"<b>{cell.label} · {names[cell.column]}</b><br>"
        + (
            _("Not reported")
            if table.by_county and cell.row
            else _("Not reported: {n} of {counties} counties").format(
                n=format_count(cell.not_reported), counties=format_count(cell.counties)
            )
        )
        + f"<br>{day}"
        for cell in wholly
    ]
    for name, cells, told in (("hatch", partly, None), ("unreported", wholly, words)):
        if cells:
            # The seam between cells stays free.
            starts = [round(cell.column + 0.49 - cell.hatched * 0.98, 3) for cell in cells]
            wide = [round(cell.hatched * 0.98, 3) for cell in cells]
            rows = [places[cell.row] for cell in cells]
            _add_bars(figure, name, (starts, wide, rows), 0.95, look, told)


def add_silent(figure: go.Figure, table: ItemTable, places: Sequence[float], as_of: date, look: Look) -> None:
    """Draw how many counties answered nothing of the group, as hatched bars with their share of all."""
    _ = look.translate
    gap, number, bar = silent_room(len(table.items))
    start = len(table.items) - 0.5 + gap
    day = _("As of {day}").format(day=format_date(as_of, look.lang))
    # Single counties tell in their cells whether they have reported.
    found = table.silences[:1] if table.by_county else table.silences
    words = [
        "<br>".join(
            [
                f"<b>{row.label}</b>",
                _("Nothing of this reported: {n} of {counties} counties, {share}").format(
                    n=format_count(row.silent),
                    counties=format_count(row.counties),
                    share="–" if isnan(row.share) else format_share(row.share),
                ),
                day,
            ]
        )
        for row in found
    ]
    wide = [0.0 if isnan(row.share) else round(row.share * bar * _BAR_PART, 3) for row in found]
    rows = list(places[: len(found)])
    # Bars of a few counties are hard to hit: all of the column answers.
    figure.add_trace(
        go.Bar(
            name="silent rows", base=start, x=[number + bar] * len(rows), y=rows, width=1, orientation="h",
            marker={"color": "rgba(0,0,0,0)"}, hovertext=words, hovertemplate="%{hovertext}<extra></extra>",
        )
    )  # fmt: skip
    _add_bars(figure, "silent", ([start + number + bar * (1 - _BAR_PART)] * len(rows), wide, rows), 0.7, look)
    figure.add_trace(
        go.Scatter(
            name="silent shares", x=[start + number] * len(rows), y=rows, mode="text",
            text=[whole_percent(row.share) for row in found], textposition="middle left", hoverinfo="skip",
            cliponaxis=False, textfont={"size": FLOOR_SIZE, "color": look.palette.muted},
        )
    )  # fmt: skip
    heading = _("Not<br>reported")
    font = {"size": FLOOR_SIZE, "color": look.palette.muted}
    note(figure, heading, x=start, y=1, yref="paper", look=look, yanchor="bottom", yshift=3, font=font)


def _add_bars(
    figure: go.Figure,
    name: str,
    bars: tuple[list[float], list[float], list[float]],
    height: float,
    look: Look,
    words: list[str] | None = None,
) -> None:
    """Draw hatched bars; `bars` gives where each starts, how long it is, and its row. They answer with `words`."""
    starts, wide, rows = bars
    ground, line = look.palette.hatch_ground, look.palette.hatch
    pattern = {"shape": "/", "size": 6, "solidity": 0.32, "fgcolor": line, "bgcolor": ground}
    told = (
        {"hovertext": words, "hovertemplate": "%{hovertext}<extra></extra>"}
        if words
        else {"hoverinfo": "skip"}
    )
    figure.add_trace(
        go.Bar(
            name=name, base=starts, x=wide, y=rows, width=height, orientation="h",
            marker={"color": ground, "line": {"width": 0}, "pattern": pattern}, **told,
        )
    )  # fmt: skip
