"""Writes the reference tables the same way each time, so that a rebuild changes only what changed."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path


def read_table(path: Path) -> list[dict[str, str]]:
    """Read a CSV in UTF-8 (with or without BOM) as rows of text."""
    with path.open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write rows under a header in UTF-8 with LF line ends; return how many rows."""
    written = 0
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow(row)
            written += 1
    return written
