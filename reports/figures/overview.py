"""Everything that is told of one area: its figures, the units inside it, the trend, what changed since a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from charts.trend.layout import MilestoneMet, Projection, TrendLayout, trend_layout
from data.base.language import name_column
from data.figures.changes_between import compare_areas, progress_by_area
from data.plan.milestones import Milestone, load_milestones, plan_path
from data.register.register import NATION_CODE
from reports.figures.area import AreaFigures, Scope, area_figures, known_day, known_number, resolve_scope
from reports.figures.source import FigureSource


@dataclass(frozen=True)
class Overview:
    """Figures of an area and of the units inside it, on the as-of day and the day compared with.

    trend: the area's own rows of data.figures.trend.trend. summary, judged: frames of the units' level, all areas.
    compare, before: the day compared with and the area's figures on it; None where there is no earlier report, or the
    area did not exist on that day.
    path_share: what the path asks for today, 0..1.
    """

    scope: Scope
    as_of: date
    compare: date | None
    now: AreaFigures
    before: AreaFigures | None
    trend: pd.DataFrame
    summary: pd.DataFrame
    judged: pd.DataFrame
    milestones: list[Milestone]
    met: list[MilestoneMet]
    projection: Projection | None
    path_share: float

    def trend_layout(self, own: Sequence[MilestoneMet] = ()) -> TrendLayout:
        """Lay the trend out against the plan's path, with the area's `own` milestones beside the plan's."""
        return trend_layout(
            self.trend,
            counties=self.now.counties,
            path=plan_path(),
            met=[*self.met, *own],
            projection=self.projection,
        )

    def unit_counts(self) -> pd.DataFrame:
        """Return the summary's rows of the units, by code, with `label`, what each is called."""
        return self.scope.units.merge(
            self.summary.drop(columns=["name", "name_en"], errors="ignore"),
            on="code",
            how="left",
            validate="one_to_one",
        )

    def judged_units(self) -> pd.DataFrame:
        """Return `unit_counts` with the verdict of each."""
        return self.unit_counts().merge(
            self.judged[["code", "verdict"]], on="code", how="left", validate="one_to_one"
        )


def area_overview(
    figures: FigureSource, area: str, *, as_of: date, compare: date | None, lang: str
) -> Overview:
    """Read what is told of an area (a code as `resolve_scope` takes it). Needs a store with reports by `as_of`."""
    register = figures.register(as_of)
    scope = resolve_scope(
        area,
        lang,
        provinces=register.provinces,
        prefectures=register.prefectures,
        counties=register.counties,
    )
    judged = figures.judged(scope.level, as_of)
    trend = figures.trend(scope.level, as_of)
    now = _area(figures, scope, as_of)
    before = _area(figures, scope, compare) if compare and _exists(figures, scope, compare) else None
    milestones = load_milestones()
    return Overview(
        scope=scope,
        as_of=as_of,
        compare=compare if before else None,
        now=now,
        before=before,
        trend=trend[trend["code"] == scope.code].reset_index(drop=True),
        summary=figures.summary(scope.unit_level, as_of),
        judged=figures.judged(scope.unit_level, as_of),
        milestones=milestones,
        met=_met(figures, scope, milestones, as_of),
        projection=_projection(now),
        path_share=float(judged["path_share_today"].iloc[0]),
    )


def counties_changed(
    figures: FigureSource, scope: Scope, since: date, until: date, lang: str
) -> pd.DataFrame:
    """Return the counties of an area with what changed, and `label`: what each is called."""
    label = name_column(lang)
    names = figures.register(until).counties[["county_code", label, "prefecture_code", "province_code"]]
    names = names.rename(columns={label: "label"})
    if scope.code != NATION_CODE:
        names = names[names[f"{scope.level}_code"] == scope.code]
    return names.merge(figures.changed(since, until), on="county_code", validate="one_to_one")


def areas_judged(figures: FigureSource, level: str, day: date) -> pd.DataFrame:
    """Return one row per area of `level`: its counts and shares, and what the judgement says of it."""
    counted = figures.summary(level, day).drop(columns=["name", "name_en"], errors="ignore")
    return counted.merge(figures.judged(level, day), on="code", validate="one_to_one")


def counties_reported(scope: Scope, status: pd.DataFrame) -> pd.DataFrame:
    """Return the counties that are a scope's units: county_code, label, stage, established_on, as_of.

    status: data.figures.progress.county_status.
    """
    return scope.units.rename(columns={"code": "county_code"}).merge(
        status[["county_code", "stage", "established_on", "as_of"]],
        on="county_code",
        how="left",
        validate="one_to_one",
    )


def areas_compared(figures: FigureSource, level: str, since: date, until: date) -> pd.DataFrame:
    """Return one row per area of `level`, as data.figures.changes_between.compare_areas."""
    return compare_areas(
        (figures.summary(level, since), figures.judged(level, since)),
        (figures.summary(level, until), figures.judged(level, until)),
        progress_by_area(figures.changed(since, until), figures.register(until), level),
    )


def _exists(figures: FigureSource, scope: Scope, day: date) -> bool:
    return bool((figures.summary(scope.level, day)["code"] == scope.code).any())


def _area(figures: FigureSource, scope: Scope, day: date) -> AreaFigures:
    summary, judged = figures.summary(scope.level, day), figures.judged(scope.level, day)
    return area_figures(scope.code, scope.name, summary, judged)


def milestone_met(milestone: Milestone, row: Mapping[Any, Any]) -> MilestoneMet:
    """Say what became of a milestone. row: of data.figures.judgement.milestones_met."""
    missing = known_number(row["missed_by"])
    return MilestoneMet(
        milestone,
        met_on=known_day(row["met_on"]),
        missed_by=None if missing is None else int(missing),
        reached_late_on=known_day(row["reached_late_on"]),
    )


def _met(figures: FigureSource, scope: Scope, milestones: list[Milestone], as_of: date) -> list[MilestoneMet]:
    frame = figures.milestones_met(scope.level, as_of)
    own = frame[frame["code"] == scope.code].to_dict("records")
    rows = {str(row["milestone"]): row for row in own}
    return [milestone_met(milestone, rows[milestone.name]) for milestone in milestones]


def _projection(now: AreaFigures) -> Projection | None:
    if now.projected_on is None or now.verdict == "cannot_assess" or now.gap <= 0:
        return None
    return Projection(now.needed, now.projected_on, now.projected_early, now.projected_late)
