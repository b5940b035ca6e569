"""Everything the mechanisms page shows of one view, read before anything is drawn."""

from dataclasses import dataclass
from datetime import date
from typing import cast, get_args

import pandas as pd
import streamlit as st

from charts.established_operating import operating_frame
from charts.item_table import ItemTable, ordered_rows
from data.figures import mechanisms
from data.figures.mechanisms import ItemGroup, load_items, operating_counts
from data.register.register import NATION_CODE
from reports.figures.area import Scope, resolve_scope
from reports.sentences.mechanisms import DutyFigures, GroupFigures
from ui import queries as shared
from ui.areas import area_name, path_to
from ui.queries import KEPT_VIEWS, Figures, Known, counties
from ui.shell_context import Context

GROUPS: tuple[ItemGroup, ...] = get_args(ItemGroup)
# Values of `grouping` in the address: which counties are counted.
EVERY, ESTABLISHED = "all", "established"
# The code of the area's own row: a city without counties has that of its one county.
TOTAL = "total"


@st.cache_data(max_entries=KEPT_VIEWS * 3, show_spinner=False)
def item_counts(known: Known, level: str, as_of: date, established_only: bool) -> pd.DataFrame:  # noqa: FBT001
    """Answers by area and item, as data.figures.mechanisms.item_counts."""
    status = Figures(known.revision).status(as_of)
    return mechanisms.item_counts(status, counties(as_of), level, established_only=established_only)


@st.cache_data(max_entries=KEPT_VIEWS * 3, show_spinner=False)
def silent_counts(known: Known, level: str, as_of: date, established_only: bool) -> pd.DataFrame:  # noqa: FBT001
    """Counties that answered nothing of a group, as data.figures.mechanisms.silent_counts."""
    status = Figures(known.revision).status(as_of)
    return mechanisms.silent_counts(status, counties(as_of), level, established_only=established_only)


@st.cache_data(max_entries=KEPT_VIEWS * 3, show_spinner=False)
def school_counts(known: Known, level: str, as_of: date) -> pd.DataFrame:
    """Schools by area, as data.figures.mechanisms.school_counts."""
    return mechanisms.school_counts(Figures(known.revision).status(as_of), counties(as_of), level)


@dataclass(frozen=True)
class MechanismView:
    """What is chosen, and its figures.

    sorted_by: an item of the group, or None for the order of codes. counts: of the units inside the area.
    operating: of charts.established_operating, the area first; then its units, or the areas above it where the
    units are single counties.
    """

    scope: Scope
    group: ItemGroup
    sorted_by: str | None
    established_only: bool
    counts: pd.DataFrame
    figures: GroupFigures
    duties: DutyFigures
    table: ItemTable
    operating: pd.DataFrame


def chosen_group(item: str | None) -> tuple[ItemGroup, str | None]:
    """Read the `item` of the address: a group, or an item that its group is sorted by."""
    for group, items in load_items().items():
        if item in [one.code for one in items]:
            return group, item
    return (cast("ItemGroup", item) if item in GROUPS else GROUPS[0]), None


def read_mechanisms(ctx: Context) -> MechanismView:
    """Read what the page shows. Needs a store with reports."""
    scope = resolve_scope(
        ctx.selection.area,
        ctx.selection.lang,
        provinces=shared.provinces(ctx.day),
        prefectures=shared.prefectures(ctx.day),
        counties=shared.counties(ctx.day),
    )
    group, sorted_by = chosen_group(ctx.selection.item)
    only = ctx.selection.grouping == ESTABLISHED
    known, day = ctx.figures.known, ctx.day
    counts = _inside(item_counts(known, scope.unit_level, day, only), scope)
    own = _own(item_counts(known, scope.level, day, only), scope)
    silent = _inside(silent_counts(known, scope.unit_level, day, only), scope)
    own_silent = _own(silent_counts(known, scope.level, day, only), scope)
    in_group = pd.concat([own_silent, silent], ignore_index=True)
    table = ItemTable(
        rows=pd.concat([_named(ctx, scope), ordered_rows(scope.units, counts, sorted_by)], ignore_index=True),
        items=load_items()[group],
        counts=pd.concat([own, counts], ignore_index=True),
        silent=in_group[in_group["group"] == group],
        by_county=scope.unit_level == "county",
    )
    return MechanismView(
        scope=scope,
        group=group,
        sorted_by=sorted_by,
        established_only=only,
        counts=counts,
        figures=_figures(scope, group, own, own_silent, only=only),
        duties=_duties(ctx, scope),
        table=table,
        operating=_operating(ctx, scope),
    )


def _inside(frame: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    return frame[frame["code"].isin(scope.units["code"])]


def _own(frame: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    return frame[frame["code"] == scope.code].assign(code=TOTAL)


def _named(ctx: Context, scope: Scope) -> pd.DataFrame:
    """[code, label] of the area itself."""
    name = area_name(scope.code, ctx.selection.lang, ctx.translate)
    return pd.DataFrame({"code": [TOTAL], "label": [name]})


def _figures(
    scope: Scope, group: ItemGroup, own: pd.DataFrame, silent: pd.DataFrame, *, only: bool
) -> GroupFigures:
    row = silent.set_index("group").loc[group].to_dict()
    return GroupFigures(scope.name, group, own, int(row["counties"]), int(row["silent"]), only)


def _duties(ctx: Context, scope: Scope) -> DutyFigures:
    """What shows the duties, out of all counties whatever is chosen: the Plan speaks to all of them."""
    known, day = ctx.figures.known, ctx.day
    own = _own(item_counts(known, scope.level, day, established_only=False), scope)
    silent = _own(silent_counts(known, scope.level, day, established_only=False), scope)
    summary = ctx.figures.summary(scope.level, day).set_index("code")
    return DutyFigures(
        groups={group: _figures(scope, group, own, silent, only=False) for group in GROUPS},
        established=int(summary["established"][scope.code]),
        reported=int(summary["reported"][scope.code]),
        schools=school_counts(known, scope.level, day).set_index("code").T[scope.code],
    )


def _operating(ctx: Context, scope: Scope) -> pd.DataFrame:
    def counted(level: str) -> pd.DataFrame:
        return operating_counts(ctx.figures.summary(level, ctx.day))

    total = operating_frame(_own(counted(scope.level), scope), _named(ctx, scope))
    if scope.unit_level != "county":
        rest = operating_frame(counted(scope.unit_level), scope.units)
        return pd.concat([total, rest], ignore_index=True)
    # A single county operates or not: the area is set beside those above it instead.
    above = [area for area in path_to(scope.code, ctx.day) if area.code != scope.code]
    lang = ctx.selection.lang
    units = pd.DataFrame(
        {
            "code": [NATION_CODE, *(area.code for area in above)],
            "label": [area_name("", lang, ctx.translate), *(area.called(lang) for area in above)],
        }
    )
    counts = pd.concat([counted("nation"), *(counted(area.level) for area in above)])
    return pd.concat([total, operating_frame(counts, units, ranked=False)], ignore_index=True)
