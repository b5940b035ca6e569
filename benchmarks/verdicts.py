"""How often verdicts flicker, and how often they were right: `python benchmarks/verdicts.py [--choose]`.

Histories: benchmarks/made_histories.py, and the demo replayed. Every area is judged at every month end, as known on it,
by the rule that stands in data/figures/verdicts.py and by the one before it (six months for every area, no *nearly*,
nothing held). Shown by level:

- changed: the share of areas with another verdict than a month before, against the same milestone
- taken back: the share whose change was undone within three months
- on track / nearly / off track: how often an area of this verdict, 6 to 14 months before the last milestone, reached
  it in time (off track and reversing: did not); in brackets the share of areas with the verdict
- right: achieved, nearly there and on track taken as a yes, the others as a no

--choose tries other rules instead, on other seeds than the tables that docs/method.md shows.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias
from unittest.mock import patch

import numpy as np
import pandas as pd
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.made_histories import (
    ALL_BY,
    BEFORE,
    CHOOSING,
    HALF_BY,
    REPORTING,
    History,
    Seeds,
    histories_of,
)
from data.base.months import month_ends
from data.figures import verdicts
from data.figures.verdicts import VERDICTS, Pace, band_of, held_band, pace_of, verdicts_of
from data.plan.milestones import load_milestones
from data.plan.thresholds import LONG_PACE_MONTHS, NEARLY_LACKING, PACE_MONTHS, TREND_FROM

Array: TypeAlias = NDArray[Any]

FIRST, LAST = 6, ALL_BY - 1
# Months from the last milestone at which verdicts are asked whether they were right.
ASKED = range(ALL_BY - 14, ALL_BY - 5)
ACHIEVED, NEARLY, ON_TRACK, AT_RISK, OFF_TRACK, REVERSING, _UNKNOWN = range(len(VERDICTS))


@dataclass(frozen=True)
class Areas:
    """Many histories side by side, in their order."""

    level: Array
    counties: Array
    known: Array
    achieved: Array

    @classmethod
    def of(cls, histories: list[History]) -> "Areas":
        """Stack the histories; achieved: whether all counties had followed at the last milestone."""
        return cls(
            level=np.array([one.size for one in histories]),
            counties=np.array([one.counties for one in histories]),
            known=np.array([one.known for one in histories]),
            achieved=np.array([one.final[ALL_BY] >= one.counties for one in histories]),
        )


@dataclass(frozen=True)
class Rule:
    """How to judge: how the pace is measured, whether it follows on the month before, and by which thresholds.

    thresholds: of data.figures.verdicts, in the place of those that stand.
    """

    pace: Callable[[Pace, Array], Pace]
    held: bool
    thresholds: dict[str, float]


def as_it_is(pace: Pace, short: Array) -> Pace:  # noqa: ARG001
    """The pace as the dashboard measures it."""
    return pace


def six_months(pace: Pace, short: Array) -> Pace:
    """The pace over six months for areas of every size."""
    return replace(pace, months=np.full(len(short), PACE_MONTHS), net=short)


# Nothing is nearly there that lacks fewer than no county.
NEVER_NEARLY = {"NEARLY_LACKING": -1}
BEFORE_IT = Rule(six_months, held=False, thresholds=NEVER_NEARLY)
AS_IT_IS = Rule(as_it_is, held=True, thresholds={})
# What --choose tries.
TRIED = {
    "before": BEFORE_IT,
    "small areas over 12 months": replace(AS_IT_IS, held=False, thresholds=NEVER_NEARLY),
    "nearly there": replace(BEFORE_IT, thresholds={}),
    "held": replace(BEFORE_IT, held=True),
    "12 months, nearly there": replace(AS_IT_IS, held=False),
    "all three": AS_IT_IS,
    "all three, held by a county only": replace(AS_IT_IS, thresholds={"HELD_SHARE": 0.0}),
    "all three, held by a twentieth only": replace(AS_IT_IS, thresholds={"HELD_COUNTIES": 0.0}),
    "all three, held by a tenth": replace(AS_IT_IS, thresholds={"HELD_SHARE": 0.1}),
    "all three, one county is nearly": replace(AS_IT_IS, thresholds={"NEARLY_LACKING": 1}),
    "all three, nearly from 60%": replace(AS_IT_IS, thresholds={"NEARLY_DONE": 0.6}),
    "all three, small below 100": replace(AS_IT_IS, thresholds={"SMALL_AREA_BELOW": 100}),
}


def judged(areas: Areas, rule: Rule) -> Array:
    """Judge every area at every month end: places in VERDICTS, areas × months; -1 before FIRST."""
    found = np.full((len(areas.counties), LAST + 1), -1)
    for month in range(FIRST, LAST + 1):
        first = 0 if month < HALF_BY else HALF_BY
        band: Array | None = None
        for past in range(first, month + 1) if rule.held else (month,):
            pace = _pace(areas, month, past, rule)
            band = band_of(pace) if band is None else held_band(pace, band)
        words = verdicts_of(pace, band, np.zeros(len(band), dtype=bool))
        found[:, month] = pd.Categorical(words, categories=list(VERDICTS)).codes
    return found


def _pace(areas: Areas, asked: int, month: int, rule: Rule) -> Pace:
    """Measure the areas at a month end, as it was known at the month asked."""
    now, short, long = (
        areas.known[:, asked, BEFORE + month - span] for span in (0, PACE_MONTHS, LONG_PACE_MONTHS)
    )
    half, every = load_milestones()
    decides = [half if month < HALF_BY else every] * len(now)
    pace = pace_of(areas.counties, now, (now - short, now - long), decides, ENDS[month])
    return rule.pace(pace, now - short)


ENDS: list[date] = month_ends(TREND_FROM, date(2028, 12, 31))


def measures(areas: Areas, found: Array) -> Iterator[tuple[str, dict[str, float]]]:
    """Give the measures of each level (see the head of this file)."""
    for level in dict.fromkeys(areas.level):
        rows = areas.level == level
        own, reached = found[rows], areas.achieved[rows]
        pairs = [month for month in range(FIRST, LAST) if month + 1 != HALF_BY]
        changed = np.mean([own[:, month] != own[:, month + 1] for month in pairs])
        undone = [
            (own[:, month] != own[:, month + 1])
            & ((own[:, month] == own[:, month + 2]) | (own[:, month] == own[:, month + 3]))
            for month in pairs
            if month + 3 < HALF_BY or HALF_BY <= month <= LAST - 3
        ]
        asked = own[:, list(ASKED)]
        truth = np.broadcast_to(reached[:, None], asked.shape)
        behind = asked >= OFF_TRACK
        yield (
            str(level),
            {
                "areas": rows.sum(),
                "reached it": reached.mean(),
                "changed": changed,
                "taken back": np.mean(undone),
                **_right("on track", asked == ON_TRACK, truth),
                **_right("nearly", asked == NEARLY, truth),
                **_right("at risk", asked == AT_RISK, truth),
                **_right("off track", behind, ~truth),
                "right": ((asked <= ON_TRACK) == truth).mean(),
            },
        )


def _right(name: str, rows: Array, truth: Array) -> dict[str, float]:
    return {name: truth[rows].mean() if rows.any() else np.nan, f"{name}, share": rows.mean()}


HEADERS = (
    *("level", "rule", "areas", "reached it", "changed", "taken back"),
    *("on track", "nearly", "at risk", "off track", "right"),
)


def table(histories: list[History], rules: dict[str, Rule]) -> str:
    """One table in Markdown: a line for each level and rule."""
    areas = Areas.of(histories)
    lines: dict[tuple[str, str], dict[str, float]] = {}
    for name, rule in rules.items():
        thresholds = {"NEARLY_LACKING": NEARLY_LACKING} | rule.thresholds
        with patch.multiple(verdicts, **thresholds):
            found = judged(areas, rule)
        lines |= {(level, name): figures for level, figures in measures(areas, found)}
    levels = dict.fromkeys(areas.level)
    text = [
        f"| {' | '.join(HEADERS)} |",
        "|---|---|" + "--:|" * (len(HEADERS) - 2),
    ]
    for level in levels:
        for name in rules:
            one = lines[str(level), name]
            told = [
                f"{one[key]:.0%} ({one[f'{key}, share']:.0%})" if one[f"{key}, share"] else "–"
                for key in ("on track", "nearly", "at risk", "off track")
            ]
            cells = [f"{one['areas']:,.0f}", f"{one['reached it']:.0%}"]
            cells += [f"{one['changed']:.1%}", f"{one['taken back']:.1%}", *told, f"{one['right']:.0%}"]
            text.append(f"| {level} | {name} | " + " | ".join(cells) + " |")
    return "\n".join(text)


def main() -> None:
    """Print the table of docs/method.md, or what the rule was chosen from."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--choose", action="store_true", help="try other rules, on the seeds for choosing")
    choose = parser.parse_args().choose
    seeds: Seeds = CHOOSING if choose else REPORTING
    rules = TRIED if choose else {"before": BEFORE_IT, "now": AS_IT_IS}
    sys.stdout.write(table(histories_of(seeds), rules) + "\n")


if __name__ == "__main__":
    main()
