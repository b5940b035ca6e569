"""What would be so at another pace, or with counties that have none yet: judged as what is so is judged."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.judgement import judge
from data.plan import Milestone
from data.progress import ESTABLISHED_STAGES
from data.thresholds import FEWEST_REPORT_DAYS, PACE_MONTHS


@dataclass(frozen=True)
class Assumption:
    """What is assumed of one area.

    pace: net counties a month from here on; None keeps the one that was seen. added: counties without an
    alliance that have one now; not_reported: how many of these had not reported.
    """

    pace: float | None = None
    added: int = 0
    not_reported: int = 0


def counted_in(status: pd.DataFrame, chosen: Collection[str]) -> tuple[int, int]:
    """Count of the chosen counties those without an alliance, and of these the ones that have not reported.

    status: as data.progress.county_status. What is established already adds nothing, nor does an unknown code.
    """
    stage = status.loc[status["county_code"].isin(list(chosen)), "stage"]
    without = ~stage.isin(ESTABLISHED_STAGES)
    return int(without.sum()), int(stage.isna().sum())


def judge_assumed(
    summary: pd.DataFrame,
    trend: pd.DataFrame,
    milestones: Sequence[Milestone],
    assumed: Assumption,
    *,
    as_of: date,
    own: Mapping[str, Sequence[Milestone]] | None = None,
) -> pd.DataFrame:
    """Judge one area as data.judgement.judge does, with what is assumed; one row, its columns.

    summary, trend: the area's own rows. Counties that are added make the gap smaller and leave the pace as it
    was seen. An assumed pace is exact: its projection has no range. It needs no two reports, but too many
    counties not reported still keep an area from being judged.
    """
    counted = summary.assign(
        established=summary["established"] + assumed.added,
        not_reported=summary["not_reported"] - assumed.not_reported,
    )
    course = trend
    if assumed.pace is not None:
        course = trend.assign(
            **{
                f"net_{PACE_MONTHS}": assumed.pace * PACE_MONTHS,
                "report_days": trend["report_days"].clip(lower=FEWEST_REPORT_DAYS),
            }
        )
    judged = judge(counted, course, milestones, as_of=as_of, own=own)
    if assumed.pace is None:
        return judged
    unknown = pd.Series([None] * len(judged), dtype="datetime64[s]")
    return judged.assign(projected_early=unknown, projected_late=unknown)
