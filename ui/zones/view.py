"""What the zones page shows of one view: the zones of the area and the chosen one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from data.base.language import Translate
from data.base.stages import STAGES_WITHOUT
from data.figures.zone_figures import (
    ZoneComparison,
    compare_reported,
    compare_zones,
    duty_items,
    functional_reports,
    pairing_candidates,
    zone_figures,
    zone_members,
    zone_totals,
)
from data.register.history import kept_with_register, register_of
from data.register.zones import zone_counties
from geo.held_ground import HeldGround, held_ground
from ui import queries
from ui.areas import Area, find_area, path_to
from ui.queries import KEPT_VIEWS, Figures, Known, counties
from ui.shell_context import Context


@dataclass(frozen=True)
class Zones:
    """Everything about the zones on a day. Shared between sessions: read, never changed.

    figures, members, duties, reports: of data.figures.zone_figures; totals: each county once; comparison: of
    data.figures.zone_figures.compare_zones, among_reported of compare_reported; candidates: for `partners_of`.
    """

    figures: pd.DataFrame
    members: pd.DataFrame
    duties: pd.DataFrame
    reports: pd.DataFrame
    totals: dict[str, Any]
    comparison: ZoneComparison
    among_reported: ZoneComparison
    candidates: pd.DataFrame


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def read_zones(known: Known, as_of: date) -> Zones:
    """Count and compare the zones on a day."""
    status, register = Figures(known.revision).status(as_of), counties(as_of)
    members = zone_members(status, register)
    reports = functional_reports(Figures(known.revision).area_reports(), as_of=as_of)
    return Zones(
        figures=zone_figures(status, register),
        members=members,
        duties=duty_items(members),
        reports=reports,
        totals=zone_totals(status, register),
        comparison=compare_zones(status, register),
        among_reported=compare_reported(status, register),
        candidates=pairing_candidates(members, register, reports),
    )


@st.cache_data(max_entries=KEPT_VIEWS, show_spinner=False)
def province_totals(known: Known, as_of: date, province: str) -> dict[str, Any]:
    """Count a province's counties in zones, each once."""
    register = counties(as_of)
    return zone_totals(Figures(known.revision).status(as_of), register[register["province_code"] == province])


def placed_names(lang: str, day: date) -> dict[str, str]:
    """Each county's name of a day and the area above it, by code: there are many 城关区. Shared between sessions."""
    return _placed_names(lang, register_of(day).since or date.min)


@kept_with_register(KEPT_VIEWS)
def _placed_names(lang: str, since: date) -> dict[str, str]:
    return {
        code: " · ".join(area.called(lang) for area in reversed(path_to(code, since)[-2:]))
        for code in counties(since)["county_code"].tolist()
    }


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def _points(since: str, _ground: HeldGround) -> Any:  # noqa: ARG001 (the cache's key)
    # geopandas takes 0.7 s to import: only who asks for neighbours waits for it.
    from geo.boundaries import county_ground, load_boundaries  # noqa: PLC0415
    from geo.nearest_zones import county_points  # noqa: PLC0415

    return county_points(county_ground(load_boundaries("county"), _ground))


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def _placed_status(known: Known, as_of: date) -> Any:
    """Each county's point with its status on a day. Shared between sessions: read, never changed."""
    from geo.joins import join_status  # noqa: PLC0415

    ground = held_ground(as_of)
    points = _points(ground.since, ground)
    return join_status(Figures(known.revision).status(as_of), points, code="county_code").frame


@st.cache_data(max_entries=512, show_spinner=False)
def partners_of(known: Known, as_of: date, county: str) -> pd.DataFrame:
    """Suggest zones to pair a county with, as geo.nearest_zones.nearest_zones."""
    return _partners(known, as_of, [county])


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def partners_of_all(known: Known, as_of: date) -> pd.DataFrame:
    """Suggest one zone for each county that reported to be without an alliance. Shared: read, never changed."""
    placed = _placed_status(known, as_of)
    without = placed.loc[placed["stage"].isin(STAGES_WITHOUT), "code"]
    return _partners(known, as_of, without, suggested=1)


def _partners(known: Known, as_of: date, codes: Iterable[str], **more: int) -> pd.DataFrame:
    from geo.nearest_zones import nearest_zones  # noqa: PLC0415

    register, candidates = counties(as_of), read_zones(known, as_of).candidates
    # Ground that no county of the register holds has no status, and asks for no partner.
    lagging = register[register["county_code"].isin(codes)]
    return nearest_zones(lagging, candidates, _placed_status(known, as_of), **more)


def level_word(level: str, _: Translate) -> str:
    """Give the word of a zone's level."""
    return {
        "county": _("County-level"),
        "prefecture": _("Whole prefecture"),
        "province": _("Whole province"),
        "functional_area": _("Functional area"),
    }[level]


@dataclass(frozen=True)
class ZonesView:
    """The zones of the chosen area.

    province: None for the nation. rows: their rows of data.figures.zone_figures.zone_figures, in the notice's order.
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
        """The duties' items over all zones of the area, each county once; as data.figures.zone_figures.duty_items."""
        inside = self.zones.members["zone_no"].isin(self.rows["zone_no"])
        once = self.zones.members[inside].drop_duplicates("county_code")
        return duty_items(once.assign(zone_no=0))


def read_zones_view(ctx: Context) -> ZonesView:
    """Read what the page shows. Needs a store with reports."""
    known, day = ctx.figures.known, ctx.day
    zones = read_zones(known, day)
    code = ctx.province_code
    province = find_area(code) if code else None
    if province is None:
        rows, totals = zones.figures, zones.totals
    else:
        rows = zones.figures[zones.figures["province_code"] == province.code]
        totals = province_totals(known, day, province.code)
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


def zone_of_county(day: date | None) -> dict[str, int]:
    """The zone of each county of a day in one; of two zones the later in the notice, which is the smaller."""
    covered = zone_counties(queries.counties(day))
    return dict(zip(covered["county_code"], covered["zone_no"], strict=True))


def lagging(ctx: Context, view: ZonesView) -> pd.DataFrame:
    """The counties of the area that reported to be without an alliance, by code: county_code, name, name_en."""
    status = ctx.figures.status(ctx.day)
    without = status.loc[status["stage"].isin(STAGES_WITHOUT), "county_code"]
    counties = queries.counties(ctx.day)
    rows = counties[counties["county_code"].isin(without)]
    return rows if view.province is None else rows[rows["province_code"] == view.province.code]
