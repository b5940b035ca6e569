"""Reporting provinces by whatever a person calls them: code, full name, short name, English name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from data.base.formats import join_names
from data.register.register import load_provinces

ALL: Final = "all"
# As in data.names.matching: of two or three signs one may differ.
LEAST_LIKENESS: Final = 0.65
MOST_SUGGESTIONS: Final = 3


class UnknownProvince(ValueError):
    """A name is none of a reporting province; the message names what is close."""


def find_provinces(names: Sequence[str]) -> tuple[str, ...]:
    """Give the codes of the provinces named, each once, in the order given; `all` stands for the 32 in order of code.

    Raises UnknownProvince, whose text is a whole sentence.
    """
    codes: list[str] = []
    for name in names:
        codes += load_provinces()["code"].tolist() if name.strip().casefold() == ALL else [_code(name)]
    return tuple(dict.fromkeys(codes))


def _code(name: str) -> str:
    known = {
        str(value).casefold(): (str(row["code"]), str(value))
        for row in load_provinces().to_dict("records")
        for value in (row["code"], row["name"], row["short_name"], row["name_en"])
    }
    asked = name.strip().casefold()
    if asked in known:
        return known[asked][0]
    close = process.extract(
        asked, list(known), scorer=JaroWinkler.similarity, score_cutoff=LEAST_LIKENESS, limit=MOST_SUGGESTIONS
    )
    if not close:
        raise UnknownProvince(f'"{name}" is no province; write it like 440000, 广东 or Guangdong.')
    shown = join_names([known[likely][1] for likely, _score, _place in close], "en").replace(" and ", " or ")
    raise UnknownProvince(f'"{name}" is no province; do you mean {shown}?')
