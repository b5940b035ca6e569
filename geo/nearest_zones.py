"""The experimental zones nearest to lagging counties, as partners they could learn from.

Distances are great-circle ones on the GRS80 ellipsoid (Karney's geodesics, right to a millimetre) between the
centroids of the counties' simplified boundaries, taken in the equal-area projection of the national maps. What they
leave out is far larger: where in a county people live, and the roads between. Whole kilometres are enough.
"""

# geopandas, shapely and pyproj leave some types open:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from typing import Any, Final, TypeAlias

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.projection import ALBERS, DEGREES, ELLIPSOID, NATIONAL_MERIDIAN

Matrix: TypeAlias = NDArray[Any]

SUGGESTED: Final = 3


def county_points(boundaries: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Give each county's centroid in degrees: code, geometry. boundaries: as geo.boundaries.county_ground."""
    projected = boundaries.geometry.to_crs(ALBERS.format(NATIONAL_MERIDIAN))
    return gpd.GeoDataFrame({"code": boundaries["code"]}, geometry=projected.centroid.to_crs(DEGREES))


def distances_km(here: "pd.Series[str]", there: "pd.Series[str]", points: gpd.GeoDataFrame) -> Matrix:
    """Give distances in km: a row per county of `here`, a column per one of `there`; NaN without a point."""
    shapes = points["geometry"].to_numpy()
    places = pd.DataFrame({"lon": shapely.get_x(shapes), "lat": shapely.get_y(shapes)}, index=points["code"])
    start, end = places.reindex(here).to_numpy(), places.reindex(there).to_numpy()
    lon, lat = (np.repeat(start[:, axis], len(end)) for axis in (0, 1))
    to_lon, to_lat = (np.tile(end[:, axis], len(start)) for axis in (0, 1))
    metres = ELLIPSOID.inv(lon, lat, to_lon, to_lat)[2]
    return np.asarray(metres, dtype="float64").reshape(len(start), len(end)) / 1000


def nearest_zones(
    lagging: pd.DataFrame, candidates: pd.DataFrame, points: gpd.GeoDataFrame, *, suggested: int = SUGGESTED
) -> pd.DataFrame:
    """Suggest zones to pair each lagging county with, best first.

    lagging: county_code and province_code. candidates: one row per county of every zone: zone_no, county_code,
    province_code, established (bool), size (how many counties the zone has). Zones with an alliance come first, then
    those of the county's own province, then the nearest; from each zone the county that ranks first is meant. A
    county is never suggested to itself, and no county twice: of two zones that hold it, the smaller one is named.

    Result: for_county, then the columns of `candidates`, km and same_province; at most `suggested` rows a county,
    none for a county that is not drawn; in the order of `lagging`.
    """
    columns = candidates.reset_index(drop=True)
    km = distances_km(lagging["county_code"], columns["county_code"], points)
    own = lagging["province_code"].to_numpy()[:, None] == columns["province_code"].to_numpy()[None, :]
    itself = lagging["county_code"].to_numpy()[:, None] == columns["county_code"].to_numpy()[None, :]
    asks, column = np.nonzero(~np.isnan(km) & ~itself.astype(bool))
    pairs = pd.DataFrame({"asks": asks, "column": column, "km": km[asks, column]})
    pairs["same_province"] = own[asks, column].astype(bool)
    for name in ("zone_no", "size"):
        pairs[name] = columns[name].to_numpy(dtype="int64")[column]
    pairs["county"] = columns["county_code"].factorize()[0][column]
    far = ~pairs["same_province"].to_numpy()
    without = ~columns["established"].to_numpy(dtype=bool)[column]
    # The last key weighs most. pandas, sorting by columns of their own, takes several times as long.
    order = np.lexsort([pairs["zone_no"], pairs["size"], pairs["km"], far, without, asks])
    ranked = pairs.iloc[order].drop_duplicates(["asks", "county"]).drop_duplicates(["asks", "zone_no"])
    best = ranked.groupby("asks", sort=False).head(suggested)
    found = columns.iloc[best["column"].to_numpy()].reset_index(drop=True)
    found.insert(0, "for_county", lagging["county_code"].iloc[best["asks"].to_numpy()].to_numpy())
    return found.assign(km=best["km"].to_numpy(), same_province=best["same_province"].to_numpy())
