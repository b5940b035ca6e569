"""The register of every day since 2012: which counties there were, by which code and name, and what became of them.

`register_of(day)` gives the counties of a day, `None` the newest known. A day maps to the period between two changes,
so that a register is made once for all the days that share it. A unit keeps its permanent name (`unit`) through every
change of code, name, kind, prefecture or province; `data.register.replay` tells when one ends.

An operator's editions are laid over the committed history once, at the start, by `use_editions`.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache, wraps
from itertools import count
from typing import Final, ParamSpec, TypeVar, cast

import pandas as pd

from data.base.errors import UnknownCodes
from data.register.sources import read_reference

T = TypeVar("T")
P = ParamSpec("P")
_numbers = count()
COUNTY_COLUMNS: Final = (
    "county_code",
    "name",
    "name_en",
    "kind",
    "prefecture_code",
    "prefecture",
    "province_code",
    "province",
    "map_province_code",
    "pinyin",
    "initials",
    "lon",
    "lat",
    "unit",
    "later_name",
)
PREFECTURE_COLUMNS: Final = ("code", "name", "name_en", "short_name", "province_code", "counties")


@dataclass(frozen=True)
class Register:
    """The units of every day from `since` until the day before `until` (None: before 2012, and to this day).

    `counties` has the columns of `COUNTY_COLUMNS`, sorted by code: those of `load_counties`, the unit's permanent name,
    and the name that holds its ground today where that is another ("" where it is the same, or no single unit follows).
    `edition` is the newest change that the history knows, announced on `edition_day`. Callers must not change the
    frames in place.
    """

    counties: pd.DataFrame
    prefectures: pd.DataFrame
    provinces: pd.DataFrame
    edition: str
    edition_day: date
    since: date | None
    until: date | None


@dataclass(frozen=True)
class RegisterChange:
    """A change of the register: the units before and after it, which one follows those that ended, where parts went.

    `day` is None where a document tells no more than the year, or none was found; then only ground moved.
    """

    change: str
    day: date | None
    kind: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    follows: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str], ...]
    document: str
    source: str
    basis: str
    remark: str

    @property
    def ended(self) -> tuple[str, ...]:
        """The units that the change ended."""
        return tuple(unit for unit in self.before if unit not in self.after)

    @property
    def begun(self) -> tuple[str, ...]:
        """The units that the change began."""
        return tuple(unit for unit in self.after if unit not in self.before)


@dataclass(frozen=True)
class UnitPeriod:
    """What a unit was from `since` until the day before `until`; None: before 2012, and to this day."""

    unit: str
    code: str
    name: str
    kind: str
    prefecture: str
    province: str
    since: date | None
    until: date | None

    def holds(self, day: date) -> bool:
        """Whether the day lies in the period."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Edition:
    """What an operator adds: all periods of the units that it touches, and its changes, in the files' columns.

    `units` has numbers for points (`with_points`); `prefectures` holds those that begin, end or change their name.
    """

    units: pd.DataFrame
    changes: pd.DataFrame
    prefectures: pd.DataFrame


