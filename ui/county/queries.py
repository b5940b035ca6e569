"""Cached readings of the county page, keyed by the store's revision."""

from datetime import date

import pandas as pd
import streamlit as st

from data.county_history import CountyReport, county_history
from geo.neighbours import compare_neighbours
from ui import queries
from ui.shell_context import Context

# A meeting leafs through a prefecture's counties and back.
KEPT_COUNTIES = 256


@st.cache_data(max_entries=KEPT_COUNTIES, show_spinner=False)
def _history(revision: int, code: str, as_of: date) -> list[CountyReport]:
    figures = queries.Figures(revision)
    return county_history(code, figures.reports(), figures.batches(), as_of=as_of)


@st.cache_data(max_entries=KEPT_COUNTIES, show_spinner=False)
def _neighbours(revision: int, code: str, as_of: date) -> pd.DataFrame:
    return compare_neighbours(code, queries.Figures(revision).status(as_of), queries.counties())


@st.cache_data(max_entries=2, show_spinner=False)
def _area_reports(revision: int) -> pd.DataFrame:  # noqa: ARG001 (the cache's key)
    return queries.store().area_reports()


@st.cache_data(max_entries=KEPT_COUNTIES, show_spinner=False)
def _recent(revision: int, area: str, as_of: date, most: int) -> pd.DataFrame:
    figures = queries.Figures(revision)
    status = figures.status(as_of)
    counties = queries.counties()
    places = counties[["county_code", "prefecture_code", "province_code"]]
    joined = status.merge(places, on="county_code", validate="one_to_one").dropna(subset=["batch_id"])
    if area:
        joined = joined[(joined["prefecture_code"] == area) | (joined["province_code"] == area)]
    return joined.sort_values(["as_of", "saved_at", "county_code"], ascending=[False, False, True]).head(most)


def history(ctx: Context, code: str) -> list[CountyReport]:
    """A county's reports up to the as-of date, the newest first."""
    return _history(ctx.figures.revision, code, ctx.day)


def neighbours(ctx: Context, code: str) -> pd.DataFrame:
    """A county's neighbours at the as-of date, as geo.neighbours.compare_neighbours."""
    return _neighbours(ctx.figures.revision, code, ctx.day)


def area_reports(ctx: Context, code: str) -> pd.DataFrame:
    """What functional areas within a county reported up to the as-of date, each one's newest report."""
    reports = _area_reports(ctx.figures.revision)
    own = reports[(reports["parent_code"] == code) & (reports["as_of"] <= pd.Timestamp(ctx.day))]
    return own.sort_values(["as_of", "saved_at", "batch_id"]).drop_duplicates("area", keep="last")


def recently_reported(ctx: Context, area: str, most: int) -> pd.DataFrame:
    """The counties of an area ("" for the nation) whose reports are newest: rows of data.progress.county_status."""
    return _recent(ctx.figures.revision, area, ctx.day, most)
