"""Find counties as people type them: by name, pinyin, initials, code, former or later name, with or without an area.

Those of a day are found, by their names then and by those that they had before or have had since.

Every county has keys, by each of which it is found: plain text of small letters, digits and Chinese characters. The
`breaks` of a key are the places within it at which a syllable or a word begins, where a part of a name may be found.

What is found is ordered by its use: what is meant exactly, then another name, then what begins so, initials, and what
contains it; last the counties of an area that is named. Where the reader sets syllables apart (xi an), names that have
them so (西安) come before those that do not (先). Among equals those found without an area in the query come first,
then the code decides.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate
from typing import Final, Literal, TypeAlias, get_args

from data.names.index import County, PlaceNames, place_names
from data.names.place_words import (
    AUTONOMOUS,
    COUNTY_NICKNAMES,
    DIVISIONS,
    KIND_SUFFIX,
    NUMERALS,
    PLAIN_AUTONOMOUS,
)
from data.register.register import LATER_KINDS, load_syllables

FoundBy: TypeAlias = Literal[
    "code",
    "name",
    "pinyin",
    "english",
    "initials",
    "former_name",
    "former_code",
    "later_name",
    "later_code",
    "area",
]
OTHER_NAMES: Final = ("former_name", "former_code", "later_name", "later_code")
# Registers whose keys are kept in memory: people look at few days at once.
KEPT_REGISTERS: Final = 4

# The readings of what the names of divisions have and those of counties lack.
NUMERAL_SYLLABLES: Final = {
    "一": "yi",
    "二": "er",
    "三": "san",
    "四": "si",
    "五": "wu",
    "六": "liu",
    "七": "qi",
    "八": "ba",
    "九": "jiu",
    "十": "shi",
    "第": "di",
    "师": "shi",
    "农": "nong",
    "兵": "bing",
    "团": "tuan",
}
_WORD: Final = re.compile(r"[^\W_]+")
Fit: TypeAlias = Literal["exact", "former", "prefix", "initials", "initials_prefix", "contains", "area"]

FITS: Final[tuple[Fit, ...]] = get_args(Fit)

# Whether syllables run across what was set apart; the place in FITS; how many areas were taken off the query.
_Rank: TypeAlias = tuple[bool, int, int]

_RANK: Final = {fit: place for place, fit in enumerate(FITS)}

# The longest path of names has 25 signs, the longest pinyin of one 40 letters.
LONGEST_QUERY: Final = 80
FEW_LETTERS: Final = 2
# Province, prefecture and county: what follows two areas is the county.
MOST_AREAS: Final = 2

# Tones written as figures: chao2yang2.
_TONE: Final = re.compile(r"(?<=[a-z])[1-5](?!\d)")
# What parts keys from each other in the text that is searched; no query has it.
_END: Final = "\n"


@dataclass(frozen=True)
class SearchKey:
    """One text by which a county is found; `shown` is the name or code that it stands for, as people write it.

    tail: where the word for the kind (区, 县, District) begins, which half of all names have; -1 without one.
    """

    text: str
    code: str
    how: FoundBy
    shown: str
    breaks: frozenset[int] = frozenset()
    tail: int = -1


def without_marks(text: str) -> str:
    """Write letters as they are typed: without tones and accents, ü as v, full width folded, small."""
    apart = unicodedata.normalize("NFKD", text.casefold()).replace("u\u0308", "v")
    return unicodedata.normalize("NFKC", "".join(sign for sign in apart if not unicodedata.combining(sign)))


def plain(text: str) -> str:
    """Write a text as a key: its letters, digits and Chinese characters alone."""
    return "".join(_WORD.findall(without_marks(text)))


@lru_cache(maxsize=KEPT_REGISTERS)
def search_keys(names: PlaceNames) -> tuple[SearchKey, ...]:
    """Give every key of every county of a day, in the order of codes, no text twice for one county."""
    table = names.register.counties
    english = dict(zip(table["county_code"], table["name_en"], strict=True))
    other = _other_keys(names)
    found: list[SearchKey] = []
    for code, county in names.counties.items():
        own: dict[str, SearchKey] = {}
        for key in (*_own_keys(county, str(english[code])), *other[code]):
            own.setdefault(key.text, key)
        found += own.values()
    return tuple(found)


@lru_cache(maxsize=KEPT_REGISTERS)
def area_keys(names: PlaceNames) -> dict[str, frozenset[str]]:
    """Give the codes of the counties that lie in the areas of a name, which may be pinyin, initials or English."""
    areas: dict[str, set[str]] = defaultdict(set)
    named: list[tuple[str, str]] = list(names.provinces.items())
    named += [(name, code) for name, codes in names.prefectures.items() for code in codes]
    for name, code in named:
        areas[plain(name)].add(code)
        syllables = load_syllables().get(name)
        if syllables:
            areas["".join(syllables)].add(code)
            areas["".join(syllable[0] for syllable in syllables)].add(code)
    for table in (names.register.prefectures, names.register.provinces):
        for code, name in zip(table["code"], table["name_en"], strict=True):
            areas[plain(name)].add(code)
            areas[plain(name.replace("ü", "u").replace("Ü", "U"))].add(code)
    members: dict[str, set[str]] = defaultdict(set)
    for county in names.counties.values():
        for area in (county.province_code, county.prefecture_code, county.map_province_code):
            members[area].add(county.code)
    # One letter or one character names no area.
    return {
        name: frozenset[str]().union(*(members[code] for code in codes))
        for name, codes in areas.items()
        if len(name) > 1
    }


@dataclass(frozen=True)
class Hit:
    """A county that fits a query: how it was found, by which name or code of its own, and how well that fits."""

    county_code: str
    how: FoundBy
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


def search_counties(text: str, *, day: date | None = None, limit: int | None = None) -> list[Hit]:
    """List the counties of a day that fit what was typed, the most useful first, each once; never raises.

    day: None for the newest register.
    """
    query = _plain_query(text)
    if not query.text:
        return []
    best: dict[str, tuple[_Rank, SearchKey]] = {}
    for rank, key in _ranked(place_names(day), query, None, areas=0):
        if key.code not in best or rank < best[key.code][0]:
            best[key.code] = (rank, key)
    ordered = sorted(best.values(), key=lambda found: (found[0], found[1].code))
    return [Hit(key.code, key.how, key.shown, FITS[rank[1]]) for rank, key in ordered[:limit]]


def _own_keys(county: County, english: str) -> Iterator[SearchKey]:
    yield SearchKey(county.code, county.code, "code", county.code)
    names = [county.name, *_short_names(county), *_division_names(county)]
    readings = dict(zip(county.name, load_syllables().get(county.name, ()), strict=False))
    readings = NUMERAL_SYLLABLES | readings if _division_names(county) else readings
    for name in names:
        tail = len(name) - 1 if name == county.name else -1
        yield SearchKey(plain(name), county.code, "name", name, tail=tail)
    read = [[readings[sign] for sign in name] for name in names if all(sign in readings for sign in name)]
    for syllables in read:
        yield _pinyin_key(syllables, county.code, "pinyin", county.name, whole=syllables is read[0])
    if not readings:  # an operator's edition has no more than the whole name's pinyin
        yield SearchKey(county.pinyin, county.code, "pinyin", county.name)
        yield SearchKey(county.initials, county.code, "initials", county.name)
    for name in (english, english.replace("ü", "u").replace("Ü", "U")):
        words = _WORD.findall(without_marks(name))
        yield SearchKey(
            "".join(words), county.code, "english", english, _breaks(words), max(_breaks(words), default=-1)
        )
    for syllables in read:
        initials = "".join(syllable[0] for syllable in syllables)
        yield SearchKey(initials, county.code, "initials", county.name)


def _short_names(county: County) -> list[str]:
    """List what a county is called for short: 朝阳区 → 朝阳, 前郭尔罗斯蒙古族自治县 → 前郭尔罗斯, 前郭县."""
    found: list[str] = []
    for pattern in (AUTONOMOUS, PLAIN_AUTONOMOUS):
        if match := pattern.fullmatch(county.name):
            found += [match["place"], match["place"] + match["kind"]]
    if (match := KIND_SUFFIX.fullmatch(county.name)) and not county.name.endswith(("自治县", "自治旗")):
        found.append(match["place"])
    found += [nickname for nickname, name in COUNTY_NICKNAMES.items() if name == county.name]
    return list(dict.fromkeys(found))


def _division_names(county: County) -> list[str]:
    """List the names of the XPCC division that a city is the seat of: 第八师, 八师, 8师, 农八师 and so on."""
    numbers = [number for number, code in DIVISIONS.items() if code == county.code]
    return [
        f"{prefix}{written}师"
        for number in numbers
        for written in (NUMERALS[number], str(number))
        for prefix in ("第", "", "农", "兵团", "兵团第")
    ]


def _other_keys(names: PlaceNames) -> dict[str, list[SearchKey]]:
    """Give the keys of the codes and names that counties had before, or have had since."""
    found: dict[str, list[SearchKey]] = defaultdict(list)
    for change in names.changes:
        later = change.kind in LATER_KINDS
        for code in change.new_codes:
            county = names.counties.get(code)
            if county is None:
                continue
            if change.old_code != code:
                how: FoundBy = "later_code" if later else "former_code"
                found[code].append(SearchKey(change.old_code, code, how, change.old_code))
            if change.old_name != county.name:
                found[code] += _other_name_keys(
                    change.old_name, code, "later_name" if later else "former_name"
                )
    return found


def _other_name_keys(name: str, code: str, how: FoundBy) -> Iterator[SearchKey]:
    syllables = load_syllables().get(name)
    short = KIND_SUFFIX.fullmatch(name)
    yield SearchKey(plain(name), code, how, name, tail=len(name) - 1)
    if syllables:
        yield _pinyin_key(syllables, code, how, name, whole=True)
    if short:
        yield SearchKey(short["place"], code, how, name)
    if short and syllables:
        yield _pinyin_key(syllables[: len(short["place"])], code, how, name)


def _pinyin_key(
    syllables: tuple[str, ...] | list[str], code: str, how: FoundBy, shown: str, *, whole: bool = False
) -> SearchKey:
    breaks = _breaks(syllables)
    return SearchKey("".join(syllables), code, how, shown, breaks, max(breaks, default=-1) if whole else -1)


def _breaks(parts: tuple[str, ...] | list[str]) -> frozenset[int]:
    return frozenset(accumulate(len(part) for part in parts[:-1]))


def _plain_query(text: str) -> _Query:
    words = _WORD.findall(_TONE.sub(" ", without_marks(text[:LONGEST_QUERY])))
    breaks: set[int] = set()
    length = 0
    for word in words:
        breaks.add(length)
        length += len(word)
    return _Query("".join(words), frozenset(breaks - {0}))


def _ranked(
    names: PlaceNames, query: _Query, within: frozenset[str] | None, *, areas: int
) -> Iterator[tuple[_Rank, SearchKey]]:
    """Give every way in which the query fits a county, with its rank; `areas`: how many were taken off it."""
    text, breaks = query.text, query.breaks
    for key, start in _occurrences(names, text):
        if (within is None or key.code in within) and (fit := _fit(key, start, text)):
            apart = bool(breaks and key.breaks) and not {start + place for place in breaks} <= key.breaks
            yield (apart, _RANK[fit], areas), key
    inside = area_keys(names).get(text)
    if inside is not None:
        for code in inside if within is None else inside & within:
            yield (False, _RANK["area"], areas), SearchKey(text, code, "area", text)
    if areas == MOST_AREAS:
        return
    for members, rest in _without_area(names, query):
        narrowed = members if within is None else members & within
        if narrowed:
            yield from _ranked(names, rest, narrowed, areas=areas + 1)


def _without_area(names: PlaceNames, query: _Query) -> Iterator[tuple[frozenset[str], _Query]]:
    """Take an area's name off the beginning of a query, or off its end where it was set apart."""
    length = len(query.text)
    for place in range(2, length):
        if members := area_keys(names).get(query.text[:place]):
            yield members, query.part(place, length)
    for place in query.breaks:
        if members := area_keys(names).get(query.text[place:]):
            yield members, query.part(0, place)


