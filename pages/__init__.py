"""The pages: each module draws the page of its name in ui/page_list.py by its `show`."""

from collections.abc import Callable
from importlib import import_module

from ui.page_list import PAGES

SHOW: dict[str, Callable[[], None]] = {page.name: import_module(f"pages.{page.name}").show for page in PAGES}
