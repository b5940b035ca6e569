"""Which projection is nearest, which range holds what it promises: `python benchmarks/projection.py [--seeds N]`.

Every model is asked, 3, 6 and 12 months before an area in fact reached a share of its counties, when it will. Shown
are the mean error in months (at most MOST_ERROR) and how often the 80% range held the truth. Histories:
benchmarks/projection_shapes.py. Where no county was added within six months the dashboard says no date, so no model
is asked. Each shape and distance counts alike, whatever its number of cases.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.projection_shapes import History, demo_histories, invented_histories
from data.demo import SEED
from data.figures.judgement import months_to_close, needed_counties

Array: TypeAlias = NDArray[Any]
Model: TypeAlias = Callable[[Array, int, int], float]

SHARES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
DISTANCES = (3, 6, 12)
MOST_ERROR = 24.0
WINDOW = 6


def trailing_pace(window: int) -> Model:
    """The net counties a month of the last months go on."""

    def months(levels: Array, counties: int, needed: int) -> float:  # noqa: ARG001
        span = min(window, len(levels) - 1)
        gained = levels[-1] - levels[-1 - span]
        return float((needed - levels[-1]) / gained * span) if gained > 0 else np.inf

    return months


def hazard(window: int) -> Model:
    """Each month the same part of those without an alliance follows; half a county left is none."""

    def months(levels: Array, counties: int, needed: int) -> float:
        recent = levels[-1 - window :].astype("float64")
        gained, exposed = recent[-1] - recent[0], (counties - recent[:-1]).sum()
        if gained <= 0:
            return np.inf
        left = max(counties - needed, 0.5)
        return float(np.log((counties - recent[-1]) / left) / -np.log1p(-min(gained / exposed, 0.99)))

    return months


def logistic(window: int) -> Model:
    """The log odds rise in a straight line, fitted by least squares weighted by share × (1 - share)."""

    def months(levels: Array, counties: int, needed: int) -> float:
        recent = levels[-1 - window :].astype("float64")
        share = (recent + 0.5) / (counties + 1)
        odds, weight = np.log(share / (1 - share)), share * (1 - share)
        slope = np.polyfit(np.arange(len(recent)), odds, 1, w=np.sqrt(weight))[0]
        goal = np.log(needed / (counties + 1 - needed))
        return float((goal - odds[-1]) / slope) if slope > 1e-6 else np.inf

    return months


def mean_of(one: Model, other: Model) -> Model:
    """The mean of two models' paces."""

    def months(levels: Array, counties: int, needed: int) -> float:
        return 2 / (1 / one(levels, counties, needed) + 1 / other(levels, counties, needed))

    return months


MODELS: dict[str, Model] = {
    **{f"trailing pace, {window} months": trailing_pace(window) for window in (3, WINDOW, 12)},
    **{f"discrete hazard, {window} months": hazard(window) for window in (WINDOW, 12)},
    **{f"logistic, {name}": logistic(window) for name, window in (("12 months", 12), ("all months", 999))},
    "mean of pace (6) and logistic": mean_of(trailing_pace(WINDOW), logistic(999)),
}
RANGES = ("80% range", "one standard error")


def questions(histories: list[History]) -> pd.DataFrame:
    """One row for each history, share, distance and model: the months it says, the ends, and the truth."""
    rows: list[dict[str, Any]] = []
    for history in histories:
        for share in SHARES:
            needed = needed_counties(share, history.counties)
            enough = np.flatnonzero(history.final >= needed)
            if not len(enough) or enough[0] == 0:
                continue
            before, after = history.final[enough[0] - 1], history.final[enough[0]]
            reached = enough[0] - 1 + (needed - before) / (after - before)
            for distance in DISTANCES:
                month = round(reached - distance)
                levels = history.known[month] if month >= WINDOW else np.zeros(1)
                # The demo's reports lag: what is reached already as reports had it then is no question.
                if len(levels) > WINDOW and levels[-1 - WINDOW] < levels[-1] < needed:
                    asked = {"shape": history.shape, "share": share, "distance": distance}
                    rows += answers(levels, history.counties, needed, reached - month, asked)
    return pd.DataFrame(rows)


def answers(
    levels: Array, counties: int, needed: int, truth: float, asked: dict[str, Any]
) -> list[dict[str, Any]]:
    """What each model says, with the dashboard's range around it and, to compare, one standard error."""
    gap, spread = float(needed - levels[-1]), float(np.diff(levels[-1 - WINDOW :]).std(ddof=1))
    rows: list[dict[str, Any]] = []
    for name, model in MODELS.items():
        said = model(levels, counties, needed)
        pace = gap / said
        _said, early, late = months_to_close(*(np.array([one]) for one in (gap, pace, spread)))
        error = spread / np.sqrt(WINDOW)
        slowest = gap / (pace - error) if pace > error else np.inf
        rows.append(
            {
                **asked, "model": name, "error": min(abs(said - truth), MOST_ERROR),
                RANGES[0]: bool(early[0] <= truth <= late[0]),
                RANGES[1]: bool(gap / (pace + error) <= truth <= slowest),
            }
        )  # fmt: skip
    return rows


def by_model(found: pd.DataFrame, column: str, *by: str) -> pd.DataFrame:
    """Means for each model in the columns `by`, each shape and distance alike."""
    cells = found.groupby(["model", "shape", "distance"], as_index=False)[column].mean()
    columns = list(by) or [np.full(len(cells), "all")]
    return cells.pivot_table(index="model", columns=columns, values=column).loc[list(MODELS)]


def table(title: str, found: pd.DataFrame, column: str, form: str) -> str:
    """One table in Markdown: a line for each model, the shapes and distances beside the mean of all."""
    parts = [by_model(found, column), by_model(found, column, "distance"), by_model(found, column, "shape")]
    whole = pd.concat(
        [*parts, by_model(found[found["share"] == 1], column).set_axis(["100%"], axis=1)], axis=1
    )
    whole = whole.rename(columns={distance: f"{distance} months" for distance in DISTANCES})
    lines = [f"| {title} | " + " | ".join(map(str, whole.columns)) + " |", "|---|" + "--:|" * whole.shape[1]]
    lines += [f"| {name} | " + " | ".join(form.format(v) for v in row) + " |" for name, row in
              zip(whole.index, whole.to_numpy(), strict=True)]  # fmt: skip
    return "\n".join(lines)


def main() -> None:
    """Ask every model, print the tables of docs/method.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=5, help="histories of so many seeds (default: 5)")
    seeds = parser.parse_args().seeds
    drawn = [questions(demo_histories(SEED + n) + invented_histories(n)) for n in range(seeds)]
    found = pd.concat(drawn, ignore_index=True)
    sys.stdout.write(f"{len(found) // len(MODELS):,} questions, {seeds} seeds\n\n")
    sys.stdout.write(table("error, months", found, "error", "{:.1f}") + "\n\n")
    for name in RANGES:
        sys.stdout.write(table(f"held by the {name}", found, name, "{:.0%}") + "\n\n")


if __name__ == "__main__":
    main()
