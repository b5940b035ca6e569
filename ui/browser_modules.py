"""The browser's own modules and style sheets, as they are served, named by their content's hash; and what they send."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import streamlit as st

from charts.palette import DARK, LIGHT
from ui.look import palette_variables

_UI: Final = Path(__file__).parent

# What several need, then what one component needs. Served side by side: no two files may have one name.
FOLDERS: Final = tuple(
    _UI / part for part in ("js", "map/js", "figure/js", "zones/js", "county/js", "present/js")
)

_TYPES: Final = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}


# Streamlit sends this text along with every rerun, hence so little: the real modules are fetched once, by
# address. Where the dashboard's root is, Streamlit's own script tells: under any base path, proxies included.
_BOOTSTRAP: Final = """
const own = document.querySelector('script[src*="static/js/"]');
const base = own ? own.src.split("static/js/")[0] : new URL("/", document.baseURI).href;
export default async function (component) {
  const { show } = await import(base + "%s");
  return show(component, base);
}
"""


@dataclass(frozen=True)
class ServedModule:
    """One file as it is sent: raw, packed, and its media type."""

    raw: bytes
    gzipped: bytes
    media_type: str


@cache
def modules() -> dict[str, ServedModule]:
    """File name → what is sent for it. The style sheets of maps and slides begin with the palette's colours."""
    paths = sorted(path for folder in FOLDERS for kind in _TYPES for path in folder.glob(f"*{kind}"))
    texts = {path.name: path.read_bytes() for path in paths}
    texts["style.css"] = _in_both_themes(":host", ".eam.dark") + (_UI / "map" / "style.css").read_bytes()
    texts["present.css"] = _in_both_themes(".present", ".present.dark") + texts["present.css"]
    return {
        name: ServedModule(raw, gzip.compress(raw, 9, mtime=0), _TYPES[Path(name).suffix])
        for name, raw in texts.items()
    }


def _in_both_themes(light: str, dark: str) -> bytes:
    """Write the palette's colours as the rules that a style sheet begins with; `light`, `dark`: where they hold."""
    return f"{light}{{{palette_variables(LIGHT)}}}\n{dark}{{{palette_variables(DARK)}}}\n".encode()


@cache
def modules_hash() -> str:
    """12 hex digits over all the files: their addresses change together, and only when a file changes."""
    digest = hashlib.sha256()
    for name, module in modules().items():
        digest.update(name.encode() + b"\0" + module.raw + b"\0")
    return digest.hexdigest()[:12]


def entry_path(name: str) -> str:
    """Address of the module that a component begins with, relative to the dashboard's root."""
    return f"map/js/{modules_hash()}/{name}"


def fresh(raw: object, key: str) -> dict[str, Any] | None:
    """Read what the component of this key sent; None for what was answered before.

    Its number tells: a run of the script that was cut short hands it over once more.
    """
    handled = f"{key}:handled"
    if not isinstance(raw, dict) or st.session_state.get(handled) == raw.get("seq"):
        return None
    st.session_state[handled] = raw.get("seq")
    return raw


def bootstrap(name: str) -> str:
    """Give the JavaScript of a Streamlit component that hands over to `show` of the module `name`."""
    return _BOOTSTRAP % entry_path(name)
