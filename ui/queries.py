"""Every cached reading of the store and the reference data.

Results are keyed by the store's revision: a commit by any session or process is seen at once, and nothing is
ever cleared by hand. Frames that come out are copies; the one shared frame, all reports, stays in here.
"""

import logging
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd
import streamlit as st

from data.figures import judgement, progress
from data.figures import trend as trends
from data.figures.changes_between import changed_counties
from data.intake.difference import Difference, made_difference
from data.plan.milestones import Milestone, load_milestones, load_province_milestones, own_of_areas
from data.register import register
from data.register.zones import load_zones, zone_counties
from data.settings import Settings, read_settings
from data.store.store import Store, open_store
from reports.figures.source import report_before

# At the start Streamlit says of every cached function that there is no server yet, and then does what is wanted.
logging.getLogger("streamlit.runtime.caching.cache_data_api").addFilter(
    lambda said: "No runtime found" not in said.getMessage()
)

ROOT = Path(__file__).parent.parent
# Past days stay looked at while a meeting drills through them; a revision's frames are 1 MB a day.
KEPT_VIEWS = 48
# What a batch changed is 100 kB to 1 MB; the records show ten at a time.
KEPT_BATCHES = 64


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    """The operator's settings, read once from the environment."""
    return read_settings(os.environ, ROOT)


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """The one store of this process; opening it brings its schema up to date."""
    return open_store(settings().database_url, known_codes=frozenset(counties()["county_code"]))


def current_revision() -> int:
    """The store's revision now: one cheap read."""
    return store().revision()


@st.cache_resource(show_spinner=False)
def counties() -> pd.DataFrame:
    """The register. Shared between sessions: read, never changed."""
    return register.load_counties()


@st.cache_resource(show_spinner=False)
def provinces() -> pd.DataFrame:
    """The 32 reporting provinces. Shared between sessions: read, never changed."""
    return register.load_provinces()


@st.cache_resource(show_spinner=False)
def prefectures() -> pd.DataFrame:
    """The prefectures of the register. Shared between sessions: read, never changed."""
    return register.load_prefectures()


@st.cache_resource(max_entries=2, show_spinner=False)
def _reports(revision: int) -> pd.DataFrame:  # noqa: ARG001 (the cache's key)
    return store().reports()


@st.cache_resource(max_entries=2, show_spinner=False)
def _area_reports(revision: int) -> pd.DataFrame:  # noqa: ARG001
    return store().area_reports()


@st.cache_data(max_entries=KEPT_VIEWS, show_spinner=False)
def _changed(revision: int, since: date, until: date) -> pd.DataFrame:
    return changed_counties(_reports(revision), counties(), since=since, until=until)


@st.cache_data(max_entries=2, show_spinner=False)
def _batches(revision: int) -> pd.DataFrame:  # noqa: ARG001
    return store().batches(include_reverted=False)


@st.cache_data(max_entries=KEPT_VIEWS, show_spinner=False)
def _status(revision: int, as_of: date) -> pd.DataFrame:
    return progress.county_status(_reports(revision), counties(), as_of=as_of)


@st.cache_data(max_entries=KEPT_VIEWS * 3, show_spinner=False)
def _summary(revision: int, level: str, as_of: date) -> pd.DataFrame:
    return progress.summarise(_status(revision, as_of), counties(), level)


@st.cache_data(max_entries=KEPT_VIEWS, show_spinner=False)
def _trend(revision: int, level: str, as_of: date) -> pd.DataFrame:
    return trends.trend(_reports(revision), counties(), as_of=as_of, level=level)


@st.cache_data(max_entries=KEPT_VIEWS, show_spinner=False)
def _judged(revision: int, level: str, as_of: date) -> pd.DataFrame:
    return judgement.judge(
        _summary(revision, level, as_of),
        _trend(revision, level, as_of),
        load_milestones(),
        as_of=as_of,
        own=own_of_areas(province_milestones(), counties(), level),
    )


@st.cache_data(max_entries=KEPT_VIEWS, show_spinner=False)
def _milestones_met(revision: int, level: str, as_of: date) -> pd.DataFrame:
    return judgement.milestones_met(
        _reports(revision), counties(), load_milestones(), as_of=as_of, level=level
    )