def _fit(key: SearchKey, start: int, text: str) -> Fit | None:
    whole = start == 0 and len(text) == len(key.text)
    if key.how == "initials":
        return ("initials" if whole else "initials_prefix") if start == 0 and len(text) > 1 else None
    other = key.how in OTHER_NAMES
    if start == 0:
        return ("former" if other else "exact") if whole else "contains" if other else "prefix"
    if key.how == "code" or start == key.tail or (text.isascii() and start not in key.breaks):
        return None
    return "contains"


def _occurrences(names: PlaceNames, text: str) -> Iterator[tuple[SearchKey, int]]:
    """Give the keys that contain a text, and where."""
    joined, starts = _haystack(names)
    keys = search_keys(names)
    # So few letters stand in most names: only those that begin with them are looked at.
    few = text.isascii() and len(text) <= FEW_LETTERS
    sought, skipped = (_END + text, len(_END)) if few else (text, 0)
    place = joined.find(sought)
    while place >= 0:
        index = bisect_right(starts, place + skipped) - 1
        yield keys[index], place + skipped - starts[index]
        place = joined.find(sought, place + 1)


@lru_cache(maxsize=KEPT_REGISTERS)
def _haystack(names: PlaceNames) -> tuple[str, list[int]]:
    """Give all keys as one text, in which Python finds a word faster than in many, and where each begins."""
    starts: list[int] = []
    length = len(_END)
    for key in search_keys(names):
        starts.append(length)
        length += len(key.text) + len(_END)
    return _END + _END.join(key.text for key in search_keys(names)), starts
