"""Everything the progress page shows of one view, read (and kept by register and revision) before anything is drawn."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import streamlit as st

from charts.trend.layout import MilestoneMet
from data.base.stages import ESTABLISHED_STAGES
from data.figures.judgement import milestones_met
from data.plan.milestones import Milestone, own_of_areas
from data.register.register import area_of
from reports.figures.area import Overview, milestone_met
from reports.sentences.progress import order_shown, ordered, past, progress_frame
from ui import queries
from ui.overview.panels import read_overview
from ui.queries import KEPT_VIEWS, Known
from ui.shell_context import Context


@st.cache_data(max_entries=KEPT_VIEWS, show_spinner=False)
def own_milestones_met(known: Known, province: str, level: str, as_of: date) -> pd.DataFrame:
    """What became of the milestones that a province has set for itself, as data.figures.judgement.milestones_met."""
    own = queries.province_milestones().get(province, [])
    figures = queries.Figures(known.revision)
    outcomes = milestones_met(figures.unit_reports(), own, as_of=as_of, level=level)
    counties = figures.register(as_of).counties
    inside = area_of(counties[counties["province_code"] == province], level)
    return outcomes[outcomes["code"].isin(inside)]


@st.cache_data(max_entries=KEPT_VIEWS, show_spinner=False)
def counties_without(known: Known, level: str, area: str, as_of: date, lang: str) -> dict[str, str]:
    """The counties of an area that have no alliance, in order of code, by what they are called."""
    figures = queries.Figures(known.revision)
    counties = figures.register(as_of).counties
    if level != "nation":
        counties = counties[counties[f"{level}_code"] == area]
    status = figures.status(as_of)
    with_one = set(status.loc[status["stage"].isin(ESTABLISHED_STAGES), "county_code"])
    names = counties["name"] + " · " + counties["prefecture"] if lang == "zh" else counties["name_en"]
    return {
        code: name for code, name in zip(counties["county_code"], names, strict=True) if code not in with_one
    }


@dataclass(frozen=True)
class ProgressView:
    """The area shown and the provinces or prefectures inside it.

    frame: of reports.sentences.progress.progress_frame, the worst first; without rows where the area is compared by
    county, of which none has a pace. trends: of data.figures.trend.trend for the frame's areas. own: milestones
    that these
    have set for themselves, by code. met: what became of the milestones that have passed, by name and code.
    area_own: the same of the area's own milestones, those to come among them.
    """

    base: Overview
    frame: pd.DataFrame
    trends: dict[str, pd.DataFrame]
    own: dict[str, list[Milestone]]
    met: dict[str, dict[str, MilestoneMet]]
    area_own: list[MilestoneMet]
    order: str

    @property
    def past(self) -> list[Milestone]:
        """The national milestones that have passed, for whose outcome the table has a column each."""
        return [met.milestone for met in self.base.met if met.milestone.name in self.met]

    @property
    def table(self) -> pd.DataFrame:
        """The frame in the order that the reader has chosen."""
        return ordered(self.frame, self.order)


def read_progress(ctx: Context) -> ProgressView:
    """Read what the page shows. Needs a store with reports."""
    chosen = ctx.selection
    view = _read(ctx.figures.known, chosen.area, ctx.day, chosen.lang, ctx)
    return replace(view, order=order_shown(chosen.order))


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def _read(known: Known, area: str, as_of: date, lang: str, _ctx: Context) -> ProgressView:  # noqa: ARG001 (the key)
    """Read a view in the default order. Shared between sessions: read, never changed."""
    ctx = _ctx
    base = read_overview(replace(ctx, compare=None))
    level, units = base.scope.unit_level, base.scope.units
    frame, trends, met = pd.DataFrame(), {}, {}
    if level != "county":
        frame = progress_frame(units, base.summary, base.judged)
        courses = ctx.figures.trend(level, ctx.day)
        inside = courses[courses["code"].isin(units["code"])]
        trends = {str(code): course for code, course in inside.groupby("code", sort=False)}
        outcomes = ctx.figures.milestones_met(level, ctx.day)
        outcomes = outcomes[outcomes["code"].isin(units["code"])]
        covered = set(frame.loc[frame["covered"], "code"])
        met = {
            milestone.name: _outcomes(outcomes, milestone, covered)
            for milestone in past(base.milestones, ctx.day)
        }
    own = own_of_areas(queries.province_milestones(), queries.counties(ctx.day), level)
    return ProgressView(base, frame, trends, own, met, _area_own(ctx, base), order_shown(None))


def _area_own(ctx: Context, base: Overview) -> list[MilestoneMet]:
    province, level = ctx.province_code, base.scope.level
    own = queries.province_milestones().get(province or "", [])
    if not own or province is None:
        return []
    frame = own_milestones_met(ctx.figures.known, province, level, ctx.day)
    covered = {base.scope.code} if base.now.covered else set[str]()
    return [_outcomes(frame, milestone, covered)[base.scope.code] for milestone in own]


def _outcomes(frame: pd.DataFrame, milestone: Milestone, covered: Collection[str]) -> dict[str, MilestoneMet]:
    """Read what became of one milestone from data.figures.judgement.milestones_met, by the areas' codes.

    covered: codes of the areas from which enough reports came.
    """
    rows = frame[(frame["milestone"] == milestone.name) & (frame["on"] == pd.Timestamp(milestone.on))]
    return {
        str(row["code"]): milestone_met(milestone, row, covered=row["code"] in covered)
        for row in rows.to_dict("records")
    }
