"""What is told of an area from which too few reports came: its counts, and nothing that speaks of all its counties."""

from typing import Final, overload

import pandas as pd

from data.plan.thresholds import MOST_NOT_REPORTED

# What says something of an area as a whole: its share of all counties, how fast it goes, and where that leads.
OF_ALL_COUNTIES: Final = (
    "share",
    "gap",
    "needed_pace",
    "observed_pace",
    "deciding_pace",
    "pace_3",
    "pace_6",
    "pace_12",
    "ratio",
    "projected_on",
    "projected_early",
    "projected_late",
)


@overload
def is_covered(not_reported: int, counties: int) -> bool: ...


@overload
def is_covered(not_reported: pd.Series, counties: pd.Series) -> pd.Series: ...


def is_covered(not_reported: int | pd.Series, counties: int | pd.Series) -> bool | pd.Series:
    """Say whether enough of the counties have reported; of numbers, or of two columns row by row."""
    return not_reported <= MOST_NOT_REPORTED * counties


def only_told(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a copy in which the columns of OF_ALL_COUNTIES are blank wherever `covered` is false.

    frame: a row an area, with `covered` of data.figures.progress.summarise and any columns of it and of
    data.figures.judgement.judge. Counts stay: they say what has been reported.
    """
    blanked = {name: frame[name].where(frame["covered"]) for name in OF_ALL_COUNTIES if name in frame.columns}
    return frame.assign(**blanked)


def covered_first(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows in their order, those of areas that are not covered after all others."""
    return frame.sort_values("covered", ascending=False, kind="stable", ignore_index=True)
