"""How wide letters are: Arial's widths, since no program is asked and shrinking on opening is left to none."""

from __future__ import annotations

from typing import Final

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
_BOLD: Final = 1.07


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
    width = wide + narrow * (_BOLD if bold else 1)
    return width / 1000 * (_IN_CHINESE if is_chinese else _IN_LATIN)
