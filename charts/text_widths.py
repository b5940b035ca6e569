"""How wide a text is: an estimate by the letters of screens, of pictures and of slides; names cut to their room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from charts.theme import LABEL_SIZE, plain

# Px that a row's name takes at most, and before its bar.
WIDEST_NAME: Final = 165
NAME_GAP: Final = 22

# Signs beyond this one are Chinese or as wide.
_LAST_NARROW: Final = 0x2E7F


@dataclass(frozen=True)
class Letters:
    """How wide letters are, where type is `unit` large: those of `narrow`, all `other` Latin ones, the `wide` ones.

    as_wide: signs that count as wide. bold: how much wider bold type is, of narrow and of wide letters. in_latin,
    in_chinese: what to add to a text without and with Chinese.
    """

    unit: float
    narrow: Mapping[str, float]
    other: float
    wide: float
    bold: tuple[float, float]
    as_wide: str = ""
    in_latin: float = 1.0
    in_chinese: float = 1.0


def _by_letter(widths: Mapping[float, str]) -> dict[str, float]:
    return {letter: width for width, letters in widths.items() for letter in letters}


# A reader's own fonts are not known: a mean width, a little over what they take.
SCREEN: Final = Letters(unit=LABEL_SIZE, narrow={}, other=6.6, wide=LABEL_SIZE + 0.5, bold=(8.0 / 6.6, 1.0))

# The fonts of the stage and of paper, a little over what they take.
_IN_PICTURES: Final[dict[float, str]] = {
    0.32: "iljI.,:;|!'’‘·()[] ",
    0.42: "ftr-–−/",
    0.92: "mwMW%@…—",
    0.68: "ABCDEFGHJKLNOPQRSTUVXYZ&+",
}
PICTURES: Final = Letters(unit=1, narrow=_by_letter(_IN_PICTURES), other=0.57, wide=1.0, bold=(1.06, 1.06))

# Arial's widths. Microsoft YaHei's Latin letters are a little wider, and some programs set them apart from Chinese.
_ARIAL: Final[dict[float, str]] = {
    191: "'",
    222: "ijl",
    260: "|",
    278: " !,./:;I[\\]ft",
    333: "()-`r",
    334: "{}",
    355: '"',
    389: "*",
    469: "^",
    500: "Jcksvxyz",
    556: "#$0123456789?L_abdeghnopqu",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@",
}
SLIDES: Final = Letters(
    unit=1000,
    narrow=_by_letter(_ARIAL),
    other=600,
    wide=1000,
    bold=(1.07, 1.0),
    as_wide="…—",
    in_latin=1.02,
    in_chinese=1.08,
)


def text_width(text: str, size: float, *, bold: bool = False, letters: Letters = PICTURES) -> float:
    """Estimate how wide a text is at a type size, rather too much than too little."""
    narrow, wide, is_chinese = 0.0, 0.0, False
    for letter in text:
        if ord(letter) > _LAST_NARROW or letter in letters.as_wide:
            wide += letters.wide
            is_chinese = is_chinese or letter not in letters.as_wide
        else:
            narrow += letters.narrow.get(letter, letters.other)
    if bold:
        narrow, wide = narrow * letters.bold[0], wide * letters.bold[1]
    spread = letters.in_chinese if is_chinese else letters.in_latin
    return (narrow + wide) / letters.unit * spread * size


def cut(text: str, room: float, size: float, *, bold: bool = False, letters: Letters = PICTURES) -> str:
    """Cut a text that is wider than its room, with … at its end."""
    if text_width(text, size, bold=bold, letters=letters) <= room:
        return text
    while text and text_width(text + "…", size, bold=bold, letters=letters) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def label_width(text: str, *, bold: bool = False) -> float:
    """Estimate the px that a text takes on screen as a label."""
    return text_width(text, LABEL_SIZE, bold=bold, letters=SCREEN)


def name_room(labels: Sequence[str]) -> int:
    """Give the px that the longest of these names takes as a row's label, with the gap before its bar."""
    widest = max((label_width(label, bold=True) for label in labels), default=0)
    return round(min(widest, WIDEST_NAME)) + NAME_GAP


def short_name(label: str) -> str:
    """Cut a name that is wider than a row's label may be, and make it plain; the hover card has it in full."""
    return plain(cut(label, WIDEST_NAME, LABEL_SIZE, bold=True, letters=SCREEN))
