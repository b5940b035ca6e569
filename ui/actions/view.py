"""Everything the action page shows of one view, read (and kept by register and revision) before anything is drawn."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from data.figures import action_list as actions
from data.figures.action_list import action_list
from data.register.register import NATION_CODE, short_names
from reports.figures.area import Scope, resolve_scope
from ui import queries
from ui.queries import KEPT_VIEWS, Figures, Known
from ui.shell_context import Context

GROUPINGS = ("province", "prefecture")


@st.cache_data(max_entries=KEPT_VIEWS, show_spinner=False)
def _listed(known: Known, as_of: date, compare: date | None) -> pd.DataFrame:
    figures = Figures(known.revision)
    changed = None if compare is None else figures.changed(compare, as_of)
    return action_list(figures.status(as_of), changed, queries.counties(as_of), as_of=as_of)


def listed_counties(figures: Figures, as_of: date, compare: date | None) -> pd.DataFrame:
    """One row per county on the list, as data.figures.action_list.action_list."""
    return _listed(figures.known, as_of, compare)


@dataclass(frozen=True)
class ActionView:
    """The two lists of the chosen area, of which one is shown.

    listed: both; shown: those with the chosen reason (None: all to follow up). counts: of `listed`, by filter.
    level: what `groups` counts, None where the area has nothing to group by. groups: [code, label, counties,
    shown, follow_up and a column for each filter], those with most of `shown` first.
    """

    scope: Scope
    counties: int
    reason: str | None
    listed: pd.DataFrame
    shown: pd.DataFrame
    counts: dict[str, int]
    level: str | None
    groups: pd.DataFrame

    @property
    def chasing(self) -> bool:
        """Whether the list of reports to ask for is shown."""
        return self.reason in actions.CHASING


def read_actions(ctx: Context) -> ActionView:
    """Read what the page shows. Needs a store with reports."""
    scope = resolve_scope(
        ctx.selection.area,
        ctx.selection.lang,
        provinces=queries.provinces(ctx.day),
        prefectures=queries.prefectures(ctx.day),
        counties=queries.counties(ctx.day),
    )
    listed, register = listed_counties(ctx.figures, ctx.day, ctx.compare), queries.counties(ctx.day)
    if scope.code != NATION_CODE:
        listed = actions.inside(listed, scope.code)
        register = actions.inside(register, scope.code)
    listed = named(listed, ctx.selection.lang, ctx.day)
    reason = ctx.selection.reason if ctx.selection.reason in actions.FILTERS else None
    level = group_level(ctx, scope)
    groups = _groups(ctx, listed, register, level, reason) if level else pd.DataFrame()
    shown = actions.with_reason(listed, reason)
    if level:
        place = {code: n for n, code in enumerate(groups["code"])}
        order = shown[f"{level}_code"].map(place)
        shown = shown.iloc[order.argsort(kind="stable")].reset_index(drop=True)
    return ActionView(
        scope=scope,
        counties=len(register),
        reason=reason,
        listed=listed,
        shown=shown,
        counts=actions.count_reasons(listed),
        level=level,
        groups=groups,
    )


def group_level(ctx: Context, scope: Scope) -> str | None:
    """What the list is grouped by: the reader's choice for the nation, prefectures inside a province that has some."""
    if scope.level == "nation":
        return ctx.selection.grouping if ctx.selection.grouping in GROUPINGS else GROUPINGS[0]
    return "prefecture" if scope.unit_level == "prefecture" else None


def named(listed: pd.DataFrame, lang: str, day: date) -> pd.DataFrame:
    """Add what counties, prefectures and provinces are called in the reader's language."""
    named = listed.assign(county=listed["name" if lang == "zh" else "name_en"])
    for level in ("prefecture", "province"):
        named[level] = named[f"{level}_code"].map(short_names(level, lang, day))
    return named


def _groups(
    ctx: Context, listed: pd.DataFrame, register: pd.DataFrame, level: str, reason: str | None
) -> pd.DataFrame:
    labels = short_names(level, ctx.selection.lang, ctx.day)
    counted = actions.reasons_by_area(listed, register, level)
    counted = counted.assign(label=counted["code"].map(labels), shown=counted[reason or "follow_up"])
    return counted.sort_values(["shown", "code"], ascending=[False, True], ignore_index=True)
