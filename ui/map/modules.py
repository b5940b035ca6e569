"""The map's JavaScript and style sheet, as they are served: read once, named by the hash of their content."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from charts.palette import DARK, LIGHT, Palette

_HERE: Final = Path(__file__).parent
_TYPES: Final = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}


@dataclass(frozen=True)
class ServedModule:
    """One file as it is sent: raw, packed, and its media type."""

    raw: bytes
    gzipped: bytes
    media_type: str


@cache
def modules() -> dict[str, ServedModule]:
    """File name → what is sent for it. The style sheet begins with the palette's colours."""
    texts = {path.name: path.read_bytes() for path in sorted((_HERE / "js").glob("*.js"))}
    colours = _variables(":host", LIGHT) + _variables(".eam.dark", DARK)
    texts["style.css"] = colours.encode() + (_HERE / "style.css").read_bytes()
    return {
        name: ServedModule(raw, gzip.compress(raw, 9, mtime=0), _TYPES[Path(name).suffix])
        for name, raw in texts.items()
    }


@cache
def modules_hash() -> str:
    """12 hex digits over all the files: their addresses change together, and only when a file changes."""
    digest = hashlib.sha256()
    for name, module in modules().items():
        digest.update(name.encode() + b"\0" + module.raw + b"\0")
    return digest.hexdigest()[:12]


def entry_path() -> str:
    """Address of the first module, relative to the dashboard's root."""
    return f"map/js/{modules_hash()}/index.js"


def _variables(selector: str, colours: Palette) -> str:
    """Write the palette as CSS variables: `--coast`, `--hatch-ground` and so on."""
    names = (
        "ink", "muted", "paper", "wash", "line", "rule", "accent", "accent_wash", "coast", "outside", "seam",
        "hatch", "hatch_ground", "prefecture_border", "warning_text",
    )  # fmt: skip
    pairs = "".join(f"--{name.replace('_', '-')}:{getattr(colours, name)};" for name in names)
    return f"{selector}{{{pairs}}}\n"
