"""One area's figures on one day, read once from the frames so that sentences need no frame."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd


@dataclass(frozen=True)
class AreaFigures:
    """What data.progress.summarise and data.judgement.judge say of one area.

    name: in the reader's language; None for the nation. target: the next milestone's share (0..1), due on
    `due`. Paces are counties a month; a pace, ratio or date that cannot be
    said is None.
    """

    name: str | None
    counties: int
    established: int
    operating: int
    preparing: int
    not_started: int
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


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def _day(value: Any) -> date | None:
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
        column: int(counted[column])
        for column in ("counties", "established", "operating", "preparing", "not_started", "not_reported")
    }
    return AreaFigures(
        name=name,
        **counts,
        share=float(counted["share"]),
        verdict=str(verdict["verdict"]),
        due=due,
        target=float(verdict["milestone_share"]),
        needed=int(verdict["needed"]),
        gap=int(verdict["gap"]),
        needed_pace=_number(verdict["needed_pace"]),
        observed_pace=_number(verdict["observed_pace"]),
        short_pace=_number(verdict["pace_3"]),
        ratio=_number(verdict["ratio"]),
        projected_on=_day(verdict["projected_on"]),
        projected_early=_day(verdict["projected_early"]),
        projected_late=_day(verdict["projected_late"]),
    )
