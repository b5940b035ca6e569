"""The 97 experimental zones (协同育人实验区) of the notice 教基厅函〔2024〕3号, and the counties in them."""

from functools import cache

import pandas as pd

from data.register.history import kept_with_register
from data.register.register import load_counties
from data.register.sources import read_reference

ZONE_LEVELS = ("county", "prefecture", "province", "functional_area")
# The register's column in which each level's code stands; functional areas cover no county.
CODE_COLUMNS = {"county": "county_code", "prefecture": "prefecture_code", "province": "province_code"}


@cache
def load_zones() -> pd.DataFrame:
    """Load the zones in the notice's order; callers must not change the frame in place.

    Columns: zone_no (1–97) and row_no (1–30, the notice's row) as int64; listed_province and listed_name
    exactly as the notice has them; level (one of `ZONE_LEVELS`); code: of the county, prefecture or province,
    "" for the two functional areas.
    """
    return read_reference("zones.csv", {"zone_no": "int64", "row_no": "int64"})


@kept_with_register()
def zone_counties() -> pd.DataFrame:
    """Say which counties each zone covers: zone_no (int64), county_code, sorted by both.

    A county may lie in two zones (农安县 is one, 长春市 around it another): count with `covered_counties`.
    """
    zones = load_zones()[["zone_no", "level", "code"]]
    counties = load_counties()
    found: list[pd.DataFrame] = []
    for level, column in CODE_COLUMNS.items():
        members = pd.DataFrame({"code": counties[column], "county_code": counties["county_code"]})
        of_level = zones[zones["level"] == level]
        found.append(of_level.merge(members, on="code", how="inner", validate="one_to_many"))
    return pd.concat(found)[["zone_no", "county_code"]].sort_values(
        ["zone_no", "county_code"], ignore_index=True
    )


def covered_counties() -> list[str]:
    """List the codes of all counties in any zone, each once, in order."""
    return sorted(zone_counties()["county_code"].unique().tolist())
