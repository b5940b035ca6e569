"""The look that Streamlit's theme options do not reach: style sheets, the palette as CSS variables, light and dark."""

from dataclasses import fields
from html import escape
from pathlib import Path
from typing import Final

import streamlit as st

from charts.palette import LIGHT, VERDICTS, Palette, VerdictColours, palette
from charts.theme import FONTS
from data.base.language import translator
from data.base.stages import STAGES
from ui.selection import Selection

STYLE_SHEETS = "".join(
    (Path(__file__).parent / name).read_text(encoding="utf-8")
    for name in (
        "look.css",
        "pieces.css",
        "overview/overview.css",
        "figure/figure.css",
        "map/map.css",
        "progress/progress.css",
        "records/records.css",
        "upload/upload.css",
        "actions/actions.css",
        "reporting/reporting.css",
        "zones/zones.css",
        "mechanisms/mechanisms.css",
        "county/county.css",
        "present/handouts.css",
        "views/views.css",
        "files/files.css",
        "accounts/accounts.css",
        "sign_in/sign_in.css",
    )
)

# ui/web/index_html.py notes the applied theme in `window.eaTheme` as the page loads.
RELOAD_IF_OTHER = """<script>
if (window.eaTheme !== "%s") setTimeout(() => location.reload(), 50);
</script>"""
_PLAIN: Final = tuple(
    field.name for field in fields(Palette) if field.name not in ("dark", "share", "stages", "verdicts")
)


def apply_look(selection: Selection) -> None:
    """Add the style sheet, with the colours of the theme and the fonts of the language."""
    _ = translator(selection.lang)
    skip = _("Skip to the page")
    words = f"--ea-font:{FONTS[selection.lang]};--ea-skip:'{skip}';"
    variables = palette_variables(palette(selection.dark), "ea-") + words
    st.html(f"<style>:root{{{variables}}}{STYLE_SHEETS}</style>")


def brand(selection: Selection) -> None:
    """The product's name, in the reader's language first, at the head of the sidebar."""
    name = "Education Alliance Dashboard"
    chinese = translator("zh")(name)
    first, second = (chinese, name) if selection.lang == "zh" else (name, chinese)
    st.html(f'<div class="brand">{escape(first)}<span>{escape(second)}</span></div>')


def follow_theme(selection: Selection) -> None:
    """Reload the page where the address asks for another theme than the one it was loaded with.

    Streamlit has no call that switches its theme, and reads the choice only as a page loads.
    """
    if selection.theme_chosen:
        st.html(RELOAD_IF_OTHER % selection.theme, unsafe_allow_javascript=True)


def _named(name: str) -> str:
    return name.replace("_", "-")


def palette_variables(colours: Palette, prefix: str = "") -> str:
    """Write a palette as CSS custom properties, so that no style sheet names a colour of its own: `--coast`."""
    pairs = {_named(name): str(getattr(colours, name)) for name in _PLAIN}
    pairs |= {f"share-{step}": colour for step, colour in enumerate(colours.share)}
    pairs |= {f"stage-{_named(stage)}": colours.stages[stage] for stage in STAGES}
    for verdict in VERDICTS:
        own = colours.verdicts[verdict]
        pairs |= {
            f"{_named(verdict)}-fill": own.fill,
            f"{_named(verdict)}-edge": own.outline or own.fill,
            f"{_named(verdict)}-text": own.text,
        }
    return "".join(f"--{prefix}{name}:{colour};" for name, colour in pairs.items())


def _variable(name: str) -> str:
    return f"var(--{_named(name)})"


# Whatever draws with a palette draws with this one in colours that the style sheet decides.
VARIABLE_PALETTE: Final = Palette(
    dark=False,
    share=tuple(_variable(f"share-{step}") for step in range(len(LIGHT.share))),
    stages={stage: _variable(f"stage-{stage}") for stage in STAGES},
    verdicts={
        verdict: VerdictColours(
            _variable(f"{verdict}-fill"), _variable(f"{verdict}-edge"), _variable(f"{verdict}-text")
        )
        for verdict in VERDICTS
    },
    **{name: _variable(name) for name in _PLAIN},
)