class History:
    """The register through time, from tables with the columns of register_units.csv and its companions.

    `number` is another for each history that is made: what is kept beside it belongs to the same register.
    """

    def __init__(
        self, units: pd.DataFrame, changes: pd.DataFrame, prefectures: pd.DataFrame, provinces: pd.DataFrame
    ) -> None:
        self.units = units.reset_index(drop=True)
        self.prefectures = prefectures.reset_index(drop=True)
        self.provinces = provinces.reset_index(drop=True)
        self.changes = _read_changes(changes)
        self._change_table = changes
        self.number = next(_numbers)
        self._by_id = {change.change: change for change in self.changes}
        days = {*self.units["since"].tolist(), *self.units["until"].tolist()} - {""}
        self._days = sorted(date.fromisoformat(day) for day in days)
        self._registers: dict[int, Register] = {}

    def with_edition(self, edition: Edition) -> "History":
        """Lay an edition over this history: the units that it touches have its periods, and its changes come after."""
        touched = set(edition.units["unit"])
        pairs = set(zip(edition.prefectures["code"], edition.prefectures["name"], strict=True))
        kept = [
            pair not in pairs for pair in zip(self.prefectures["code"], self.prefectures["name"], strict=True)
        ]
        return History(
            pd.concat([self.units[~self.units["unit"].isin(touched)], edition.units]),
            pd.concat([self._change_table, edition.changes]),
            pd.concat([self.prefectures[kept], edition.prefectures]),
            self.provinces,
        )

    def register_of(self, day: date | None) -> Register:
        """Give the register of a day; None: the newest known. Days before 2012 have that of its first day."""
        number = len(self._days) if day is None else bisect_right(self._days, day)
        if number not in self._registers:
            self._registers[number] = self._register(number)
        return self._registers[number]

    @cached_property
    def newest(self) -> RegisterChange:
        """The newest change that the history knows."""
        return max(reversed(self.changes), key=lambda change: change.day or date.min)

    @cached_property
    def periods(self) -> tuple[UnitPeriod, ...]:
        """Every period of every unit, in the order of units and days."""
        ordered = self.units.sort_values(["unit", "since"])
        return tuple(
            UnitPeriod(
                row["unit"],
                row["code"],
                row["name"],
                row["kind"],
                row["prefecture"],
                row["province"],
                _day(row["since"]),
                _day(row["until"]),
            )
            for row in ordered.to_dict("records")
        )

    @cached_property
    def _periods_of_unit(self) -> dict[str, tuple[UnitPeriod, ...]]:
        return _grouped(self.periods, [period.unit for period in self.periods])

    @cached_property
    def _periods_of_code(self) -> dict[str, tuple[UnitPeriod, ...]]:
        ordered = sorted(self.periods, key=lambda period: period.since or date.min)
        return _grouped(ordered, [period.code for period in ordered])

    def unit_periods(self, unit: str) -> tuple[UnitPeriod, ...]:
        """Give the periods of a unit, oldest first; raises UnknownCodes."""
        if unit not in self._periods_of_unit:
            raise UnknownCodes(f"No unit of the register is called {unit}.", "Correct it.")
        return self._periods_of_unit[unit]

    def unit_of(self, code: str, day: date | None) -> str | None:
        """Give the unit that bore a code on a day (None: that bears it now), or None if none did."""
        periods = self._periods_of_code.get(code, ())
        found = (period for period in periods if (period.until is None if day is None else period.holds(day)))
        return next((period.unit for period in found), None)

    def bearer(self, code: str, day: date | None) -> str | None:
        """Give the unit that bore a code on a day, or else the one that bore it last before, or else first after.

        Codes that lists use without being the official ones stand for the official one. None: no unit ever bore it.
        """
        periods = self._periods_of_code.get(code, ())
        if not periods:
            official = official_codes().get(code)
            return self.bearer(official, day) if official else None
        if day is None:
            return periods[-1].unit
        begun = [period for period in periods if period.since is None or period.since <= day]
        return (begun[-1] if begun else periods[0]).unit

    def changes_between(self, since: date, until: date) -> tuple[RegisterChange, ...]:
        """List the changes after the day `since`, up to and on the day `until`, in order."""
        return tuple(
            change for change in self.changes if change.day is not None and since < change.day <= until
        )

    def changes_of(self, unit: str) -> tuple[RegisterChange, ...]:
        """List the changes that a unit had a part in, in order; those without a day come last."""
        return self._changes_of_unit.get(unit, ())

    def change(self, name: str) -> RegisterChange:
        """Give a change by its name; raises KeyError."""
        return self._by_id[name]

    def opening(self, unit: str) -> RegisterChange | None:
        """Give the change that began a unit, or None for one from before 2012."""
        return next((change for change in self.changes_of(unit) if unit in change.begun), None)

    def closing(self, unit: str) -> RegisterChange | None:
        """Give the change that ended a unit, or None for one that goes on."""
        return next((change for change in self.changes_of(unit) if unit in change.ended), None)

    def predecessors(self, unit: str) -> tuple[str, ...]:
        """List the units whose ground, whole or in part, a unit began with; none for one from before 2012."""
        change = self.opening(unit)
        flows = (*change.follows, *change.parts) if change else ()
        return tuple(dict.fromkeys(giver for giver, taker in flows if taker == unit))

    def merged_from(self, unit: str) -> tuple[str, ...]:
        """List the units that ended in a merger to which this one is the successor; none for any other."""
        change = self.opening(unit)
        if change is None or change.kind != "merged":
            return ()
        return tuple(giver for giver, taker in change.follows if taker == unit)

    def successors(self, unit: str) -> tuple[str, ...]:
        """List the units that took over the ground of one that ended, its one follower first if it has one."""
        change = self.closing(unit)
        flows = (*change.follows, *change.parts) if change else ()
        return tuple(dict.fromkeys(taker for giver, taker in flows if giver == unit))

    def follower(self, unit: str) -> str | None:
        """Give the one unit that holds most of a unit's ground now, later changes included; None: no single one."""
        while change := self.closing(unit):
            following = next((taker for giver, taker in change.follows if giver == unit), None)
            if following is None:
                return None
            unit = following
        return unit

    @cached_property
    def _changes_of_unit(self) -> dict[str, tuple[RegisterChange, ...]]:
        pairs = [
            (unit, change) for change in self.changes for unit in dict.fromkeys(change.before + change.after)
        ]
        return _grouped([change for _, change in pairs], [unit for unit, _ in pairs])

    @cached_property
    def _names_now(self) -> dict[str, str]:
        return {period.unit: period.name for period in self.periods if period.until is None}

    @cached_property
    def _later_names(self) -> dict[str, str]:
        """The name that holds each unit's ground now, by unit; "" where no single unit follows."""
        return {
            unit: self._names_now[now] if (now := self.follower(unit)) else ""
            for unit in self._periods_of_unit
        }

    def _register(self, number: int) -> Register:
        since = self._days[number - 1] if number else None
        until = self._days[number] if number < len(self._days) else None
        units = _valid(self.units, since).rename(columns={"code": "county_code"})
        later = units["unit"].map(self._later_names)
        units = units.assign(later_name=later.where(later != units["name"], "").astype("string"))
        counties = units.sort_values("county_code", ignore_index=True)[list(COUNTY_COLUMNS)]
        prefectures = _valid(self.prefectures, since).sort_values("code", ignore_index=True)
        prefectures = _with_counties(prefectures, counties, "prefecture_code")[list(PREFECTURE_COLUMNS)]
        provinces = _with_counties(self.provinces, counties, "province_code")
        newest = self.newest
        return Register(counties, prefectures, provinces, newest.change, newest.day or date.min, since, until)


