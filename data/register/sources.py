"""The committed data files: how one is read, where it comes from, and whether it is still the file recorded."""

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pandas as pd

from data.base.errors import DashboardError, MissingFile, WrongChecksum

FILES = Path(__file__).resolve().parents[1] / "files"
RECORD_NAME = "SOURCES.toml"
REQUIRED = ("producer", "title", "licence", "date", "sha256", "changes", "built_by")
OPTIONAL = ("edition", "packaged_by")


class UnusableRecord(DashboardError):
    """SOURCES.toml cannot be read, or an entry lacks a field."""


@dataclass(frozen=True)
class Source:
    """The origin of one data file: who made what it rests on, under which licence, and what we changed.

    `file` is relative to the record; `date` is the day or year of publication, `edition` what state the content
    describes, `packaged_by` who passed it on to us; `built_by` is the command that makes the file again.
    """

    file: str
    producer: str
    title: str
    licence: str
    date: str
    sha256: str
    changes: str
    built_by: str
    edition: str = ""
    packaged_by: str = ""


def read_sources(folder: Path) -> list[Source]:
    """Read a folder's SOURCES.toml, one table per file; raises MissingFile and UnusableRecord."""
    record = folder / RECORD_NAME
    named = f"{folder.parent.name}/{folder.name}/{RECORD_NAME}"
    if not record.exists():
        raise MissingFile(f"The record of sources {named} is missing.", "Restore it from the repository.")
    try:
        entries = cast("dict[str, dict[str, Any]]", tomllib.loads(record.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnusableRecord(f"{named} cannot be read ({error}).", "Correct it.") from error
    for file, entry in entries.items():
        lacking = [field for field in REQUIRED if not entry.get(field)]
        if lacking:
            raise UnusableRecord(
                f"The entry {file} of {named} lacks {', '.join(lacking)}.", "Add what is lacking."
            )
    return [
        Source(file=file, **{field: str(entry[field]) for field in (*REQUIRED, *OPTIONAL) if field in entry})
        for file, entry in entries.items()
    ]


def checksum(path: Path) -> str:
    """Compute the SHA-256 of a file as 64 hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def verify_source(folder: Path, source: Source) -> None:
    """Raise MissingFile or WrongChecksum when a file is not the one that its entry records."""
    path = folder / source.file
    named = f"{folder.parent.name}/{folder.name}/{source.file}"
    if not path.exists():
        raise MissingFile(
            f"The data file {named} is missing.",
            f"Restore it from the repository, or rebuild it: {source.built_by}.",
        )
    found = checksum(path)
    if found != source.sha256:
        raise WrongChecksum(
            f"The data file {named} has the checksum {found[:12]}…, and {RECORD_NAME} records {source.sha256[:12]}….",
            f"Restore the file; if it was changed on purpose, record it anew: {source.built_by}.",
        )


def verify_sources(folder: Path) -> list[Source]:
    """Verify every recorded file of a folder and return the entries; raises on the first fault."""
    sources = read_sources(folder)
    for source in sources:
        verify_source(folder, source)
    return sources


def unrecorded_files(folder: Path) -> list[str]:
    """List files below a folder that no entry records, in order."""
    recorded = {source.file for source in read_sources(folder)}
    present = {str(path.relative_to(folder).as_posix()) for path in folder.rglob("*") if path.is_file()}
    return sorted(present - recorded - {RECORD_NAME})


def read_reference(file_name: str, numbers: dict[str, str] | None = None) -> pd.DataFrame:
    """Read a table of data/files: every column a string, but those named in `numbers`; raises MissingFile."""
    path = FILES / file_name
    if not path.exists():
        raise missing_reference(file_name)
    frame = pd.read_csv(path, dtype="string", keep_default_na=False, encoding="utf-8")
    return frame.astype(numbers) if numbers else frame


def missing_reference(file_name: str) -> MissingFile:
    """Say that a file of data/files is missing, and what to do."""
    return MissingFile(
        f"The reference file data/files/{file_name} is missing.",
        "Restore it from the repository, or rebuild it as data/files/SOURCES.toml says.",
    )
