"""Who has reported: for each area how many counties have, how old their reports are, and which save was the last."""

from datetime import date

import numpy as np
import pandas as pd

from data.plan.thresholds import FRESHNESS_BANDS_DAYS, STALE_AFTER_DAYS
from data.register.register import area_of

BANDS = tuple(f"band_{n}" for n in range(len(FRESHNESS_BANDS_DAYS) + 1))


def reporting_by_area(
    status: pd.DataFrame, counties: pd.DataFrame, batches: pd.DataFrame, level: str, *, as_of: date
) -> pd.DataFrame:
    """Count the counties of each area of `level` by whether and when they have reported, sorted by code.

    status: `data.figures.progress.county_status` on `as_of`; counties: of that day's register; batches: the saves, as
    `data.store.reads.StoreReader.batches`. What is counted are the reports that stand: one a county.

    Columns: code; counties, reported (with a stage), missing (without), never (no report at all), blank (the newest
    leaves the stage blank), stale (the newest is more than STALE_AFTER_DAYS old); BANDS (reports up to each of
    FRESHNESS_BANDS_DAYS old, and older), all int64; newest (datetime64, the latest as-of date), median_age (days,
    float); batch_id (Int64), saved_at and saved_by of the last save that a report is of. These five are missing where
    there is no report. reported + never + blank = counties; missing = never + blank.
    """
    joined = counties[["county_code"]].merge(
        status[["county_code", "stage", "as_of", "batch_id"]],
        on="county_code",
        how="left",
        validate="one_to_one",
    )
    joined["area"] = area_of(counties, level).to_numpy()
    told, silent = joined["as_of"].notna(), joined["stage"].isna()
    age = (pd.Timestamp(as_of) - joined["as_of"]).dt.days
    older_than = [-1, *FRESHNESS_BANDS_DAYS, np.inf]
    marks = pd.DataFrame(
        {
            "counties": 1,
            "reported": ~silent,
            "missing": silent,
            "never": silent & ~told,
            "blank": silent & told,
            "stale": age > STALE_AFTER_DAYS,
            **{
                name: (age > low) & (age <= high)
                for name, low, high in zip(BANDS, older_than, older_than[1:], strict=False)
            },
        }
    ).astype("int64")
    grouped = joined.assign(age=age, batch_id=joined["batch_id"].astype("Int64")).groupby("area", sort=True)
    counted = marks.groupby(joined["area"], sort=True).sum()
    counted = counted.assign(
        newest=grouped["as_of"].max(), median_age=grouped["age"].median(), batch_id=grouped["batch_id"].max()
    )
    saves = batches[["batch_id", "saved_at", "saved_by"]].astype({"batch_id": "Int64"})
    return counted.reset_index(names="code").merge(saves, on="batch_id", how="left")
