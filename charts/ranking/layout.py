"""What a ranking shows and where, worked out once for its three writers, and the same in words.

The writers are charts.ranking.figure (Plotly), charts.ranking.picture (SVG) and
reports.slides.powerpoint.ranking_chart.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, TypeAlias

import pandas as pd

from charts.palette import VERDICTS
from charts.theme import Look, as_sentences
from charts.words import BEHIND, verdict_word
from data.base.formats import format_due, format_share, format_target, join_names, share_percent
from data.plan.milestones import Milestone

# How a label stands to its line: it starts there, ends there, or has its middle there.
Lean: TypeAlias = Literal["start", "middle", "end"]

# Two lines nearer than this are one.
_SAME: Final = 0.005

_NUMBERS: Final = (
    "established",
    "counties",
    "not_reported",
    "share",
    "needed_pace",
    "observed_pace",
    "own_share",
)


@dataclass(frozen=True)
class RankedArea:
    """A row: an area as `ranking_frame` gives it; numbers are nan and days None where nothing is known."""

    label: str
    established: float
    counties: float
    not_reported: float
    share: float
    needed_pace: float
    observed_pace: float
    verdict: str
    projected_on: date | None
    own_share: float

    @property
    def is_behind(self) -> bool:
        """Whether it goes slower than the next milestone asks for: its name is in bold."""
        return self.verdict in BEHIND

    @property
    def percent(self) -> str:
        """The share as a text, without the sign."""
        return "–" if math.isnan(self.share) else f"{share_percent(self.share):.1f}"


@dataclass(frozen=True)
class Head:
    """A line at a share, over all rows, and its label above: a number, and words below it.

    leans: how the label stands to the line, the preferred first. is_path: the path's share, not a milestone's.
    """

    share: float
    number: str
    words: str
    leans: tuple[Lean, ...]
    is_path: bool


@dataclass(frozen=True)
class PlacedHead:
    """A head with what of its label has found room, from `start` to `end`; no `lines` where none had."""

    head: Head
    lines: tuple[str, ...]
    lean: Lean
    start: float
    end: float


@dataclass(frozen=True)
class RankingLayout:
    """A ranking, laid out: the rows in their order, and the lines over them, milestones first."""

    rows: tuple[RankedArea, ...]
    heads: tuple[Head, ...]

    def columns(self, count: int) -> list[tuple[RankedArea, ...]]:
        """Part the rows in columns, to be read down the first, then the next; none is empty."""
        deep = max(math.ceil(len(self.rows) / count), 1)
        return [self.rows[start : start + deep] for start in range(0, len(self.rows), deep)]


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


def ranking_layout(
    frame: pd.DataFrame,
    *,
    milestones: Sequence[Milestone],
    path_share: float | None,
    as_of: date,
    look: Look,
) -> RankingLayout:
    """Lay out a `ranking_frame`. path_share: the share that the path asks for on `as_of`; None draws no line."""
    heads = [_milestone_head(milestone, path_share, as_of, look) for milestone in milestones]
    if path_share is not None and all(abs(path_share - head.share) >= _SAME for head in heads):
        words = look.translate("path to date")
        leans: tuple[Lean, ...] = ("middle", "start", "end")
        heads.append(Head(path_share, format_share(path_share), words, leans, is_path=True))
    return RankingLayout(tuple(_ranked(row) for row in frame.to_dict("records")), tuple(heads))


def _ranked(row: dict[Any, Any]) -> RankedArea:
    return RankedArea(
        label=str(row["label"]),
        verdict=str(row["verdict"]),
        projected_on=None if pd.isna(row["projected_on"]) else row["projected_on"],
        **{name: math.nan if pd.isna(row[name]) else float(row[name]) for name in _NUMBERS},
    )


def _milestone_head(milestone: Milestone, path_share: float | None, as_of: date, look: Look) -> Head:
    due = format_due(milestone.on, look.lang).removeprefix("the ")
    words = look.translate("{due} (past)").format(due=due) if milestone.on < as_of else due
    # Labels lean away from the path's, which stands between them.
    leans: tuple[Lean, ...] = ("end", "middle", "start")
    if milestone.share >= 1:
        leans = ("middle", "end", "start")
    elif path_share is not None and path_share < milestone.share:
        leans = ("start", "middle", "end")
    return Head(milestone.share, format_target(milestone.share), words, leans, is_path=False)


def place_heads(
    heads: Sequence[Head],
    *,
    at: Callable[[float], float],
    width: Callable[[Sequence[str]], float],
    gap: float,
    room: tuple[float, float] = (-math.inf, math.inf),
) -> list[PlacedHead]:
    """Find room for the labels of heads, the first ones first, so that no two come nearer than `gap`.

    at: gives the px of a share. width: gives the px that lines of a label take, the number in bold first. room: from
    where to where labels may reach; one in the middle of its line moves in from the right edge. A label goes without
    its words where it finds no room with them, and is left out where it finds none at all.
    """
    placed: list[PlacedHead] = []
    for head in heads:
        x = at(head.share)
        found = PlacedHead(head, (), "middle", x, x)
        for lines in ((head.number, head.words), (head.number,)):
            for lean in head.leans:
                span = _span(x, width(lines), lean, room)
                is_free = span and not any(_touch(span, other, gap) for other in placed)
                if span and is_free and not found.lines:
                    found = PlacedHead(head, lines, lean, *span)
        placed.append(found)
    return placed


def _span(x: float, width: float, lean: Lean, room: tuple[float, float]) -> tuple[float, float] | None:
    start = x - {"start": 0.0, "middle": width / 2, "end": width}[lean]
    if lean == "middle":
        start = min(start, room[1] - width)
    return (start, start + width) if start >= room[0] and start + width <= room[1] else None


def _touch(span: tuple[float, float], other: PlacedHead, gap: float) -> bool:
    return bool(other.lines) and span[1] + gap > other.start and span[0] < other.end + gap


def ranking_alternative(frame: pd.DataFrame, title: str, look: Look) -> str:
    """Say what a ranking shows: its finding, the first and the last, and who is behind with which verdict.

    frame: as `ranking_frame` gives it.
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
