"""What a figure shows, in words, for readers who do not see it; the numbers themselves are in its table."""

from __future__ import annotations

from datetime import date

import pandas as pd

from charts.milestones import MilestoneMet, milestone_outcome
from charts.projection import Projection, projection_label
from charts.theme import Look
from charts.words import verdict_word
from data.formats import format_count, format_date, format_share, format_target, join_names


def ranking_alternative(frame: pd.DataFrame, title: str, look: Look) -> str:
    """Say what a ranking shows: its finding, the first and the last, and who is behind with which verdict.

    frame: as charts.ranking.ranking_frame gives it.
    """
    _ = look.translate
    if not len(frame):
        return title
    first, last = frame.iloc[0], frame.iloc[-1]
    ends = _("From {first} at {high} to {last} at {low}").format(
        first=first["label"],
        high=format_share(float(first["share"])),
        last=last["label"],
        low=format_share(float(last["share"])),
    )
    groups: list[str] = []
    for verdict in ("at_risk", "off_track", "reversing", "cannot_assess"):
        names = [str(label) for label in frame.loc[frame["verdict"] == verdict, "label"]]
        if names:
            groups.append(
                _("{verdict}: {names}").format(
                    verdict=verdict_word(verdict, _), names=join_names(names, look.lang)
                )
            )
    return _sentences([title, ends, *groups], look)


def trend_alternative(
    trend: pd.DataFrame,
    counties: int,
    title: str,
    milestones: list[MilestoneMet],
    projection: Projection | None,
    look: Look,
) -> str:
    """Say what a trend shows: its finding, where it begins and stands, the milestones, the projection.

    trend: [month_end, established] of one area, oldest first.
    """
    _ = look.translate
    parts = [title]
    for row in (0, -1) if len(trend) > 1 else (-1,) if len(trend) else ():
        day: date = pd.to_datetime(trend["month_end"]).iloc[row].date()
        level = int(trend["established"].iloc[row])
        parts.append(
            _("{date}: {established} of {counties} counties, {share}").format(
                date=format_date(day, look.lang),
                established=format_count(level),
                counties=format_count(counties),
                share=format_share(level / counties),
            )
        )
    for met in milestones:
        outcome = milestone_outcome(met, look)
        if outcome:
            target = f"{format_target(met.milestone.share)} · {met.milestone.on.isoformat()}"
            parts.append(_("{verdict}: {names}").format(verdict=target, names=join_names(outcome, look.lang)))
    if projection is not None:
        parts.append(projection_label(projection, look))
    return _sentences(parts, look)


def _sentences(parts: list[str], look: Look) -> str:
    return "。".join(parts) + "。" if look.lang == "zh" else ". ".join(parts) + "."
