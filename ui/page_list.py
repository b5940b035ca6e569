"""The pages: their names, titles and icons, and who may open them, in the order of the navigation.

A new page is a module of pages/ with a `show`, and one entry here under the module's name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from data.accounts.permissions import Viewer, check_can_manage_accounts
from data.base.errors import NotAllowed
from data.base.language import Translate


def _(source: str) -> str:
    """Mark a text for the catalogue; it is translated where it is shown."""
    return source


# The page whose address has no path.
START = "overview"


@dataclass(frozen=True)
class PageEntry:
    """A page. Its name is its module in pages/ and its path in the address; title and group are English source texts.

    icon: a Material icon or emoji before the title in the navigation, None for none.
    check: raises NotAllowed for whom it is not; None for a page that is for everybody.
    """

    name: str
    title: str
    group: str
    icon: str | None = None
    check: Callable[[Viewer], None] | None = None

    @property
    def path(self) -> str:
        """The path in the address, empty for the start page."""
        return "" if self.name == START else self.name

    def check_may_open(self, viewer: Viewer) -> None:
        """Raise NotAllowed where the page is not for this reader."""
        if self.check is not None:
            self.check(viewer)

    def may_open(self, viewer: Viewer) -> bool:
        """Tell whether the page is for this reader."""
        try:
            self.check_may_open(viewer)
        except NotAllowed:
            return False
        return True


PAGES: tuple[PageEntry, ...] = (
    PageEntry("overview", _("Overview"), _("Progress")),
    PageEntry("map", _("Map"), _("Progress")),
    PageEntry("progress", _("Progress by area"), _("Progress")),
    PageEntry("mechanisms", _("Mechanisms"), _("Progress")),
    PageEntry("zones", _("Zones"), _("Progress")),
    PageEntry("county", _("County profiles"), _("Progress")),
    PageEntry("actions", _("Action list"), _("Progress")),
    PageEntry("present", _("Present"), _("Progress")),
    PageEntry("reporting", _("Reporting"), _("Data")),
    PageEntry("upload", _("Upload"), _("Data")),
    PageEntry("records", _("Records"), _("Data")),
    PageEntry("views", _("Saved views"), _("Data")),
    PageEntry("accounts", _("Accounts"), _("Data"), check=check_can_manage_accounts),
    PageEntry("about", _("About"), _("Background")),
)


def find_page(name: str) -> PageEntry | None:
    """Give the page of this name, None where there is none (any more)."""
    return next((entry for entry in PAGES if entry.name == name), None)


def page_address(name: str, parameters: Mapping[str, str]) -> str:
    """Give the relative address of a page: the same page wherever the link stands. ValueError for no page's name."""
    entry = find_page(name)
    if entry is None:
        raise ValueError(f"No page is called {name!r}; ui/page_list.py lists them.")
    path = entry.path or "./"
    return f"{path}?{urlencode(parameters)}" if parameters else path


def page_title(name: str, translate: Translate) -> str:
    """Give what a page is called in the reader's language."""
    entry = find_page(name)
    return translate(entry.title) if entry else name


def pages_for(viewer: Viewer) -> list[PageEntry]:
    """Give the pages that the navigation offers a reader."""
    return [entry for entry in PAGES if entry.may_open(viewer)]
