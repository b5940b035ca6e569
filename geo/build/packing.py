"""Writes assets compressed, with a manifest of their content hashes; the same input gives the same bytes."""

# brotli has no types:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false

import gzip
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import brotli

from geo.assets import HASH_DIGITS


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
