"""What a file is, told by its content, and how the reading child says that it cannot be read.

Imported by the reading child: nothing here may cost start time.
"""

from __future__ import annotations

from typing import Final

# The first bytes of what people upload by mistake. Order does not matter, no beginning is part of another.
BEGINNINGS: Final = {
    b"%PDF": "PDF",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"II*\x00": "picture",
    b"MM\x00*": "picture",
    b"RIFF": "picture",
    b"BM": "picture",
    b"Rar!": "archive",
    b"7z\xbc\xaf": "archive",
    b"\x1f\x8b": "archive",
    b"BZh": "archive",
    b"\xfd7zXZ": "archive",
    b"MZ": "program",
    b"\x7fELF": "program",
    b"{\\rtf": "Word",
}
# Of these beginnings only: two letters may begin an honest text (BM, MZ), so a NUL has to follow soon.
SHORT_BEGINNINGS: Final = (b"BM", b"MZ")
COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP: Final = b"PK"

# Records of an old workbook: its beginning, and the one that says how it is encrypted.
BEGIN_OF_WORKBOOK: Final = b"\x09\x08\x10\x00"
FILE_PASS: Final = b"\x2f\x00"
FIRST_RECORDS: Final = 4
SECTOR_BYTES: Final = 512


class Refusal(Exception):
    """A reason not to read on: the problem's code (`file_…`), what was found, and details as text."""

    def __init__(self, code: str, found: str = "", **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.found = found
        self.details = details


def size_text(size: int) -> str:
    """A number of bytes as a reader reads it."""
    return f"{size / 1024 / 1024:,.0f} MB" if size >= 1024 * 1024 else f"{max(1, size // 1024):,} kB"


def compound_kind(content: bytes) -> str:
    """Tell an OLE compound file by the names in its directory: `xls`, `encrypted` or what it is instead.

    `truncated` if the file ends before its directory, whose sector the header names.
    """
    if _holds(content, "EncryptedPackage") or _has_file_pass(content):
        return "encrypted"
    if _holds(content, "Workbook") or _holds(content, "Book\0"):
        return "xls"
    if _holds(content, "WordDocument"):
        return "Word"
    if _holds(content, "PowerPoint Document"):
        return "PowerPoint"
    sector_shift, directory = content[30:31], int.from_bytes(content[48:52], "little")
    ends_early = not sector_shift or (directory + 1) << min(sector_shift[0], 12) >= len(content)
    return "truncated" if ends_early else "unknown"


def package_kind(parts: set[str], media_type: str) -> str:
    """Tell a zip by its parts' names (lower case) and its part `mimetype`: `xlsx`, `xlsm`, `ods` or what else."""
    if "opendocument.spreadsheet" in media_type:
        return "ods"
    if "opendocument" in media_type:
        return "PowerPoint" if "presentation" in media_type else "Word"
    if "xl/workbook.bin" in parts:
        return "xlsb"
    if "xl/workbook.xml" in parts:
        return "xlsm" if "xl/vbaproject.bin" in parts else "xlsx"
    if any(part.startswith("word/") for part in parts):
        return "Word"
    if any(part.startswith("ppt/") for part in parts):
        return "PowerPoint"
    if "content.xml" in parts:
        return "ods"
    return "archive"


def foreign_kind(content: bytes) -> str | None:
    """Name what a file that is neither compound nor zip is, if its first bytes show that it is no text."""
    for beginning, name in BEGINNINGS.items():
        if content.startswith(beginning) and (
            beginning not in SHORT_BEGINNINGS or b"\0" in content[: len(beginning) + 16]
        ):
            return name
    return None


def _has_file_pass(content: bytes) -> bool:
    """Whether a workbook's stream, which begins at a sector, names a password among its first records (FILEPASS)."""
    begin = content.find(BEGIN_OF_WORKBOOK)
    while begin >= 0:
        at = begin
        for _record in range(FIRST_RECORDS if begin % SECTOR_BYTES == 0 else 0):
            if content[at : at + 2] == FILE_PASS:
                return True
            at += 4 + int.from_bytes(content[at + 2 : at + 4], "little")
        begin = content.find(BEGIN_OF_WORKBOOK, begin + 1)
    return False


def _holds(content: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in content
