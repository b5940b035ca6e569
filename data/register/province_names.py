"""Reporting provinces by whatever a person calls them: code, full name, short name, English name; and likeness."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from data.base.formats import join_names
from data.register.register import load_provinces

ALL: Final = "all"
MOST_SUGGESTIONS: Final = 3

# Jaro and Winkler's measure, which prefers the same beginning: of three signs one may differ, of two as well.
LEAST_LIKENESS: Final = 0.65


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


def province_named(name: str) -> str | None:
    """Give the code of the province that is called so; None where none is."""
    code, _written = _known_names().get(name.strip().casefold(), (None, ""))
    return code


def most_alike(name: str, names: Mapping[str, str], most: int) -> tuple[str, ...]:
    """Give the keys of the names that are most like `name`, best first, at most so many."""
    found = process.extract(
        name, names, scorer=JaroWinkler.similarity, score_cutoff=LEAST_LIKENESS, limit=most
    )
    return tuple(key for _name, _score, key in found)


@cache
def _known_names() -> dict[str, tuple[str, str]]:
    """Give the code and the writing of each name of a province, by the name in small letters."""
    return {
        str(value).casefold(): (str(row["code"]), str(value))
        for row in load_provinces().to_dict("records")
        for value in (row["code"], row["name"], row["short_name"], row["name_en"])
    }


def _code(name: str) -> str:
    code = province_named(name)
    if code is not None:
        return code
    known = _known_names()
    close = most_alike(name.strip().casefold(), {plain: plain for plain in known}, MOST_SUGGESTIONS)
    if not close:
        raise UnknownProvince(f'"{name}" is no province; write it like 440000, 广东 or Guangdong.')
    shown = join_names([known[likely][1] for likely in close], "en").replace(" and ", " or ")
    raise UnknownProvince(f'"{name}" is no province; do you mean {shown}?')
