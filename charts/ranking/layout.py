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
from charts.words import BEHIND, reported_words, unit_count, verdict_word
from data.base.formats import (
    format_count,
    format_due,
    format_share,
    format_target,
    join_clauses,
    join_listed,
    join_names,
    share_percent,
)
from data.figures.coverage import covered_first, only_told
from data.plan.milestones import Milestone

# How a label stands to its line: it starts there, ends there, or has its middle there.
Lean: TypeAlias = Literal["start", "middle", "end"]

# Two lines nearer than this are one.
_SAME: Final = 0.005

# Areas that are not ranked are named on paper while they are this few.
_NAMED: Final = 4

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
class Unranked:
    """Areas that have no place in a ranking, for too few of their counties have reported.

    label: the area's name; "" for several that have not reported at all. words: what there is to say of them.
    """

    label: str
    words: str


@dataclass(frozen=True)
class RankingLayout:
    """A ranking, laid out: the rows in their order, and the lines over them, milestones first.

    unranked: below the rows, without bar or number: each area from which too few reports came, then those without any.
    unranked_line: the same in one line for paper, "" where there are none.
    """

    rows: tuple[RankedArea, ...]
    heads: tuple[Head, ...]
    unranked: tuple[Unranked, ...] = ()
    unranked_line: str = ""

    def columns(self, count: int) -> list[tuple[RankedArea, ...]]:
        """Part the rows in columns, to be read down the first, then the next; none is empty."""
        deep = max(math.ceil(len(self.rows) / count), 1)
        return [self.rows[start : start + deep] for start in range(0, len(self.rows), deep)]


def ranking_frame(
    summary: pd.DataFrame, judged: pd.DataFrame, labels: pd.DataFrame, own: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Join what a ranking shows, best share first, ties by code; areas that are not covered last, by code.

    summary, judged: frames of data.figures.progress.summarise and data.figures.judgement.judge for the same areas.
    labels: [code, label] in the reader's language; only these areas are ranked.
    own: [code, own_share], a province's own milestone, if it has set one; None: the one that judges it.
    Result: [code, label, established, counties, reported, not_reported, covered, share, needed_pace, observed_pace,
    verdict, projected_on, own_share]; share, paces and day are blank where an area is not covered.
    """
    counted = ["code", "established", "counties", "reported", "not_reported", "covered", "share"]
    frame = labels[["code", "label"]].merge(
        summary[counted],
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
    frame["covered"] = frame["covered"].fillna(value=False).astype(bool)
    return covered_first(only_told(frame).sort_values(["share", "code"], ascending=[False, True]))


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
    level: str,
    look: Look,
) -> RankingLayout:
    """Lay out a `ranking_frame` of areas of `level`.

    path_share: the share that the path asks for on `as_of`; None draws no line.
    """
    heads = [_milestone_head(milestone, path_share, as_of, look) for milestone in milestones]
    if path_share is not None and all(abs(path_share - head.share) >= _SAME for head in heads):
        words = look.translate("path to date")
        leans: tuple[Lean, ...] = ("middle", "start", "end")
        heads.append(Head(path_share, format_share(path_share), words, leans, is_path=True))
    ranked = frame[frame["covered"]]
    return RankingLayout(
        tuple(_ranked(row) for row in ranked.to_dict("records")),
        tuple(heads),
        _unranked(frame, level, look),
        unranked_line(frame, level, look),
    )


def _unranked(frame: pd.DataFrame, level: str, look: Look) -> tuple[Unranked, ...]:
    """Say of each area that is not covered from how many counties there are reports; those without any are counted."""
    _ = look.translate
    begun, silent = _begun_and_silent(frame)
    rows = [
        Unranked(
            str(row["label"]),
            _("{reported} of {counties} reported").format(
                reported=format_count(row["reported"]), counties=format_count(row["counties"])
            ),
        )
        for row in begun.to_dict("records")
    ]
    if len(silent) == 1:
        rows.append(Unranked(str(silent["label"].iloc[0]), reported_words(0, 0, 0, _)))
    elif len(silent):
        rows.append(Unranked("", _("{units} not reported").format(units=unit_count(level, len(silent), _))))
    return tuple(rows)


def unranked_line(frame: pd.DataFrame, level: str, look: Look) -> str:
    """Say in one line which areas are not ranked, by name where they are few; "" where all are."""
    _ = look.translate
    begun, silent = _begun_and_silent(frame)
    parts: list[str] = []
    if 0 < len(begun) <= _NAMED:
        named = [
            _("{area} ({reported} of {counties})").format(
                area=row["label"],
                reported=format_count(row["reported"]),
                counties=format_count(row["counties"]),
            )
            for row in begun.to_dict("records")
        ]
        parts.append(join_listed(named, look.lang))
    elif len(begun):
        parts.append(_("{units} that have begun").format(units=unit_count(level, len(begun), _)))
    if len(silent) == 1:
        parts.append(_("{area} (not reported)").format(area=silent["label"].iloc[0]))
    elif len(silent):
        parts.append(_("{units} not reported").format(units=unit_count(level, len(silent), _)))
    return (
        _("Not ranked, too few reports: {areas}").format(areas=join_clauses(parts, look.lang))
        if parts
        else ""
    )


def _begun_and_silent(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Part the areas that are not covered in those with some reports and those without any."""
    rest = frame[~frame["covered"]]
    has_reports = rest["reported"].fillna(0) > 0
    return rest[has_reports], rest[~has_reports]


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


def ranking_alternative(frame: pd.DataFrame, title: str, level: str, look: Look) -> str:
    """Say what a ranking shows: its finding, the first and the last, who is behind, and who is not ranked.

    frame: as `ranking_frame` gives it, of areas of `level`.
    """
    _ = look.translate
    if not len(frame):
        return title
    ranked = frame[frame["covered"]]
    parts = [title]
    if len(ranked) > 1:
        first, last = ranked.iloc[0], ranked.iloc[-1]
        parts.append(
            _("From {first} at {high} to {last} at {low}").format(
                first=first["label"],
                high=format_share(float(first["share"])),
                last=last["label"],
                low=format_share(float(last["share"])),
            )
        )
    elif len(ranked):
        only = ranked.iloc[0]
        parts.append(
            _("{area} at {share}").format(area=only["label"], share=format_share(float(only["share"])))
        )
    for verdict in ("at_risk", "off_track", "reversing", "cannot_assess"):
        names = [str(label) for label in ranked.loc[ranked["verdict"] == verdict, "label"]]
        if names:
            parts.append(
                _("{verdict}: {names}").format(
                    verdict=verdict_word(verdict, _), names=join_names(names, look.lang)
                )
            )
    rest = unranked_line(frame, level, look)
    return as_sentences([*parts, rest] if rest else parts, look)
