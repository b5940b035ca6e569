"""Where a named view leads: its page and its choices, read as any address is, so that nothing else gets out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from data.saved_views import SavedView
from data.shipped_views import ShippedView
from ui.selection import Selection, parse_selection
from ui.shell_context import PAGE_PATHS, page_address

# What a view of the newest report leaves out.
DAYS = ("as_of", "compare")


@dataclass(frozen=True)
class Destination:
    """A page and the choices made on it; page is None where the dashboard no longer has the one that was saved."""

    page: str | None
    chosen: Selection

    def link(self, reader: Selection | None = None) -> str:
        """Give the relative address; with a reader, their language and theme where the view has none of its own."""
        chosen = self.chosen
        if reader is not None and reader.lang_chosen and not chosen.lang_chosen:
            chosen = replace(chosen, lang=reader.lang, lang_chosen=True)
        if reader is not None and reader.theme_chosen and not chosen.theme_chosen:
            chosen = replace(chosen, theme=reader.theme, theme_chosen=True)
        return page_address(self.page or "overview", chosen.parameters())


def destination(page: str, parameters: Mapping[str, str]) -> Destination:
    """Read what was saved as an address is read: what no page could have written is not taken."""
    chosen = parse_selection(dict(parameters), locale=None, browser_theme=None)
    return Destination(page if page in PAGE_PATHS else None, chosen)


def destination_of(view: SavedView | ShippedView) -> Destination:
    """Where a view leads."""
    return destination(view.page, view.parameters)


def parameters_to_keep(chosen: Selection, day: date | None) -> dict[str, str]:
    """Give what to save of the choices: with the day that was looked at, or (None) always the newest report."""
    if day is None:
        return chosen.parameters(**dict.fromkeys(DAYS))
    return chosen.parameters(as_of=day)
