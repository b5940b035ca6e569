"""Finds counties as people type them: by name, pinyin, initials, code, former name, with or without an area.

Most useful first: what is meant exactly, then a former name, then what begins so, initials, and what contains it;
last the counties of an area that is named. Where the reader sets syllables apart (xi an), names that have them so
(西安) come before those that do not (先). Among equals those found without an area in the query come first, then the
code decides.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, TypeAlias

from data.county_search_keys import How, SearchKey, area_keys, search_keys, without_marks

Fit: TypeAlias = Literal["exact", "former", "prefix", "initials", "initials_prefix", "contains", "area"]
FITS: Final[tuple[Fit, ...]] = (
    *("exact", "former", "prefix", "initials", "initials_prefix", "contains", "area"),
)
# Whether syllables run across what was set apart; the place in FITS; how many areas were taken off the query.
_Rank: TypeAlias = tuple[bool, int, int]
_RANK: Final = {fit: place for place, fit in enumerate(FITS)}

# The longest path of names has 25 signs, the longest pinyin of one 40 letters.
LONGEST_QUERY: Final = 80
FEW_LETTERS: Final = 2
# Province, prefecture and county: what follows two areas is the county.
MOST_AREAS: Final = 2
_WORD: Final = re.compile(r"[^\W_]+")
# Tones written as figures: chao2yang2.
_TONE: Final = re.compile(r"(?<=[a-z])[1-5](?!\d)")
# What parts keys from each other in the text that is searched; no query has it.
_END: Final = "\n"


@dataclass(frozen=True)
class Hit:
    """A county that fits a query: how it was found, by which name or code of its own, and how well that fits."""

    county_code: str
    how: How
    shown: str
    fit: Fit


@dataclass(frozen=True)
class _Query:
    """A query as a key, with the places at which the reader set something apart."""

    text: str
    breaks: frozenset[int]

    def part(self, start: int, end: int) -> "_Query":
        return _Query(
            self.text[start:end], frozenset(place - start for place in self.breaks if start < place < end)
        )


def search_counties(text: str, *, limit: int | None = None) -> list[Hit]:
    """List the counties that fit what was typed, the most useful first, each once; never raises."""
    query = _plain_query(text)
    if not query.text:
        return []
    best: dict[str, tuple[_Rank, SearchKey]] = {}
    for rank, key in _ranked(query, None, areas=0):
        if key.code not in best or rank < best[key.code][0]:
            best[key.code] = (rank, key)
    ordered = sorted(best.values(), key=lambda found: (found[0], found[1].code))
    return [Hit(key.code, key.how, key.shown, FITS[rank[1]]) for rank, key in ordered[:limit]]


def _plain_query(text: str) -> _Query:
    words = _WORD.findall(_TONE.sub(" ", without_marks(text[:LONGEST_QUERY])))
    breaks: set[int] = set()
    length = 0
    for word in words:
        breaks.add(length)
        length += len(word)
    return _Query("".join(words), frozenset(breaks - {0}))


def _ranked(query: _Query, within: frozenset[str] | None, *, areas: int) -> Iterator[tuple[_Rank, SearchKey]]:
    """Give every way in which the query fits a county, with its rank; `areas`: how many were taken off it."""
    text, breaks = query.text, query.breaks
    for key, start in _occurrences(text):
        if (within is None or key.code in within) and (fit := _fit(key, start, text)):
            apart = bool(breaks and key.breaks) and not {start + place for place in breaks} <= key.breaks
            yield (apart, _RANK[fit], areas), key
    inside = area_keys().get(text)
    if inside is not None:
        for code in inside if within is None else inside & within:
            yield (False, _RANK["area"], areas), SearchKey(text, code, "area", text)
    if areas == MOST_AREAS:
        return
    for members, rest in _without_area(query):
        narrowed = members if within is None else members & within
        if narrowed:
            yield from _ranked(rest, narrowed, areas=areas + 1)


def _without_area(query: _Query) -> Iterator[tuple[frozenset[str], _Query]]:
    """Take an area's name off the beginning of a query, or off its end where it was set apart."""
    length = len(query.text)
    for place in range(2, length):
        if members := area_keys().get(query.text[:place]):
            yield members, query.part(place, length)
    for place in query.breaks:
        if members := area_keys().get(query.text[place:]):
            yield members, query.part(0, place)


def _fit(key: SearchKey, start: int, text: str) -> Fit | None:
    whole = start == 0 and len(text) == len(key.text)
    if key.how == "initials":
        return ("initials" if whole else "initials_prefix") if start == 0 and len(text) > 1 else None
    former = key.how in {"former_name", "former_code"}
    if start == 0:
        return ("former" if former else "exact") if whole else "contains" if former else "prefix"
    if key.how == "code" or start == key.tail or (text.isascii() and start not in key.breaks):
        return None
    return "contains"


def _occurrences(text: str) -> Iterator[tuple[SearchKey, int]]:
    """Give the keys that contain a text, and where."""
    joined, starts = _haystack()
    keys = search_keys()
    # So few letters stand in most names: only those that begin with them are looked at.
    few = text.isascii() and len(text) <= FEW_LETTERS
    sought, skipped = (_END + text, len(_END)) if few else (text, 0)
    place = joined.find(sought)
    while place >= 0:
        index = bisect_right(starts, place + skipped) - 1
        yield keys[index], place + skipped - starts[index]
        place = joined.find(sought, place + 1)


@cache
def _haystack() -> tuple[str, list[int]]:
    """Give all keys as one text, in which Python finds a word faster than in many, and where each begins."""
    starts: list[int] = []
    length = len(_END)
    for key in search_keys():
        starts.append(length)
        length += len(key.text) + len(_END)
    return _END + _END.join(key.text for key in search_keys()), starts
