"""Which county a row is about, from its code, its names, or both.

Names are matched exactly, then by former names, then shortened (天河 → 天河区, a guess); never by likeness, which
only suggests. A code and a name that point to different counties decide nothing. The province and prefecture of
the row, and the province that the upload is for, narrow down what a name can mean.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, TypeAlias

from data.changes import Change
from data.names_codes import CodeMeaning, digits_of, read_code
from data.names_index import County, counties
from data.names_scope import NameMeaning, Scope, name_meaning, named_place, parent_of, variants_agree
from data.names_suggest import suggest_counties
from data.names_words import OUT_OF_SCOPE
from data.readings import CellValue, Finding, clean, is_blank, is_error, shown

How: TypeAlias = Literal["code", "name", "former_code", "former_name", "guess"]
Suggest: TypeAlias = Callable[[str, tuple[str, ...]], tuple[str, ...]]


@dataclass(frozen=True)
class CountyMatch:
    """What a row is about: a county, with how that is known, or a functional area by name, or neither.

    parent_code: the prefecture, else the province, that a functional area lies in.
    findings: what is to be said, each with the field (county_code, province, prefecture, county) it is about.
    """

    county_code: str | None = None
    how: How | None = None
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
    within_province: str | None = None,
    suggest: Suggest = suggest_counties,
) -> CountyMatch:
    """Find the county of a row; never raises.

    within_province: the code of the province that the upload is for. suggest: gives counties whose names are
    alike, best first, for a name and the areas to look in.
    """
    if plain := as_registered(code, province, prefecture, county, within_province):
        return plain
    named, scope, unknown_areas = named_place(province, prefecture, county, within_province)
    meaning = read_code(code, shown(county))
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
    return _within(found, within_province)


def as_registered(
    code: CellValue,
    province: CellValue,
    prefecture: CellValue,
    county: CellValue,
    within_province: str | None = None,
) -> CountyMatch | None:
    """Match a row that writes code and names as the register does, as most rows do: there is nothing to weigh."""
    found, match = _registered().get(code, (None, None))
    if (
        found is None
        or county != found.name
        or province not in (None, found.province)
        or prefecture not in (None, found.prefecture)
        or within_province not in (None, found.province_code)
    ):
        return None
    return match


@cache
def _registered() -> Mapping[object, tuple[County, CountyMatch]]:
    """Give the counties by their codes, as text and as a number, each with its match."""
    known = {code: (county, CountyMatch(code, "code")) for code, county in counties().items()}
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


def _by_name(found: str, named: str, name: NameMeaning, scope: Scope, suggest: Suggest) -> CountyMatch:
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


def _why_not(found: str, named: str, name: NameMeaning, scope: Scope, suggest: Suggest) -> Finding:
    if name.codes:
        return Finding("county_ambiguous", found, suggestions=name.codes)
    if name.split:
        return Finding("county_split", found, suggestions=name.split.new_codes, details=_details(name.split))
    if name.area:
        return Finding("county_is_area", found, suggestions=name.elsewhere)
    if name.elsewhere:
        return Finding("area_disagrees", found, suggestions=name.elsewhere)
    return Finding("county_unknown", found, suggestions=suggest(named, scope.areas()))


def _by_code(
    cell: CellValue,
    meaning: CodeMeaning,
    written: str,
    named: str,
    name: NameMeaning | None,
    scope: Scope,
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
    if name is not None and not variants_agree(code, named):
        others = by_name or (suggest(named, scope.areas()) if not (name.area or name.functional) else ())
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


def _within(found: CountyMatch, province: str | None) -> CountyMatch:
    """Refuse a county of another province than the upload is for."""
    by_area = [finding for _field, finding in found.findings if finding.code == "area_disagrees"]
    codes = (found.county_code,) if found.county_code else by_area[0].suggestions if by_area else ()
    if province is None or not codes or any(counties()[code].province_code == province for code in codes):
        return found
    field = found.findings[0][0] if found.findings else "county_code" if found.how == "code" else "county"
    finding = Finding("county_outside_province", counties()[codes[0]].name, (province,), suggestions=codes)
    return CountyMatch(findings=((field, finding),))


def changed(change: Change, found: str) -> Finding:
    """Name a change to the reader."""
    return Finding("county_changed", found, (change.follower or "",), details=_details(change))


def _details(change: Change) -> tuple[tuple[str, str], ...]:
    day = change.effective_on.isoformat() if change.effective_on else ""
    return (("kind", change.kind), ("old_name", change.old_name), ("old_code", change.old_code), ("on", day))
