"""The prepared map assets as arrays of points, for those who draw maps outside the browser.

All is in the asset's whole map units, y down, and read-only: callers share what they get.
"""

# shapely leaves some types open:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely

from data.register.history import kept_with_register
from geo.approved_line import asset_with_line
from geo.assets import read_asset
from geo.paths import Line, points_of, rings_of
from geo.unit_shapes import polygons_of, read_only, read_path

Bounds = tuple[int, int, int, int]

NATIONAL: Final = frozenset({"province", "prefecture", "county"})


@dataclass(frozen=True)
class DrawnPlace:
    """A unit, a prefecture or a province around.

    names: in Chinese and in English. short: the short Chinese name where the asset has one. parent: the code one
    level up, "" where the asset does not say. rings: each ends where it starts; holes run the other way round.
    """

    code: str
    names: tuple[str, str]
    short: str
    parent: str
    out_of_scope: bool
    rings: tuple[Line, ...]
    point: tuple[int, int]
    bounds: Bounds


@dataclass(frozen=True)
class DrawnMap:
    """One asset. step: metres a map unit.

    lines by kind: coast, province, prefecture, dashed, undefined, unpublished (see geo.day_maps).
    """

    name: str
    step: float
    frame: Bounds
    inset: Bounds | None
    units: tuple[DrawnPlace, ...]
    prefectures: tuple[DrawnPlace, ...]
    around: tuple[DrawnPlace, ...]
    lines: Mapping[str, tuple[Line, ...]]

    @property
    def is_national(self) -> bool:
        """Whether it shows the whole country."""
        return self.name in NATIONAL


@kept_with_register()
def drawn_map(name: str, line_file: Path | None = None) -> DrawnMap:
    """Return an asset as arrays, with the lines of `line_file` as its dashed line (see geo.approved_line).

    Raises MissingFile, WrongChecksum and InvalidSetting.
    """
    raw = read_asset(name) if line_file is None else asset_with_line(name, line_file)[1]
    content: dict[str, Any] = json.loads(raw)
    units = [(code, content["units"][code]) for code in content["order"]]
    return DrawnMap(
        name=content["name"],
        step=float(content["grid"]["step"]),
        frame=_bounds(content["frame"]),
        inset=_bounds(content["inset"]) if content["inset"] else None,
        units=_places(units),
        prefectures=_places(content.get("prefectures", {}).items()),
        around=_places(content.get("outlines", {}).items()),
        lines={kind: read_path(path, is_closed=False) for kind, path in content["lines"].items()},
    )


@kept_with_register(80)
def simplified_map(name: str, tolerance: float, line_file: Path | None = None) -> DrawnMap:
    """Return an asset with fewer points: borders move by about `tolerance` map units, for both sides alike.

    Coast and borders are found anew from the units. No part is lost: the smallest islands stay as triangles.
    Prefectures stay as they are; only their label points are of use beside a simplified map.
    """
    drawn = drawn_map(name, line_file)
    if tolerance <= 0:
        return drawn
    places = (*drawn.units, *drawn.around)
    coverage = np.array([polygons_of(place.rings) for place in places], dtype=object)
    shapes = np.array(shapely.coverage_simplify(coverage, tolerance), dtype=object)
    simple = [
        replace(place, rings=read_only(rings_of(shape))) for place, shape in zip(places, shapes, strict=True)
    ]
    units, around = tuple(simple[: len(drawn.units)]), tuple(simple[len(drawn.units) :])
    kept = {
        kind: lines for kind, lines in drawn.lines.items() if kind in {"dashed", "undefined", "unpublished"}
    }
    return replace(drawn, units=units, around=around, lines=_borders(drawn, units) | kept)


def _bounds(numbers: Sequence[int]) -> Bounds:
    left, top, right, bottom = numbers
    return left, top, right, bottom


def _places(entries: Iterable[tuple[str, dict[str, Any]]]) -> tuple[DrawnPlace, ...]:
    return tuple(
        DrawnPlace(
            code=code,
            names=(entry["n"][0], entry["n"][1]),
            short=entry.get("s", ""),
            parent=entry.get("u", ""),
            out_of_scope=bool(entry.get("o")),
            rings=read_path(entry["d"], is_closed=True),
            point=(entry["p"][0], entry["p"][1]),
            bounds=_bounds(entry["b"]),
        )
        for code, entry in entries
    )


def _borders(drawn: DrawnMap, units: Sequence[DrawnPlace]) -> dict[str, tuple[Line, ...]]:
    """Find the lines between units: an edge that only one unit has is coast, else its two owners name its kind."""
    edges = [np.hstack([ring[:-1], ring[1:]]) for unit in units for ring in unit.rings]
    counts = [sum(len(ring) - 1 for ring in unit.rings) for unit in units]
    owners = np.repeat(np.arange(len(units)), counts)
    together = np.vstack(edges)
    turned = (together[:, 0] > together[:, 2]) | (
        (together[:, 0] == together[:, 2]) & (together[:, 1] > together[:, 3])
    )
    together[turned] = together[turned][:, [2, 3, 0, 1]]
    single, place, times = np.unique(together, axis=0, return_inverse=True, return_counts=True)
    place = place.ravel()
    least, most = np.full(len(single), len(units)), np.full(len(single), -1)
    np.minimum.at(least, place, owners)
    np.maximum.at(most, place, owners)
    kinds = {"coast": times == 1}
    parents = np.array([unit.parent for unit in units])
    between = (times > 1) & (least != most)
    if drawn.is_national and drawn.name == "province":
        kinds["province"] = between
    elif "prefecture" in drawn.lines:
        kinds["prefecture"] = between & (parents[least] != parents[most])
    return {kind: _joined(single[chosen]) for kind, chosen in kinds.items()}


def _joined(edges: Line) -> tuple[Line, ...]:
    merged = shapely.line_merge(shapely.MultiLineString(list(edges.reshape(-1, 2, 2))))
    return read_only(points_of(line) for line in shapely.get_parts(merged))
