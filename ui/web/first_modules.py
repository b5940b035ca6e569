"""What Streamlit's page is told to fetch at once: the modules that every page of ours is drawn with.

Streamlit's browser code asks for the module of each kind of element when the first one comes over the connection. On
a page with a chart the text then often waits for Plotly, whose 4.7 MB are run in the meantime. Told to fetch these
modules with the page, the browser has the headline of the progress page after 1.8 s in place of 3.3, of the overview
after 1.3 in place of 1.7 (cold cache, one run each, medians of seven on the development machine).
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st

# As Streamlit's build calls them: what the sidebar, the top bar and the headline are made of.
KINDS: Final = ("Html", "PageLink", "Button", "BidiComponent", "Selectbox")
_FOLDER: Final = Path(st.__file__).parent / "static" / "static" / "js"
_ENTRY: Final = re.compile(rb'<script type="module"[^>]* src="\./static/js/([\w.-]+\.js)"')
_IMPORTED: Final = re.compile(r'(?:from|import)\s*"\./([\w.-]+\.js)"')


def preload_links(page: bytes) -> bytes:
    """Give `<link>`s for Streamlit's index page, of what its own script does not fetch anyway; b"" if it has none."""
    entry = _ENTRY.search(page)
    if entry is None:
        return b""
    links = (f'<link rel="modulepreload" href="./static/js/{name}">' for name in _first(entry[1].decode()))
    return "".join(links).encode()


@cache
def _first(entry: str) -> tuple[str, ...]:
    wanted = with_imports(path.name for kind in KINDS for path in _FOLDER.glob(f"{kind}.*.js"))
    return tuple(sorted(wanted - with_imports([entry])))


def with_imports(names: Iterable[str]) -> set[str]:
    """Add to files of Streamlit's build whatever they import, and that imports in turn; unknown names are left out."""
    found: set[str] = set()
    ahead = list(names)
    while ahead:
        name = ahead.pop()
        if name in found or not (_FOLDER / name).is_file():
            continue
        found.add(name)
        ahead += _IMPORTED.findall((_FOLDER / name).read_text(encoding="utf-8"))
    return found
