"""Cached readings of what changed between two days, for the overview's paragraph and the action list."""

from datetime import date

import pandas as pd
import streamlit as st

from data.changes_between import changed_counties, compare_areas
from data.register import NATION_CODE
from reports.scope import Scope
from ui import queries
from ui.queries import KEPT_VIEWS, Figures
from ui.shell_context import Context


@st.cache_data(max_entries=KEPT_VIEWS, show_spinner=False)
def _changed(revision: int, since: date, until: date) -> pd.DataFrame:
    return changed_counties(Figures(revision).reports(), queries.counties(), since=since, until=until)


def changed_since(figures: Figures, since: date, until: date) -> pd.DataFrame:
    """One row per county, as data.changes_between.changed_counties."""
    return _changed(figures.revision, since, until)


def changes_inside(ctx: Context, scope: Scope, since: date) -> pd.DataFrame:
    """The counties of one area with what changed up to the as-of day, and `label`: what each is called."""
    label = "name" if ctx.selection.lang == "zh" else "name_en"
    names = queries.counties()[["county_code", label, "prefecture_code", "province_code"]]
    names = names.rename(columns={label: "label"})
    if scope.code != NATION_CODE:
        names = names[names[f"{scope.level}_code"] == scope.code]
    changed = changed_since(ctx.figures, since, ctx.day)
    return names.merge(changed, on="county_code", validate="one_to_one")


def areas_since(figures: Figures, level: str, since: date, until: date) -> pd.DataFrame:
    """One row per area of `level`, as data.changes_between.compare_areas."""
    return compare_areas(
        (figures.summary(level, since), figures.judged(level, since)),
        (figures.summary(level, until), figures.judged(level, until)),
    )
