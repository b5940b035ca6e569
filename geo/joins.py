"""Joins status to boundaries, and says what found no partner.

The zones page does so: ui/zones/view.py puts each county's status on its ground, to pair those without an alliance
with the nearest zones. A map needs no geopandas, whose import alone takes longer than a page may: its shapes are drawn
beforehand (geo/build), and a measure's classes meet them by the same codes in charts/maps/shapes.py and
ui/map/view.py.

The map's province 650000 shows Xinjiang's own figures. The XPCC (660000) reports as a province of its own but
has no ground of its own in the province layer; adding its cities to Xinjiang would put a figure on the map that
stands in no table. Its cities are drawn at county and prefecture level.
"""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd


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

    `status` has one row per code, in the column named by `code`; `boundaries` come from `load_boundaries`, or
    are points in their place (`geo.nearest_zones.county_points`). A
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
