"""What codes and names mean that a register of one day does not hold: those of former units, and those of later ones.

The kinds are those that `data.register.register` explains: they say what a code or name means for that register,
whereas the history says what was announced.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from data.register.history import History, UnitPeriod

ENDINGS: Final = ("自治县", "自治旗", "新区", "区", "县", "市", "旗")
KIND_OF_ANNOUNCED: Final = {
    "renamed": "renamed",
    "retyped": "upgraded",
    "recoded": "recoded",
    "transferred": "moved",
}


def former_units(history: History, day: date) -> list[tuple[str, ...]]:
    """List what codes and names from before a day mean in the register of that day, sorted.

    Each row: old code, old name, old prefecture, code now (a unit that was divided has a row for each that holds a part
    of its ground), the day of the first change, its kind. A city that got its first counties is no former unit: its
    name and code are those of a prefecture still.
    """
    counties = history.register_of(day).counties
    held = dict(zip(counties["county_code"].tolist(), counties["name"].tolist(), strict=True))
    prefectures = set(counties["prefecture_code"].tolist())
    rows: set[tuple[str, ...]] = set()
    for period in history.periods:
        over = period.until is not None and period.until <= day
        if not over or held.get(period.code) == period.name or period.code in prefectures:
            continue
        codes = sorted(set(_codes_on(history, period.unit, day)))
        kind = "split" if len(codes) > 1 else _kind(history, period)
        gone = period.until.isoformat() if period.until else ""
        rows |= {(period.code, period.name, period.prefecture, code, gone, kind) for code in codes}
    return sorted(rows)


def later_units(history: History, day: date) -> list[tuple[str, ...]]:
    """List what codes and names that came into use only after a day mean in the register of that day, sorted.

    Each row is one of `former_units`, with the day from which they were in use. A unit that had others on the day has
    the kind `later`; one that was set up after it stands for itself, as it began, and has the kind `created`.
    """
    counties = history.register_of(day).counties
    held = dict(zip(counties["county_code"].tolist(), counties["name"].tolist(), strict=True))
    prefectures = set(counties["prefecture_code"].tolist())
    rows: dict[tuple[str, str], tuple[str, ...]] = {}
    for period in history.periods:
        if period.since is None or period.since <= day or held.get(period.code) == period.name:
            continue
        if period.code in prefectures or (period.code, period.name) in rows:
            continue
        periods = history.unit_periods(period.unit)
        own = next((other.code for other in periods if other.holds(day)), None)
        code, kind = (own, "later") if own else (periods[0].code, "created")
        since = period.since.isoformat()
        rows[period.code, period.name] = (period.code, period.name, period.prefecture, code, since, kind)
    return sorted(rows.values())


def _codes_on(history: History, unit: str, day: date) -> Iterator[str]:
    """Give the codes, on a day, of the unit or of those that hold its ground then."""
    own = next((period.code for period in history.unit_periods(unit) if period.holds(day)), None)
    if own:
        yield own
        return
    change = history.closing(unit)
    following = [taker for giver, taker in change.follows if giver == unit] if change else []
    for successor in following or history.successors(unit):
        yield from _codes_on(history, successor, day)


def _kind(history: History, period: UnitPeriod) -> str:
    later = [
        other for other in history.unit_periods(period.unit) if period.until and other.since == period.until
    ]
    if later:
        announced = next(
            change
            for change in history.changes_of(period.unit)
            if change.day == period.until and change.kind in KIND_OF_ANNOUNCED
        )
        kind = KIND_OF_ANNOUNCED[announced.kind]
        return "recoded" if kind == "upgraded" and later[0].name == period.name else kind
    change = history.closing(period.unit)
    following = next((taker for giver, taker in change.follows if giver == period.unit), "") if change else ""
    if not following:
        return "merged"
    name = history.unit_periods(following)[0].name
    if name == period.name:
        return "recoded"
    return "upgraded" if _stem(name) == _stem(period.name) else "merged"


def _stem(name: str) -> str:
    """Take the kind off a name: 密云县 and 密云区 have the stem 密云."""
    ending = next((ending for ending in ENDINGS if name.endswith(ending) and len(name) > len(ending)), "")
    return name.removesuffix(ending)
