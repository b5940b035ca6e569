"""Which unit each report speaks of, what a merged unit takes over, and which reports count on a day.

A report belongs to the unit that bore its code on the day that it describes; where none did, to the one that bore it
last before, or else first after: then it counts from the day on which the code began, so that no past day changes. A
unit keeps its reports through every change of code, name, kind, prefecture or province. One that was divided, or gave
ground to a new one, keeps them; the new one begins *not reported*.

A unit that several were merged into stands, until it reports itself, where all of them stood: it is taken to be
established if every one of them was when it ended, with the lowest stage among them and the latest day; else it is *not
reported*. What a unit reports for a day on which it no longer existed counts on no day.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Final

import numpy as np
import pandas as pd

from data.base.stages import ESTABLISHED_STAGES, RANKS, STAGES
from data.figures.standing import DAY_TYPE, Array, days_of, instants_of
from data.register.history import History, UnitPeriod, official_codes

UNKNOWN_DAY: Final = np.datetime64("NaT", "s")
# The place in STAGES of a stage that is missing, and the lowest place that counts as established.
BLANK: Final = -1
LOWEST_ESTABLISHED: Final = min(RANKS[stage] for stage in ESTABLISHED_STAGES)
# Stands for a report's row where there is none, and for the unit of a code that none ever bore.
NOBODY: Final = -1
# The history in use, and another beside it while an edition is laid over.
KEPT_HISTORIES: Final = 2
# Why a report does not count on a day; the first that holds is told.
NOT_COUNTED: Final = ("unknown_code", "after_end", "ended", "not_begun", "corrected")


@dataclass(frozen=True)
class UnitTable:
    """Every unit that a history knows, in the order of `names`, and who bore which code from when on.

    begun, ended: a unit's first day and the day after its last; NaT: before 2012, and going on. bearer, borne_since:
    for each code in `codes`, from row `first` on and `bearers` many, the units that bore it one after another. merged:
    the units that came of mergers with those that ended in them, oldest first.
    """

    names: pd.Index
    begun: Array
    ended: Array
    codes: pd.Index
    first: Array
    bearers: Array
    bearer: Array
    borne_since: Array
    merged: tuple[tuple[int, tuple[int, ...]], ...]

    def places(self, units: pd.Series) -> Array:
        """Give the places of units in `names`."""
        return self.names.get_indexer(pd.Index(units))

    def borne(self, codes: pd.Series, days: Array) -> Array:
        """Give the row of `bearer` for each code on each day, as `History.bearer` does; NOBODY where there is none."""
        place = self.codes.get_indexer(pd.Index(codes))
        found = np.where(place >= 0, self.first[place], NOBODY)
        several = np.flatnonzero((place >= 0) & (self.bearers[place] > 1))
        for code in np.unique(place[several]):
            rows = several[place[several] == code]
            own = slice(self.first[code], self.first[code] + self.bearers[code])
            begun = np.searchsorted(self.borne_since[own], days[rows], side="right")
            found[rows] = own.start + np.maximum(begun - 1, 0)
        return found


@lru_cache(maxsize=KEPT_HISTORIES)
def unit_table(history: History) -> UnitTable:
    """Lay out the units of a history for looking up many at once."""
    periods = history.units.sort_values(["unit", "since"], kind="stable")
    by_unit = periods.groupby("unit", sort=True)
    names = pd.Index(by_unit["since"].first().index)
    by_code = periods.sort_values(["code", "since"], kind="stable")
    codes, first, bearers = np.unique(by_code["code"].to_numpy(str), return_index=True, return_counts=True)
    alias = [
        (old, new) for old, new in official_codes().items() if old not in set(codes) and new in set(codes)
    ]
    stands_for = np.searchsorted(codes, [new for _, new in alias]).astype(np.int64)
    place = {str(name): number for number, name in enumerate(names)}
    begun = written_days(by_unit["since"].first())
    merged = [
        (place[name], tuple(place[giver] for giver in givers))
        for name in place
        if (givers := history.merged_from(name))
    ]
    return UnitTable(
        names=names,
        begun=begun,
        ended=written_days(by_unit["until"].last()),
        codes=pd.Index([*codes.tolist(), *(old for old, _ in alias)]),
        first=np.append(first, first[stands_for]),
        bearers=np.append(bearers, bearers[stands_for]),
        bearer=names.get_indexer(pd.Index(by_code["unit"])),
        borne_since=np.where(
            by_code["since"].to_numpy(str) == "", np.datetime64(date.min, "s"), written_days(by_code["since"])
        ),
        merged=tuple(sorted(merged, key=lambda one: begun[one[0]])),
    )


@dataclass(frozen=True)
class ReportsInOrder:
    """Reports by unit and day, one for each: the one saved last (by `saved_at`, then `batch_id`).

    Arrays of one length: unit (its place in `UnitTable.names`), as_of (the day from which the report counts), rank (of
    its stage in STAGES, or BLANK), established_on, row (in the reports, NOBODY for what a merged unit took over on its
    first day) and told_on (the as-of date to be shown; of what was taken over, that of the oldest report among them).
    """

    unit: Array
    as_of: Array
    rank: Array
    established_on: Array
    row: Array
    told_on: Array

    def until(self, day: date) -> "ReportsInOrder":
        """Leave out what describes a later day."""
        known = self.as_of <= np.datetime64(day)
        return ReportsInOrder(*(values[known] for values in vars(self).values()))

    def last_of_units(self) -> Array:
        """Give the places of each unit's last report."""
        return np.flatnonzero(np.append(self.unit[1:] != self.unit[:-1], True)[: len(self.unit)])


