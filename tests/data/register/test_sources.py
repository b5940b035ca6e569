"""The record of sources, and what is said of files that are gone or are not those recorded."""

from pathlib import Path

import pytest

from data.base.errors import MissingFile, WrongChecksum
from data.register.build.record import record
from data.register.sources import (
    FILES,
    RECORD_NAME,
    UnusableRecord,
    checksum,
    read_sources,
    unrecorded_files,
    verify_sources,
)

ENTRY = """
["table.csv"]
producer = "Somebody"
title = "A table"
licence = "CC0-1.0"
date = "2025"
sha256 = "{sha256}"
changes = "None."
built_by = "python -m data.register.build.table"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = tmp_path / "data" / "files"
    files.mkdir(parents=True)
    (files / "table.csv").write_text("code\n110101\n", encoding="utf-8")
    (files / "SOURCES.toml").write_text(ENTRY.format(sha256=checksum(files / "table.csv")), encoding="utf-8")
    return files


def test_a_file_as_recorded_passes(folder: Path) -> None:
    (source,) = verify_sources(folder)
    assert (source.file, source.producer, source.edition) == ("table.csv", "Somebody", "")


def test_a_changed_file_is_named_with_the_remedy(folder: Path) -> None:
    recorded = checksum(folder / "table.csv")[:12]
    (folder / "table.csv").write_text("code\n110102\n", encoding="utf-8")
    found = checksum(folder / "table.csv")[:12]
    with pytest.raises(WrongChecksum) as caught:
        verify_sources(folder)
    assert str(caught.value) == (
        f"The data file data/files/table.csv has the checksum {found}…, and SOURCES.toml records {recorded}…. "
        "Restore the file; if it was changed on purpose, record it anew: python -m data.register.build.table."
    )


def test_a_missing_file_is_named_with_the_remedy(folder: Path) -> None:
    (folder / "table.csv").unlink()
    with pytest.raises(MissingFile) as caught:
        verify_sources(folder)
    assert str(caught.value) == (
        "The data file data/files/table.csv is missing. "
        "Restore it from the repository, or rebuild it: python -m data.register.build.table."
    )


def test_a_missing_record_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match=r"SOURCES\.toml is missing\. Restore it"):
        read_sources(tmp_path)


def test_an_entry_that_lacks_fields_is_named(folder: Path) -> None:
    text = ENTRY.format(sha256="0").replace('licence = "CC0-1.0"\n', "").replace('date = "2025"', 'date = ""')
    (folder / "SOURCES.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UnusableRecord, match=r"table\.csv of data/files/SOURCES\.toml lacks licence, date\."):
        read_sources(folder)


def test_a_record_that_is_no_toml_is_named(folder: Path) -> None:
    (folder / "SOURCES.toml").write_text("[table", encoding="utf-8")
    with pytest.raises(UnusableRecord, match=r"data/files/SOURCES\.toml cannot be read"):
        read_sources(folder)


def test_files_without_an_entry_are_listed(folder: Path) -> None:
    (folder / "map").mkdir()
    (folder / "map" / "new.json").write_text("{}", encoding="utf-8")
    assert unrecorded_files(folder) == ["map/new.json"]


def test_the_record_is_the_one_that_its_command_writes() -> None:
    assert (FILES / RECORD_NAME).read_text(encoding="utf-8") == record()
