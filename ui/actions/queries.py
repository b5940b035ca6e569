"""The cached reading of the action list page, keyed by the store's revision as in ui/queries.py."""

from datetime import date

import pandas as pd
import streamlit as st

from data.action_list import action_list
from ui import queries
from ui.queries import KEPT_VIEWS, Figures


@st.cache_data(max_entries=KEPT_VIEWS, show_spinner=False)
def _listed(revision: int, as_of: date, compare: date | None) -> pd.DataFrame:
    figures = Figures(revision)
    changed = None if compare is None else figures.changed(compare, as_of)
    return action_list(figures.status(as_of), changed, queries.counties(), as_of=as_of)


def listed_counties(figures: Figures, as_of: date, compare: date | None) -> pd.DataFrame:
    """One row per county on the list, as data.action_list.action_list."""
    return _listed(figures.revision, as_of, compare)
