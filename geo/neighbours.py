"""Which counties share a boundary, and how a county compares with those around it."""

from datetime import date
from functools import cache, lru_cache

import pandas as pd

from data.base.fields import GUARANTEES
from geo.checked import checked_path
from geo.held_ground import KEPT, HeldGround, held_ground


@cache
def load_neighbours() -> pd.DataFrame:
    """Load which units of geo.held_ground.SHAPES_DAY share a boundary: each pair both ways round.

    Columns: code, neighbour (string) and km (float64, of the boundary). Counties that meet in a point only, or across
    water without a boundary in it, are no neighbours. Sorted by code, the longest boundary first. Callers must not
    change the frame in place. Raises MissingFile and WrongChecksum.
    """
    pairs = pd.read_csv(checked_path("neighbours.csv"), dtype={"code": "string", "neighbour": "string"})
    turned = pairs.rename(columns={"code": "neighbour", "neighbour": "code"})[["code", "neighbour", "km"]]
    both = pd.concat([pairs, turned], ignore_index=True)
    return both.sort_values(["code", "km", "neighbour"], ascending=[True, False, True], ignore_index=True)


def neighbours_on(day: date | None) -> pd.DataFrame:
    """Give the pairs of the register of a day, as load_neighbours does; None: of the newest register.

    A unit of united shapes has their outer boundary. One without a shape borders on those whose ground it shares: km
    is missing, for nobody published that line. Callers must not change the frame in place.
    """
    return _neighbours_on(held_ground(day))


@lru_cache(maxsize=KEPT)
def _neighbours_on(ground: HeldGround) -> pd.DataFrame:
    pairs = load_neighbours()
    held = pairs.assign(
        code=pairs["code"].map(ground.holder), neighbour=pairs["neighbour"].map(ground.holder)
    )
    held = held[held["code"] != held["neighbour"]]
    known = held.groupby(["code", "neighbour"])["km"].sum().round(1).reset_index()
    shared = [
        pair
        for code, holding in ground.holdings.items()
        if not holding.shapes
        for host in dict.fromkeys(ground.holder[shape] for shape in holding.inside)
        for pair in ((code, host), (host, code))
    ]
    unknown = pd.DataFrame(shared, columns=["code", "neighbour"]).assign(km=float("nan"))
    both = pd.concat([known, unknown] if shared else [known]).astype(
        {"code": "string", "neighbour": "string"}
    )
    return both.sort_values(["code", "km", "neighbour"], ascending=[True, False, True], ignore_index=True)


def compare_neighbours(
    code: str, status: pd.DataFrame, counties: pd.DataFrame, pairs: pd.DataFrame
) -> pd.DataFrame:
    """Put a county's neighbours side by side, the longest shared boundary first, those without a known one last.

    status: data.figures.progress.county_status; counties, pairs: the register and neighbours_on of its day. Columns:
    county_code, name, name_en, province_code (660000 for cities of the XPCC), prefecture_code, km, stage (missing:
    not reported), established_on, and of the three guarantees those in place (`guarantees`, Int64) and those told of
    at all (`guarantees_told`, int64).
    """
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
