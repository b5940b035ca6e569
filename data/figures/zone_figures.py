"""Where each experimental zone stands on a day, and zones against other counties of their province.

A county in two zones (农安县, within 长春市) is in both zones' rows and once in every total. The two functional
areas cover no county: their own reports are shown, and are in no count.

Shares are over all counties, those that have not reported included, as everywhere in the dashboard. Every county is
counted, none is sampled: the interval says how large a difference mere chance could make, no more.
"""

from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import Any, Literal

import numpy as np
import pandas as pd

from data.base.stages import ESTABLISHED_STAGES
from data.figures.progress import COUNTS, summarise
from data.figures.standing import standing_order
from data.figures.zone_intervals import SIDES, Array, drawn, groups_drawn, interval, pooled
from data.names.scope import zone_parents
from data.plan.duties import DUTY_ITEMS, EVIDENCE
from data.register.register import load_prefectures, load_provinces
from data.register.zones import covered_counties, load_zones, zone_counties

# Where the seat of each functional area lies, zone_no → county_code: 浦口区 and 雁塔区, as any map of the two cities
# shows. Ours: the register knows no functional areas, and a point has to stand somewhere.
SEATS = {32: "320111", 84: "610113"}
SEAT_NAMES_EN = {32: "Jiangbei New Area, Nanjing", 84: "Qujiang New District, Xi'an"}

# The 97.5% point of the normal distribution: two-sided 95% intervals.
Z95 = 1.959963984540054

ZoneFinding = Literal["ahead", "behind", "none", "one_sided"]


def zone_figures(status: pd.DataFrame, counties: pd.DataFrame) -> pd.DataFrame:
    """Count every zone's counties by stage, in the notice's order.

    status: as data.figures.progress.county_status gives it. Columns: those of data.register.zones.load_zones;
    name_en; province_code of the reporting province; counties, established, operating, preparing, not_started,
    not_reported (int64) and share, as data.figures.progress.summarise counts them. A functional area has no county:
    zeros, and no share.
    """
    covered = zone_counties(counties)
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
    """Count the counties in any zone, each once: the one row that data.figures.progress.summarise gives for them.

    counties: the register, or a province's part of it. Without any county in a zone all counts are 0.
    """
    inside = counties[counties["county_code"].isin(covered_counties(counties))]
    if inside.empty:
        return {**dict.fromkeys(COUNTS, 0), "share": float("nan")}
    row = summarise(status, inside, "nation").to_dict("records")[0]
    return {name: row[name] for name in (*COUNTS, "share")}


def zone_members(status: pd.DataFrame, counties: pd.DataFrame) -> pd.DataFrame:
    """List every zone's counties with what they reported: zone_no, name, name_en, and the columns of `status`."""
    named = zone_counties(counties).merge(
        counties[["county_code", "name", "name_en"]],
        on="county_code",
        how="inner",
        validate="many_to_one",
    )
    return named.merge(status, on="county_code", how="left", validate="many_to_one")


def duty_items(members: pd.DataFrame) -> pd.DataFrame:
    """Count, zone by zone, what the counties say of the items that speak to a duty.

    members: of `zone_members`. Columns: zone_no, item (one of data.plan.duties.DUTY_ITEMS, or `evidence`), yes, no,
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

    area_reports: of data.store.store.Store.area_reports. Columns: zone_no, and those of `area_reports`. An area is
    known by its listed name, with or without its city's, within its own province.
    """
    zone_by_name = _functional_names()
    zone_no = area_reports["area"].map(zone_by_name)
    seats = pd.Series({zone: code[:2] for zone, code in SEATS.items()})
    at_home = area_reports["parent_code"].str[:2].eq(zone_no.map(seats)).fillna(value=False)
    known = at_home & (pd.to_datetime(area_reports["as_of"]) <= np.datetime64(as_of))
    reports = area_reports.assign(zone_no=zone_no)[known].astype({"zone_no": "int64"})
    standing = reports.take(standing_order(reports)).drop_duplicates("zone_no", keep="last")
    return standing.sort_values("zone_no", ignore_index=True)


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


@dataclass(frozen=True)
class ShareDifference:
    """A difference of two shares, a fraction of 1, with its 95% interval; missing where one side has no county."""

    points: float
    low: float
    high: float

    @property
    def finding(self) -> ZoneFinding:
        """Whether zones are ahead or behind: only where the interval leaves 0 out."""
        if pd.isna(self.points):
            return "one_sided"
        if self.low > 0:
            return "ahead"
        return "behind" if self.high < 0 else "none"


NO_DIFFERENCE = ShareDifference(float("nan"), float("nan"), float("nan"))


def wilson(successes: int, total: int, z: float = Z95) -> tuple[float, float]:
    """Give Wilson's score interval of a share (J. Am. Stat. Assoc. 22 (1927) 209)."""
    share, square = successes / total, z * z
    middle = share + square / (2 * total)
    spread = z * sqrt(share * (1 - share) / total + square / (4 * total * total))
    scale = 1 + square / total
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def newcombe(a: int, m: int, b: int, n: int, z: float = Z95) -> ShareDifference:
    """Give a/m − b/n with Newcombe's hybrid score interval.

    Method 10 of R. G. Newcombe, Statistics in Medicine 17 (1998) 873: it keeps its level where shares are near 0 or
    1 and one side has a handful of counties, as most provinces' zones have.
    """
    if not m or not n:
        return NO_DIFFERENCE
    first, second = a / m, b / n
    low1, high1 = wilson(a, m, z)
    low2, high2 = wilson(b, n, z)
    points = first - second
    return ShareDifference(
        points,
        points - sqrt((first - low1) ** 2 + (high2 - second) ** 2),
        points + sqrt((high1 - first) ** 2 + (second - low2) ** 2),
    )


