"""How wide a text is: estimates for charts on screen, for pictures and for slides, and names cut to their room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from charts.theme import LABEL_SIZE, plain

# From the space to the tilde, in thousandths of the type size, as Arial and its likes have them.
_ARIAL: Final = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip

_FIRST: Final = ord(" ")

_LAST_NARROW: Final = 0x2E7F

_AS_WIDE: Final = "…—"

_OTHER_NARROW: Final = 600

_WIDE: Final = 1000

# Microsoft YaHei's Latin letters are a little wider, and some programs set them apart from Chinese ones.
_IN_CHINESE: Final = 1.08

_IN_LATIN: Final = 1.02

_BOLD_ON_SLIDES: Final = 1.07


def letters_width(text: str, *, bold: bool = False) -> float:
    """Estimate a text's width in parts of the type size, rather too much than too little."""
    narrow, wide, is_chinese = 0, 0, False
    for letter in text:
        if ord(letter) > _LAST_NARROW or letter in _AS_WIDE:
            wide += _WIDE
            is_chinese = is_chinese or letter not in _AS_WIDE
        elif 0 <= ord(letter) - _FIRST < len(_ARIAL):
            narrow += _ARIAL[ord(letter) - _FIRST]
        else:
            narrow += _OTHER_NARROW
    width = wide + narrow * (_BOLD_ON_SLIDES if bold else 1)
    return width / 1000 * (_IN_CHINESE if is_chinese else _IN_LATIN)


_NARROW: Final = 6.6

_NARROW_BOLD: Final = 8.0

WIDEST_NAME: Final = 165

NAME_GAP: Final = 22


def label_width(text: str, *, bold: bool = False) -> float:
    """Estimate the px that a text takes at LABEL_SIZE, a little over what it does."""
    narrow = _NARROW_BOLD if bold else _NARROW
    return sum(LABEL_SIZE + 0.5 if ord(sign) > _LAST_NARROW else narrow for sign in text)


def name_room(labels: Sequence[str]) -> int:
    """Give the px that the longest of these names takes as a row's label, with the gap before its bar."""
    widest = max((label_width(label, bold=True) for label in labels), default=0)
    return round(min(widest, WIDEST_NAME)) + NAME_GAP


def short_name(label: str) -> str:
    """Cut a name that is wider than a row's label may be, and make it plain; the hover card has it in full."""
    if label_width(label, bold=True) <= WIDEST_NAME:
        return plain(label)
    while label_width(label + "…", bold=True) > WIDEST_NAME:
        label = label[:-1]
    return plain(label.rstrip() + "…")


# Widths of letters in parts of the type size, a little over what usual faces take.
_WIDTHS: Final = (
    (frozenset("iljI.,:;|!'’‘·()[] "), 0.32),
    (frozenset("ftr-–−/"), 0.42),
    (frozenset("mwMW%@…—"), 0.92),
    (frozenset("ABCDEFGHJKLNOPQRSTUVXYZ&+"), 0.68),
)

_OTHER_WIDTH: Final = 0.57

_BOLD_IN_PICTURES: Final = 1.06


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Estimate how wide a text is at a type size."""
    wide = sum(_letter_width(sign) for sign in text)
    return wide * size * (_BOLD_IN_PICTURES if bold else 1.0)


def _letter_width(sign: str) -> float:
    if ord(sign) > _LAST_NARROW:
        return 1.0
    return next((width for signs, width in _WIDTHS if sign in signs), _OTHER_WIDTH)


def cut(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Cut a text that is wider than its room, with … at its end."""
    if text_width(text, size, bold=bold) <= room:
        return text
    while text and text_width(text + "…", size, bold=bold) > room:
        text = text[:-1]
    return text.rstrip() + "…"
