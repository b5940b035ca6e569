"""Counties whose names are alike; for suggestions only, never to decide."""

from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from data.names_index import counties, plain_name, splits

# Jaro and Winkler's measure, which prefers the same beginning: of three signs one may differ, of two as well.
LEAST_LIKENESS = 0.65
MOST_SUGGESTIONS = 6


def suggest_counties(name: str, areas: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Give the codes of counties with names like this, best first, in the given areas or those that it names."""
    plain = plain_name(name)
    province, prefectures, rest = max(splits(plain), key=lambda way: len(plain) - len(way[2]))
    if not rest:
        return ()
    named = tuple(sorted(prefectures)) or ((province,) if province else ())
    names = _names(named or areas)
    found = process.extract(
        rest, names, scorer=JaroWinkler.similarity, score_cutoff=LEAST_LIKENESS, limit=MOST_SUGGESTIONS
    )
    return tuple(code for _name, _score, code in found)


@cache
def _names(areas: tuple[str, ...]) -> dict[str, str]:
    """Names of counties by code, in any of the areas, everywhere without any."""
    return {
        code: county.name
        for code, county in counties().items()
        if not areas or any(county.lies_in(area) for area in areas)
    }
