"""What every page is given: the reader's choices, their language, the figures behind them; made once a view."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar, cast

import streamlit as st

from charts.palette import Palette, palette
from charts.theme import Look
from data.accounts.permissions import Viewer
from data.base.language import Translate, translator
from data.register.register import NATION_CODE
from data.settings import Settings
from ui import queries
from ui.access import current_viewer
from ui.areas import find_area
from ui.page_list import page_address
from ui.selection import Selection, read_selection

T = TypeVar("T")
# A figure is 50 to 200 kB, the frames behind a page as much; a meeting goes back and forth between some dozen views.
KEPT_RESULTS = 240


@dataclass(frozen=True)
class Context:
    """One reader's view at one revision of the store.

    as_of: the day shown, the newest report's where none was chosen; None while the store is empty.
    compare: the report day it is compared with, None where there is none earlier.
    viewer: who looks; before a change, ask ui.access.current_viewer again.
    """

    selection: Selection
    translate: Translate
    figures: queries.Figures
    as_of: date | None
    compare: date | None
    settings: Settings
    palette: Palette
    viewer: Viewer

    def link(self, page: str, **changes: Any) -> str:
        """The relative address of `page` with every other choice kept."""
        return page_address(page, self.selection.parameters(**changes))

    @property
    def day(self) -> date:
        """The as-of date of a view that has reports; pages show the empty state before they ask for it."""
        if self.as_of is None:
            raise ValueError("There are no reports yet, so no day can be shown.")
        return self.as_of

    @property
    def province_code(self) -> str | None:
        """The reporting province that the chosen area lies in, None for the nation."""
        area = find_area(self.selection.area, self.as_of)
        return area.province if area else None


def context() -> Context:
    """Read the address and the store's revision anew.

    Raises DashboardError (StoreUnreachable, StoreBusy) where the store cannot be read.
    """
    selection = read_selection()
    figures = queries.Figures(queries.current_revision())
    dates = figures.report_dates()
    # A day without a report of its own shows what was known then; days before all reports show nothing.
    as_of = selection.as_of or (dates[0] if dates else None)
    if as_of is not None and (not dates or as_of < dates[-1]):
        as_of = None if not dates else dates[-1]
    before = figures.report_before(as_of) if as_of else None
    compare = selection.compare if selection.compare and as_of and selection.compare < as_of else before
    if find_area(selection.area, as_of) is None:
        selection = replace(selection, area=NATION_CODE)
    return Context(
        selection=selection,
        translate=translator(selection.lang),
        figures=figures,
        as_of=as_of,
        compare=compare,
        settings=queries.settings(),
        palette=palette(selection.dark),
        viewer=current_viewer(),
    )


@st.cache_resource(max_entries=KEPT_RESULTS, show_spinner=False)
def _once_per_view(known: queries.Known, view: str, what: str, _make: Callable[[], Any]) -> Any:  # noqa: ARG001 (the cache's key)
    return _make()


def once_per_view(ctx: Context, what: str, make: Callable[[], T]) -> T:
    """Give what `make` makes of this view; `what` names it. Shared between sessions: read, never changed.

    Building a Plotly figure takes the server longer than everything else a page does.
    """
    view = replace(ctx.selection, as_of=ctx.as_of, compare=ctx.compare)
    return cast("T", _once_per_view(ctx.figures.known, repr(view), what, make))


def look_of(ctx: Context) -> Look:
    """Colours and language for charts."""
    return Look(ctx.palette, ctx.selection.lang, ctx.translate)
