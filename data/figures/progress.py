"""Where every county stands on a day, and what that adds up to for prefectures, provinces and the nation."""

from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from data.base.stages import COUNTED_STAGES, ESTABLISHED_STAGES, STAGES
from data.figures.coverage import is_covered
from data.figures.standing import days_of
from data.figures.unit_reports import NOBODY, UnitReports
from data.register.history import register_history
from data.register.register import LEVEL_COLUMNS, NATION_CODE, NATION_NAME, NATION_NAME_EN, area_of

# What `summarise` counts of each area.
COUNTS: Final = ("counties", "established", *COUNTED_STAGES, "not_reported")


def county_status(reports: UnitReports, *, as_of: date) -> pd.DataFrame:
    """Return one row for each county of the register of `as_of` as it stood then, sorted by `county_code`.

    The latest report with an as-of date up to `as_of` stands as a whole: a later report with a blank stage
    makes the county *not reported* even if an earlier one had a stage, because a blank cell means "not
    reported". Columns: those of the reports, county_code being the code of that day; for a county without any report
    all of them but `county_code` are missing, and `stage` missing means *not reported*; inherited (bool): nothing
    was reported, and stage, established_on and as_of are taken over from the units that were merged into the county
    (see data.figures.unit_reports). For the reports, see `data.store.store.Store.reports`.
    """
    ordered = reports.ordered.until(as_of)
    last = ordered.last_of_units()
    at = np.full(len(reports.units.names), NOBODY)
    at[ordered.unit[last]] = last
    counties = reports.history.register_of(as_of).counties
    place = at[reports.units.places(counties["unit"])]
    row = np.where(place >= 0, ordered.row[place], NOBODY) if len(last) else place
    known = row >= 0
    latest = reports.reports.take(row[known]).set_index(np.flatnonzero(known))
    latest["as_of"], latest["established_on"] = days_of(latest["as_of"]), days_of(latest["established_on"])
    status = latest.reindex(range(len(counties))).assign(county_code=counties["county_code"])
    inherited = (place >= 0) & ~known
    taken = place[inherited]
    status.loc[inherited, "stage"] = np.array(list(STAGES), dtype=object)[ordered.rank[taken]]
    status.loc[inherited, "established_on"] = ordered.established_on[taken]
    status.loc[inherited, "as_of"] = ordered.told_on[taken]
    columns = dict.fromkeys(["county_code", *status.columns])
    return status[list(columns)].assign(inherited=inherited)


def summarise(status: pd.DataFrame, counties: pd.DataFrame, level: str) -> pd.DataFrame:
    """Count the counties of each area by stage, sorted by code.

    `status` is what `county_status` returns, `counties` those of its day's register. Columns: code, name, name_en,
    those of COUNTS (established with operating; int64), share = established / counties (0..1); reported (int64, with a
    stage), share_reported = established / reported (NaN without any), covered (bool), share_told (share where the area
    is covered, else NaN). At level `county` each row counts one county, and the columns of `status` follow.

    Covered: enough counties have reported (data.plan.thresholds.MOST_NOT_REPORTED). Below that the share of all would
    say less of the area than of who reports: it is told of those that reported, and nothing is ranked by it.
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
    totals["reported"] = totals["counties"] - totals["not_reported"]
    totals["share_reported"] = totals["established"] / totals["reported"].where(totals["reported"] > 0)
    totals["covered"] = is_covered(totals["not_reported"], totals["counties"])
    totals["share_told"] = totals["share"].where(totals["covered"])
    summary = _area_names(counties, level).merge(totals, on="code", how="right", validate="one_to_one")
    if level == "county":
        own = status.rename(columns={"county_code": "code"})
        summary = summary.merge(own, on="code", how="left", validate="one_to_one")
    return summary


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
    history = register_history()
    english = history.provinces if level == "province" else history.prefectures
    english = english[["code", "name", "name_en"]].drop_duplicates(["code", "name"])
    return areas.merge(english, on=["code", "name"], how="left", validate="one_to_one")
