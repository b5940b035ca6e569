"""What the zones page shows of one view: the zones of the area, and the one that is chosen."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.progress import ESTABLISHED_STAGES
from data.zone_figures import duty_items
from data.zones import zone_counties
from ui import queries
from ui.areas import Area, find_area
from ui.shell_context import Context
from ui.zones.queries import Zones, province_totals, read_zones


@dataclass(frozen=True)
class ZonesView:
    """The zones of the chosen area.

    province: None for the nation. rows: their rows of data.zone_figures.zone_figures, in the notice's order.
    totals: of the counties in zones, each once. chosen: the row of the zone in the address, None without one.
    county: the county in the address, None without one.
    """

    zones: Zones
    province: Area | None
    rows: pd.DataFrame
    totals: dict[str, Any]
    chosen: dict[str, Any] | None
    county: Area | None

    def totals_of_duties(self) -> pd.DataFrame:
        """The duties' items over all zones of the area, each county once; as data.zone_figures.duty_items."""
        inside = self.zones.members["zone_no"].isin(self.rows["zone_no"])
        once = self.zones.members[inside].drop_duplicates("county_code")
        return duty_items(once.assign(zone_no=0))


def read_view(ctx: Context) -> ZonesView:
    """Read what the page shows. Needs a store with reports."""
    revision, day = ctx.figures.revision, ctx.day
    zones = read_zones(revision, day)
    code = ctx.province_code
    province = find_area(code) if code else None
    if province is None:
        rows, totals = zones.figures, zones.totals
    else:
        rows = zones.figures[zones.figures["province_code"] == province.code]
        totals = province_totals(revision, day, province.code)
    return ZonesView(
        zones=zones,
        province=province,
        rows=rows,
        totals=totals,
        chosen=_chosen(rows, ctx.selection.zone),
        county=_county(ctx),
    )


def _chosen(rows: pd.DataFrame, asked: str | None) -> dict[str, Any] | None:
    found = rows[rows["zone_no"].astype(str) == asked].to_dict("records") if asked else []
    return {str(name): value for name, value in found[0].items()} if found else None


def _county(ctx: Context) -> Area | None:
    area = find_area(ctx.selection.unit or "")
    if area is None or area.level != "county":
        return None
    return area if ctx.province_code in (None, area.province) else None


def zone_name(row: dict[str, Any], lang: str) -> str:
    """What a zone is called: as listed in the notice, or in English."""
    return str(row["listed_name"] if lang == "zh" else row["name_en"])


def zone_of_county() -> dict[str, int]:
    """The zone of each county in one; of two zones the later in the notice, which is the smaller."""
    covered = zone_counties()
    return dict(zip(covered["county_code"], covered["zone_no"], strict=True))


def lagging(ctx: Context, view: ZonesView) -> pd.DataFrame:
    """The counties of the area without an alliance, by code: county_code, name, name_en."""
    status = ctx.figures.status(ctx.day)
    without = status.loc[~status["stage"].isin(ESTABLISHED_STAGES), "county_code"]
    counties = queries.counties()
    rows = counties[counties["county_code"].isin(without)]
    return rows if view.province is None else rows[rows["province_code"] == view.province.code]
