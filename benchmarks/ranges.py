"""Whether the range of a projection holds what it promises: `python benchmarks/ranges.py [--choose]`.

Every history of benchmarks/made_histories.py is asked at every month end, as known on it, when it will reach the
milestone that decides, and when 80% of its counties (as a province's own milestone may ask); the truth is when it first
did. Asked is where the dashboard tells a range: from three counties in the window on. What is not reached in the
history's time is no question. Shape and size of area count alike, whatever their number of questions.

--choose finds RANGE_FACTORS of data/plan/thresholds.py on the seeds for choosing: cells by size of area, by whether
every county is asked for, and by the months that the pace says; in each the quantiles of truth ÷ said. Without it the
tables of docs/method.md, on other seeds, beside the range that stood before.
"""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

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
    demo_histories,
    histories_of,
)
from data.base.formats import format_date
from data.base.months import month_ends
from data.demo import SEED
from data.figures.projection import months_to_close, range_of_months, size_groups
from data.figures.verdicts import needed_counties
from data.plan.thresholds import (
    FEWEST_FOR_RANGE,
    LONG_PACE_MONTHS,
    PACE_MONTHS,
    RANGE_MONTHS,
    SMALL_AREA_BELOW,
    TREND_FROM,
)

Array: TypeAlias = NDArray[Any]

ASKED = range(6, ALL_BY + 6)
HALF = 0.5
# What a province may ask for by a milestone of its own.
OWN_SHARE = 0.8
# What the range holds on either side: a tenth of the cases came sooner, 11% later. Even tails hold a little more than
# 80% of every shape but one, whose last counties are slow.
SOONER, LATER = 0.10, 0.89
FEWEST_IN_CELL = 100


def questions(histories: list[History]) -> pd.DataFrame:
    """Give one row a question: what was known, what the pace says in months, and the truth."""
    rows: list[tuple[Any, ...]] = []
    for one in histories:
        window = LONG_PACE_MONTHS if one.counties < SMALL_AREA_BELOW else PACE_MONTHS
        for month in ASKED:
            known = one.known[month, : BEFORE + month + 1]
            now, net = known[-1], known[-1] - known[-1 - window]
            for share in (HALF if month < HALF_BY else 1.0, OWN_SHARE):
                needed = needed_counties(share, one.counties)
                truth = one.days[needed - 1] - month
                if now < needed and net > 0 and 0 < truth < np.inf:
                    six = np.diff(known[-1 - PACE_MONTHS :])
                    asked = (one.shape, one.size, month, share, one.counties, needed == one.counties)
                    paces = (needed - now, net, net / window, six.sum() / PACE_MONTHS, six.std(ddof=1))
                    rows.append((*asked, *paces, truth))
    names = ["shape", "size", "month", "share", "counties", "whole", "gap", "net", "pace", "six", "spread"]
    found = pd.DataFrame(rows, columns=[*names, "truth"])
    found["said"] = months_to_close(found["gap"].to_numpy(), found["pace"].to_numpy())
    found["weight"] = 1 / found.groupby(["shape", "size"])["truth"].transform("size")
    return found


def range_before(gap: Array, pace: Array, spread: Array) -> tuple[Array, Array]:
    """The range that stood before: how six months vary, by Student's t, around the pace of six months."""
    speed = np.where(pace > 0, pace, 1.0)
    width = 1.476**2 * np.maximum(spread**2, speed)
    square = speed**2 - width / PACE_MONTHS
    linear = 2 * speed * gap + width
    root = np.sqrt(np.maximum(linear**2 - 4 * square * gap**2, 0))
    early = np.where(pace > 0, 2 * gap**2 / (linear + root), np.nan)
    late = np.where(square > 0, (linear + root) / np.where(square > 0, 2 * square, 1), np.inf)
    return early, late


def quantile(values: Array, weight: Array, share: float) -> float:
    """The value below which so much of the weight lies."""
    order = np.argsort(values)
    whole = np.cumsum(weight[order])
    return float(values[order][np.searchsorted(whole, min(share, 1.0) * whole[-1])])


