"""Where a report's figures come from: what may be asked of a store at one revision, each computed once and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, Protocol, TypeVar

import pandas as pd

from data.figures import judgement, progress
from data.figures import trend as trends
from data.figures.changes_between import changed_counties, units_changed
from data.figures.unit_reports import UnitReports, reports_not_counted
from data.plan.milestones import Milestone, load_milestones, own_of_areas
from data.register.history import Register, register_history
from data.store.store import Store

T = TypeVar("T")
# What is kept, and of which level and day: ("summary", "province", 2026-10-31).
Key = tuple[str | date, ...]
# The report before is the newest one at least this much older: reports come monthly, corrections daily.
REPORT_SPACING: Final = timedelta(days=25)


class Keep(Protocol):
    """Gives what is kept under a key, making it where it is not yet there."""

    def __call__(self, key: Key, make: Callable[[], T], /) -> T:
        """Return what is kept under `key`, or make and keep it."""
        ...


class FigureSource:
    """What a store says at one revision.

    Frames may be shared: read, never changed. own: milestones that provinces have set for themselves, as
    data.plan.milestones loads them. keep: where what was asked for once is kept; in this object where none is given,
    which must then be thrown away when the store changes.
    """

    def __init__(
        self, store: Store, own: Mapping[str, Sequence[Milestone]], keep: Keep | None = None
    ) -> None:
        self._store = store
        self._own = own
        self._keep = keep or kept_in({})

    def reports(self) -> pd.DataFrame:
        """Return every row that counts, as data.store.reads.StoreReader.reports."""
        return self._keep(("reports",), self._store.reports)

    def area_reports(self) -> pd.DataFrame:
        """Return what functional areas reported, as data.store.reads.StoreReader.area_reports."""
        return self._keep(("area_reports",), self._store.area_reports)

    def batches(self) -> pd.DataFrame:
        """Return the live batches, oldest first."""
        return self._keep(("batches",), lambda: self._store.batches(include_reverted=False))

    def report_dates(self) -> list[date]:
        """List the days that live reports describe, newest first."""
        return self._keep(
            ("report_dates",),
            lambda: sorted({day.date() for day in pd.to_datetime(self.batches()["as_of"])}, reverse=True),
        )

    def report_before(self, as_of: date) -> date | None:
        """Return the newest report date that lies a report's spacing before `as_of`, if any."""
        return next((day for day in self.report_dates() if day <= as_of - REPORT_SPACING), None)

    def shows_demo(self) -> bool:
        """Tell whether a live batch was made up by the demo script."""
        return self._keep(("shows_demo",), lambda: bool((self.batches()["kind"] == "demo").any()))

    def unit_reports(self) -> UnitReports:
        """Return the same rows, each with the unit of the register that it speaks of."""
        return self._keep(("unit_reports",), lambda: UnitReports(self.reports(), register_history()))

    def register(self, day: date) -> Register:
        """Return the register of a day: the counties that every figure of that day counts."""
        return register_history().register_of(day)

    def not_counted(self, as_of: date) -> pd.DataFrame:
        """List the reports that count in no figure, as data.figures.unit_reports.reports_not_counted."""
        return self._keep(
            ("not_counted", as_of), lambda: reports_not_counted(self.unit_reports(), as_of=as_of)
        )

    def status(self, as_of: date) -> pd.DataFrame:
        """Return one row per county, as data.figures.progress.county_status."""
        return self._keep(("status", as_of), lambda: progress.county_status(self.unit_reports(), as_of=as_of))

    def summary(self, level: str, as_of: date) -> pd.DataFrame:
        """Return one row per area of `level`, as data.figures.progress.summarise."""
        return self._keep(
            ("summary", level, as_of),
            lambda: progress.summarise(self.status(as_of), self.register(as_of).counties, level),
        )

    def trend(self, level: str, as_of: date) -> pd.DataFrame:
        """Return one row per area and month end, as data.figures.trend.trend."""
        return self._keep(
            ("trend", level, as_of), lambda: trends.trend(self.unit_reports(), as_of=as_of, level=level)
        )

    def judged(self, level: str, as_of: date) -> pd.DataFrame:
        """Return one row per area with its verdict, as data.figures.judgement.judge."""
        return self._keep(
            ("judged", level, as_of),
            lambda: judgement.judge(
                self.summary(level, as_of),
                self.trend(level, as_of),
                load_milestones(),
                as_of=as_of,
                own=own_of_areas(self._own, self.register(as_of).counties, level),
            ),
        )

    def milestones_met(self, level: str, as_of: date) -> pd.DataFrame:
        """Return one row per area and milestone that has passed, as data.figures.judgement.milestones_met."""
        return self._keep(
            ("milestones_met", level, as_of),
            lambda: judgement.milestones_met(
                self.unit_reports(), load_milestones(), as_of=as_of, level=level
            ),
        )

    def changed(self, since: date, until: date) -> pd.DataFrame:
        """Return one row per county, as data.figures.changes_between.changed_counties."""
        return self._keep(
            ("changed", since, until),
            lambda: changed_counties(self.unit_reports(), since=since, until=until),
        )

    def units_changed(self, since: date, until: date) -> pd.DataFrame:
        """List who came and who went, as data.figures.changes_between.units_changed."""
        return self._keep(
            ("units_changed", since, until),
            lambda: units_changed(self.unit_reports(), since=since, until=until),
        )


def kept_in(kept: dict[Key, Any]) -> Keep:
    """Keep in a dict."""

    def keep(key: Key, make: Callable[[], T], /) -> T:
        if key not in kept:
            kept[key] = make()
        found: T = kept[key]
        return found

    return keep
