"""What all Plotly figures share: an empty figure, notes and lines on it, rows of bars, how Streamlit is to show it."""

# Plotly ships no types: what it returns is unknown, what is ours is checked.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final

import plotly.graph_objects as go

from charts.text_widths import NAME_GAP, short_name
from charts.theme import LABEL_SIZE, Look

# What st.plotly_chart is to be given: none of Plotly's own words, which are English; no zoom by accident; the page
# scrolls over a chart. Saving and the numbers are below the figure (ui/figure/panel.py).
CONFIG: Final[dict[str, Any]] = {
    "displayModeBar": False,
    "displaylogo": False,
    "showTips": False,
    "scrollZoom": False,
    "doubleClick": False,
}

# A hover card that shows a trace's `text` or `hovertext`, and no name beside it.
HOVER_TEXT: Final = "%{text}<extra></extra>"
HOVER_HOVERTEXT: Final = "%{hovertext}<extra></extra>"

UNSEEN: Final = "rgba(0,0,0,0)"

# In px: the lowest and the tallest row of a figure of rows, and what stands above and below them.
ROW_HEIGHT: Final = 18.5
TALLEST_ROW: Final = 26.0
ROWS_HEAD: Final = 42
ROWS_FOOT: Final = 6
# A thin bar, as of a ranking.
ROW_BAR_HEIGHT: Final = 6

# A total that stands first is this much of a row apart from the rest.
TOTAL_GAP: Final = 0.4


def blank_figure(look: Look, *, height: int, margin: tuple[int, int, int, int]) -> go.Figure:
    """Make a figure without data, transparent, without zoom; `margin` is left, right, top, bottom in px."""
    colours = look.palette
    left, right, top, bottom = margin
    figure = go.Figure(layout={"template": go.layout.Template()})
    figure.update_layout(
        height=height,
        autosize=True,
        margin={"l": left, "r": right, "t": top, "b": bottom, "pad": 0, "autoexpand": False},
        paper_bgcolor=UNSEEN,
        plot_bgcolor=UNSEEN,
        font={"family": look.font, "size": LABEL_SIZE, "color": colours.ink},
        showlegend=False,
        dragmode=False,
        hovermode="closest",
        hoverlabel={
            "bgcolor": colours.paper,
            "bordercolor": colours.rule,
            "font": {"family": look.font, "size": LABEL_SIZE, "color": colours.ink},
            "align": "left",
        },
    )
    bare = {"showgrid": False, "zeroline": False, "fixedrange": True, "showline": False}
    figure.update_xaxes(**bare)
    figure.update_yaxes(**bare)
    return figure


def note(figure: go.Figure, text: str, *, x: object, y: object, look: Look, **placing: object) -> None:
    """Write `text` at a point of the data; `placing` takes Plotly's annotation fields (xanchor, yshift)."""
    settings: dict[str, object] = {
        "xref": "x",
        "yref": "y",
        "showarrow": False,
        "font": {"size": LABEL_SIZE, "color": look.palette.ink},
        "align": "left",
        "xanchor": "left",
        "yanchor": "middle",
        "borderpad": 0,
    }
    figure.add_annotation(text=text, x=x, y=y, **(settings | placing))


def note_above(figure: go.Figure, text: str, *, x: object, look: Look, **placing: object) -> None:
    """Write `text` above the plot at a place of its axis."""
    note(figure, text, x=x, y=1, look=look, **({"yref": "paper", "yanchor": "bottom"} | placing))


def line_over(figure: go.Figure, x: object, line: Mapping[str, object], **more: object) -> None:
    """Draw a vertical line from the foot of the plot to its top."""
    figure.add_shape(type="line", x0=x, x1=x, y0=0, y1=1, yref="paper", line=line, **more)


def add_head(
    figure: go.Figure,
    x: object,
    lines: Sequence[str],
    look: Look,
    *,
    line: Mapping[str, object],
    anchor: str = "center",
    **shift: float,
) -> None:
    """Draw a vertical line below the data; over it the first of `lines` in bold, the others muted, if any."""
    line_over(figure, x, line, layer="below")
    if lines:
        rest = "".join(
            f"<span style='color:{look.palette.muted}'>{words}</span>" for words in lines[1:] or [" "]
        )
        text = f"<b>{lines[0]}</b><br>{rest}"
        note_above(figure, text, x=x, look=look, xanchor=anchor, align=anchor, **shift)


def rows_height(rows: float, available: float, *, head: float, least: float = ROW_HEIGHT) -> int:
    """Height in px of a figure of so many rows under a head, that fills `available` px as far as rows may stretch."""
    row = min(max((available - head - ROWS_FOOT) / max(rows, 1), least), TALLEST_ROW)
    return round(head + ROWS_FOOT + rows * row)


def row_places(rows: int) -> list[float]:
    """Give where each row stands on the axis, the total first and apart."""
    return [0.0, *(place + TOTAL_GAP for place in range(1, rows))]


def linked_name(label: str, address: str | None, look: Look) -> str:
    """Give an area's name as a row's label, which opens the area where it has an address."""
    name = short_name(label)
    if address is None:
        return name
    style = f"color:{look.palette.ink};cursor:pointer"
    return f'<a href="{escape(address)}" target="_self" style="{style}">{name}</a>'


def add_row_names(
    figure: go.Figure, places: Sequence[float], names: Sequence[str], *, gap: int = NAME_GAP - 4
) -> None:
    """Write the rows' names, the first row at the top, `gap` px before the plot."""
    figure.update_yaxes(
        range=[(places[-1] if places else -1) + 0.5, -0.5],
        tickmode="array",
        tickvals=places,
        ticktext=names,
        ticks="outside",
        ticklen=gap,
        tickcolor=UNSEEN,
        tickfont={"size": LABEL_SIZE},
    )


def add_row_hover(
    figure: go.Figure,
    places: Sequence[float],
    words: Sequence[str],
    *,
    width: float,
    base: float = 0,
    name: str = "rows",
) -> None:
    """Let all of a row answer to the pointer, from `base` on, `width` wide: what is drawn in it is hard to hit."""
    figure.add_bar(
        name=name,
        base=base or None,
        x=[width] * len(places),
        y=places,
        orientation="h",
        width=1,
        marker={"color": UNSEEN},
        hovertext=words,
        hovertemplate=HOVER_HOVERTEXT,
    )


def add_row_texts(
    figure: go.Figure,
    name: str,
    places: Sequence[float],
    texts: Sequence[str],
    *,
    end: object,
    colour: str | list[str],
    size: int = LABEL_SIZE,
    hover: Sequence[str] | None = None,
) -> None:
    """Write a text into each row that ends at `end`; it answers to the pointer with `hover`, or not at all."""
    answer = (
        {"hoverinfo": "skip"} if hover is None else {"hovertext": hover, "hovertemplate": HOVER_HOVERTEXT}
    )
    figure.add_scatter(
        name=name,
        x=[end] * len(places),
        y=places,
        mode="text",
        text=texts,
        textposition="middle left",
        textfont={"size": size, "color": colour},
        cliponaxis=False,
        **answer,
    )