def chosen(found: pd.DataFrame) -> dict[tuple[str, bool], tuple[tuple[float, float], ...]]:
    """Find RANGE_FACTORS: in each cell the quantiles of truth ÷ said, with the date itself inside.

    Neither end may come sooner where the pace says more months: the ends in months rise from cell to cell.
    """
    asked = found[found["net"] >= FEWEST_FOR_RANGE]
    between = np.sqrt(np.array(RANGE_MONTHS[:-1]) * np.array(RANGE_MONTHS[1:]))
    cell = np.digitize(asked["said"], between)
    group = size_groups(asked["counties"].to_numpy())
    factors: dict[tuple[str, bool], tuple[tuple[float, float], ...]] = {}
    for size in ("small", "middling", "large"):
        for whole in (False, True):
            ends: list[tuple[float, float]] = []
            for place in range(len(RANGE_MONTHS)):
                own = asked[(group == size) & (asked["whole"] == whole) & (cell == place)]
                if len(own) < FEWEST_IN_CELL:
                    raise SystemExit(f"too few questions: {size}, {whole}, {RANGE_MONTHS[place]} months")
                ratio, weight = (own["truth"] / own["said"]).to_numpy(), own["weight"].to_numpy()
                early = min(quantile(ratio, weight, SOONER), 1.0)
                below = weight[ratio < early].sum() / weight.sum()
                late = max(quantile(ratio, weight, below + LATER - SOONER), 1.0)
                ends.append((early, late))
            months = np.maximum.accumulate(np.array(ends) * np.array(RANGE_MONTHS)[:, None], axis=0)
            pairs = np.round(months / np.array(RANGE_MONTHS)[:, None], 2)
            # The date itself lies inside, whatever the order of the ends asks for.
            factors[size, whole] = tuple((min(early, 1.0), late) for early, late in pairs.tolist())
    return factors


def with_ranges(found: pd.DataFrame) -> pd.DataFrame:
    """Add what held: `now` and `before`, each with what came sooner and later; missing where no range was told."""
    told = found["net"].to_numpy() >= FEWEST_FOR_RANGE
    early, late = range_of_months(
        found["said"].to_numpy(), *(found[name].to_numpy() for name in ("net", "counties", "whole"))
    )
    old = range_before(*(found[name].to_numpy() for name in ("gap", "six", "spread")))
    truth = found["truth"].to_numpy()
    for name, (first, last), rows in (("now", (early, late), told), ("before", old, found["six"] > 0)):
        found[f"{name}: sooner"] = np.where(rows, truth < first, np.nan)
        found[f"{name}: later"] = np.where(rows, truth > last, np.nan)
        found[f"{name}: held"] = 1 - found[f"{name}: sooner"] - found[f"{name}: later"]
        found[f"{name}: told"] = rows.astype("float64")
    return found


COLUMNS = [f"{name}: {what}" for name in ("before", "now") for what in ("held", "sooner", "later", "told")]


def table(found: pd.DataFrame, by: str) -> str:
    """One table in Markdown: a line for each value of `by`, each size (or shape) in it alike."""
    other = "size" if by == "shape" else "shape"
    cells = found.groupby([by, other])[COLUMNS].mean().reset_index()
    whole = cells.groupby(by, sort=False)[COLUMNS].mean().reindex(dict.fromkeys(found[by]))
    lines = [f"| {by} | " + " | ".join(COLUMNS) + " |", "|---|" + "--:|" * len(COLUMNS)]
    lines += [
        f"| {name} | " + " | ".join(f"{value:.0%}" for value in row) + " |"
        for name, row in zip(whole.index, whole.to_numpy(), strict=True)
    ]
    return "\n".join(lines)


def half_of_2025(found: pd.DataFrame) -> str:
    """The demo that ships, asked when half would be reached, at the last five month ends before that was due."""
    ends: list[date] = month_ends(TREND_FROM, date(2025, 12, 31))
    asked = found[(found["share"] == HALF) & found["month"].between(HALF_BY - 5, HALF_BY - 1)]
    nation = asked[asked["size"] == "demo: nation"]
    lines = [
        "| the nation, asked on | it took, months | said | held before | holds now |",
        "|---|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {format_date(ends[row['month']], 'en')} | {row['truth']:.1f} | {row['said']:.1f} | "
        f"{'yes' if row['before: held'] else 'no'} | {'yes' if row['now: held'] else 'no'} |"
        for row in nation.to_dict("records")
    ]
    both = asked[asked["size"].isin(["demo: nation", "demo: province"])]
    sums = " · ".join(f"{name} {both[name].mean():.0%}" for name in COLUMNS)
    return "\n".join([*lines, "", f"Nation and provinces, {len(both)} questions: {sums}"])


def main() -> None:
    """Print the tables of docs/method.md, or the factors found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--choose", action="store_true", help="find RANGE_FACTORS, on the seeds for choosing")
    choose = parser.parse_args().choose
    found = questions(histories_of(CHOOSING if choose else REPORTING))
    if choose:
        for cell, pairs in chosen(found).items():
            sys.stdout.write(f"    {cell}: {pairs},\n")
        return
    found, demo = with_ranges(found), with_ranges(questions(demo_histories(SEED)))
    sys.stdout.write(f"{len(found):,} questions\n\n")
    sys.stdout.write("\n\n".join([table(found, "shape"), table(found, "size"), half_of_2025(demo)]) + "\n")


if __name__ == "__main__":
    main()
