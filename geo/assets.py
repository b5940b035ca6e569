"""The map assets by name, as the server hands them out and as pages name their units.

An asset shows the units of one day. `asset_name("650000", day)` names it: `650000` where the prepared one shows them
already, else `650000-2026-04-17` with the first day of the register's period, which is made when it is first asked for.
"""

import gzip
import hashlib
import json
from datetime import date
from functools import lru_cache
from typing import Any, Final

from data.base.errors import MissingFile
from geo.day_maps import county_map, differs, prefecture_map
from geo.held_ground import KEPT, HeldGround, held_ground
from geo.prepared import ENCODINGS, HASH_DIGITS, MapAsset, load_manifest, prepared_content, read_prepared

_DASH: Final = "-"


def asset_name(name: str, day: date | None) -> str:
    """Name the asset that shows a map of a day; None: of the newest register. `name` is one of the manifest's.

    A province's own figure needs no county: the map `province` is the same on every day.
    """
    ground = held_ground(day)
    if name == "province" or not _differs(name, ground):
        return name
    return f"{name}{_DASH}{ground.since or date.min.isoformat()}"


def prepared_name(name: str) -> str:
    """Give the prepared asset that one of a day is made from: `county` of `county-2025-11-06`."""
    return name.partition(_DASH)[0]


def is_asset(name: str) -> bool:
    """Whether there is an asset of that name."""
    prepared, dash, day = name.partition(_DASH)
    if prepared not in load_manifest():
        return False
    try:
        return not dash or asset_name(prepared, date.fromisoformat(day)) == name
    except ValueError:
        return False


def find_asset(name: str) -> MapAsset:
    """Find an asset by its name; raises MissingFile for one that no day has, and WrongChecksum."""
    if not is_asset(name):
        raise _unknown(name)
    if _DASH not in name:
        return load_manifest()[name]
    raw = _made(name, _ground_of(name))
    return MapAsset(name, hashlib.sha256(raw).hexdigest()[:HASH_DIGITS], len(raw))


def asset_encodings(name: str) -> tuple[str, ...]:
    """List how an asset's bytes can be had: what is made at run time is packed by what Python has."""
    return ("gzip",) if _DASH in name else tuple(ENCODINGS)


def read_asset(name: str, encoding: str | None = None) -> bytes:
    """Return an asset's bytes: packed in one of `asset_encodings`, or unpacked (None).

    Raises MissingFile, for a name that no day has too, and WrongChecksum.
    """
    if _DASH not in name:
        return read_prepared(name, encoding)
    raw = _made(name, _ground_of(name))
    return gzip.compress(raw, mtime=0) if encoding else raw


def asset_units(name: str) -> list[str]:
    """Return the codes of an asset's units in the asset's order; callers must not change the list."""
    return _summary(name, None if _DASH not in name else _ground_of(name))[0]


def shows_unpublished(name: str) -> bool:
    """Whether an asset draws units whose boundary is not published."""
    return _summary(name, None if _DASH not in name else _ground_of(name))[1]


@lru_cache(maxsize=KEPT)
def _summary(name: str, ground: HeldGround | None) -> tuple[list[str], bool]:
    content = prepared_content(name) if ground is None else _content(name, ground)
    return [str(code) for code in content["order"]], "unpublished" in content["lines"]


def _ground_of(name: str) -> HeldGround:
    if not is_asset(name):
        raise _unknown(name)
    return held_ground(date.fromisoformat(name.partition(_DASH)[2]))


@lru_cache(maxsize=KEPT * 4)
def _differs(name: str, ground: HeldGround) -> bool:
    # A prefecture's map changes with its counties, which it is united from.
    return differs(prepared_content("county" if name == "prefecture" else name), ground)


def _content(name: str, ground: HeldGround) -> dict[str, Any]:
    return json.loads(_made(name, ground))


@lru_cache(maxsize=KEPT)
def _made(name: str, ground: HeldGround) -> bytes:
    prepared = prepared_content(prepared_name(name))
    if prepared["name"] == "prefecture":
        national = prepared_content("county")
        content = prefecture_map(prepared, national, county_map(national, ground), ground)
    else:
        content = county_map(prepared, ground)
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _unknown(name: str) -> MissingFile:
    return MissingFile(f"There is no map asset {name!r}.", "Ask for a name that the manifest lists.")
