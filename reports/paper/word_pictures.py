"""The briefing's pictures as PNG, for programs that cannot be trusted with SVG: Word before 2016, WPS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from charts.marks import mark_svg
from charts.palette import LIGHT, VERDICTS
from charts.words import sentence_case, verdict_word
from data.words import Translate
from reports.paper.model import Picture
from reports.paper.typesetting import set_png, verdict_values

PPI: Final = 200
MARK_MILLIMETRES: Final = 6
MARK_SIZE: Final = 16


def picture_png(picture: Picture, width: float, lang: str, _: Translate) -> bytes:
    """Draw a picture with its legend, so many mm wide."""
    return _draw([{**asdict(picture), "millimetres": width}], lang, _)[0]


def mark_pngs(_: Translate) -> Mapping[str, tuple[bytes, str]]:
    """Draw the verdicts' marks; each with its word."""
    words = [sentence_case(verdict_word(verdict, _)) for verdict in VERDICTS]
    marks = [
        asdict(Picture("", "", mark_svg(verdict, LIGHT), MARK_SIZE, MARK_SIZE, word))
        | {"millimetres": MARK_MILLIMETRES}
        for verdict, word in zip(VERDICTS, words, strict=True)
    ]
    return dict(zip(VERDICTS, zip(_draw(marks, "en", _), words, strict=True), strict=True))


def _draw(pictures: Sequence[Mapping[str, Any]], lang: str, _: Translate) -> list[bytes]:
    values = {"pictures": {"lang": lang, "pictures": pictures}, "verdicts": verdict_values(_)}
    return set_png("pictures.typ", values, ppi=PPI)
