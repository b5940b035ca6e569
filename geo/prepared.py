"""The prepared map assets in geo/files: those of the units whose boundaries are published (see `geo.held_ground`).

See `geo.build.maps` for what an asset holds.
"""

import gzip
import json
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from data.base.errors import MissingFile
from geo.checked import checked_path

MAP_FOLDER: Final = "map"
HASH_DIGITS: Final = 12
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
    """Return every prepared asset by name: province, prefecture, county and each province's code.

    Raises MissingFile and WrongChecksum.
    """
    entries = json.loads(_read("manifest.json"))
    return {name: MapAsset(name, entry["hash"], entry["bytes"]) for name, entry in entries.items()}


def read_prepared(name: str, encoding: str | None = None) -> bytes:
    """Return a prepared asset's bytes: as `br` or `gzip`, or unpacked (None).

    Raises MissingFile, for a name that the manifest does not list too, and WrongChecksum.
    """
    if name not in load_manifest():
        raise MissingFile(f"There is no map asset {name!r}.", "Ask for a name that the manifest lists.")
    packed = _read(f"{name}.json{ENCODINGS[encoding or 'gzip']}")
    return packed if encoding else gzip.decompress(packed)


@cache
def prepared_content(name: str) -> dict[str, Any]:
    """Read a prepared asset; callers must not change it."""
    return json.loads(read_prepared(name))


def _read(file_name: str) -> bytes:
    return checked_path(f"{MAP_FOLDER}/{file_name}").read_bytes()
