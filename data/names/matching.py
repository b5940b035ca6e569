"""Which county a row is about, from its code, its names, or both; and counties whose names are alike.

Names are matched exactly, then by former names, then shortened (天河 → 天河区, a guess); never by likeness, which
only suggests. A code and a name that point to different counties decide nothing. The province and prefecture of
the row, and the province that the upload is for, narrow down what a name can mean.

All of it is read by the register of a day: a county is the unit that bore the code or name then. Codes and names of
before or after stand for that unit, and the change is named.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from data.base.cell_values import CellValue, Finding, clean, is_blank, is_error, shown
from data.names.index import REMEMBERED_REGISTERS, County, PlaceNames, place_names, plain_name
from data.names.place_words import OUT_OF_SCOPE
from data.names.scope import NameMeaning, PlaceScope, name_meaning, named_place, parent_of, variants_agree
from data.register.province_names import most_alike
from data.register.register import Change, change_of_code

CodeKind: TypeAlias = Literal[
    "blank", "county", "split", "area", "out_of_scope", "unknown", "malformed", "error"
]

# 110105 with the zeros of towns (9 digits) and villages (12) behind it; .0 comes from numbers saved as text.
LONG_CODE: Final = re.compile(r"(\d{6})(?:0{3}|0{6})")
SCIENTIFIC: Final = re.compile(r"\d(?:\.\d{1,11})?e\+?\d{1,2}")
SEPARATORS: Final = re.compile(r"^['’‘`]|[\s_·-]+")
# Taiwan, Hong Kong and Macau.
OUTSIDE: Final = ("71", "81", "82")
MOST_SUGGESTIONS: Final = 6

# Areas whose counties are kept in memory, for suggestions: every prefecture and province of a register.
MOST_AREAS: Final = 500
MatchedBy: TypeAlias = Literal["code", "name", "former_code", "former_name", "guess"]
Suggest: TypeAlias = Callable[[str, tuple[str, ...], date | None], tuple[str, ...]]


@dataclass(frozen=True)
class CodeMeaning:
    """What a code stands for: a county's code now, and the change if it is a former or unofficial one.

    alike: codes that may be meant by a malformed one.
    """

    kind: CodeKind
    code: str | None = None
    change: Change | None = None
    alike: tuple[str, ...] = ()


def digits_of(cell: CellValue) -> str:
    """Write a code as digits: 110105.0, ' 110105 ', '110 105', １１０１０５ and 110105000000 give 110105."""
    text = SEPARATORS.sub("", clean(cell))
    if isinstance(cell, str) and re.fullmatch(r"\d+\.0+", text):
        text = text.partition(".")[0]
    elif isinstance(cell, str) and SCIENTIFIC.fullmatch(text):
        number = float(text)
        text = str(int(number)) if number.is_integer() and number < 1e15 else text
    match = LONG_CODE.fullmatch(text)
    return match[1] if match else text


def read_code(cell: CellValue, name: str = "", day: date | None = None) -> CodeMeaning:
    """Say what a code stands for on a day; the name decides where a code was used with two. Never raises."""
    text = clean(cell)
    if is_blank(text):
        return CodeMeaning("blank")
    if is_error(text):
        return CodeMeaning("error")
    code = digits_of(cell)
    names = place_names(day)
    if code in names.counties:
        return CodeMeaning("county", code)
    if not re.fullmatch("[0-9]{6}", code):
        alike = code[:6] if code[:6] in names.counties else ""
        return CodeMeaning("malformed", alike=(alike,) if alike and code.isdecimal() else ())
    if change := change_of_code(code, name, day):
        return CodeMeaning("county" if change.follower else "split", change.follower, change)
    if code.startswith(OUTSIDE):
        return CodeMeaning("out_of_scope")
    if code in names.provinces.values() or code in names.prefecture_codes:
        return CodeMeaning("area")
    return CodeMeaning("unknown")


def suggest_counties(name: str, areas: tuple[str, ...] = (), day: date | None = None) -> tuple[str, ...]:
    """Give the codes of counties with names like this, best first, in the given areas or those that it names."""
    plain, known = plain_name(name), place_names(day)
    province, prefectures, rest = max(known.splits(plain), key=lambda way: len(plain) - len(way[2]))
    if not rest:
        return ()
    named = tuple(sorted(prefectures)) or ((province,) if province else ())
    return most_alike(rest, _names(known, named or areas), MOST_SUGGESTIONS)


@dataclass(frozen=True)
class CountyMatch:
    """What a row is about: a county, with how that is known, or a functional area by name, or neither.

    former_code and former_name also stand for codes and names that the county has had only since the row's day.
    parent_code: the prefecture, else the province, that a functional area lies in.
    findings: what is to be said, each with the field (county_code, province, prefecture, county) it is about.
    """

    county_code: str | None = None
    how: MatchedBy | None = None
    change: Change | None = None
    functional_area: str | None = None
    parent_code: str | None = None
    findings: tuple[tuple[str, Finding], ...] = ()


def find_county(
    code: CellValue,
    province: CellValue,
    prefecture: CellValue,
    county: CellValue,
    *,
    day: date | None = None,
    within_province: str | None = None,
    suggest: Suggest = suggest_counties,
) -> CountyMatch:
    """Find the county of a row; never raises.

    day: the one that the row describes, None for the newest register. within_province: the code of the province
    that the upload is for. suggest: gives counties whose names are alike, best first, for a name, the areas to look
    in and the day.
    """
    if plain := as_registered(code, province, prefecture, county, within_province, day):
        return plain
    names = place_names(day)
    named, scope, unknown_areas = named_place(names, province, prefecture, county, within_province)
    meaning = read_code(code, shown(county), day)
    if is_error(named):
        return CountyMatch(findings=(("county", Finding("cell_formula_error", shown(county))),))
    if is_blank(named) and meaning.kind == "blank":
        return CountyMatch(findings=(("county", Finding("county_missing")),))
    if OUT_OF_SCOPE.search(clean(province)) or OUT_OF_SCOPE.search(named) or meaning.kind == "out_of_scope":
        return CountyMatch(findings=(("county", Finding("county_out_of_scope", named or shown(code))),))
    name = name_meaning(named, scope) if not is_blank(named) else None
    if name and name.functional and meaning.kind in {"blank", "unknown", "malformed"}:
        return _functional_area(shown(county), parent_of(named, digits_of(code), scope))
    if meaning.kind == "blank" and name is not None:
        found = _by_name(shown(county) or named, named, name, scope, suggest)
        if unknown_areas:
            found = CountyMatch(findings=_suggesting(unknown_areas, name.codes))
    else:
        found = _by_code(code, meaning, shown(county), named, name, scope, suggest)
    return _within(names, found, within_province)


def as_registered(
    code: CellValue,
    province: CellValue,
    prefecture: CellValue,
    county: CellValue,
    within_province: str | None = None,
    day: date | None = None,
) -> CountyMatch | None:
    """Match a row that writes code and names as the register does, as most rows do: there is nothing to weigh."""
    found, match = _registered(place_names(day)).get(code, (None, None))
    if (
        found is None
        or county != found.name
        or province not in (None, found.province)
        or prefecture not in (None, found.prefecture)
        or within_province not in (None, found.province_code)
    ):
        return None
    return match


def changed(change: Change, found: str) -> Finding:
    """Name a change to the reader."""
    return Finding("county_changed", found, (change.follower or "",), details=_details(change))


@lru_cache(maxsize=MOST_AREAS)
def _names(names: PlaceNames, areas: tuple[str, ...]) -> dict[str, str]:
    """Names of counties by code, in any of the areas, everywhere without any."""
    return {
        code: county.name
        for code, county in names.counties.items()
        if not areas or any(county.lies_in(area) for area in areas)
    }


@lru_cache(maxsize=REMEMBERED_REGISTERS)
def _registered(names: PlaceNames) -> Mapping[object, tuple[County, CountyMatch]]:
    """Give the counties by their codes, as text and as a number, each with its match."""
    known = {code: (county, CountyMatch(code, "code")) for code, county in names.counties.items()}
    return {**known, **{int(code): found for code, found in known.items()}}


def _functional_area(name: str, parent: str | None) -> CountyMatch:
    if parent is None:
        return CountyMatch(findings=(("county", Finding("functional_area_unplaced", name)),))
    return CountyMatch(
        None, None, None, name, parent, (("county", Finding("functional_area", name, (parent,))),)
    )


def _suggesting(
    unknown: tuple[tuple[str, Finding], ...], codes: tuple[str, ...]
) -> tuple[tuple[str, Finding], ...]:
    return tuple((field, replace(finding, suggestions=codes)) for field, finding in unknown)


def _by_name(found: str, named: str, name: NameMeaning, scope: PlaceScope, suggest: Suggest) -> CountyMatch:
    """Decide by the name alone."""
    if len(name.codes) == 1:
        code = name.codes[0]
        if name.guessed:
            return CountyMatch(
                code, "guess", findings=(("county", Finding("county_guessed", found, (code,))),)
            )
        if name.change:
            return CountyMatch(
                code, "former_name", name.change, findings=(("county", changed(name.change, found)),)
            )
        return CountyMatch(code, "name")
    return CountyMatch(findings=(("county", _why_not(found, named, name, scope, suggest)),))


def _why_not(found: str, named: str, name: NameMeaning, scope: PlaceScope, suggest: Suggest) -> Finding:
    if name.codes:
        return Finding("county_ambiguous", found, suggestions=name.codes)
    if name.split:
        return Finding("county_split", found, suggestions=name.split.new_codes, details=_details(name.split))
    if name.area:
        return Finding("county_is_area", found, suggestions=name.elsewhere)
    if name.elsewhere:
        return Finding("area_disagrees", found, suggestions=name.elsewhere)
    return Finding("county_unknown", found, suggestions=suggest(named, scope.areas(), scope.names.day))


def _by_code(
    cell: CellValue,
    meaning: CodeMeaning,
    written: str,
    named: str,
    name: NameMeaning | None,
    scope: PlaceScope,
    suggest: Suggest,
) -> CountyMatch:
    """Decide by the code, if the name does not speak against it."""
    code, found = meaning.code, shown(cell)
    by_name = name.codes or name.elsewhere if name else ()
    if meaning.kind == "split" and meaning.change:
        finding = Finding(
            "county_split", found, suggestions=meaning.change.new_codes, details=_details(meaning.change)
        )
        return CountyMatch(findings=(("county_code", finding),))
    if code is None:
        codes = {"malformed": "code_malformed", "area": "county_is_area", "error": "cell_formula_error"}
        finding = Finding(
            codes.get(meaning.kind, "code_unknown"), found, suggestions=by_name or meaning.alike
        )
        return CountyMatch(findings=(("county_code", finding),))
    if name is not None and not variants_agree(scope.names, code, named):
        others = by_name or (
            suggest(named, scope.areas(), scope.names.day) if not (name.area or name.functional) else ()
        )
        others = tuple(other for other in others if other != code)
        finding = Finding(
            "code_and_name_disagree", found, suggestions=(code, *others), details=(("name", written),)
        )
        return CountyMatch(findings=(("county_code", finding),))
    if not scope.holds(code):
        return CountyMatch(findings=(("county_code", Finding("area_disagrees", found, suggestions=(code,))),))
    if meaning.change:
        finding = ("county_code", changed(meaning.change, found))
        return CountyMatch(code, "former_code", meaning.change, findings=(finding,))
    if name and name.change and name.codes == (code,):
        return CountyMatch(code, "code", name.change, findings=(("county", changed(name.change, written)),))
    return CountyMatch(code, "code")


def _within(names: PlaceNames, found: CountyMatch, province: str | None) -> CountyMatch:
    """Refuse a county of another province than the upload is for."""
    by_area = [finding for _field, finding in found.findings if finding.code == "area_disagrees"]
    codes = (found.county_code,) if found.county_code else by_area[0].suggestions if by_area else ()
    if (
        province is None
        or not codes
        or any((county := names.county(code)) and county.province_code == province for code in codes)
    ):
        return found
    field = found.findings[0][0] if found.findings else "county_code" if found.how == "code" else "county"
    first = names.county(codes[0])
    finding = Finding(
        "county_outside_province", first.name if first else codes[0], (province,), suggestions=codes
    )
    return CountyMatch(findings=((field, finding),))


def _details(change: Change) -> tuple[tuple[str, str], ...]:
    day = change.effective_on.isoformat() if change.effective_on else ""
    return (("kind", change.kind), ("old_name", change.old_name), ("old_code", change.old_code), ("on", day))
