"""Which of several reports stands, and the days and instants that decide it."""

from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]

DAY_TYPE: Final = "datetime64[s]"


def standing_order(reports: pd.DataFrame) -> Array:
    """Return the positions that put reports in order: by the day they describe, of one day by when they were saved.

    Of the reports of one county the last one stands. reports: as_of, saved_at and batch_id, which decides between two
    of one instant.
    """
    return np.lexsort(
        (reports["batch_id"].to_numpy(), instants_of(reports["saved_at"]), days_of(reports["as_of"]))
    )


def days_of(column: pd.Series) -> Array:
    """Return dates, ISO text or timestamps as datetime64[s]; missing is NaT."""
    return pd.to_datetime(column).to_numpy().astype(DAY_TYPE)


def instants_of(column: pd.Series) -> Array:
    """Return the instants of saves, whatever their zones, as numbers in their order."""
    return pd.DatetimeIndex(pd.to_datetime(column, utc=True)).as_unit("us").asi8
