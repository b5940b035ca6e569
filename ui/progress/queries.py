"""Cached readings of the progress page, keyed by the store's revision."""

from datetime import date

import pandas as pd
import streamlit as st

from data.judgement import milestones_met
from data.progress import ESTABLISHED_STAGES
from ui import queries
from ui.queries import KEPT_VIEWS


@st.cache_data(max_entries=KEPT_VIEWS, show_spinner=False)
def own_milestones_met(revision: int, province: str, level: str, as_of: date) -> pd.DataFrame:
    """What became of the milestones that a province has set for itself, as data.judgement.milestones_met."""
    counties = queries.counties()
    own = queries.province_milestones().get(province, [])
    reports = queries.Figures(revision).reports()
    return milestones_met(
        reports, counties[counties["province_code"] == province], own, as_of=as_of, level=level
    )


@st.cache_data(max_entries=KEPT_VIEWS, show_spinner=False)
def counties_without(revision: int, level: str, area: str, as_of: date, lang: str) -> dict[str, str]:
    """The counties of an area that have no alliance, in order of code, by what they are called."""
    counties = queries.counties()
    if level != "nation":
        counties = counties[counties[f"{level}_code"] == area]
    status = queries.Figures(revision).status(as_of)
    with_one = set(status.loc[status["stage"].isin(ESTABLISHED_STAGES), "county_code"])
    names = counties["name"] + " · " + counties["prefecture"] if lang == "zh" else counties["name_en"]
    return {
        code: name for code, name in zip(counties["county_code"], names, strict=True) if code not in with_one
    }
