"""The sources of reference data and boundaries, as SOURCES.toml records them."""

import tomllib
from pathlib import Path

import pandas as pd

from data.words import Translate

ROOT = Path(__file__).parent.parent
RECORDS = (ROOT / "data" / "files" / "SOURCES.toml", ROOT / "geo" / "files" / "SOURCES.toml")


def source_table(_: Translate) -> pd.DataFrame:
    """One row per file: what it is, who made it, under which licence, as of when."""
    entries: list[dict[str, str]] = []
    for record in RECORDS:
        if record.exists():
            for name, entry in tomllib.loads(record.read_text(encoding="utf-8")).items():
                entries.append({"file": name, **{k: str(v) for k, v in entry.items()}})
    return pd.DataFrame(
        {
            _("File"): [entry["file"] for entry in entries],
        }
    )
