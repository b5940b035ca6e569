"""What every page is given: the reader's choices, their language, and the figures behind them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from charts.palette import Palette, palette
from data.language import translator
from data.permissions import Viewer
from data.register import NATION_CODE
from data.settings import Settings
from data.words import Translate
from ui import queries
from ui.areas import find_area
from ui.selection import Selection, read_selection
from ui.viewer import current_viewer

PAGES = (
    *("overview", "map", "progress", "mechanisms", "zones", "county", "actions", "present"),
    *("upload", "records", "views", "accounts", "about"),
)
# The overview is the start page: the address without a path.
PAGE_PATHS = {page: "" if page == "overview" else page for page in PAGES}


def page_address(page: str, parameters: Mapping[str, str]) -> str:
    """Give the relative address of a page: the same page wherever the link stands."""
    path = PAGE_PATHS[page] or "./"
    return f"{path}?{urlencode(parameters)}" if parameters else path


@dataclass(frozen=True)
class Context:
    """One reader's view at one revision of the store.

    as_of: the day shown, the newest report's where none was chosen; None while the store is empty.
    compare: the report day it is compared with, None where there is none earlier.
    viewer: who looks; before a change, ask ui.viewer.current_viewer again.
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
        area = find_area(self.selection.area)
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
    if find_area(selection.area) is None:
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