def with_points(units: pd.DataFrame) -> pd.DataFrame:
    """Read the points of a table of units, which has text in every cell; an empty cell is a point not known."""
    points = {name: pd.to_numeric(units[name].where(units[name] != "")) for name in ("lon", "lat")}
    return units.assign(**points).astype({"lon": "float64", "lat": "float64"})


def _valid(table: pd.DataFrame, day: date | None) -> pd.DataFrame:
    """Keep the rows that hold on a day; None is the time before the first change."""
    written = day.isoformat() if day else ""
    since, until = table["since"], table["until"]
    return table[(since <= written) & ((until == "") | (until > written))]


def _with_counties(areas: pd.DataFrame, counties: pd.DataFrame, key: str) -> pd.DataFrame:
    counted = counties.groupby(key).size()
    return areas.assign(counties=areas["code"].map(counted).fillna(0).astype("int64"))


def _grouped(values: Sequence[T], keys: Sequence[str]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {}
    for key, value in zip(keys, values, strict=True):
        found.setdefault(key, []).append(value)
    return {key: tuple(group) for key, group in found.items()}


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if len(written) == len("2012-01-01") else None


def _read_changes(table: pd.DataFrame) -> tuple[RegisterChange, ...]:
    def pairs(text: str) -> tuple[tuple[str, str], ...]:
        return tuple((giver, taker) for giver, _, taker in (part.partition(">") for part in text.split()))

    return tuple(
        RegisterChange(
            row["change"],
            _day(row["day"]),
            row["kind"],
            tuple(row["before"].split()),
            tuple(row["after"].split()),
            pairs(row["follows"]),
            pairs(row["parts"]),
            row["document"],
            row["source"],
            row["basis"],
            row["remark"],
        )
        for row in table.to_dict("records")
    )


@cache
def official_codes() -> dict[str, str]:
    """Codes that lists use without being official, and the official code of what they mean."""
    table = read_reference("unofficial_codes.csv")
    return dict(zip(table["code"].tolist(), table["official_code"].tolist(), strict=True))


@cache
def committed_history() -> History:
    """Read the history that comes with the dashboard, without any operator's edition."""
    return History(
        with_points(read_reference("register_units.csv")),
        read_reference("register_changes.csv"),
        read_reference("register_prefectures.csv"),
        read_reference("provinces.csv"),
    )


_in_use: list[History] = []


def use_editions(editions: Sequence[Edition]) -> None:
    """Lay an operator's editions over the committed history, oldest first; once, before anything is read."""
    history = committed_history()
    for edition in editions:
        history = history.with_edition(edition)
    _in_use[:] = [history]


def register_history() -> History:
    """Give the history in use: the committed one and the operator's editions."""
    return _in_use[0] if _in_use else committed_history()


def register_of(day: date | None) -> Register:
    """Give the register of a day, by the history in use; None: the newest known."""
    return register_history().register_of(day)


def unit_of(code: str, day: date | None) -> str | None:
    """Give the unit that bore a code on a day, by the history in use; None if none did."""
    return register_history().unit_of(code, day)


def kept_with_register(most: int | None = None) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Remember what a function gives for its arguments until an edition changes the history in use.

    most: how many results are kept, None for all; those of a history that is no longer in use go with the next call.
    """

    def decorate(make: Callable[P, T]) -> Callable[P, T]:
        kept: list[tuple[History, Callable[P, T]]] = []

        @wraps(make)
        def give(*args: P.args, **kwargs: P.kwargs) -> T:
            history = register_history()
            if not kept or kept[0][0] is not history:
                kept[:] = [(history, cast("Callable[P, T]", lru_cache(maxsize=most)(make)))]
            return kept[0][1](*args, **kwargs)

        return give

    return decorate
