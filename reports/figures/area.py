"""One area: which areas inside it are compared, and its figures on one day, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from data.base.language import name_column
from data.base.stages import STAGES_WITHOUT
from data.register.register import NATION_CODE


@dataclass(frozen=True)
class AreaFigures:
    """What data.figures.progress.summarise and data.figures.judgement.judge say of one area.

    name: in the reader's language; None for the nation. without_alliance: counties by stage, the furthest first.
    target: the next milestone's share (0..1), due on
    `due`. Paces are counties a month; a pace, ratio or date that cannot be
    said is None.
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
