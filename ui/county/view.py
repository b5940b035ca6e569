"""Everything the county page shows of one county, read before anything is drawn."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.changes import Change, all_changes
from data.county_history import CountyReport
from data.register import NATION_CODE
from data.zones import load_zones, zone_counties
from reports.county_words import AreaShare, Standing
from ui import queries
from ui.areas import Area, find_area
from ui.county import queries as county_queries
from ui.shell_context import Context


@dataclass(frozen=True)
class CountyView:
    """One county at the reader's as-of date.

    row: of the register. report: its row of county_status. history: newest first. neighbours: of
    geo.neighbours.compare_neighbours. zones: rows of data.zones.load_zones. former: what it was before, newest
    first. functional: reports of functional areas within it. above: prefecture, province and nation, smallest
    first, a prefecture of its own left out.
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

    @property
    def standing(self) -> Standing:
        """Where the county stands, named with its prefecture: there are two districts called Chaoyang."""
        stage, since = self.report["stage"], self.report["established_on"]
        return Standing(
            name=str(self.row["label"]),
            stage=None if pd.isna(stage) else str(stage),
            established_on=None if pd.isna(since) else pd.Timestamp(since).date(),
            ever_reported=bool(self.history),
        )

    @property
    def neighbour_stages(self) -> list[str | None]:
        """The stages of the neighbours, None where not reported."""
        return [None if pd.isna(stage) else str(stage) for stage in self.neighbours["stage"]]

    @property
    def has_alliance(self) -> bool:
        """Whether it is counted as established."""
        return self.standing.stage in ("established", "operating")


def read_view(ctx: Context, area: Area) -> CountyView:
    """Read what the page shows of a county. Needs a store with reports."""
    lang, counties = ctx.selection.lang, queries.counties()
    status = ctx.figures.status(ctx.day)
    row: dict[str, Any] = counties[counties["county_code"] == area.code].to_dict("records")[0]  # pyright: ignore[reportAssignmentType]
    report: dict[str, Any] = status[status["county_code"] == area.code].to_dict("records")[0]  # pyright: ignore[reportAssignmentType]
    return CountyView(
        area=area,
        row=row | {"label": _full_name(area, lang)},
        report=report,
        history=county_queries.history(ctx, area.code),
        neighbours=county_queries.neighbours(ctx, area.code),
        zones=_zones(area.code),
        former=former_units(area.code),
        functional=county_queries.area_reports(ctx, area.code),
        above=_above(ctx, area),
    )


def _full_name(area: Area, lang: str) -> str:
    above = find_area(area.parent or "")
    if above is None:
        return area.called(lang)
    return f"{above.name}{area.name}" if lang == "zh" else f"{area.name_en} of {above.name_en}"


def _zones(code: str) -> list[dict[str, Any]]:
    covered = zone_counties()
    numbers = covered.loc[covered["county_code"] == code, "zone_no"]
    zones = load_zones()
    return zones[zones["zone_no"].isin(numbers)].to_dict("records")  # pyright: ignore[reportReturnType]


def former_units(code: str) -> list[Change]:
    """List what holds the county's ground now was before, the newest change first; never official codes last."""
    found = [change for change in all_changes() if code in change.new_codes]
    dated = [change for change in found if change.effective_on is not None]
    return sorted(dated, key=lambda change: str(change.effective_on), reverse=True) + [
        change for change in found if change.effective_on is None
    ]


def _above(ctx: Context, area: Area) -> list[AreaShare]:
    _, lang = ctx.translate, ctx.selection.lang
    found: list[AreaShare] = []
    for code, level in ((area.parent, "prefecture"), (area.province, "province")):
        above = find_area(code) if code else None
        if above is None or above.level != level:
            continue
        found.append(_area_share(ctx, level, above.code, above.called(lang)))
    return [*found, _area_share(ctx, "nation", NATION_CODE, _("China"))]


def _area_share(ctx: Context, level: str, code: str, name: str) -> AreaShare:
    summary = ctx.figures.summary(level, ctx.day)
    row: dict[str, Any] = summary[summary["code"] == code].to_dict("records")[0]  # pyright: ignore[reportAssignmentType]
    return AreaShare(name, int(row["established"]), int(row["counties"]))
