"""Areas by items as a heat map of shares, and beside it what has not been reported."""

# Plotly ships no types: what it returns is unknown, what is ours is checked.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import isnan, nan
from typing import Final

import numpy as np
import plotly.graph_objects as go

from charts.item_table import Cell, ItemTable, item_heading, item_name, whole_percent
from charts.palette import Palette
from charts.plots import (
    HOVER_HOVERTEXT,
    ROWS_FOOT,
    TOTAL_GAP,
    UNSEEN,
    add_row_hover,
    add_row_names,
    add_row_texts,
    blank_figure,
    linked_name,
    note_above,
    row_places,
    rows_height,
)
from charts.text_widths import NAME_GAP, label_width, name_room
from charts.theme import FLOOR_SIZE, LABEL_SIZE, Look
from data.base.formats import format_count, format_date, format_share, share_percent
from data.figures.mechanisms import Item

# Over this many columns headings are narrower than their words: Chinese breaks, English turns.
WIDE_COLUMNS: Final = 8

HEADING_ANGLE: Final = -40

_SINE: Final = 0.65

_LINE: Final = 17

# In English a heading breaks when its words take more than this.
_HEADING_WIDTH: Final = 90

# The gap after the items, the number, the bar of all counties: in columns, where there are 17 of them.
GAP: Final = 0.3

NUMBER: Final = 0.6

BAR: Final = 1.1

# What of the bar's room it takes at most: the rest parts it from its number.
_BAR_PART: Final = 0.8

_USUAL_COLUMNS: Final = 17


def heading_room(items: Sequence[Item], look: Look) -> int:
    """Give the px that the headings take above the rows."""
    if len(items) <= WIDE_COLUMNS or look.lang == "zh":
        return 2 * _LINE + 12
    widest = max(label_width(item_heading(item, look.lang, look.translate), bold=True) for item in items)
    return round(widest * _SINE) + _LINE + 6


def heatmap_height(rows: int, head: int, available: int) -> int:
    """Height in px of so many rows, total included, under headings of `head` px, that fill `available` at most."""
    return rows_height(rows + TOTAL_GAP, available, head=head)


def item_heatmap(
    table: ItemTable,
    *,
    sorted_by: str | None,
    links: Mapping[str, str],
    as_of: date,
    look: Look,
    available: int,
) -> go.Figure:
    """Draw areas × items. Cells: share of all counties in percent, in the steps of every share on the dashboard.

    sorted_by: the item whose heading is marked. links: where a row's name leads, by code. available: px of height.
    Traces: total and areas (heat maps), hatch and unreported (if any), silent rows, silent, silent shares, texts.
    """
    head = heading_room(table.items, look)
    height = heatmap_height(len(table.rows), head, available)
    figure = blank_figure(
        look, height=height, margin=(name_room(list(table.rows["label"])), 2, head, ROWS_FOOT)
    )
    figure.update_layout(barmode="overlay")
    places = row_places(len(table.rows))
    _add_cells(figure, table, as_of, look)
    add_hatch(figure, table, places, as_of, look)
    add_silent(figure, table, places, as_of, look)
    _add_texts(figure, table, places, look)
    _add_headings(figure, table, sorted_by, look)
    _add_names(figure, table, places, links, look)
    return figure


def _add_cells(figure: go.Figure, table: ItemTable, as_of: date, look: Look) -> None:
    """Draw the total's row and the areas' rows, which answer to the pointer."""
    wide = len(table.items)
    names = [item_name(item, look.lang, look.translate) for item in table.items]
    for name, cells in (("total", table.cells[:wide]), ("areas", table.cells[wide:])):
        single = table.by_county and name == "areas"
        numbers = None if single else _numbers(cells).reshape(-1, wide, 6)
        figure.add_heatmap(
            name=name,
            x0=0,
            dx=1,
            y0=0 if name == "total" else 1 + TOTAL_GAP,
            dy=1,
            xgap=1,
            ygap=1,
            z=np.array([_step(cell, look.palette) for cell in cells], dtype="float32").reshape(-1, wide),
            zmin=-0.5,
            zmax=6.5,
            colorscale=_stepped(look.palette),
            showscale=False,
            hoverongaps=False,
            hovertext=_in_rows([_title(cell, names, look, single=single) for cell in cells], wide),
            customdata=numbers,
            hovertemplate=_template(as_of, look, single=single),
        )


def _step(cell: Cell, colours: Palette) -> float:
    return nan if isnan(cell.share_of_reported) else colours.share_step(cell.share)


