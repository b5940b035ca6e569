"""Which projection is nearest: `python benchmarks/projection.py [--seeds N]`.

Every model is asked, 3, 6 and 12 months before an area in fact reached a share of its counties, when it will. Shown is
the mean error in months (at most MOST_ERROR). Histories: benchmarks/made_histories.py. Where no county was added within
six months the dashboard says no date, so no model is asked. Each shape and distance counts alike, whatever its number
of cases. Whether the range around the date holds what it promises: benchmarks/ranges.py.
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

from benchmarks.made_histories import BEFORE, MONTHS, REPORTING, History, demo_histories, made_histories
from data.figures.verdicts import needed_counties

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


def questions(histories: list[History]) -> pd.DataFrame:
    """One row for each history, share, distance and model: how far off it was, in months."""
    rows: list[dict[str, Any]] = []
    for history in histories:
        for share in SHARES:
            needed = needed_counties(share, history.counties)
            reached = history.days[needed - 1]
            for distance in DISTANCES:
                if not WINDOW <= reached - distance <= MONTHS:
                    continue
                month = round(reached - distance)
                levels = history.known[month, BEFORE : BEFORE + month + 1]
                # Reports lag: what is reached already as reports had it then is no question.
                if levels[-1 - WINDOW] < levels[-1] < needed:
                    asked = {"shape": history.shape, "share": share, "distance": distance}
                    for name, model in MODELS.items():
                        off = abs(model(levels, history.counties, needed) - (reached - month))
                        rows.append({**asked, "model": name, "error": min(off, MOST_ERROR)})
    return pd.DataFrame(rows)


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
    lines += [
        f"| {name} | " + " | ".join(form.format(value) for value in row) + " |"
        for name, row in zip(whole.index, whole.to_numpy(), strict=True)
    ]
    return "\n".join(lines)


def main() -> None:
    """Ask every model, print the tables of docs/method.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=2, help="histories of so many seeds (default: 2)")
    seeds = parser.parse_args().seeds
    drawn = [one for seed in REPORTING.made[:seeds] for one in made_histories(seed)]
    drawn += [one for seed in REPORTING.demo[:seeds] for one in demo_histories(seed)]
    found = questions(drawn)
    sys.stdout.write(f"{len(found) // len(MODELS):,} questions, {seeds} seeds\n\n")
    sys.stdout.write(table("error, months", found, "error", "{:.1f}") + "\n")


if __name__ == "__main__":
    main()
