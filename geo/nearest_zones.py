"""The experimental zones nearest to a county, as partners it could learn from.

Distances are great-circle ones on the GRS80 ellipsoid (Karney's geodesics, right to a millimetre) between the
centroids of the counties' simplified boundaries, taken in the equal-area projection of the national maps. What they
leave out is far larger: where in a county people live, and the roads between. Whole kilometres are enough.
"""

# geopandas, shapely and pyproj leave some types open:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from geo.projection import ALBERS, DEGREES, NATIONAL_MERIDIAN

SUGGESTED: Final = 3
_ELLIPSOID: Final = pyproj.Geod(ellps="GRS80")


def county_points(boundaries: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Give each county's centroid in degrees: code, geometry. boundaries: geo.boundaries.load_boundaries("county")."""
    projected = boundaries.geometry.to_crs(ALBERS.format(NATIONAL_MERIDIAN))
    return gpd.GeoDataFrame({"code": boundaries["code"]}, geometry=projected.centroid.to_crs(DEGREES))


def distances_km(code: str, others: "pd.Series[str]", points: gpd.GeoDataFrame) -> "pd.Series[float]":
    """Give the great-circle distance of each of `others` from the county `code`, in km; NaN without a point."""
    shapes = points["geometry"].to_numpy()
    lon = pd.Series(shapely.get_x(shapes), index=points["code"])
    lat = pd.Series(shapely.get_y(shapes), index=points["code"])
    if code not in lon.index:
        return pd.Series(np.nan, index=others.index, dtype="float64")
    there = lon.reindex(others).to_numpy(), lat.reindex(others).to_numpy()
    here = np.full(len(others), lon[code]), np.full(len(others), lat[code])
    metres = _ELLIPSOID.inv(*here, *there)[2]
    return pd.Series(np.asarray(metres) / 1000, index=others.index, dtype="float64")


def nearest_zones(
    code: str,
    candidates: pd.DataFrame,
    points: gpd.GeoDataFrame,
    *,
    province: str,
    suggested: int = SUGGESTED,
) -> pd.DataFrame:
    """Suggest zones to pair the county `code` with, best first.

    candidates: one row per county of every zone: zone_no, county_code, province_code, established (bool), size (how
    many counties the zone has). From each zone the county to look at is an established one, then the nearest.
    Zones where that county has an alliance come first, then those of the county's own province (`province`), then
    the nearest. The county itself is never suggested, and no county twice: of two zones that hold it, the smaller
    one is named. Result: the columns of `candidates`, km, same_province; at most `suggested` rows.
    """
    others = candidates[candidates["county_code"] != code]
    ranked = others.assign(
        km=distances_km(code, others["county_code"], points),
        same_province=others["province_code"] == province,
    ).dropna(subset=["km"])
    ranked = ranked.sort_values(
        ["established", "same_province", "km", "size", "zone_no"],
        ascending=[False, False, True, True, True],
    )
    ranked = ranked.drop_duplicates("county_code").drop_duplicates("zone_no")
    return ranked.head(suggested).reset_index(drop=True)
