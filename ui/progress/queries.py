"""Cached readings of the progress page, keyed by the store's revision."""

from datetime import date

import pandas as pd
import streamlit as st

from data.judgement import milestones_met
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
