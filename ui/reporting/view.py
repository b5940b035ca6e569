"""Everything the page on reporting shows of one view, read before anything is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from data.figures.action_list import inside, with_reason
from data.figures.lateness import lateness_by_area
from data.figures.reporting import reporting_by_area
from data.register.register import NATION_CODE, short_names
from reports.figures.area import Scope, resolve_scope
from ui import queries
from ui.actions.view import group_level, listed_counties, named
from ui.shell_context import Context

# What the rows may be ordered by, as the address has it; with a minus before it the largest first.
ORDERS: Final[Mapping[str, str]] = {
    "name": "code",
    "missing": "missing",
    "reported": "share",
    "never": "never",
    "newest": "newest",
    "age": "median_age",
    "stale": "stale",
    "saved": "saved_at",
    "late": "lateness",
}
DEFAULT_ORDER: Final = "-missing"


@dataclass(frozen=True)
class ReportingView:
    """Who has reported in the chosen area.

    own: the area's row of data.figures.reporting.reporting_by_area. level: what a row of `table` is; table: the same
    rows with label, share (of counties that have reported) and, above counties, lateness (median days from as-of day to
    first save), in the chosen order. silent: the counties that have not reported, rows of
    data.figures.action_list.action_list with their names.
    """

    scope: Scope
    own: Mapping[Any, Any]
    level: str
    order: str
    table: pd.DataFrame
    silent: pd.DataFrame

    @property
    def silent_areas(self) -> int:
        """How many rows of the table have no county that has reported."""
        return int((self.table["reported"] == 0).sum())


def order_shown(asked: str | None) -> str:
    """Give the order that the address asks for, or the usual one: most missing first."""
    return asked if asked and asked.removeprefix("-") in ORDERS else DEFAULT_ORDER


def read_reporting(ctx: Context) -> ReportingView:
    """Read what the page shows. Needs a store with reports."""
    lang, day, counties = ctx.selection.lang, ctx.day, queries.counties(ctx.day)
    scope = resolve_scope(
        ctx.selection.area,
        lang,
        provinces=queries.provinces(day),
        prefectures=queries.prefectures(day),
        counties=counties,
    )

    def counted(level: str) -> pd.DataFrame:
        status, batches = ctx.figures.status(day), ctx.figures.all_batches()
        return reporting_by_area(status, counties, batches, level, as_of=day)

    level = (group_level(ctx, scope) or "county") if scope.level == "nation" else scope.unit_level
    table = counted(level)
    table = table.assign(share=table["reported"] / table["counties"])
    if level != "county":
        late = lateness_by_area(ctx.figures.reports(), counties, as_of=day, level=level)
        table = table.assign(lateness=table["code"].map(late))
    if scope.code == NATION_CODE:
        table = table.assign(label=table["code"].map(short_names(level, lang, day)))
    else:
        table = table.merge(scope.units, on="code", how="inner", validate="one_to_one")
    own = counted(scope.level).set_index("code").loc[scope.code]
    silent = with_reason(listed_counties(ctx.figures, day, ctx.compare), "not_reported")
    if scope.code != NATION_CODE:
        silent = inside(silent, scope.code)
    order = order_shown(ctx.selection.order)
    return ReportingView(
        scope=scope,
        own=own.to_dict(),
        level=level,
        order=order,
        table=_ordered(table, order),
        silent=named(silent, lang, day),
    )


def _ordered(table: pd.DataFrame, order: str) -> pd.DataFrame:
    field, down = ORDERS[order.removeprefix("-")], order.startswith("-")
    if field == "code" or field not in table.columns:
        return table.sort_values("code", ascending=not down, ignore_index=True)
    return table.sort_values([field, "code"], ascending=[not down, True], ignore_index=True)
