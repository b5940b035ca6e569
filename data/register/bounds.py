"""For which provinces somebody may report: a bound is a set of province codes, and None is all of them.

What counts is the reporting province: the XPCC's cities are the XPCC's (660000), though they lie in Xinjiang. An empty
bound holds nothing, and a code that the register does not know lies outside every bound.
"""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from data.base.errors import NotAllowed, first_named
from data.register.history import kept_with_register, register_history
from data.register.register import load_provinces

Bound: TypeAlias = frozenset[str] | None


def province_of(code: str) -> str | None:
    """Give the reporting province of a county, prefecture or province; None for a code that none has."""
    return _provinces().get(code)


def provinces_of(codes: Iterable[str]) -> frozenset[str]:
    """Give the reporting provinces of some codes; one that the register does not know stands for itself."""
    return frozenset(province_of(code) or code for code in codes)


def outside(codes: Iterable[str], bound: Bound) -> tuple[str, ...]:
    """Give the codes of counties, prefectures or provinces that a bound does not hold, each once, in order."""
    if bound is None:
        return ()
    known = _provinces()
    return tuple(sorted({code for code in codes if known.get(code) not in bound}))


def check_within(codes: Iterable[str], bound: Bound, thing: str) -> None:
    """Raise NotAllowed, with the other provinces, if `thing` speaks of codes beyond the bound."""
    beyond = outside(codes, bound)
    if not beyond:
        return
    others = tuple(dict.fromkeys(province_of(code) or code for code in beyond))
    may = (
        f"this account may act for {_named(tuple(sorted(bound)))} only" if bound else "this account has none"
    )
    raise NotAllowed(
        f"{thing} speaks of another province, {_named(others)}; {may}.",
        "Let somebody who may act for all of its provinces do it.",
        why="provinces",
        provinces=others,
    )


@kept_with_register()
def _provinces() -> Mapping[str, str]:
    """Give the newest reporting province of every county, prefecture and province of any day, by code."""
    found: dict[str, str] = {}
    history = register_history()
    tables = (
        (history.provinces, "code", "code"),
        (history.prefectures.sort_values("since"), "code", "province_code"),
        (history.units.sort_values("since"), "code", "province_code"),
    )
    for table, code, province in tables:
        found |= dict(zip(table[code].tolist(), table[province].tolist(), strict=True))
    return found


def _named(codes: tuple[str, ...]) -> str:
    provinces = load_provinces()
    names = dict(zip(provinces["code"].tolist(), provinces["name_en"].tolist(), strict=True))
    return first_named([f"{names[code]} ({code})" if code in names else code for code in codes])
