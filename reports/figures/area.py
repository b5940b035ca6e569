"""One area told whole: which areas inside it are compared, its figures on a day, and its overview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from charts.trend.layout import MilestoneMet, Projection, TrendLayout, trend_layout
from data.base.language import name_column
from data.base.stages import STAGES_WITHOUT
from data.figures.changes_between import compare_areas, progress_by_area
from data.figures.coverage import is_covered
from data.plan.milestones import Milestone, load_milestones, plan_path
from data.register.register import NATION_CODE
from reports.figures.source import FigureSource


@dataclass(frozen=True)
class AreaFigures:
    """What data.figures.progress.summarise and data.figures.judgement.judge say of one area.

    name: in the reader's language; None for the nation. without_alliance: counties by stage, the furthest first.
    target: the next milestone's share (0..1), due on `due`. Paces are counties a month, the observed one over
    pace_months; a pace, ratio or date that cannot be said is None.
    """

    name: str | None
    counties: int
    established: int
    operating: int
    without_alliance: Mapping[str, int]
    not_reported: int
    share: float
    verdict: str
    due: date
    target: float
    needed: int
    gap: int
    needed_pace: float | None
    observed_pace: float | None
    pace_months: int
    short_pace: float | None
    ratio: float | None
    projected_on: date | None
    projected_early: date | None
    projected_late: date | None

    @property
    def complete(self) -> bool:
        """Whether every county has an alliance."""
        return self.established == self.counties

    @property
    def to_go(self) -> int:
        """Counties without an alliance, the ones that have not reported among them."""
        return self.counties - self.established

    @property
    def reported(self) -> int:
        """Counties that have reported a stage."""
        return self.counties - self.not_reported

    @property
    def without(self) -> int:
        """Counties that have reported and have no alliance."""
        return self.reported - self.established

    @property
    def share_reported(self) -> float | None:
        """Established of those that have reported (0..1); None where none has."""
        return self.established / self.reported if self.reported else None

    @property
    def covered(self) -> bool:
        """Whether enough have reported for the share of all counties, a pace and a verdict to be told."""
        return is_covered(self.not_reported, self.counties)


def _row(frame: pd.DataFrame, code: str) -> dict[str, Any]:
    return {str(column): value for column, value in frame.set_index("code").loc[code].items()}


def known_number(value: Any) -> float | None:
    """Read a cell of numbers; None where it is empty."""
    return None if pd.isna(value) else float(value)


def known_day(value: Any) -> date | None:
    """Read a cell of days; None where it is empty."""
    return None if pd.isna(value) else value.date()


def area_figures(
    code: str,
    name: str | None,
    summary: pd.DataFrame,
    judged: pd.DataFrame,
) -> AreaFigures:
    """Read the figures of area `code` from the frames of its level. Raises KeyError when they lack it."""
    counted = _row(summary, code)
    verdict = _row(judged, code)
    due = verdict["milestone_on"].date()
    counts = {
        column: int(counted[column]) for column in ("counties", "established", "operating", "not_reported")
    }
    return AreaFigures(
        name=name,
        **counts,
        without_alliance={stage: int(counted[stage]) for stage in reversed(STAGES_WITHOUT)},
        share=float(counted["share"]),
        verdict=str(verdict["verdict"]),
        due=due,
        target=float(verdict["milestone_share"]),
        needed=int(verdict["needed"]),
        gap=int(verdict["gap"]),
        needed_pace=known_number(verdict["needed_pace"]),
        observed_pace=known_number(verdict["observed_pace"]),
        pace_months=int(verdict["pace_months"]),
        short_pace=known_number(verdict["pace_3"]),
        ratio=known_number(verdict["ratio"]),
        projected_on=known_day(verdict["projected_on"]),
        projected_early=known_day(verdict["projected_early"]),
        projected_late=known_day(verdict["projected_late"]),
    )


@dataclass(frozen=True)
class Scope:
    """An area and the units inside it.

    name: in the reader's language, None for the nation. level: nation, province or prefecture.
    unit_level: province, prefecture or county. units: [code, label], by code, at least one row.
    """

    code: str
    level: str
    name: str | None
    unit_level: str
    units: pd.DataFrame


def resolve_scope(
    area: str,
    lang: str,
    *,
    provinces: pd.DataFrame,
    prefectures: pd.DataFrame,
    counties: pd.DataFrame,
) -> Scope:
    """Find the area of a code and what to compare inside it; the frames are those of data.register.register.

    A county stands for its prefecture. A province whose prefectures all are single (a municipality; the XPCC,
    whose cities are their own prefectures) is compared by county. A code that nothing has means the nation.
    """
    short, full = name_column(lang, "short_name"), name_column(lang)
    inside = counties[counties["province_code"] == area]
    if len(inside):
        own = prefectures[prefectures["province_code"] == area]
        name = str(provinces.set_index("code").loc[area, full])
        if len(own) == 1 or len(own) == len(inside):
            return Scope(area, "province", name, "county", _labels(inside, "county_code", full))
        return Scope(area, "province", name, "prefecture", _labels(own, "code", short))
    prefecture = counties.loc[counties["county_code"] == area, "prefecture_code"]
    code = str(prefecture.iloc[0]) if len(prefecture) else area
    inside = counties[counties["prefecture_code"] == code]
    if not len(inside):
        return Scope(NATION_CODE, "nation", None, "province", _labels(provinces, "code", short))
    name = str(prefectures.set_index("code").loc[code, full])
    return Scope(code, "prefecture", name, "county", _labels(inside, "county_code", full))


def _labels(areas: pd.DataFrame, code: str, label: str) -> pd.DataFrame:
    named = areas[[code, label]].set_axis(["code", "label"], axis="columns")
    return named.sort_values("code", ignore_index=True)


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

    @property
    def known_later(self) -> int:
        """How many more are known today of the day compared with than its reports told; 0 where the trend lacks it."""
        if self.before is None or self.compare is None:
            return 0
        of_day = self.trend["month_end"] == pd.Timestamp(self.compare)
        found = [int(known) for known in self.trend.loc[of_day, "established"]]
        return found[0] - self.before.established if found else 0

    def trend_layout(self, own: Sequence[MilestoneMet] = ()) -> TrendLayout:
        """Lay the trend out against the plan's path, with the area's `own` milestones beside the plan's."""
        return trend_layout(
            self.trend,
            counties=self.now.counties,
            path=plan_path(),
            met=[*self.met, *own],
            projection=self.projection,
        )

    def shares_by_month(self) -> pd.Series:
        """Return the share of all counties (0..1) at the trend's month ends; blank while the area is not covered."""
        shares = self.trend["established"] / self.now.counties
        return shares if self.now.covered else shares.where(shares.isna())

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
        met=_met(figures, scope, milestones, as_of, now),
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


