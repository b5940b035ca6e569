"""What changed between two as-of dates: gains, losses, first reports and verdicts, without words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.judgement import judge
from data.plan import Milestone
from data.progress import ESTABLISHED_STAGES, area_of, county_status, summarise
from data.trend import trend


@dataclass(frozen=True)
class Changes:
    """The difference between what was known on `since` and on `until`.

    areas: one row per area, sorted by code: code, name, name_en, gains, losses, net, first_reports (int64).
    counties: one row per county that changed, sorted by code: county_code, name, name_en, area (code),
    before, after (stage; missing: not reported), gained, lost, first_report (bool; a first report may be a
    gain as well). verdicts: one row per area whose verdict changed, sorted by code: code, name, name_en,
    before, after.
    """

    since: date
    until: date
    areas: pd.DataFrame
    counties: pd.DataFrame
    verdicts: pd.DataFrame

    @property
    def gains(self) -> int:
        """Counties established now that were not before."""
        return int(self.areas["gains"].sum())

    @property
    def losses(self) -> int:
        """Counties established before that are not now."""
        return int(self.areas["losses"].sum())

    @property
    def net(self) -> int:
        """Gains less losses."""
        return self.gains - self.losses

    @property
    def first_reports(self) -> int:
        """Counties that have a stage now and had none before."""
        return int(self.areas["first_reports"].sum())


def previous_as_of(reports: pd.DataFrame, as_of: date) -> date | None:
    """Return the newest as-of date of any report before `as_of`, or None: "the report before"."""
    described = pd.DatetimeIndex(reports["as_of"])
    earlier = described[described < pd.Timestamp(as_of)]
    return None if earlier.empty else earlier.max().date()


def changes_between(
    reports: pd.DataFrame,
    counties: pd.DataFrame,
    milestones: Sequence[Milestone],
    *,
    since: date,
    until: date,
    level: str = "province",
) -> Changes:
    """Compare what was known on `since` with what was known on `until`, for areas of `level`.

    Raises ValueError unless `since` is before `until`.
    """
    if since >= until:
        raise ValueError(f"{since} is not before {until}")
    before = county_status(reports, counties, as_of=since)
    after = county_status(reports, counties, as_of=until)
    moved = _moved(before, after, counties, level)
    summary = summarise(after, counties, level)
    areas = summary[["code", "name", "name_en"]].copy()
    for column, mark in (("gains", "gained"), ("losses", "lost"), ("first_reports", "first_report")):
        areas[column] = areas["code"].map(moved.groupby("area")[mark].sum()).fillna(0).astype("int64")
    areas.insert(5, "net", areas["gains"] - areas["losses"])

    verdicts = areas[["code", "name", "name_en"]].copy()
    for column, status, on in (("before", before, since), ("after", after, until)):
        course = trend(reports, counties, as_of=on, level=level)
        judged = judge(summarise(status, counties, level), course, milestones, as_of=on)
        verdicts = verdicts.merge(
            judged[["code", "verdict"]].rename(columns={"verdict": column}), on="code", validate="one_to_one"
        )
    turned = verdicts[verdicts["before"] != verdicts["after"]].reset_index(drop=True)
    changed = moved[moved["before"].fillna("") != moved["after"].fillna("")].reset_index(drop=True)
    return Changes(since=since, until=until, areas=areas, counties=changed, verdicts=turned)


def _moved(before: pd.DataFrame, after: pd.DataFrame, counties: pd.DataFrame, level: str) -> pd.DataFrame:
    """Put the stages of both days side by side for each county."""
    moved = counties[["county_code", "name", "name_en"]].assign(area=area_of(counties, level))
    for column, status in (("before", before), ("after", after)):
        stages = status[["county_code", "stage"]].rename(columns={"stage": column})
        moved = moved.merge(stages, on="county_code", validate="one_to_one")
    was, is_now = moved["before"].isin(ESTABLISHED_STAGES), moved["after"].isin(ESTABLISHED_STAGES)
    return moved.assign(
        gained=is_now & ~was,
        lost=was & ~is_now,
        first_report=moved["before"].isna() & moved["after"].notna(),
    ).sort_values("county_code")
