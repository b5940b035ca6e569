"""Cached counts of what alliances rest on, keyed by the store's revision like those in ui/queries.py."""

from datetime import date

import pandas as pd
import streamlit as st

from data import mechanisms
from ui.queries import KEPT_VIEWS, Figures, counties


@st.cache_data(max_entries=KEPT_VIEWS * 3, show_spinner=False)
def item_counts(revision: int, level: str, as_of: date, established_only: bool) -> pd.DataFrame:  # noqa: FBT001
    """Answers by area and item, as data.mechanisms.item_counts."""
    status = Figures(revision).status(as_of)
    return mechanisms.item_counts(status, counties(), level, established_only=established_only)


@st.cache_data(max_entries=KEPT_VIEWS * 3, show_spinner=False)
def silent_counts(revision: int, level: str, as_of: date, established_only: bool) -> pd.DataFrame:  # noqa: FBT001
    """Counties that answered nothing of a group, as data.mechanisms.silent_counts."""
    status = Figures(revision).status(as_of)
    return mechanisms.silent_counts(status, counties(), level, established_only=established_only)


@st.cache_data(max_entries=KEPT_VIEWS * 3, show_spinner=False)
def school_counts(revision: int, level: str, as_of: date) -> pd.DataFrame:
    """Schools by area, as data.mechanisms.school_counts."""
    return mechanisms.school_counts(Figures(revision).status(as_of), counties(), level)