def came_and_went(figures: FigureSource, scope: Scope, since: date, until: date, lang: str) -> pd.DataFrame:
    """Return the counties of an area that came into the register or went from it, with `label`: what each was called.

    As data.figures.changes_between.units_changed; a county belongs to the area of its own first or last day.
    """
    rows = figures.units_changed(since, until).assign(label=lambda frame: frame[name_column(lang)])
    return rows if scope.code == NATION_CODE else rows[rows[f"{scope.level}_code"] == scope.code]


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


def milestone_met(milestone: Milestone, row: Mapping[Any, Any], *, covered: bool) -> MilestoneMet:
    """Say what became of a milestone. row: of data.figures.judgement.milestones_met.

    covered: whether enough of the area's counties have reported by now to say that it was missed.
    """
    missing = known_number(row["missed_by"])
    if missing is not None and not covered:
        return MilestoneMet(milestone, untold=True)
    return MilestoneMet(
        milestone,
        met_on=known_day(row["met_on"]),
        missed_by=None if missing is None else int(missing),
        reached_late_on=known_day(row["reached_late_on"]),
    )


def _met(
    figures: FigureSource, scope: Scope, milestones: list[Milestone], as_of: date, now: AreaFigures
) -> list[MilestoneMet]:
    frame = figures.milestones_met(scope.level, as_of)
    own = frame[frame["code"] == scope.code].to_dict("records")
    rows = {str(row["milestone"]): row for row in own}
    return [milestone_met(milestone, rows[milestone.name], covered=now.covered) for milestone in milestones]


def _projection(now: AreaFigures) -> Projection | None:
    if now.projected_on is None or now.verdict == "cannot_assess" or now.gap <= 0:
        return None
    return Projection(now.needed, now.projected_on, now.projected_early, now.projected_late)
