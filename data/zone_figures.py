"""Where each experimental zone stands on a day: its counties by stage, and what speaks to the notice's duties.

A county in two zones (农安县, within 长春市) is in both zones' rows and once in every total. The two functional
areas cover no county: their own reports are shown, and are in no count.
"""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from data.names_scope import zone_parents
from data.progress import ESTABLISHED_STAGES, summarise
from data.register import load_prefectures, load_provinces
from data.zone_duties import DUTY_ITEMS, EVIDENCE
from data.zones import load_zones, zone_counties

COUNTS = ("counties", "established", "operating", "preparing", "not_started", "not_reported")
# Where the seat of each functional area lies, zone_no → county_code: 浦口区 and 雁塔区, as any map of the two cities
# shows. Ours: the register knows no functional areas, and a point has to stand somewhere.
SEATS = {32: "320111", 84: "610113"}
SEAT_NAMES_EN = {32: "Jiangbei New Area, Nanjing", 84: "Qujiang New District, Xi'an"}


def zone_figures(status: pd.DataFrame, counties: pd.DataFrame) -> pd.DataFrame:
    """Count every zone's counties by stage, in the notice's order.

    status: as data.progress.county_status gives it. Columns: those of data.zones.load_zones; name_en; province_code
    of the reporting province; counties, established, operating, preparing, not_started, not_reported (int64) and share,
    as data.progress.summarise counts them. A functional area has no county: zeros, and no share.
    """
    covered = zone_counties()
    # The zones are to `summarise` what provinces are: areas that counties add up to.
    areas = covered.merge(counties, on="county_code", how="inner", validate="many_to_one").assign(
        province_code=lambda rows: rows["zone_no"].map("{:02d}".format).astype("string"), province="zone"
    )
    counted = summarise(status, areas, "province").assign(zone_no=lambda rows: rows["code"].astype("int64"))
    figures = load_zones().merge(
        counted[["zone_no", *COUNTS, "share"]], on="zone_no", how="left", validate="one_to_one"
    )
    figures[list(COUNTS)] = figures[list(COUNTS)].fillna(0).astype("int64")
    provinces = load_provinces()
    english = pd.concat(
        [
            counties.set_index("county_code")["name_en"],
            load_prefectures().set_index("code")["name_en"],
            provinces.set_index("code")["name_en"],
        ]
    )
    own_name = figures["zone_no"].map(SEAT_NAMES_EN)
    names_en = figures["code"].map(english[~english.index.duplicated()]).fillna(own_name)
    code = figures["listed_province"].map(provinces.set_index("name")["code"])
    return figures.assign(name_en=names_en.astype("string"), province_code=code.astype("string"))


def zone_totals(status: pd.DataFrame, counties: pd.DataFrame) -> dict[str, Any]:
    """Count the counties in any zone, each once: the one row that data.progress.summarise gives for them.

    counties: the register, or a province's part of it. Without any county in a zone all counts are 0.
    """
    inside = counties[counties["county_code"].isin(zone_counties()["county_code"])]
    if inside.empty:
        return {**dict.fromkeys(COUNTS, 0), "share": float("nan")}
    row = summarise(status, inside, "nation").to_dict("records")[0]
    return {name: row[name] for name in (*COUNTS, "share")}


def zone_members(status: pd.DataFrame, counties: pd.DataFrame) -> pd.DataFrame:
    """List every zone's counties with what they reported: zone_no, name, name_en, and the columns of `status`."""
    named = zone_counties().merge(
        counties[["county_code", "name", "name_en"]],
        on="county_code",
        how="inner",
        validate="many_to_one",
    )
    return named.merge(status, on="county_code", how="left", validate="many_to_one")


def duty_items(members: pd.DataFrame) -> pd.DataFrame:
    """Count, zone by zone, what the counties say of the items that speak to a duty.

    members: of `zone_members`. Columns: zone_no, item (one of data.zone_duties.DUTY_ITEMS, or `evidence`), yes, no,
    not_reported (int64). A blank evidence cell is *not reported*, never a no.
    """
    stated = members[EVIDENCE].notna()
    long = members.assign(**{EVIDENCE: stated.astype("boolean").mask(~stated)}).melt(
        id_vars="zone_no", value_vars=[*DUTY_ITEMS, EVIDENCE], var_name="item", value_name="answer"
    )
    answer = long["answer"].astype("boolean")
    marks = long[["zone_no", "item"]].assign(
        yes=answer.fillna(value=False).astype("int64"),
        no=(~answer).fillna(value=False).astype("int64"),
        not_reported=answer.isna().astype("int64"),
    )
    return marks.groupby(["zone_no", "item"], as_index=False, sort=True).sum()


def functional_reports(area_reports: pd.DataFrame, *, as_of: date) -> pd.DataFrame:
    """Give the latest report up to `as_of` of each zone that is a functional area, at most one row each.

    area_reports: of data.store.Store.area_reports. Columns: zone_no, and those of `area_reports`. An area is known
    by its listed name, with or without its city's, within its own province.
    """
    zone_by_name = _functional_names()
    zone_no = area_reports["area"].map(zone_by_name)
    seats = pd.Series({zone: code[:2] for zone, code in SEATS.items()})
    at_home = area_reports["parent_code"].str[:2].eq(zone_no.map(seats)).fillna(value=False)
    known = at_home & (pd.to_datetime(area_reports["as_of"]) <= np.datetime64(as_of))
    return (
        area_reports.assign(zone_no=zone_no)[known]
        .astype({"zone_no": "int64"})
        .sort_values(["as_of", "saved_at", "batch_id"])
        .drop_duplicates("zone_no", keep="last")
        .sort_values("zone_no", ignore_index=True)
    )


def _functional_names() -> dict[str, int]:
    """Say which zone each name of a functional area means, its city's name in front or not."""
    zones = load_zones().set_index("zone_no")["listed_name"]
    return {name: zone for name in zone_parents() for zone in SEATS if str(zones[zone]).endswith(name)}


def pairing_candidates(members: pd.DataFrame, counties: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    """List what a lagging county could be paired with: every zone's counties, and the functional areas' seats.

    members: of `zone_members`; reports: of `functional_reports`. Columns: zone_no, county_code, province_code,
    established (bool), size: as geo.nearest_zones.nearest_zones takes them.
    """
    stage = members[["zone_no", "county_code", "stage"]]
    own = reports.set_index("zone_no")["stage"]
    seats = pd.DataFrame({"zone_no": list(SEATS), "county_code": list(SEATS.values())})
    rows = pd.concat([stage, seats.assign(stage=seats["zone_no"].map(own))], ignore_index=True).astype(
        {"county_code": "string"}
    )
    province = counties.set_index("county_code")["province_code"]
    return rows.assign(
        province_code=rows["county_code"].map(province),
        established=rows["stage"].isin(ESTABLISHED_STAGES),
        size=rows.groupby("zone_no")["county_code"].transform("size"),
    ).drop(columns="stage")