class UnitReports:
    """Reports, each with the unit that it speaks of: what every figure of a day is made from.

    reports: as data.store.reads.StoreReader.reports gives them; never changed.
    """

    def __init__(self, reports: pd.DataFrame, history: History) -> None:
        self.reports = reports
        self.history = history
        self.units = unit_table(history)

    @cached_property
    def described(self) -> Array:
        """The as-of date of each report."""
        return days_of(self.reports["as_of"])

    @cached_property
    def _borne(self) -> Array:
        return self.units.borne(self.reports["county_code"], self.described)

    @cached_property
    def unit(self) -> Array:
        """The unit of each report, as its place in `units.names`; NOBODY for a code that none ever bore."""
        return np.where(self._borne >= 0, self.units.bearer[self._borne], NOBODY)

    @cached_property
    def counts_from(self) -> Array:
        """The day from which each report counts: its as-of date, or the day on which its code began after that."""
        since = np.where(self._borne >= 0, self.units.borne_since[self._borne], self.described)
        return np.maximum(self.described, since)

    @cached_property
    def ordered(self) -> ReportsInOrder:
        """The reports that count on some day, in order, with what merged units took over."""
        own = self._own()
        starts = np.searchsorted(own.unit, np.arange(len(self.units.names) + 1))
        taken: dict[int, tuple[Any, ...]] = {}
        for unit, givers in self.units.merged:
            lows = [_last_of(own, starts, giver) or taken.get(giver) for giver in givers]
            known = [low for low in lows if low is not None and low[2] >= LOWEST_ESTABLISHED]
            day, first = self.units.begun[unit], starts[unit]
            reported = first < starts[unit + 1] and own.as_of[first] <= day
            if reported or len(known) < len(givers):
                continue
            latest = max((one[3] for one in known if not np.isnat(one[3])), default=UNKNOWN_DAY)
            oldest = min(one[5] for one in known)
            taken[unit] = (unit, day, min(one[2] for one in known), latest, NOBODY, oldest)
        if not taken:
            return own
        places = [starts[unit] for unit in taken]
        together = zip(vars(own).values(), zip(*taken.values(), strict=True), strict=True)
        joined = [np.insert(values, places, np.array(new, dtype=values.dtype)) for values, new in together]
        return ReportsInOrder(*joined)

    def _own(self) -> ReportsInOrder:
        reports, unit, described = self.reports, self.unit, self.counts_from
        rows = np.flatnonzero((unit >= 0) & ~(described >= self.units.ended[unit]))
        saved = instants_of(reports["saved_at"].take(rows))
        batch = reports["batch_id"].to_numpy()[rows]
        rows = rows[np.lexsort((batch, saved, described[rows], unit[rows]))]
        last = np.ones(len(rows), dtype=bool)
        last[:-1] = (unit[rows][1:] != unit[rows][:-1]) | (described[rows][1:] != described[rows][:-1])
        rows = rows[last]
        rank = pd.Index(list(STAGES)).get_indexer(pd.Index(reports["stage"].take(rows)))
        established_on = days_of(reports["established_on"].take(rows))
        return ReportsInOrder(unit[rows], described[rows], rank, established_on, rows, self.described[rows])


def reports_not_counted(reports: UnitReports, *, as_of: date) -> pd.DataFrame:
    """List the reports up to a day that count in no figure of it, with the reason, in the order of the store.

    Columns: batch_id, county_code, as_of (datetime64), saved_at, stage, reason (one of NOT_COUNTED):

    - unknown_code: no unit ever bore the code;
    - after_end: the unit had ended by the day that the report describes: it counts on no day;
    - ended: the unit had ended by `as_of`; the report counts on the days before, and in what a merged unit took over;
    - not_begun: the unit was set up, or began to bear the code, after `as_of`;
    - corrected: another report of the unit for the same day was saved later.
    """
    units, unit, described = reports.units, reports.unit, reports.described
    day = np.datetime64(as_of)
    kept = np.zeros(len(unit), dtype=bool)
    rows = reports.ordered.row
    kept[rows[rows >= 0]] = True
    ended, begun = units.ended[unit], units.begun[unit]
    holds = [
        unit == NOBODY,
        described >= ended,
        ended <= day,
        (begun > day) | (reports.counts_from > day),
        ~kept,
    ]
    reason = np.select(holds, NOT_COUNTED, default="")
    listed = np.flatnonzero((reason != "") & (described <= day))
    columns = ["batch_id", "county_code", "as_of", "saved_at", "stage"]
    found = reports.reports[columns].take(listed).reset_index(drop=True)
    return found.assign(as_of=described[listed], reason=pd.array(reason[listed], dtype="string"))


def taken_from(history: History, code: str, day: date) -> tuple[UnitPeriod, ...]:
    """Give the last period of each unit that the one which bears a code on a day was merged from."""
    unit = history.unit_of(code, day)
    givers = history.merged_from(unit) if unit else ()
    return tuple(history.unit_periods(giver)[-1] for giver in givers)


def written_days(column: pd.Series) -> Array:
    """Give ISO days as days; "" is NaT."""
    return np.array([day or "NaT" for day in column.tolist()], dtype=DAY_TYPE)


def _last_of(own: ReportsInOrder, starts: Array, unit: int) -> tuple[Any, ...] | None:
    """Give a unit's last report, which is from before its end, or None without any."""
    last = starts[unit + 1] - 1
    return tuple(values[last] for values in vars(own).values()) if last >= starts[unit] else None
