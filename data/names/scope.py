"""What the names in a row mean: where its province and prefecture say it lies, and what its county can be there."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from data.base.cell_values import CellValue, Finding, clean, is_blank, shown
from data.names.index import REMEMBERED_NAMES, Candidates, PlaceNames, candidates, place_names, plain_name
from data.names.place_words import FUNCTIONAL, NO_PREFECTURE, OFFICE, OUT_OF_SCOPE, OWN_LEVEL
from data.register.history import kept_with_register
from data.register.register import Change
from data.register.zones import load_zones

PARENTHESES: Final = re.compile(
    r"(?P<before>[^()\[\]【】]*)[(\[【](?P<within>[^()\[\]【】]*)[)\]】](?P<after>.*)"
)


@dataclass(frozen=True)
class PlaceScope:
    """Where a row says its county lies: codes of a province and of prefectures; None and empty for anywhere."""

    names: PlaceNames
    province: str | None
    prefectures: frozenset[str]

    def holds(self, code: str) -> bool:
        """Whether a county lies here."""
        return self.names.fits(code, self.province, self.prefectures)

    def within(self, codes: frozenset[str]) -> tuple[str, ...]:
        """Keep the codes of counties that lie here, in order."""
        return tuple(sorted(code for code in codes if self.holds(code)))

    def areas(self) -> tuple[str, ...]:
        """Give the smallest areas that this scope names, for suggestions."""
        return tuple(sorted(self.prefectures)) or ((self.province,) if self.province else ())


@dataclass(frozen=True)
class NameMeaning:
    """What a name means within a scope: `codes` it can mean, one of them if it is certain or guessed."""

    codes: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    change: Change | None = None
    split: Change | None = None
    guessed: bool = False
    area: bool = False
    functional: bool = False


def name_meaning(named: str, scope: PlaceScope) -> NameMeaning:
    """Say what a name can mean; parentheses may hold the county (经开区(头屯河区)) or a remark on it."""
    functional = False
    elsewhere: tuple[str, ...] = ()
    for variant in variants_of(named):
        found = candidates(scope.names, plain_name(variant))
        meaning = _in_scope(found, scope)
        if meaning.codes or meaning.split or meaning.area:
            return meaning
        functional = functional or bool(FUNCTIONAL.search(variant))
        elsewhere = elsewhere or meaning.elsewhere
    if functional:
        return NameMeaning(functional=True)
    if OWN_LEVEL.search(named):
        return NameMeaning(area=True)
    return NameMeaning(elsewhere=elsewhere)


def variants_of(named: str) -> list[str]:
    """A name as it is, without its office, what is before its parentheses, what is in them, and both around."""
    variants = [named]
    if match := PARENTHESES.fullmatch(named):
        variants += [match["before"] + match["after"], match["before"], match["within"]]
    variants += [shorter for variant in variants if (shorter := OFFICE.sub("", variant)) != variant]
    return [variant for variant in variants if len(variant) > 1]


def named_place(
    names: PlaceNames,
    province: CellValue,
    prefecture: CellValue,
    county: CellValue,
    within_province: str | None,
) -> tuple[str, PlaceScope, tuple[tuple[str, Finding], ...]]:
    """Give the county's name, cleaned, the scope that its row sets, and what is unknown about that."""
    named, place, area = clean(county), clean(prefecture), clean(province)
    findings: list[tuple[str, Finding]] = []
    province_code = within_province
    prefectures: frozenset[str] = frozenset()
    if not is_blank(area):
        if code := names.provinces.get(plain_name(area)):
            province_code = code
        elif not OUT_OF_SCOPE.search(area):
            findings.append(("province", Finding("area_unknown", shown(province))))
    if not is_blank(place) and not NO_PREFECTURE.fullmatch(place):
        prefectures = _prefectures(names, place, province_code)
        if not prefectures and plain_name(place) not in names.provinces:
            findings.append(("prefecture", Finding("area_unknown", shown(prefecture))))
    if is_blank(named) and any(code in names.counties for code in prefectures):
        named = place  # 东莞市 has no counties: the cell for one is blank
    return ("" if is_blank(named) else named), PlaceScope(names, province_code, prefectures), tuple(findings)


def variants_agree(names: PlaceNames, code: str, named: str) -> bool:
    """Whether a county's code is among all that a name can mean, anywhere."""
    return any(code in candidates(names, plain_name(variant)).codes() for variant in variants_of(named))


def parent_of(area: str, code: str, scope: PlaceScope) -> str | None:
    """Find the prefecture, else the province, that a functional area lies in: by its row, its name or its code."""
    ways = [way for way in scope.names.splits(plain_name(area)) if way[2]]
    named = next(
        (prefectures for _province, prefectures, _rest in reversed(ways) if len(prefectures) == 1), None
    )
    for prefectures in (scope.prefectures, named or ()):
        if len(prefectures) == 1:
            return next(iter(prefectures))
    by_code = f"{code[:4]}00"
    if len(code) == 6 and by_code in scope.names.prefecture_codes:
        return by_code
    provinces = [province for province, _prefectures, _rest in ways if province]
    return scope.province or next(reversed(provinces), None) or zone_parents().get(area)


@kept_with_register()
def zone_parents() -> dict[str, str]:
    """Give the prefectures of the experimental zones that are functional areas, with and without their city's name."""
    zones = load_zones()
    names = zones.loc[zones["level"] == "functional_area", "listed_name"].tolist()
    found: dict[str, str] = {}
    for name in names:
        for _province, prefectures, rest in place_names(None).splits(name):
            if len(prefectures) == 1 and len(rest) > 1:
                found |= dict.fromkeys((name, rest), next(iter(prefectures)))
    return found


def _in_scope(found: Candidates, scope: PlaceScope) -> NameMeaning:
    exact = scope.within(found.exact)
    changes = [
        change
        for change in found.changed
        if scope.names.change_fits(change, scope.province, scope.prefectures)
    ]
    splits = [change for change in changes if change.follower is None]
    renamed = {change.follower: change for change in changes if change.follower}
    codes = tuple(sorted({*exact, *renamed}))
    if splits:
        if not codes and len(splits) == 1:
            return NameMeaning(split=splits[0])
        return NameMeaning(tuple(sorted({*codes, *(code for change in splits for code in change.new_codes)})))
    if codes:
        change = renamed.get(codes[0]) if not exact else None
        return NameMeaning(codes, change=change if len(codes) == 1 else None)
    short = scope.within(found.short)
    if found.areas and not scope.prefectures:
        return NameMeaning(area=True, elsewhere=short)
    if short:
        return NameMeaning(short, guessed=True)
    return NameMeaning(elsewhere=tuple(sorted(found.exact or found.codes())), area=bool(found.areas))


@lru_cache(maxsize=REMEMBERED_NAMES)
def _prefectures(names: PlaceNames, place: str, province: str | None) -> frozenset[str]:
    """Find the prefectures that a name means within a province; 广东省广州市 and 北京市 are understood."""
    name = plain_name(place)
    ways = [name, *(name[end:] for end in range(1, len(name)) if name[:end] in names.provinces)]
    for way in ways:
        codes = names.prefectures.get(way, frozenset())
        if own := frozenset(code for code in codes if province is None or _lies_in(names, code, province)):
            return own
    return next((names.prefectures[way] for way in ways if way in names.prefectures), frozenset[str]())


def _lies_in(names: PlaceNames, prefecture: str, province: str) -> bool:
    return prefecture[:2] == province[:2] or (
        prefecture in names.counties and names.counties[prefecture].lies_in(province)
    )
