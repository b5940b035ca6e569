"""Everything that is told of one area: its figures, the units inside it, the trend, what changed since a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from charts.trend.layout import MilestoneMet, Projection, TrendLayout, trend_layout
from data.base.language import Translate
from data.figures.changes_between import compare_areas
from data.plan.milestones import Milestone, load_milestones, plan_path
from data.register.register import NATION_CODE, load_counties, load_prefectures, load_provinces
from reports.figures.area import AreaFigures, Scope, area_figures, resolve_scope
from reports.figures.source import FigureSource
from reports.sentences.comparison import Remark, comparison_remarks


@dataclass(frozen=True)
class Overview:
    """Figures of an area and of the units inside it, on the as-of day and the day compared with.

    trend: the area's own rows of data.figures.trend.trend. summary, judged: frames of the units' level, all areas.
    before, remarks: None and empty where there is no earlier report. path_share: what the path asks for today, 0..1.
    """

    scope: Scope
    now: AreaFigures
    before: AreaFigures | None
    trend: pd.DataFrame
    summary: pd.DataFrame
    judged: pd.DataFrame
    milestones: list[Milestone]
    met: list[MilestoneMet]
    projection: Projection | None
    path_share: float
    remarks: list[Remark]

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


def area_overview(
    figures: FigureSource, area: str, *, as_of: date, compare: date | None, lang: str, _: Translate
) -> Overview:
    """Read what is told of an area (a code as `resolve_scope` takes it). Needs a store with reports by `as_of`."""
    scope = resolve_scope(
        area, lang, provinces=load_provinces(), prefectures=load_prefectures(), counties=load_counties()
    )
    judged = figures.judged(scope.level, as_of)
    trend = figures.trend(scope.level, as_of)
    now = _area(figures, scope, as_of)
    before = _area(figures, scope, compare) if compare else None
    milestones = load_milestones()
    return Overview(
        scope=scope,
        now=now,
        before=before,
        trend=trend[trend["code"] == scope.code].reset_index(drop=True),
        summary=figures.summary(scope.unit_level, as_of),
        judged=figures.judged(scope.unit_level, as_of),
        milestones=milestones,
        met=_met(figures, scope, milestones, as_of),
        projection=_projection(now),
        path_share=float(judged["path_share_today"].iloc[0]),
        remarks=_remarks(figures, scope, (before, now), (compare, as_of), _, lang),
    )


def counties_changed(
    figures: FigureSource, scope: Scope, since: date, until: date, lang: str
) -> pd.DataFrame:
    """Return the counties of an area with what changed, and `label`: what each is called."""
    label = "name" if lang == "zh" else "name_en"
    names = load_counties()[["county_code", label, "prefecture_code", "province_code"]]
    names = names.rename(columns={label: "label"})
    if scope.code != NATION_CODE:
        names = names[names[f"{scope.level}_code"] == scope.code]
    return names.merge(figures.changed(since, until), on="county_code", validate="one_to_one")


def areas_compared(figures: FigureSource, level: str, since: date, until: date) -> pd.DataFrame:
    """Return one row per area of `level`, as data.figures.changes_between.compare_areas."""
    return compare_areas(
        (figures.summary(level, since), figures.judged(level, since)),
        (figures.summary(level, until), figures.judged(level, until)),
    )


def _area(figures: FigureSource, scope: Scope, day: date) -> AreaFigures:
    summary, judged = figures.summary(scope.level, day), figures.judged(scope.level, day)
    return area_figures(scope.code, scope.name, summary, judged)


def _met(figures: FigureSource, scope: Scope, milestones: list[Milestone], as_of: date) -> list[MilestoneMet]:
    frame = figures.milestones_met(scope.level, as_of)
    own = frame[frame["code"] == scope.code].to_dict("records")
    rows: dict[str, dict[Any, Any]] = {str(row["milestone"]): row for row in own}
    return [
        MilestoneMet(
            milestone,
            met_on=_day(rows[milestone.name]["met_on"]),
            missed_by=_count(rows[milestone.name]["missed_by"]),
            reached_late_on=_day(rows[milestone.name]["reached_late_on"]),
        )
        for milestone in milestones
    ]


def _count(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else value.date()


def _projection(now: AreaFigures) -> Projection | None:
    if now.projected_on is None or now.verdict == "cannot_assess" or now.gap <= 0:
        return None
    return Projection(now.needed, now.projected_on, now.projected_early, now.projected_late)


def _remarks(
    figures: FigureSource,
    scope: Scope,
    areas: tuple[AreaFigures | None, AreaFigures],
    days: tuple[date | None, date],
    _: Translate,
    lang: str,
) -> list[Remark]:
    (before, now), (since, until) = areas, days
    if before is None or since is None:
        return []
    units = areas_compared(figures, scope.unit_level, since, until)
    return comparison_remarks(
        scope.units.merge(units, on="code", validate="one_to_one"),
        before,
        now,
        counties=counties_changed(figures, scope, since, until, lang),
        level=scope.unit_level,
        _=_,
        lang=lang,
    )
