"""Everything the county page shows of one county, read (and kept by register and revision) before anything is drawn."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from data.base.stages import ESTABLISHED_STAGES
from data.figures.county_history import CountyReport, county_history
from data.register.history import register_of
from data.register.register import LATER_KINDS, NATION_CODE, Change, changes_for
from data.register.zones import load_zones, zone_counties
from geo.neighbours import compare_neighbours, neighbours_on
from reports.sentences.county import AreaShare, CountyStanding, taken_from_words
from ui import queries
from ui.areas import Area, find_area
from ui.shell_context import Context

# A meeting leafs through a prefecture's counties and back.
KEPT_COUNTIES = 256


@st.cache_data(max_entries=KEPT_COUNTIES, show_spinner=False)
def _history(known: queries.Known, code: str, as_of: date) -> list[CountyReport]:
    figures = queries.Figures(known.revision)
    return county_history(code, figures.unit_reports(), figures.batches(), as_of=as_of)


@st.cache_data(max_entries=KEPT_COUNTIES, show_spinner=False)
def _neighbours(known: queries.Known, code: str, as_of: date) -> pd.DataFrame:
    status, counties = queries.Figures(known.revision).status(as_of), register_of(as_of).counties
    return compare_neighbours(code, status, counties, neighbours_on(as_of))


@st.cache_data(max_entries=KEPT_COUNTIES, show_spinner=False)
def _recent(known: queries.Known, area: str, as_of: date, most: int) -> pd.DataFrame:
    figures = queries.Figures(known.revision)
    status = figures.status(as_of)
    counties = queries.counties(as_of)
    places = counties[["county_code", "prefecture_code", "province_code"]]
    joined = status.merge(places, on="county_code", validate="one_to_one").dropna(subset=["batch_id"])
    if area:
        joined = joined[(joined["prefecture_code"] == area) | (joined["province_code"] == area)]
    return joined.sort_values(["as_of", "saved_at", "county_code"], ascending=[False, False, True]).head(most)


def history(ctx: Context, code: str) -> list[CountyReport]:
    """A county's reports up to the as-of date, the newest first."""
    return _history(ctx.figures.known, code, ctx.day)


def neighbours(ctx: Context, code: str) -> pd.DataFrame:
    """A county's neighbours at the as-of date, as geo.neighbours.compare_neighbours."""
    return _neighbours(ctx.figures.known, code, ctx.day)


def area_reports(ctx: Context, code: str) -> pd.DataFrame:
    """What functional areas within a county reported up to the as-of date, each one's newest report."""
    reports = ctx.figures.area_reports()
    own = reports[(reports["parent_code"] == code) & (reports["as_of"] <= pd.Timestamp(ctx.day))]
    return own.sort_values(["as_of", "saved_at", "batch_id"]).drop_duplicates("area", keep="last")


def recently_reported(ctx: Context, area: str, most: int) -> pd.DataFrame:
    """The counties of an area ("" for the nation) whose reports are newest: rows of `county_status`."""
    return _recent(ctx.figures.known, area, ctx.day, most)


