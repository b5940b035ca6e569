"""The areas of the progress page, one row each: where each stands, how fast it goes, where that leads; their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import pandas as pd

from charts.words import BEHIND
from data.plan import Milestone

# What the rows may be ordered by, as the address has it; with a minus before it the other way round.
ORDERS: Final[Mapping[str, str]] = {
    "verdict": "rank",
    "name": "code",
    "share": "share",
    "gap": "gap",
    "needed": "needed_pace",
    "pace3": "pace_3",
    "pace6": "observed_pace",
    "pace12": "pace_12",
    "date": "projected_on",
    "missing": "not_reported",
}
# Who needs looking at comes first.
_RANK: Final = ("reversing", "off_track", "at_risk", "cannot_assess", "on_track", "achieved")
_COUNTED: Final = ("code", "counties", "established", "not_reported", "share")
_JUDGED: Final = (
    *("code", "milestone_on", "milestone_share", "milestone_own", "gap", "needed_pace", "observed_pace", "pace_3"),
    *("pace_12", "ratio", "verdict", "projected_on", "projected_early", "projected_late"),
)  # fmt: skip


def progress_frame(units: pd.DataFrame, summary: pd.DataFrame, judged: pd.DataFrame) -> pd.DataFrame:
    """Join what the page shows of each area, in the default order: by verdict, the worst first, then by share.

    units: [code, label], the areas shown. summary, judged: frames of data.progress.summarise and
    data.judgement.judge of their level. Columns: label, those of _COUNTED and _JUDGED, rank (int64).
    """
    frame = units[["code", "label"]]
    for part, names in ((summary, _COUNTED), (judged, _JUDGED)):
        frame = frame.merge(part[list(names)], on="code", how="left", validate="one_to_one")
    rank = frame["verdict"].map({verdict: place for place, verdict in enumerate(_RANK)}).astype("int64")
    return ordered(frame.assign(rank=rank), "verdict")


def ordered(frame: pd.DataFrame, order: str) -> pd.DataFrame:
    """Order the rows by one of ORDERS; ties by share, then by code; what is missing comes last either way."""
    column = ORDERS[order.removeprefix("-")]
    return frame.sort_values(
        [column, "share", "code"],
        ascending=[not order.startswith("-"), True, True],
        na_position="last",
        ignore_index=True,
    )


def order_shown(asked: str | None) -> str:
    """Give the order that the address asks for, or the default where it is none of ORDERS."""
    return asked if asked and asked.removeprefix("-") in ORDERS else "verdict"


def behind(frame: pd.DataFrame) -> int:
    """Count the areas that are behind the pace which their next milestone needs."""
    return int(frame["verdict"].isin(BEHIND).sum())


def below_path(frame: pd.DataFrame, path_share: float) -> int:
    """Count the areas whose share is below the one that the national path asks for today."""
    return int((frame["share"] < path_share).sum())


def past(milestones: Sequence[Milestone], as_of: date) -> list[Milestone]:
    """Give the milestones that have been decided by the end of `as_of`."""
    return [milestone for milestone in milestones if milestone.on <= as_of]
