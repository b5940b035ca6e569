"""What all Plotly figures share: a figure without data, a note at a point of it, how Streamlit is to show it."""

# Plotly ships no types: what it returns is unknown, what is ours is checked.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

from __future__ import annotations

from typing import Any, Final

import plotly.graph_objects as go

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


def blank_figure(look: Look, *, height: int, margin: tuple[int, int, int, int]) -> go.Figure:
    """Make a figure without data, transparent, without zoom; `margin` is left, right, top, bottom in px."""
    colours = look.palette
    left, right, top, bottom = margin
    figure = go.Figure(layout={"template": go.layout.Template()})
    figure.update_layout(
        height=height,
        autosize=True,
        margin={"l": left, "r": right, "t": top, "b": bottom, "pad": 0, "autoexpand": False},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
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


ROW_BAR_HEIGHT: Final = 6

ROWS_HEAD: Final = 42

ROWS_FOOT: Final = 6