def mantel_haenszel(strata: pd.DataFrame, z: float = Z95) -> ShareDifference:
    """Give the Mantel-Haenszel difference of shares over strata, with Sato's variance.

    strata: one row each, zone_established of zone_counties against other_established of other_counties; those
    without counties on one side weigh nothing. The variance is that of T. Sato, Biometrics 45 (1989) 1323, which
    holds for many small strata as for few large ones.
    """
    both = strata[(strata["zone_counties"] > 0) & (strata["other_counties"] > 0)].astype(
        "float64", errors="ignore"
    )
    if both.empty:
        return NO_DIFFERENCE
    a, m = both["zone_established"], both["zone_counties"]
    b, n = both["other_established"], both["other_counties"]
    total = m + n
    weight = float((m * n / total).sum())
    points = float((a * n / total - b * m / total).sum()) / weight
    first = (b * (m / total) ** 2 - a * (n / total) ** 2 + m * n / total**2 * (n - m) / 2).sum()
    second = (a * (n - b) / total + b * (m - a) / total).sum() / 2
    spread = z * sqrt(max(0.0, points * float(first) + float(second))) / weight
    return ShareDifference(points, max(-1.0, points - spread), min(1.0, points + spread))


@dataclass(frozen=True)
class ZoneComparison:
    """The counties in zones against those in none.

    provinces: province_code; zone_ and other_ counties, established, not_reported (int64); difference, low, high: in
    fractions of 1, missing where the province has no county on one side. pooled: over all of them, each province
    against itself. Intervals are `widened`.
    """

    provinces: pd.DataFrame
    pooled: ShareDifference

    @property
    def plain(self) -> float:
        """The share in all zones less that of all other counties, whatever their provinces; missing without either."""
        a, m, b, n = (float(self.provinces[name].sum()) for name in SIDES)
        return a / m - b / n if m and n else float("nan")


def compare_zones(status: pd.DataFrame, counties: pd.DataFrame) -> ZoneComparison:
    """Compare the counties in zones with the others; counts are those of data.figures.progress.summarise."""
    stage = counties["county_code"].map(status.set_index("county_code")["stage"])
    inside = counties["county_code"].isin(covered_counties(counties))
    marks = counties[["province_code"]].assign(group=groups_drawn(counties))
    for side, where in (("zone", inside), ("other", ~inside)):
        marks[f"{side}_counties"] = where.astype("int64")
        marks[f"{side}_established"] = (where & stage.isin(ESTABLISHED_STAGES)).astype("int64")
        marks[f"{side}_not_reported"] = (where & stage.isna()).astype("int64")
    return compared(marks.groupby(["province_code", "group"], as_index=False).sum())


def compare_reported(status: pd.DataFrame, counties: pd.DataFrame) -> ZoneComparison:
    """Give the same comparison with the counties left out that have not reported."""
    reported = status.loc[status["stage"].notna(), "county_code"]
    heard = compare_zones(status, counties[counties["county_code"].isin(reported)])
    codes = counties["province_code"].drop_duplicates().sort_values()
    provinces = heard.provinces.set_index("province_code").reindex(codes)
    whole = [name for name in provinces.columns if name.startswith(("zone_", "other_"))]
    provinces[whole] = provinces[whole].fillna(0).astype("int64")
    return ZoneComparison(provinces.reset_index(), heard.pooled)


def compared(groups: pd.DataFrame) -> ZoneComparison:
    """Compare zones with other counties, province by province and pooled.

    groups: province_code and counts of both sides, a row for each group of counties that move together.
    """
    counts = [name for name in groups.columns if name.startswith(("zone_", "other_"))]
    provinces = groups.groupby("province_code", as_index=False)[counts].sum()
    draws = drawn(groups)
    found = [
        widened(newcombe(*(int(value) for value in row)), pooled(draws[code][:, None, :]))
        for code, row in zip(
            provinces["province_code"], provinces[list(SIDES)].itertuples(index=False), strict=True
        )
    ]
    provinces = provinces.assign(
        difference=[one.points for one in found],
        low=[one.low for one in found],
        high=[one.high for one in found],
    )
    both = (provinces["zone_counties"] > 0) & (provinces["other_counties"] > 0)
    used = [draws[code] for code in provinces.loc[both, "province_code"]]
    over_all = mantel_haenszel(provinces)
    if used:
        over_all = widened(over_all, pooled(np.stack(used, axis=1)))
    return ZoneComparison(provinces, over_all)


def widened(alone: ShareDifference, draws: Array) -> ShareDifference:
    """Take at each end the farther of two intervals: of counties on their own, and of prefectures drawn.

    alone: with the interval of independent counties, which knows how little a handful of counties tells. draws: the
    differences found with other prefectures, which know that counties of one prefecture move together.
    """
    if pd.isna(alone.points):
        return alone
    low, high = interval(draws)
    return ShareDifference(alone.points, float(np.fmin(alone.low, low)), float(np.fmax(alone.high, high)))


def left_out(frame: pd.DataFrame) -> dict[Literal["all_zone", "no_zone"], list[str]]:
    """Name the provinces that a comparison cannot use: those wholly in zones, and those without one."""
    return {
        "all_zone": frame.loc[frame["other_counties"] == 0, "province_code"].tolist(),
        "no_zone": frame.loc[frame["zone_counties"] == 0, "province_code"].tolist(),
    }


def _functional_names() -> dict[str, int]:
    """Say which zone each name of a functional area means, its city's name in front or not."""
    zones = load_zones().set_index("zone_no")["listed_name"]
    return {name: zone for name in zone_parents() for zone in SEATS if str(zones[zone]).endswith(name)}
