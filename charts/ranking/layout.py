"""What a ranking shows, computed once for its writers: the rows in order, verdicts counted, and the same in words."""

from __future__ import annotations

import pandas as pd

from charts.palette import VERDICTS
from charts.theme import Look, as_sentences
from charts.words import verdict_word
from data.base.formats import (
    format_share,
    join_names,
)


def ranking_frame(
    summary: pd.DataFrame, judged: pd.DataFrame, labels: pd.DataFrame, own: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Join what a ranking shows, best share first, ties by code.

    summary, judged: frames of data.figures.progress.summarise and data.figures.judgement.judge for the same areas.
    labels: [code, label] in the reader's language; only these areas are ranked.
    own: [code, own_share], a province's own milestone, if it has set one; None: the one that judges it.
    Result: [code, label, established, counties, not_reported, share, needed_pace, observed_pace, verdict,
    projected_on, own_share].
    """
    frame = labels[["code", "label"]].merge(
        summary[["code", "established", "counties", "not_reported", "share"]],
        on="code",
        how="left",
        validate="one_to_one",
    )
    frame = frame.merge(
        judged[["code", "needed_pace", "observed_pace", "verdict", "projected_on"]],
        on="code",
        how="left",
        validate="one_to_one",
    )
    if own is None and "milestone_own" in judged:
        own = judged[judged["milestone_own"]].rename(columns={"milestone_share": "own_share"})
    if own is None:
        frame["own_share"] = float("nan")
    else:
        frame = frame.merge(own[["code", "own_share"]], on="code", how="left", validate="one_to_one")
    return frame.sort_values(["share", "code"], ascending=[False, True], ignore_index=True)


def verdict_counts(judged: pd.DataFrame) -> dict[str, int]:
    """Count areas by verdict, in the order of the verdicts, those without areas included."""
    found = judged["verdict"].value_counts()
    return {verdict: int(found.get(verdict, 0)) for verdict in VERDICTS}


def ranking_alternative(frame: pd.DataFrame, title: str, look: Look) -> str:
    """Say what a ranking shows: its finding, the first and the last, and who is behind with which verdict.

    frame: as charts.ranking.layout.ranking_frame gives it.
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
    return as_sentences([title, ends, *groups], look)