def _numbers(cells: Sequence[Cell]) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Give what a hover card tells of each cell. As numbers, not as sentences: those would be ten times the bytes."""
    return np.array(
        [
            (
                *(cell.yes, cell.no, cell.not_reported, cell.counties),
                *(
                    nan if isnan(share) else share_percent(share)
                    for share in (cell.share, cell.share_of_reported)
                ),
            )
            for cell in cells
        ],
        dtype="float32",
    )


def _in_rows(texts: list[str], wide: int) -> list[list[str]]:
    return [texts[start : start + wide] for start in range(0, len(texts), wide)]


def _title(cell: Cell, names: Sequence[str], look: Look, *, single: bool) -> str:
    _ = look.translate
    words = f"{cell.label} · {names[cell.column]}"
    if not single:
        return words
    return f"<b>{words}</b><br>{_('Yes') if cell.yes else _('No')}"


def _template(as_of: date, look: Look, *, single: bool) -> str:
    _ = look.translate
    day = _("As of {day}").format(day=format_date(as_of, look.lang))
    if single:
        return f"%{{hovertext}}<br>{day}<extra></extra>"
    gaps = ("yes", "no", "blank", "counties")
    gap = {name: f"%{{customdata[{place}]:,}}" for place, name in enumerate(gaps)}
    lines = [
        "<b>%{hovertext}</b>",
        _("Yes: {yes} of {counties} counties, {share}").format(share="%{customdata[4]:.1f}%", **gap),
        _("No: {no}. Not reported: {blank}").format(**gap),
        _("Of those that reported: {share}").format(share="%{customdata[5]:.1f}%"),
        day,
    ]
    return "<br>".join(lines) + "<extra></extra>"


def _stepped(colours: Palette) -> list[tuple[float, str]]:
    """Give the share scale as seven flat steps."""
    steps = len(colours.share)
    return [
        (edge / steps, colour) for place, colour in enumerate(colours.share) for edge in (place, place + 1)
    ]


def _add_texts(figure: go.Figure, table: ItemTable, places: list[float], look: Look) -> None:
    """Write each cell's share, in a colour that its ground carries, in the part that is not hatched.

    A trace for each colour: Plotly checks a list of colours one by one, at half the cost of the whole figure.
    """
    _, colours = look.translate, look.palette
    inks = [colours.text_on(ground) for ground in colours.share]
    by_ink: dict[str, list[Cell]] = {}
    for cell in table.cells:
        if cell.hatched < 1:
            ink = inks[colours.share_step(cell.share)] if cell.counties else colours.muted
            by_ink.setdefault(ink, []).append(cell)
    for ink, cells in by_ink.items():
        texts = [
            (_("Yes") if cell.yes else _("No"))
            if table.by_county and cell.row and cell.counties
            else whole_percent(cell.share)
            for cell in cells
        ]
        figure.add_scatter(
            name="texts",
            x=np.array([cell.column - cell.hatched / 2 for cell in cells], dtype="float32"),
            y=np.array([places[cell.row] for cell in cells], dtype="float32"),
            mode="text",
            text=texts,
            textposition="middle center",
            hoverinfo="skip",
            textfont={"size": FLOOR_SIZE, "color": ink},
        )


def _add_headings(figure: go.Figure, table: ItemTable, sorted_by: str | None, look: Look) -> None:
    wide = len(table.items)
    turned = wide > WIDE_COLUMNS and look.lang != "zh"
    headings: list[str] = []
    for item in table.items:
        heading = item_heading(item, look.lang, look.translate)
        lines = heading if turned else _two_lines(heading, look.lang, narrow=wide > WIDE_COLUMNS)
        headings.append(f"<b>{lines} ↓</b>" if item.code == sorted_by else lines)
    figure.update_xaxes(
        range=[-0.5, wide - 0.5 + sum(silent_room(wide))],
        side="top",
        tickmode="array",
        tickvals=list(range(wide)),
        ticktext=headings,
        tickangle=HEADING_ANGLE if turned else 0,
        ticks="outside",
        ticklen=4,
        tickcolor=UNSEEN,
        tickfont={"size": FLOOR_SIZE if wide > WIDE_COLUMNS else LABEL_SIZE},
    )


def _two_lines(heading: str, lang: str, *, narrow: bool) -> str:
    """Break a heading that is wider than its column in two, in English between words."""
    if lang == "zh":
        most = 3 if narrow else 5
        middle = (len(heading) + 1) // 2
        return f"{heading[:middle]}<br>{heading[middle:]}" if len(heading) > most else heading
    first, *rest = heading.split(" ")
    return f"{first}<br>{' '.join(rest)}" if rest and label_width(heading) > _HEADING_WIDTH else heading


def _add_names(
    figure: go.Figure, table: ItemTable, places: list[float], links: Mapping[str, str], look: Look
) -> None:
    names = [
        linked_name(str(label), links.get(str(code)), look)
        for code, label in zip(table.rows["code"], table.rows["label"], strict=True)
    ]
    names[0] = f"<b>{names[0]}</b>"
    add_row_names(figure, places, names, gap=NAME_GAP - 14)


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
    add_row_hover(figure, rows, words, base=start, width=number + bar, name="silent rows")
    _add_bars(figure, "silent", ([start + number + bar * (1 - _BAR_PART)] * len(rows), wide, rows), 0.7, look)
    muted = look.palette.muted
    told = [whole_percent(row.share) for row in found]
    end = start + number
    add_row_texts(figure, "silent shares", rows, told, end=end, colour=muted, size=FLOOR_SIZE)
    heading = _("Not<br>reported")
    font = {"size": FLOOR_SIZE, "color": muted}
    note_above(figure, heading, x=start, look=look, yshift=3, font=font)


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
    told = {"hovertext": words, "hovertemplate": HOVER_HOVERTEXT} if words else {"hoverinfo": "skip"}
    figure.add_bar(
        name=name,
        base=starts,
        x=wide,
        y=rows,
        width=height,
        orientation="h",
        marker={"color": ground, "line": {"width": 0}, "pattern": pattern},
        **told,
    )
