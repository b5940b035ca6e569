"""Where every county stands on a day, and what that adds up to for prefectures, provinces and the nation."""

from datetime import date
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.base.stages import COUNTED_STAGES, ESTABLISHED_STAGES
from data.register.register import (
    LEVEL_COLUMNS,
    NATION_CODE,
    NATION_NAME,
    NATION_NAME_EN,
    area_of,
    load_prefectures,
    load_provinces,
)

Array: TypeAlias = NDArray[Any]

# What `summarise` counts of each area.
COUNTS: Final = ("counties", "established", *COUNTED_STAGES, "not_reported")


def stages_in_order(reports: pd.DataFrame, counties: pd.DataFrame, *, as_of: date) -> pd.DataFrame:
    """Return what was known on `as_of`, county by county, oldest first, one report per as-of date.

    A report of a code that the register does not hold (a functional area) is left out, so that it is in no
    count. Of several reports of one county for one as-of date the one saved last stands (by `saved_at`, then
    `batch_id`).

    Columns: county_position (the county's row in `counties`), as_of and established_on (datetime64), stage.
    """
    rows, position = _rows_in_order(reports, counties, as_of)
    return pd.DataFrame(
        {
            "county_position": position,
            "as_of": days_of(reports["as_of"])[rows],
            "stage": reports["stage"].take(rows).array,
            "established_on": days_of(reports["established_on"])[rows],
        }
    )


def county_status(reports: pd.DataFrame, counties: pd.DataFrame, *, as_of: date) -> pd.DataFrame:
    """Return one row for each county of the register as it stood on `as_of`, sorted by `county_code`.

    The latest report with an as-of date up to `as_of` stands as a whole: a later report with a blank stage
    makes the county *not reported* even if an earlier one had a stage, because a blank cell means "not
    reported". Columns: those of `reports`; for a county without any report all of them but `county_code` are
    missing, and `stage` missing means *not reported*. For `reports`, see `data.store.store.Store.reports`.
    """
    rows, position = _rows_in_order(reports, counties, as_of)
    last = np.ones(len(rows), dtype=bool)
    last[:-1] = position[1:] != position[:-1]
    latest = reports.take(rows[last]).set_index("county_code")
    for name in ("as_of", "established_on"):
        latest[name] = days_of(latest[name])
    codes = pd.Index(counties["county_code"].sort_values(), name="county_code")
    return latest.reindex(codes).reset_index()


def summarise(status: pd.DataFrame, counties: pd.DataFrame, level: str) -> pd.DataFrame:
    """Count the counties of each area by stage, sorted by code.

    `status` is what `county_status` returns. Columns: code, name, name_en, those of COUNTS
    (established with operating; int64), share = established / counties
    (0..1). At level `county` each row counts one county, and the columns of `status` follow.
    """
    stage = status.set_index("county_code")["stage"].reindex(counties["county_code"])
    marks = pd.DataFrame(
        {
            "counties": 1,
            "established": stage.isin(ESTABLISHED_STAGES),
            **{name: stage.eq(name).fillna(value=False) for name in COUNTED_STAGES},
            "not_reported": stage.isna(),
        }
    ).astype("int64")
    marks["code"] = area_of(counties, level).array
    totals = marks.groupby("code", sort=True).sum().reset_index()
    totals["share"] = totals["established"] / totals["counties"]
    summary = _area_names(counties, level).merge(totals, on="code", how="right", validate="one_to_one")
    if level == "county":
        own = status.rename(columns={"county_code": "code"})
        summary = summary.merge(own, on="code", how="left", validate="one_to_one")
    return summary


def standing_order(reports: pd.DataFrame) -> Array:
    """Return the positions that put reports in order: by the day they describe, of one day by when they were saved.

    Of the reports of one county the last one stands. reports: as_of, saved_at and batch_id, which decides between two
    of one instant.
    """
    saved = pd.DatetimeIndex(pd.to_datetime(reports["saved_at"], utc=True)).as_unit("us").asi8
    return np.lexsort((reports["batch_id"].to_numpy(), saved, days_of(reports["as_of"])))


def days_of(column: pd.Series) -> Array:
    """Return dates, ISO text or timestamps as datetime64[s]; missing is NaT."""
    return pd.to_datetime(column).to_numpy().astype("datetime64[s]")


def _rows_in_order(reports: pd.DataFrame, counties: pd.DataFrame, as_of: date) -> tuple[Array, Array]:
    """Return the rows of `reports` that `stages_in_order` keeps, in its order, and their counties' positions."""
    position = pd.Index(counties["county_code"]).get_indexer(pd.Index(reports["county_code"]))
    described = days_of(reports["as_of"])
    rows = np.flatnonzero((position >= 0) & (described <= np.datetime64(as_of)))
    rows = rows[standing_order(reports[["as_of", "saved_at", "batch_id"]].take(rows))]
    rows = rows[np.argsort(position[rows], kind="stable")]
    last = np.ones(len(rows), dtype=bool)
    last[:-1] = (position[rows][1:] != position[rows][:-1]) | (described[rows][1:] != described[rows][:-1])
    rows = rows[last]
    return rows, position[rows]


def _area_names(counties: pd.DataFrame, level: str) -> pd.DataFrame:
    """Code, name and name_en of each area; an area that only `counties` knows has no name_en."""
    if level == "nation":
        return pd.DataFrame(
            {"code": [NATION_CODE], "name": [NATION_NAME], "name_en": [NATION_NAME_EN]}, dtype="string"
        )
    code, name = LEVEL_COLUMNS[level]
    if level == "county":
        return counties[[code, name, "name_en"]].rename(columns={code: "code"})
    areas = counties[[code, name]].drop_duplicates().set_axis(["code", "name"], axis=1)
    english = load_provinces() if level == "province" else load_prefectures()
    return areas.merge(english[["code", "name_en"]], on="code", how="left", validate="one_to_one")
