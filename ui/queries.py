"""Every cached reading of the store and the reference data.

Results are keyed by the store's revision and the register's edition: a commit by any session or process is seen at
once, and nothing is ever cleared by hand. Frames that come out are copies; the one shared frame, all reports, stays in
here.
"""

import logging
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any, Final, NamedTuple, TypeVar, cast

import pandas as pd
import streamlit as st

from data.intake.difference import Difference, made_difference
from data.plan.milestones import Milestone, load_province_milestones
from data.register.bounds import province_of
from data.register.editions import EditionFolder, Stamp, take_up
from data.register.history import kept_with_register, register_history, register_of
from data.register.register import known_codes
from data.register.zones import load_zones, zone_counties
from data.settings import Settings, read_settings
from data.store.store import Store, open_store
from reports.figures.source import FigureSource, Key

# At the start Streamlit says of every cached function that there is no server yet, and then does what is wanted.
logging.getLogger("streamlit.runtime.caching.cache_data_api").addFilter(
    lambda said: "No runtime found" not in said.getMessage()
)

ROOT = Path(__file__).parent.parent
# Past days stay looked at while a meeting drills through them; a revision's frames are 1 MB a day.
KEPT_VIEWS = 48
# What a batch changed is 100 kB to 1 MB; the records show ten at a time.
KEPT_BATCHES = 64
T = TypeVar("T")


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    """The operator's settings, read once from the environment."""
    return read_settings(os.environ, ROOT)


def edition_folder() -> EditionFolder:
    """The folder of the operator's editions of the register."""
    return EditionFolder(settings().register_folder)


def take_up_editions(folder: EditionFolder) -> None:
    """Use the editions as they stand in the folder now; what was kept of another register is forgotten.

    Asked on every rerun: one look at the journal. Raises DamagedEdition and UnusableChange.
    """
    stamp = folder.stamp()
    if stamp == _taken_up.stamp:
        return
    with _taken_up.lock:
        if stamp != _taken_up.stamp:
            take_up(folder.path)
            _taken_up.stamp = stamp
            st.cache_data.clear()
            st.cache_resource.clear()


class _TakenUp:
    """The journal's stamp at which editions were taken up last."""

    stamp: Stamp = None
    lock = Lock()


_taken_up: Final = _TakenUp()


def store() -> Store:
    """The one store of this process, which knows the codes of the register in use."""
    return _open_store(register_history().number)


@st.cache_resource(max_entries=2, show_spinner=False)
def _open_store(register: int) -> Store:  # noqa: ARG001 (the cache's key)
    """Open the store, which brings its schema up to date."""
    return open_store(settings().database_url, known_codes=known_codes())


def current_revision() -> int:
    """The store's revision now: one cheap read; editions of the register that came since are taken up before."""
    take_up_editions(edition_folder())
    return store().revision()


def counties(day: date | None = None) -> pd.DataFrame:
    """The counties of a day; None: of the newest register. Shared between sessions: read, never changed."""
    return register_of(day).counties


def provinces(day: date | None = None) -> pd.DataFrame:
    """The 32 reporting provinces. Shared between sessions: read, never changed."""
    return register_of(day).provinces


def prefectures(day: date | None = None) -> pd.DataFrame:
    """The prefectures of a day; None: of the newest register. Shared between sessions: read, never changed."""
    return register_of(day).prefectures


@st.cache_resource(show_spinner=False)
def province_milestones() -> dict[str, list[Milestone]]:
    """The milestones that provinces have set for themselves, by code. Shared: read, never changed."""
    return load_province_milestones(settings().milestones_file)


@kept_with_register(KEPT_VIEWS)
def zone_names(day: date | None = None) -> dict[str, str]:
    """The listed name of the zone for each county of a day inside one; of two zones, the later in the notice."""
    covered = zone_counties(counties(day)).merge(
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
    return {str(code): int(n) for code, n in codes.map(province_of).value_counts().items()}


@st.cache_data(max_entries=KEPT_BATCHES, show_spinner=False)
def batch_difference(batch_id: int) -> Difference:
    """What a batch changed when it was saved, against what counted just before."""
    return made_difference(store(), batch_id)


# What is shared between sessions and not copied for each: read, never changed.
@st.cache_resource(max_entries=4, show_spinner=False)
def _shared(register: int, revision: int, key: Key, _make: Callable[[], Any]) -> Any:  # noqa: ARG001 (the cache's key)
    return _make()


@st.cache_data(max_entries=KEPT_VIEWS * 2, show_spinner=False)
def _frame_of_counties(register: int, revision: int, key: Key, _make: Callable[[], Any]) -> Any:  # noqa: ARG001
    return _make()


@st.cache_data(max_entries=KEPT_VIEWS * 6, show_spinner=False)
def _frame_of_areas(register: int, revision: int, key: Key, _make: Callable[[], Any]) -> Any:  # noqa: ARG001
    return _make()


# Frames of two sizes stand apart, so that the small ones do not bound how many large ones are kept.
CACHES: Final = {
    "reports": _shared,
    "unit_reports": _shared,
    "area_reports": _shared,
    "batches": _frame_of_counties,
    "status": _frame_of_counties,
    "changed": _frame_of_counties,
    "not_counted": _frame_of_counties,
}


class Known(NamedTuple):
    """What figures are made from: the number of the register in use, and the store's revision."""

    register: int
    revision: int


class Figures(FigureSource):
    """What the store says at one revision, by one edition of the register, kept for all sessions."""

    def __init__(self, revision: int) -> None:
        self.revision = revision
        super().__init__(store(), province_milestones(), self._cached)

    @property
    def known(self) -> Known:
        """The key of whatever is made from these figures and kept."""
        return Known(register_history().number, self.revision)

    def _cached(self, key: Key, make: Callable[[], T], /) -> T:
        cache = CACHES.get(str(key[0]), _frame_of_areas)
        return cast("T", cache(register_history().number, self.revision, key, make))

    def all_batches(self) -> pd.DataFrame:
        """Every batch ever saved, oldest first, as data.store.reads.StoreReader.batches."""
        return _all_batches(self.revision)

    def events(self) -> pd.DataFrame:
        """Every undo and redo, oldest first."""
        return _events(self.revision)
