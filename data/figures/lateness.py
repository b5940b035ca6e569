"""How long reports take: from the day that they describe to the day on which they were saved."""

from datetime import date

import numpy as np
import pandas as pd


def lateness_by_area(reports: pd.DataFrame, counties: pd.DataFrame, *, as_of: date, level: str) -> pd.Series:
    """Give the median days between as-of day and save of the reports of each area, by code (float).

    reports: of data.store.store.Store.reports. counties: the day's register. level: province or prefecture. Only
    reports that describe a day up to `as_of` count, and of several for one county and day the one saved first: those
    after it are corrections. An area without a report has no row.
    """
    described = pd.to_datetime(reports["as_of"])
    known = reports[["county_code"]].assign(
        as_of=described, days=(reports["saved_at"].dt.tz_convert(None).dt.normalize() - described).dt.days
    )[described <= np.datetime64(as_of)]
    first = known.groupby(["county_code", "as_of"], as_index=False)["days"].min()
    area = first["county_code"].map(counties.set_index("county_code")[f"{level}_code"])
    return first["days"].groupby(area).median()
