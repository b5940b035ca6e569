"""The prepared map assets, as the server hands them out and as pages name their units.

See `geo.build.maps` for what an asset holds.
"""

import gzip
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from data.errors import MissingFile

MAP_FILES: Final = Path(__file__).resolve().parent / "files" / "map"
# Content-Encoding and the ending of the file that holds it.
ENCODINGS: Final = {"br": ".br", "gzip": ".gz"}


@dataclass(frozen=True)
class MapAsset:
    """One asset: `hash` are 12 hex digits of its content's SHA-256, `size` its bytes when unpacked."""

    name: str
    hash: str
    size: int

    @property
    def url_name(self) -> str:
        """The file name in the asset's address; another content has another name."""
        return f"{self.name}.{self.hash}.json"


@cache
def load_manifest() -> dict[str, MapAsset]:
    """Return every asset by name: province, prefecture, county and each province's code; raises MissingFile."""
    entries = json.loads(_read(MAP_FILES / "manifest.json"))
    return {name: MapAsset(name, entry["hash"], entry["bytes"]) for name, entry in entries.items()}


def read_asset(name: str, encoding: str | None = None) -> bytes:
    """Return an asset's bytes: prepared as `br` or `gzip`, or unpacked (None); raises MissingFile."""
    if name not in load_manifest():
        raise MissingFile(f"There is no map asset {name!r}.", "Ask for a name that the manifest lists.")
    packed = _read(MAP_FILES / f"{name}.json{ENCODINGS[encoding or 'gzip']}")
    return packed if encoding else gzip.decompress(packed)


@cache
def asset_units(name: str) -> tuple[str, ...]:
    """Return the codes of an asset's units in the asset's order."""
    return tuple(json.loads(read_asset(name))["order"])


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise MissingFile(
            f"The map file {path.name} is missing from geo/files/map.",
            "Restore it from the repository, or run `python -m geo.build`.",
        ) from None
