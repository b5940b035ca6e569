"""Which area counted each unit from when until when: the ground under every figure that looks back."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

import numpy as np
import pandas as pd

from data.figures.standing import Array
from data.figures.unit_reports import NOBODY, unit_table, written_days
from data.register.history import History
from data.register.register import LEVEL_COLUMNS, NATION_CODE, area_of

# The levels of a few editions, each for the days between two changes that people look back from.
KEPT_LAYOUTS: Final = 64
# More than any day's number, so that a unit's place and a day make one number.
PLACE: Final = 1 << 24
NO_ONE: Final = np.int64(NOBODY)


@dataclass(frozen=True)
class AreaPeriods:
    """The areas of one level and day, by code, and the periods in which each counted a unit, by unit and day.

    Arrays of one length: unit (its place in `UnitTable.names`), area (its place in `codes`), since and until
    (datetime64; NaT: before 2012, and going on). first: the first period of each unit.
    """

    codes: Array
    unit: Array
    area: Array
    since: Array
    until: Array
    first: Array
    periods: Array

    def exist(self, days: Array) -> Array:
        """Say for each period and day whether it holds: bool, periods × days."""
        begun = np.isnat(self.since)[:, None] | (self.since[:, None] <= days)
        return begun & ~(self.until[:, None] <= days)

    def area_on(self, unit: Array, day: Array) -> Array:
        """Give the area that counts each unit on each day, by place; NOBODY where no area of the day does.

        A day before a unit's first counts as its first, one after its last as its last.
        """
        period = self.first[unit]
        several = np.flatnonzero(self.periods[unit] > 1)
        keys = _key(self.unit, self.since)
        found = np.searchsorted(keys, _key(unit[several], day[several]), side="right") - 1
        period[several] = np.maximum(found, period[several])
        return np.where(self.periods[unit] > 0, self.area[period], NO_ONE)

    def sums(self, present: Array) -> Array:
        """Add up periods × days to areas × days."""
        order = np.argsort(self.area, kind="stable")
        starts = np.searchsorted(self.area[order], np.arange(len(self.codes)))
        return np.add.reduceat(present[order], starts, axis=0, dtype=np.int64)

    def sizes(self, day: date) -> pd.Series:
        """Count the counties of each area on a day, by code."""
        counted = self.sums(self.exist(np.array([day], dtype="datetime64[s]")))[:, 0]
        return pd.Series(counted, index=self.codes)


def area_periods(history: History, level: str, day: date) -> AreaPeriods:
    """Lay out the areas of a level that the register of a day has, with all that they counted until then.

    The ground of an area that is no more counts for the areas that have it on the day, so that nothing is lost. At
    level `county` a county is the area, under its code of the day; one that is no more counts in none.
    """
    register = history.register_of(day)
    return _layout(history, level, register.since or date.min)


@lru_cache(maxsize=KEPT_LAYOUTS)
def _layout(history: History, level: str, day: date) -> AreaPeriods:
    counties = history.register_of(day).counties
    codes = np.unique(area_of(counties, level).to_numpy().astype(str))
    table = history.units[history.units["since"] <= day.isoformat()].sort_values(["unit", "since"])
    units = unit_table(history)
    if level == "county":
        own = dict(zip(counties["unit"].tolist(), counties["county_code"].tolist(), strict=True))
        written = table["unit"].map(own).fillna("")
    elif level == "nation":
        written = pd.Series(NATION_CODE, index=table.index)
    else:
        written = table[LEVEL_COLUMNS[level][0]]
    area = pd.Index(codes).get_indexer(pd.Index(written))
    if level in ("prefecture", "province"):
        area = _followed(history, table, area, day)
    held = area >= 0
    unit, area = units.places(table["unit"])[held], area[held]
    since, until = written_days(table["since"])[held], written_days(table["until"])[held]
    goes_on = (unit[1:] == unit[:-1]) & (area[1:] == area[:-1])
    begins, ends = np.append(True, ~goes_on), np.append(~goes_on, True)
    unit = unit[begins]
    return AreaPeriods(
        codes=codes,
        unit=unit,
        area=area[begins],
        since=since[begins],
        until=until[ends],
        first=np.minimum(np.searchsorted(unit, np.arange(len(units.names))), len(unit) - 1),
        periods=np.bincount(unit, minlength=len(units.names)),
    )


def _followed(history: History, table: pd.DataFrame, area: Array, day: date) -> Array:
    """Give the ground of former areas to the areas that have it on the day."""
    found = area.copy()
    names = table["unit"].tolist()
    rows: dict[str, list[int]] = {}
    for row, name in enumerate(names):
        rows.setdefault(name, []).append(row)

    def after(name: str, row: int) -> int:
        own = [other for other in rows[name] if other >= row]
        known = next((area[other] for other in own if area[other] >= 0), NOBODY)
        if known >= 0:
            return int(known)
        change = history.closing(name)
        if change is None or change.day is None or change.day > day:
            return NOBODY
        takers = history.successors(name)
        return after(takers[0], rows[takers[0]][0]) if takers else NOBODY

    for row in np.flatnonzero(area < 0):
        found[row] = after(names[row], int(row))
    return found


def _key(unit: Array, day: Array) -> Array:
    """Make one number of a unit's place and a day, in the order of both."""
    number = day.astype("datetime64[D]").astype(np.int64) + PLACE // 2
    return unit.astype(np.int64) * PLACE + np.where(np.isnat(day), 0, number)
