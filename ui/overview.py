"""Everything the overview shows of one view, read before anything is drawn."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from charts.milestones import MilestoneMet
from charts.projection import Projection
from charts.theme import Look
from data.plan import Milestone, load_milestones
from reports.area import AreaFigures, area_figures
from reports.comparison import Remark, comparison_remarks
from reports.scope import Scope, resolve_scope
from ui import queries
from ui.changes import areas_since, changes_inside
from ui.shell_context import Context


@dataclass(frozen=True)
class Overview:
    """Figures of the chosen area and of the units inside it, on the as-of day and the day compared with.

    trend: the area's own rows of data.trend.trend. summary, judged: frames of the units' level, all areas.
    before, remarks: None and empty where there is no earlier report.
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

    def unit_counts(self) -> pd.DataFrame:
        """The units with their names: the summary's rows for them, by code, `label` added."""
        return self.scope.units.merge(
            self.summary.drop(columns=["name", "name_en"], errors="ignore"),
            on="code",
            how="left",
            validate="one_to_one",
        )


def look_of(ctx: Context) -> Look:
    """Colours and language for charts."""
    return Look(ctx.palette, ctx.selection.lang, ctx.translate)


def read_overview(ctx: Context) -> Overview:
    """Read what the overview shows. Needs a store with reports."""
    scope = resolve_scope(
        ctx.selection.area,
        ctx.selection.lang,
        provinces=queries.provinces(),
        prefectures=queries.prefectures(),
        counties=queries.counties(),
    )
    figures, as_of, milestones = ctx.figures, ctx.day, load_milestones()
    judged = figures.judged(scope.level, as_of)
    trend = figures.trend(scope.level, as_of)
    now = _area(ctx, scope, as_of)
    before = _area(ctx, scope, ctx.compare) if ctx.compare else None
    return Overview(
        scope=scope,
        now=now,
        before=before,
        trend=trend[trend["code"] == scope.code].reset_index(drop=True),
        summary=figures.summary(scope.unit_level, as_of),
        judged=figures.judged(scope.unit_level, as_of),
        milestones=milestones,
        met=_met(ctx, scope, milestones),
        projection=_projection(now),
        path_share=float(judged["path_share_today"].iloc[0]),
        remarks=_remarks(ctx, scope, before, now, ctx.compare),
    )


def _area(ctx: Context, scope: Scope, day: date) -> AreaFigures:
    summary, judged = ctx.figures.summary(scope.level, day), ctx.figures.judged(scope.level, day)
    return area_figures(scope.code, scope.name, summary, judged)


def _met(ctx: Context, scope: Scope, milestones: list[Milestone]) -> list[MilestoneMet]:
    frame = ctx.figures.milestones_met(scope.level, ctx.day)
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
    ctx: Context, scope: Scope, before: AreaFigures | None, now: AreaFigures, day: date | None
) -> list[Remark]:
    if before is None or day is None:
        return []
    units = areas_since(ctx.figures, scope.unit_level, day, ctx.day)
    units = scope.units.merge(units, on="code", validate="one_to_one")
    return comparison_remarks(
        units,
        before,
        now,
        counties=changes_inside(ctx, scope, day),
        level=scope.unit_level,
        _=ctx.translate,
        lang=ctx.selection.lang,
    )
