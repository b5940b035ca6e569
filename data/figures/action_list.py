"""Two lists: counties to follow up for what they reported, and counties that a report is still to be asked of."""

from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from data.base.fields import GUARANTEES
from data.base.stages import ESTABLISHED_STAGES, STAGES_WITHOUT
from data.plan.thresholds import STALE_AFTER_DAYS
from data.register.register import area_of

# Why a county is to be followed up. Those of TO_DO exclude each other; every other may come with any.
TO_DO: Final = tuple(STAGES_WITHOUT)
REASONS: Final = (*TO_DO, "stale", "lacking", "unstated", "backwards")
# Why a county is to be asked for its report: there never was one, or the newest leaves the stage blank.
SILENT: Final = ("never", "blank")
# What a reader filters by. Of the list to follow up: a reason, or all that mean "no alliance" at once; of the other
# list: a reason, or the whole list (not_reported).
FILTERS: Final = ("to_do", *REASONS, "not_reported", *SILENT)
CHASING: Final = ("not_reported", *SILENT)


def action_list(
    status: pd.DataFrame, changed: pd.DataFrame | None, counties: pd.DataFrame, *, as_of: date
) -> pd.DataFrame:
    """Return one row for each county that is on either list on `as_of`, sorted by code.

    status: `data.figures.progress.county_status` on that day; changed: `data.figures.changes_between.changed_counties`
    up to it, None where there is no earlier day, and so nobody goes backwards.

    Columns: county_code, name, name_en, prefecture_code, province_code; stage, established_on, funding, personnel,
    venues as reported; as_of (datetime64 of the last report) and days_since (Int64), missing where there never was
    a report; highest, highest_on as in `changed`; and a bool for each of FILTERS and for follow_up:

    - follow_up: on the list to follow up, for one of REASONS at least;
    - to_do: it has reported, and has no alliance: it has not started or is preparing;
    - stale: it has reported, but for STALE_AFTER_DAYS before `as_of` no more;
    - lacking: it has an alliance, and reports that there is no funding, no personnel or no venue;
    - unstated: it has an alliance, and does not say of one of the three whether it is guaranteed;
    - backwards: its stage is lower than it was in the comparison;
    - not_reported: on the list of reports to ask for, since never a report came or (blank) the newest has no stage.

    A county is on both lists where its newest report leaves the stage blank and is old, or takes an alliance back.
    """
    names = counties[["county_code", "name", "name_en", "prefecture_code", "province_code"]]
    known = ["county_code", "stage", "established_on", "as_of", *GUARANTEES]
    frame = names.merge(status[known], on="county_code", how="left", validate="one_to_one")
    if changed is None:
        frame["highest"] = pd.array([None] * len(frame), dtype="string")
        frame["highest_on"] = np.datetime64("NaT", "s")
        frame["backwards"] = False
    else:
        fallen = changed[["county_code", "highest", "highest_on", "backwards"]]
        frame = frame.merge(fallen, on="county_code", how="left", validate="one_to_one")
    stage = frame["stage"]
    silent, established = stage.isna(), stage.isin(ESTABLISHED_STAGES)
    frame["days_since"] = (pd.Timestamp(as_of) - frame["as_of"]).dt.days.astype("Int64")
    for name in STAGES_WITHOUT:
        frame[name] = stage.eq(name).fillna(value=False).astype(bool)
    frame["to_do"] = ~established & ~silent
    frame["not_reported"] = silent
    frame["never"] = silent & frame["as_of"].isna()
    frame["blank"] = silent & frame["as_of"].notna()
    frame["stale"] = (frame["days_since"] > STALE_AFTER_DAYS).fillna(value=False).astype(bool)
    given = frame[list(GUARANTEES)]
    denied = given.eq(other=False).fillna(value=False)
    frame["lacking"] = established & denied.astype(bool).any(axis=1)
    frame["unstated"] = established & given.isna().any(axis=1)
    frame["follow_up"] = frame[list(REASONS)].any(axis=1)
    listed = frame[frame["follow_up"] | silent]
    return listed.sort_values("county_code", ignore_index=True)


def with_reason(listed: pd.DataFrame, reason: str | None) -> pd.DataFrame:
    """Keep the counties listed for one of FILTERS; None keeps all that are to be followed up."""
    return listed[listed[reason or "follow_up"]].reset_index(drop=True)


def inside(listed: pd.DataFrame, area: str) -> pd.DataFrame:
    """Keep the counties of a province or prefecture, or the county, that has the code `area`."""
    codes = listed[["province_code", "prefecture_code", "county_code"]]
    return listed[(codes == area).any(axis=1)].reset_index(drop=True)


def count_reasons(listed: pd.DataFrame) -> dict[str, int]:
    """Count the counties that each of FILTERS would keep, and `follow_up`, all that are to be followed up."""
    return {reason: int(listed[reason].sum()) for reason in ("follow_up", *FILTERS)}


def reasons_by_area(listed: pd.DataFrame, counties: pd.DataFrame, level: str) -> pd.DataFrame:
    """Count the same for every area of `level`, sorted by code; areas with nothing to do have zeros.

    Columns: code, counties (in the register), follow_up and those of FILTERS (int64).
    """
    size = area_of(counties, level).value_counts()
    area = area_of(listed, level)
    columns = {"counties": size}
    for name in ("follow_up", *FILTERS):
        columns[name] = area[listed[name]].value_counts().reindex(size.index, fill_value=0)
    frame = pd.DataFrame(columns).astype("int64").rename_axis("code").reset_index()
    return frame.sort_values("code", ignore_index=True)
