"""Which reports of functional areas an upload adds."""

from __future__ import annotations

import pandas as pd

from data.report_rows import AREA_COLUMNS, FRAME_TYPES

KEY = ["parent_code", "area", "as_of"]


def new_area_rows(rows: pd.DataFrame, stored: pd.DataFrame) -> pd.DataFrame:
    """Give the rows that are not stored, word for word, for the same area and day.

    rows: the columns of AREA_COLUMNS, others are left aside; stored: `Store.area_reports`. Of several stored
    reports of an area for a day the one saved last counts.
    """
    shaped = pd.DataFrame(
        {name: pd.Series(rows.get(name), rows.index, FRAME_TYPES[name]) for name in AREA_COLUMNS}
    )
    if shaped.empty or stored.empty:
        return shaped
    standing = stored.sort_values(["saved_at", "batch_id"]).drop_duplicates(KEY, keep="last")
    both = shaped.merge(standing, on=KEY, how="left", validate="many_to_one", suffixes=("", "_stored"))
    same = both["batch_id"].notna()
    for name in AREA_COLUMNS[len(KEY) :]:
        left, right = both[name], both[f"{name}_stored"]
        same &= (left == right).fillna(value=False).astype(bool) | (left.isna() & right.isna())
    return shaped[~same.to_numpy(dtype=bool)]
