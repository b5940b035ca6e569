"""Where a report's figures come from: the cached readings of the pages, or a store read once by a command line."""

from __future__ import annotations

from datetime import date
from typing import Protocol

import pandas as pd


class FigureSource(Protocol):
    """What the store says at one revision. `ui.queries.Figures` and `reports.store_figures.StoreFigures` are ones.

    Frames are shared: read, never changed.
    """

    def reports(self) -> pd.DataFrame:
        """Every row that counts, as data.store gives them."""
        ...

    def area_reports(self) -> pd.DataFrame:
        """What functional areas reported, as data.store gives it."""
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
        """One row per county, as data.progress.county_status."""
        ...

    def summary(self, level: str, as_of: date) -> pd.DataFrame:
        """One row per area of `level`, as data.progress.summarise."""
        ...

    def trend(self, level: str, as_of: date) -> pd.DataFrame:
        """One row per area and month end, as data.trend.trend."""
        ...

    def judged(self, level: str, as_of: date) -> pd.DataFrame:
        """One row per area with its verdict, as data.judgement.judge."""
        ...

    def milestones_met(self, level: str, as_of: date) -> pd.DataFrame:
        """One row per area and milestone that has passed, as data.judgement.milestones_met."""
        ...

    def changed(self, since: date, until: date) -> pd.DataFrame:
        """One row per county, as data.changes_between.changed_counties."""
        ...