@st.cache_resource(show_spinner=False)
def province_milestones() -> dict[str, list[Milestone]]:
    """The milestones that provinces have set for themselves, by code. Shared: read, never changed."""
    return load_province_milestones(settings().milestones_file)


@st.cache_resource(show_spinner=False)
def zone_names() -> dict[str, str]:
    """The listed name of the zone for each county inside one; of two zones, the later in the notice."""
    covered = zone_counties().merge(
        load_zones()[["zone_no", "listed_name"]], on="zone_no", validate="many_to_one"
    )
    return dict(zip(covered["county_code"], covered["listed_name"], strict=True))


@st.cache_data(max_entries=2, show_spinner=False)
def _all_batches(revision: int) -> pd.DataFrame:  # noqa: ARG001
    return store().batches()


@st.cache_data(max_entries=2, show_spinner=False)
def _events(revision: int) -> pd.DataFrame:  # noqa: ARG001
    return store().events()


@st.cache_data(max_entries=KEPT_BATCHES, show_spinner=False)
def batch_provinces(batch_id: int) -> dict[str, int]:
    """How many counties of each reporting province a batch speaks of; a batch never changes."""
    codes = store().batch_reports(batch_id)["county_code"]
    county_province = counties().set_index("county_code")["province_code"]
    return {str(code): int(n) for code, n in codes.map(county_province).value_counts().items()}


@st.cache_data(max_entries=KEPT_BATCHES, show_spinner=False)
def batch_difference(batch_id: int) -> Difference:
    """What a batch changed when it was saved, against what counted just before."""
    return made_difference(store(), batch_id)


@st.cache_data(max_entries=2, show_spinner=False)
def _report_dates(revision: int) -> list[date]:
    return sorted({day.date() for day in pd.to_datetime(_batches(revision)["as_of"])}, reverse=True)


@st.cache_data(max_entries=2, show_spinner=False)
def _shows_demo(revision: int) -> bool:
    return bool((_batches(revision)["kind"] == "demo").any())


@dataclass(frozen=True)
class Figures:
    """What the store says at one revision; each method is a cached frame of data.figures."""

    revision: int

    def batches(self) -> pd.DataFrame:
        """The live batches, oldest first."""
        return _batches(self.revision)

    def all_batches(self) -> pd.DataFrame:
        """Every batch ever saved, oldest first, as data.store.reads.StoreReader.batches."""
        return _all_batches(self.revision)

    def events(self) -> pd.DataFrame:
        """Every undo and redo, oldest first."""
        return _events(self.revision)

    def reports(self) -> pd.DataFrame:
        """Every row that counts. Shared between sessions: read, never changed."""
        return _reports(self.revision)

    def area_reports(self) -> pd.DataFrame:
        """What functional areas reported. Shared between sessions: read, never changed."""
        return _area_reports(self.revision)

    def report_dates(self) -> list[date]:
        """The days that live reports describe, newest first."""
        return _report_dates(self.revision)

    def report_before(self, as_of: date) -> date | None:
        """The newest report date that lies a report's spacing before `as_of`."""
        return report_before(self.report_dates(), as_of)

    def shows_demo(self) -> bool:
        """Whether what is shown was made up by the demo script."""
        return _shows_demo(self.revision)

    def status(self, as_of: date) -> pd.DataFrame:
        """One row per county, as data.figures.progress.county_status."""
        return _status(self.revision, as_of)

    def summary(self, level: str, as_of: date) -> pd.DataFrame:
        """One row per area of `level`, as data.figures.progress.summarise."""
        return _summary(self.revision, level, as_of)

    def trend(self, level: str, as_of: date) -> pd.DataFrame:
        """One row per area and month end, as data.figures.trend.trend."""
        return _trend(self.revision, level, as_of)

    def judged(self, level: str, as_of: date) -> pd.DataFrame:
        """One row per area with its verdict, as data.figures.judgement.judge."""
        return _judged(self.revision, level, as_of)

    def milestones_met(self, level: str, as_of: date) -> pd.DataFrame:
        """One row per area and milestone that has passed, as data.figures.judgement.milestones_met."""
        return _milestones_met(self.revision, level, as_of)

    def changed(self, since: date, until: date) -> pd.DataFrame:
        """One row per county, as data.figures.changes_between.changed_counties."""
        return _changed(self.revision, since, until)
