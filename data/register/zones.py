"""The 97 experimental zones (协同育人实验区) of the notice 教基厅函〔2024〕3号, and the counties in them."""

from collections.abc import Container
from datetime import date
from functools import cache
from typing import Final

import pandas as pd

from data.register.history import register_history, register_of
from data.register.sources import read_reference

ZONE_LEVELS = ("county", "prefecture", "province", "functional_area")
# The day of the notice: its names and codes are those of the register of that day.
NOTICE_DAY: Final = date(2024, 2, 14)


@cache
def load_zones() -> pd.DataFrame:
    """Load the zones in the notice's order; callers must not change the frame in place.

    Columns: zone_no (1–97) and row_no (1–30, the notice's row) as int64; listed_province and listed_name
    exactly as the notice has them; level (one of `ZONE_LEVELS`); code: of the county, prefecture or province,
    "" for the two functional areas.
    """
    return read_reference("zones.csv", {"zone_no": "int64", "row_no": "int64"})


def zone_counties(counties: pd.DataFrame | None = None) -> pd.DataFrame:
    """Say which counties each zone covers: zone_no (int64), county_code, sorted by both.

    counties: those of a day's register, or an area's part of them; None: of the newest. A county that the notice names
    keeps its place under another name or code; one that was merged leaves it to the unit that holds its ground.
    A county may lie in two zones (农安县 is one, 长春市 around it another): count with `covered_counties`.
    """
    counties = register_of(None).counties if counties is None else counties
    zones = load_zones()[["zone_no", "level", "code"]]
    own = zones[zones["level"] == "county"]
    held = set(counties["unit"])
    codes: list[str] = own["code"].tolist()
    bearers = pd.array([_bearer(code, held) for code in codes], dtype="string")
    found = [own.assign(unit=bearers).merge(counties[["unit", "county_code"]], on="unit", how="inner")]
    for level in ("prefecture", "province"):
        members = pd.DataFrame({"code": counties[f"{level}_code"], "county_code": counties["county_code"]})
        found.append(
            zones[zones["level"] == level].merge(members, on="code", how="inner", validate="one_to_many")
        )
    pairs = pd.concat(found)[["zone_no", "county_code"]].drop_duplicates()
    return pairs.sort_values(["zone_no", "county_code"], ignore_index=True)


def covered_counties(counties: pd.DataFrame | None = None) -> list[str]:
    """List the codes of all counties in any zone, each once, in order; counties: as `zone_counties` takes them."""
    return sorted(zone_counties(counties)["county_code"].unique().tolist())


def _bearer(code: str, held: Container[str]) -> str | None:
    """Give the unit that the notice names by a code, or the first among those that followed it that `held` holds."""
    history = register_history()
    unit = history.unit_of(code, NOTICE_DAY)
    while unit is not None and unit not in held:
        change = history.closing(unit)
        flows = change.follows if change else ()
        unit = next((taker for giver, taker in flows if giver == unit), None)
    return unit
