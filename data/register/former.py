"""What became of the units that a register of one day does not hold: the rows of county_changes.csv, from the history.

The kinds are those that `data.register.register` explains: they say what a former code or name means for that register,
later changes included, whereas the history says what was announced.
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
