"""What the zones page reads, cached by the store's revision."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from data.progress import ESTABLISHED_STAGES
from data.zone_comparison import compare_zones
from data.zone_figures import (
    duty_items,
    functional_reports,
    pairing_candidates,
    zone_figures,
    zone_members,
    zone_totals,
)
from ui.areas import path_to
from ui.queries import KEPT_VIEWS, Figures, counties


@dataclass(frozen=True)
class Zones:
    """Everything about the zones on a day. Shared between sessions: read, never changed.

    figures, members, duties, reports: of data.zone_figures; totals: each county once; compared: of
    data.zone_comparison.compare_zones; candidates: for `partners_of`.
    """

    figures: pd.DataFrame
    members: pd.DataFrame
    duties: pd.DataFrame
    reports: pd.DataFrame
    totals: dict[str, Any]
    compared: pd.DataFrame
    candidates: pd.DataFrame


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def read_zones(revision: int, as_of: date) -> Zones:
    """Count and compare the zones on a day."""
    status, register = Figures(revision).status(as_of), counties()
    members = zone_members(status, register)
    reports = functional_reports(Figures(revision).area_reports(), as_of=as_of)
    return Zones(
        figures=zone_figures(status, register),
        members=members,
        duties=duty_items(members),
        reports=reports,
        totals=zone_totals(status, register),
        compared=compare_zones(status, register),
        candidates=pairing_candidates(members, register, reports),
    )


@st.cache_data(max_entries=KEPT_VIEWS, show_spinner=False)
def province_totals(revision: int, as_of: date, province: str) -> dict[str, Any]:
    """Count a province's counties in zones, each once."""
    register = counties()
    return zone_totals(Figures(revision).status(as_of), register[register["province_code"] == province])


@st.cache_resource(show_spinner=False)
def placed_names(lang: str) -> dict[str, str]:
    """Each county's name and the area above it, by code: there are many 城关区. Shared between sessions."""
    return {
        code: " · ".join(area.called(lang) for area in reversed(path_to(code)[-2:]))
        for code in counties()["county_code"].tolist()
    }


@st.cache_resource(show_spinner=False)
def _points() -> Any:
    # geopandas takes 0.7 s to import: only who asks for neighbours waits for it.
    from geo.boundaries import load_boundaries  # noqa: PLC0415
    from geo.nearest_zones import county_points  # noqa: PLC0415

    return county_points(load_boundaries("county"))


@st.cache_data(max_entries=512, show_spinner=False)
def partners_of(revision: int, as_of: date, county: str) -> pd.DataFrame:
    """Suggest zones to pair a county with, as geo.nearest_zones.nearest_zones."""
    register = counties()
    return _partners(revision, as_of, register[register["county_code"] == county])


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def partners_of_all(revision: int, as_of: date) -> pd.DataFrame:
    """Suggest one zone for each county without an alliance. Shared between sessions: read, never changed."""
    status, register = Figures(revision).status(as_of), counties()
    without = status.loc[~status["stage"].isin(ESTABLISHED_STAGES), "county_code"]
    return _partners(revision, as_of, register[register["county_code"].isin(without)], suggested=1)


def _partners(revision: int, as_of: date, lagging: pd.DataFrame, **more: int) -> pd.DataFrame:
    from geo.nearest_zones import nearest_zones  # noqa: PLC0415

    return nearest_zones(lagging, read_zones(revision, as_of).candidates, _points(), **more)
