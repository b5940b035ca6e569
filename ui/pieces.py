"""The pieces of a page, drawn: headline, figures, panels, footers, cards. Their HTML: ui/markup.py."""

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Literal

import plotly.graph_objects as go
import streamlit as st

from charts.palette import Palette
from charts.theme import CONFIG
from data.words import Translate
from reports.comparison import Remark
from ui import markup
from ui.markup import StripFigure

STYLE_SHEET = (Path(__file__).parent / "pieces.css").read_text(encoding="utf-8")


def headline(text: str, trace: str = "") -> None:
    """Draw the one sentence at the head of a page; `trace` says on hover where its figures come from."""
    st.html(markup.headline_html(text, trace))


def lead(verdict: str | None, text: str, palette: Palette, _: Translate) -> None:
    """Draw the line under the headline, the verdict first where there is one."""
    st.html(markup.lead_html(verdict, text, palette, _))


def figure_strip(figures: Sequence[StripFigure], trace: str = "") -> None:
    """Draw figures side by side with their sparklines; `trace` says on hover where they come from."""
    st.html(markup.strip_html(figures, trace))


def panel_head(title: str, subtitle: str = "") -> None:
    """Draw a panel's finding and what is drawn below it."""
    st.html(markup.panel_head_html(title, subtitle))


def verdict_key(counts: Mapping[str, int], palette: Palette, _: Translate) -> None:
    """Draw how many areas have each verdict."""
    st.html(markup.verdict_key_html(counts, palette, _))


def stage_key(counts: Mapping[str, int], palette: Palette, _: Translate) -> None:
    """Draw how many counties are in each stage."""
    st.html(markup.stage_key_html(counts, palette, _))


def chart(figure: go.Figure, *, key: str, alternative: str) -> None:
    """Draw a Plotly figure, with `alternative` for those who do not see it."""
    st.plotly_chart(figure, key=key, config=CONFIG, theme=None, alt=alternative)


def paragraph(title: str, remarks: Sequence[Remark]) -> None:
    """Draw a titled paragraph of sentences."""
    st.html(markup.paragraph_html(title, remarks))


def page_foot(left: str, right: str, tables: Sequence[str] = ()) -> None:
    """Draw the line that ends a page; `tables` are of markup.table_html."""
    st.html(markup.footer_html(left, right, tables))


def demo_tag(_: Translate) -> None:
    """Draw the mark of demo data."""
    st.html(markup.demo_tag_html(_))


def empty_state(
    title: str, text: str, remedy: str = "", *, kind: Literal["empty", "error"] = "empty"
) -> None:
    """Draw a card in place of figures: what is so, and what to do."""
    st.html(markup.state_html(title, text, remedy, kind=kind))


def say_once(key: str) -> None:
    """Draw what the last change came to, kept in the session under `key`: done or refused, and a sentence."""
    said: tuple[str, str] | None = st.session_state.pop(key, None)
    if said is not None:
        kind, text = said
        role = "status" if kind == "done" else "alert"
        st.html(f'<p class="view-told {kind}" role="{role}">{escape(text)}</p>')