@dataclass(frozen=True)
class CountyView:
    """One county at the reader's as-of date.

    row: of the register. report: its row of county_status. history: newest first. neighbours: of
    geo.neighbours.compare_neighbours. zones: rows of data.register.zones.load_zones. former: what it was before, newest
    first. functional: reports of functional areas within it. above: prefecture, province and nation, smallest
    first, a prefecture of its own left out. taken_from: names of the counties merged into it whose stage stands for it
    because it has not reported itself.
    """

    area: Area
    row: dict[str, Any]
    report: dict[str, Any]
    history: list[CountyReport]
    neighbours: pd.DataFrame
    zones: list[dict[str, Any]]
    former: list[Change]
    functional: pd.DataFrame
    above: list[AreaShare]
    taken_from: tuple[str, ...]

    @property
    def boundary_known(self) -> bool:
        """Whether its boundary is published: one drawn as a point shares lines of no known length."""
        return self.neighbours.empty or bool(self.neighbours["km"].notna().any())

    @property
    def standing(self) -> CountyStanding:
        """Where the county stands, named with its prefecture: there are two districts called Chaoyang."""
        stage, since = self.report["stage"], self.report["established_on"]
        return CountyStanding(
            name=str(self.row["label"]),
            stage=None if pd.isna(stage) else str(stage),
            established_on=None if pd.isna(since) else pd.Timestamp(since).date(),
            ever_reported=bool(self.history),
            taken_from=self.taken_from,
            told_on=pd.Timestamp(self.report["as_of"]).date() if self.taken_from else None,
        )

    @property
    def neighbour_stages(self) -> list[str | None]:
        """The stages of the neighbours, None where not reported."""
        return [None if pd.isna(stage) else str(stage) for stage in self.neighbours["stage"]]

    @property
    def has_alliance(self) -> bool:
        """Whether it is counted as established."""
        return self.standing.stage in ESTABLISHED_STAGES


def read_county(ctx: Context, area: Area) -> CountyView:
    """Read what the page shows of a county. Needs a store with reports."""
    lang, counties = ctx.selection.lang, queries.counties(ctx.day)
    status = ctx.figures.status(ctx.day)
    row: dict[str, Any] = counties[counties["county_code"] == area.code].to_dict("records")[0]  # pyright: ignore[reportAssignmentType]
    report: dict[str, Any] = status[status["county_code"] == area.code].to_dict("records")[0]  # pyright: ignore[reportAssignmentType]
    return CountyView(
        area=area,
        row=row | {"label": _full_name(area, ctx.day, lang)},
        report=report,
        history=history(ctx, area.code),
        neighbours=neighbours(ctx, area.code),
        zones=_zones(area.code, ctx.day),
        former=former_units(area.code, ctx.day),
        functional=area_reports(ctx, area.code),
        above=_above(ctx, area),
        taken_from=taken_from_words(area.code, ctx.day, lang) if report["inherited"] else (),
    )


def _full_name(area: Area, day: date, lang: str) -> str:
    above = find_area(area.parent or "", day)
    if above is None:
        return area.called(lang)
    return f"{above.name}{area.name}" if lang == "zh" else f"{area.name_en} of {above.name_en}"


def _zones(code: str, day: date) -> list[dict[str, Any]]:
    covered = zone_counties(queries.counties(day))
    numbers = covered.loc[covered["county_code"] == code, "zone_no"]
    zones = load_zones()
    return zones[zones["zone_no"].isin(numbers)].to_dict("records")  # pyright: ignore[reportReturnType]


def former_units(code: str, day: date) -> list[Change]:
    """List what holds the county's ground now was before, the newest change first; never official codes last."""
    found = [
        change for change in changes_for(day) if code in change.new_codes and change.kind not in LATER_KINDS
    ]
    dated = [change for change in found if change.effective_on is not None]
    return sorted(dated, key=lambda change: str(change.effective_on), reverse=True) + [
        change for change in found if change.effective_on is None
    ]


def _above(ctx: Context, area: Area) -> list[AreaShare]:
    _, lang = ctx.translate, ctx.selection.lang
    found: list[AreaShare] = []
    for code, level in ((area.parent, "prefecture"), (area.province, "province")):
        above = find_area(code, ctx.day) if code else None
        if above is None or above.level != level:
            continue
        found.append(_area_share(ctx, level, above.code, above.called(lang)))
    return [*found, _area_share(ctx, "nation", NATION_CODE, _("China"))]


def _area_share(ctx: Context, level: str, code: str, name: str) -> AreaShare:
    summary = ctx.figures.summary(level, ctx.day)
    row: dict[str, Any] = summary[summary["code"] == code].to_dict("records")[0]  # pyright: ignore[reportAssignmentType]
    return AreaShare(
        name,
        int(row["established"]),
        int(row["reported"]),
        int(row["counties"]),
        covered=bool(row["covered"]),
    )
