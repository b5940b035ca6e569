"""The pages: their names, their addresses, and who may open them, in the order of the navigation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from data.accounts.permissions import Viewer


@dataclass(frozen=True)
class PageEntry:
    """A page: its path in the address, its title and navigation group (English source texts), and what draws it.

    for_whom: to whom the navigation offers it, None for everybody. An address leads to every page, so a page that is
    not for everybody checks its reader itself and raises NotAllowed, which the shell words.
    """

    path: str
    title: str
    group: str
    show: Callable[[], None]
    for_whom: Callable[[Viewer], bool] | None = None


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
