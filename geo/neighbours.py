"""Which counties share a boundary, and how a county compares with those around it."""

from functools import cache

import pandas as pd

from data.base.fields import GUARANTEES
from geo.checked import checked_path


@cache
def load_neighbours() -> pd.DataFrame:
    """Load code, neighbour (string) and km (float64, of the boundary that they share): each pair both ways round.

    Counties that meet in a point only, or across water without a boundary in it, are no neighbours. Sorted by
    code, the longest boundary first. Callers must not change the frame in place. Raises MissingFile and
    WrongChecksum.
    """
    pairs = pd.read_csv(checked_path("neighbours.csv"), dtype={"code": "string", "neighbour": "string"})
    turned = pairs.rename(columns={"code": "neighbour", "neighbour": "code"})[["code", "neighbour", "km"]]
    both = pd.concat([pairs, turned], ignore_index=True)
    return both.sort_values(["code", "km", "neighbour"], ascending=[True, False, True], ignore_index=True)


def compare_neighbours(code: str, status: pd.DataFrame, counties: pd.DataFrame) -> pd.DataFrame:
    """Put a county's neighbours side by side, the longest shared boundary first.

    status: data.figures.progress.county_status; counties: the register. Columns: county_code, name, name_en,
    province_code (660000 for cities of the XPCC), prefecture_code, km, stage (missing: not reported),
    established_on, and of the three guarantees those in place (`guarantees`, Int64) and those told of at all
    (`guarantees_told`, int64).
    """
    pairs = load_neighbours()
    own = pairs[pairs["code"] == code].rename(columns={"neighbour": "county_code"})[["county_code", "km"]]
    names = counties[["county_code", "name", "name_en", "prefecture_code", "province_code"]]
    reported = status[["county_code", "stage", "established_on", *GUARANTEES]]
    found = own.merge(names, on="county_code", how="left", validate="one_to_one").merge(
        reported, on="county_code", how="left", validate="one_to_one"
    )
    answers = found[list(GUARANTEES)].astype("boolean")
    told = answers.notna().sum(axis="columns").astype("int64")
    in_place = answers.fillna(value=False).sum(axis="columns").astype("Int64")
    return found.drop(columns=list(GUARANTEES)).assign(
        guarantees=in_place.where(told > 0), guarantees_told=told
    )
