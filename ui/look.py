"""The look that Streamlit's theme options do not reach: type, spacing, the frame of the page."""

from html import escape
from pathlib import Path

import streamlit as st

from charts.palette import Palette, palette
from charts.theme import FONTS
from data.language import translator
from ui.selection import Selection

STYLE_SHEETS = "".join(
    (Path(__file__).parent / name).read_text(encoding="utf-8")
    for name in (
        "look.css",
        "pieces.css",
        "figures.css",
        "cards.css",
        "progress.css",
        "upload.css",
        "actions.css",
        "zones.css",
        "mechanisms.css",
        "county.css",
        "handouts.css",
        "views.css",
        "files.css",
        "accounts.css",
        "account.css",
    )
)


def colour_variables(colours: Palette) -> str:
    """The palette as CSS custom properties, so that the style sheet names no colour of its own."""
    names = ("ink", "muted", "paper", "wash", "line", "rule", "accent", "accent_wash", "on_accent", "coast", "outside",
             "hatch", "hatch_ground", "error_text", "warning_text")  # fmt: skip
    plain = {name: getattr(colours, name) for name in names}
    verdicts = {f"{verdict}_text": colour.text for verdict, colour in colours.verdicts.items()}
    return "".join(f"--ea-{name.replace('_', '-')}:{value};" for name, value in {**plain, **verdicts}.items())


def apply_look(selection: Selection) -> None:
    """Add the style sheet, with the colours of the theme and the fonts of the language."""
    _ = translator(selection.lang)
    skip = _("Skip to the page")
    words = f"--ea-font:{FONTS[selection.lang]};--ea-skip:'{skip}';"
    variables = colour_variables(palette(selection.dark)) + words
    st.html(f"<style>:root{{{variables}}}{STYLE_SHEETS}</style>")


def brand(selection: Selection) -> None:
    """The product's name, in the reader's language first, at the head of the sidebar."""
    name = "Education Alliance Dashboard"
    chinese = translator("zh")(name)
    first, second = (chinese, name) if selection.lang == "zh" else (name, chinese)
    st.html(f'<div class="brand">{escape(first)}<span>{escape(second)}</span></div>')
