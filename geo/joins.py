"""Joins status to boundaries, and says what found no partner.

The map's province 650000 shows Xinjiang's own figures. The XPCC (660000) reports as a province of its own but
has no ground of its own in the province layer; adding its cities to Xinjiang would put a figure on the map that
stands in no table. Its twelve cities are drawn at county and prefecture level.
"""

from dataclasses import dataclass
from typing import Final

import geopandas as gpd
import pandas as pd

from data.base.errors import UnknownCodes

# Codes of the register that the boundaries leave out on purpose: the XPCC.
WITHOUT_BOUNDARY: Final = frozenset({"660000"})
SHOWN_CODES: Final = 5


@dataclass(frozen=True)
class Joined:
    """Boundaries with status.

    `frame`: one row per boundary in the boundaries' order, with the status columns (missing where no row
    matched). `unmatched_status`: the status rows without a boundary. `unmatched_boundaries`: the boundaries
    without a status row, those out of scope among them.
    """

    frame: gpd.GeoDataFrame
    unmatched_status: pd.DataFrame
    unmatched_boundaries: gpd.GeoDataFrame


def join_status(status: pd.DataFrame, boundaries: gpd.GeoDataFrame, *, code: str = "code") -> Joined:
    """Join status rows to boundaries of the same level.

    `status` has one row per code, in the column named by `code`; `boundaries` come from `load_boundaries`. A
    status column named like one of the boundaries' gets the ending `_status`. Raises pandas' MergeError when a
    code occurs twice.
    """
    keyed = status.rename(columns={code: "code"}).astype({"code": boundaries["code"].dtype})
    joined = boundaries.merge(
        keyed, on="code", how="left", validate="one_to_one", suffixes=("", "_status"), indicator="found"
    )
    missing = joined["found"].eq("left_only")
    return Joined(
        frame=joined.drop(columns="found"),
        unmatched_status=status[~keyed["code"].isin(boundaries["code"]).to_numpy()],
        unmatched_boundaries=boundaries[missing.to_numpy()],
    )


def require_matched(joined: Joined, *, code: str = "code") -> None:
    """Raise UnknownCodes if a status row has a code that no boundary has, but for the XPCC's."""
    codes = joined.unmatched_status[code].astype(str)
    unknown = sorted(set(codes) - WITHOUT_BOUNDARY)
    if unknown:
        more = f" and {len(unknown) - SHOWN_CODES} more" if len(unknown) > SHOWN_CODES else ""
        raise UnknownCodes(
            f"No boundary has the {'code' if len(unknown) == 1 else 'codes'} {', '.join(unknown[:SHOWN_CODES])}{more}.",
            "Correct the codes, or look them up among the register's changes (data/files/county_changes.csv).",
        )
