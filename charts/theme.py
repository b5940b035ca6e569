"""How every chart looks: fonts, paper, hover cards, and the words' language, carried as one value."""

# Plotly ships no types: what it returns is unknown, what is ours is checked.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

import plotly.graph_objects as go

from charts.palette import Palette
from data.words import Translate

_CJK: Final = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif'
# Latin faces first in English: CJK faces draw ’ “ ” … at full width.
FONTS: Final = {"zh": _CJK, "en": f'"Segoe UI","Helvetica Neue",Arial,{_CJK}'}
# Sizes in px at 1080p: nothing in a chart is smaller than the floor.
LABEL_SIZE: Final = 13
FLOOR_SIZE: Final = 12
# Letters up to here are drawn narrow, in px at LABEL_SIZE; those beyond are as wide as they are high.
_LAST_NARROW: Final = 0x2E7F
_NARROW: Final = 6.6
_NARROW_BOLD: Final = 8.0
WIDEST_NAME: Final = 165
NAME_GAP: Final = 22
# What st.plotly_chart is to be given: none of Plotly's own words, which are English; no zoom by accident; the page
# scrolls over a chart. Saving and the numbers are below the figure (ui/figures.py).
CONFIG: Final[dict[str, Any]] = {
    "displayModeBar": False,
    "displaylogo": False,
    "showTips": False,
    "scrollZoom": False,
    "doubleClick": False,
}


def font_stack(lang: str) -> str:
    """Give the font stack of a language, as CSS and Plotly write it."""
    return FONTS[lang]


@dataclass(frozen=True)
class Look:
    """What a figure needs beside its numbers: colours, language, and the translator into it."""

    palette: Palette
    lang: str
    translate: Translate

    @property
    def font(self) -> str:
        """The font stack of the language."""
        return font_stack(self.lang)


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


def text_width(text: str, *, bold: bool = False) -> float:
    """Estimate the px that a text takes at LABEL_SIZE, a little over what it does."""
    narrow = _NARROW_BOLD if bold else _NARROW
    return sum(LABEL_SIZE + 0.5 if ord(sign) > _LAST_NARROW else narrow for sign in text)


def name_room(labels: Sequence[str]) -> int:
    """Give the px that the longest of these names takes as a row's label, with the gap before its bar."""
    widest = max((text_width(label, bold=True) for label in labels), default=0)
    return round(min(widest, WIDEST_NAME)) + NAME_GAP


def plain(text: str) -> str:
    """Give a text from data as Plotly shows it as it is: `<b>`, links and entities in it are no markup."""
    return escape(text, quote=False)


def short_name(label: str) -> str:
    """Cut a name that is wider than a row's label may be, and make it plain; the hover card has it in full."""
    if text_width(label, bold=True) <= WIDEST_NAME:
        return plain(label)
    while text_width(label + "…", bold=True) > WIDEST_NAME:
        label = label[:-1]
    return plain(label.rstrip() + "…")


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
