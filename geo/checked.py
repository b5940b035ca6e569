"""Finds a file of geo/files and makes sure that it is the one that SOURCES.toml records."""

from pathlib import Path
from typing import Final

from data.base.errors import MissingFile
from data.register.sources import read_sources, verify_source

FILES: Final = Path(__file__).resolve().parent / "files"


def checked_path(name: str, folder: Path = FILES) -> Path:
    """Return the path of a file, named relative to `folder`.

    Raises MissingFile if it, its entry or SOURCES.toml is not there, WrongChecksum if its content is another.
    """
    for source in read_sources(folder):
        if source.file == name:
            verify_source(folder, source)
            return folder / name
    raise MissingFile(
        f"{folder.parent.name}/{folder.name}/SOURCES.toml has no entry for {name}.",
        "Restore it from the repository, or run `python -m geo.build`.",
    )
