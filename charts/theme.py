"""How every chart looks: fonts, paper, hover cards, and the words' language, carried as one value."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Final

from charts.palette import Palette
from data.base.language import Translate

_CJK: Final = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif'

# Latin faces first in English: CJK faces draw ’ “ ” … at full width.
FONTS: Final = {"zh": _CJK, "en": f'"Segoe UI","Helvetica Neue",Arial,{_CJK}'}

# Sizes in px at 1080p: nothing in a chart is smaller than the floor.
LABEL_SIZE: Final = 13

FLOOR_SIZE: Final = 12


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


def plain(text: str) -> str:
    """Give a text from data as Plotly shows it as it is: `<b>`, links and entities in it are no markup."""
    return escape(text, quote=False)


def as_sentences(parts: list[str], look: Look) -> str:
    """Join parts to sentences, each with its full stop."""
    return "。".join(parts) + "。" if look.lang == "zh" else ". ".join(parts) + "."
