"""Where a report's figures come from: what may be asked of a store at one revision, each computed once and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, Protocol, TypeVar, cast

import pandas as pd

from data.figures import judgement, progress
from data.figures import trend as trends
from data.figures.changes_between import changed_counties
from data.plan.milestones import Milestone, load_milestones, own_of_areas
from data.register.register import load_counties
from data.store.store import Store


class FigureSource(Protocol):
    """What the store says at one revision. `ui.queries.Figures` and `reports.figures.source.StoreFigures` are ones.

    Frames are shared: read, never changed.
    """

    def reports(self) -> pd.DataFrame:
        """Every row that counts, as data.store.store gives them."""
        ...

    def area_reports(self) -> pd.DataFrame:
        """What functional areas reported, as data.store.store gives it."""
        ...

    def report_dates(self) -> list[date]:
        """The days that live reports describe, newest first."""
        ...

    def report_before(self, as_of: date) -> date | None:
        """The newest report date that lies a report's spacing before `as_of`."""
        ...

    def shows_demo(self) -> bool:
        """Whether what is shown was made up by the demo script."""
        ...

    def status(self, as_of: date) -> pd.DataFrame:
        """One row per county, as data.figures.progress.county_status."""
        ...

    def summary(self, level: str, as_of: date) -> pd.DataFrame:
        """One row per area of `level`, as data.figures.progress.summarise."""
        ...

    def trend(self, level: str, as_of: date) -> pd.DataFrame:
        """One row per area and month end, as data.figures.trend.trend."""
        ...

    def judged(self, level: str, as_of: date) -> pd.DataFrame:
        """One row per area with its verdict, as data.figures.judgement.judge."""
        ...

    def milestones_met(self, level: str, as_of: date) -> pd.DataFrame:
        """One row per area and milestone that has passed, as data.figures.judgement.milestones_met."""
        ...

    def changed(self, since: date, until: date) -> pd.DataFrame:
        """One row per county, as data.figures.changes_between.changed_counties."""
        ...


# The report before is the newest one at least this much older: reports come monthly, corrections daily.
REPORT_SPACING: Final = timedelta(days=25)

T = TypeVar("T")


def report_before(dates: Sequence[date], as_of: date) -> date | None:
    """Return the newest of `dates` (newest first) that lies a report's spacing before `as_of`, if any."""
    return next((day for day in dates if day <= as_of - REPORT_SPACING), None)


class StoreFigures:
    """A reports.figures.source.FigureSource over a store; what was asked for once is not computed again.

    own: milestones that provinces have set for themselves, as data.plan.milestones loads them.
    """

    def __init__(self, store: Store, own: Mapping[str, Sequence[Milestone]]) -> None:
        self._store = store
        self._own = own
        self._kept: dict[tuple[Any, ...], Any] = {}

    def _keep(self, key: tuple[Any, ...], make: Callable[[], T]) -> T:
        if key not in self._kept:
            self._kept[key] = make()
        return cast("T", self._kept[key])

    def reports(self) -> pd.DataFrame:
        """Return every row that counts."""
        return self._keep(("reports",), self._store.reports)

    def area_reports(self) -> pd.DataFrame:
        """Return what functional areas reported."""
        return self._keep(("areas",), self._store.area_reports)

    def _batches(self) -> pd.DataFrame:
        return self._keep(("batches",), lambda: self._store.batches(include_reverted=False))

    def report_dates(self) -> list[date]:
        """List the days that live reports describe, newest first."""
        return sorted({day.date() for day in pd.to_datetime(self._batches()["as_of"])}, reverse=True)

    def report_before(self, as_of: date) -> date | None:
        """Return the report that `as_of` is compared with."""
        return report_before(self.report_dates(), as_of)

    def shows_demo(self) -> bool:
        """Tell whether a live batch was made up by the demo script."""
        return bool((self._batches()["kind"] == "demo").any())

    def status(self, as_of: date) -> pd.DataFrame:
        """Return one row per county."""
        return self._keep(
            ("status", as_of),
            lambda: progress.county_status(self.reports(), load_counties(), as_of=as_of),
        )

    def summary(self, level: str, as_of: date) -> pd.DataFrame:
        """Return one row per area of `level`."""
        return self._keep(
            ("summary", level, as_of),
            lambda: progress.summarise(self.status(as_of), load_counties(), level),
        )

    def trend(self, level: str, as_of: date) -> pd.DataFrame:
        """Return one row per area and month end."""
        return self._keep(
            ("trend", level, as_of),
            lambda: trends.trend(self.reports(), load_counties(), as_of=as_of, level=level),
        )

    def judged(self, level: str, as_of: date) -> pd.DataFrame:
        """Return one row per area with its verdict."""
        return self._keep(
            ("judged", level, as_of),
            lambda: judgement.judge(
                self.summary(level, as_of),
                self.trend(level, as_of),
                load_milestones(),
                as_of=as_of,
                own=own_of_areas(self._own, load_counties(), level),
            ),
        )

    def milestones_met(self, level: str, as_of: date) -> pd.DataFrame:
        """Return one row per area and milestone that has passed."""
        return self._keep(
            ("met", level, as_of),
            lambda: judgement.milestones_met(
                self.reports(), load_counties(), load_milestones(), as_of=as_of, level=level
            ),
        )

    def changed(self, since: date, until: date) -> pd.DataFrame:
        """Return one row per county with what changed."""
        return self._keep(
            ("changed", since, until),
            lambda: changed_counties(self.reports(), load_counties(), since=since, until=until),
        )
