"""A file as an answer that a browser keeps and never runs: its name, its kind, its headers."""

from typing import Final
from unicodedata import category, normalize
from urllib.parse import quote

from starlette.responses import Response

from reports.workbooks import MEDIA_TYPE

# File systems take 255 bytes; a browser adds " (1)" or ".crdownload" to it.
LONGEST_NAME_BYTES: Final = 200
# An ending is cut with the rest where it is longer than any spreadsheet's.
LONGEST_ENDING: Final = 10
# Whatever else a file is said to be, it goes out as bytes that nothing opens by itself.
HARMLESS: Final = ("text/csv", "application/zip", MEDIA_TYPE)
_BYTES: Final = "application/octet-stream"
_OF_SYSTEMS: Final = frozenset('\\/:*?"<>|%')
# Windows takes these for devices, whatever the ending.
_DEVICES: Final = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)
# If a browser showed it after all, it would be a page that may do nothing: no script, no form, no request.
KEPT_NOT_RUN: Final = {
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def attachment(content: bytes, name: str, media_type: str = _BYTES) -> Response:
    """Answer with a file to keep; nothing on the way may store it."""
    headers = {**KEPT_NOT_RUN, "Content-Disposition": disposition(name)}
    return Response(content, media_type=media_type if media_type in HARMLESS else _BYTES, headers=headers)


def disposition(name: str) -> str:
    """Write Content-Disposition: the name by RFC 5987, before it one of plain letters for what cannot read that."""
    safe = safe_name(name)
    plain = "".join(sign if sign.isascii() else "_" for sign in safe)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe='')}"


def safe_name(name: str) -> str:
    """Give a name that every system takes, leads to no other folder, and reads as it is.

    Signs that nobody sees go: turned round by one, `fdp.exe` reads as `exe.pdf`.
    """
    seen = "".join(
        "_" if sign in _OF_SYSTEMS else sign
        for sign in normalize("NFC", name)
        if not category(sign).startswith("C")
    )
    tidy = " ".join(seen.split()).strip(". ")
    if tidy.partition(".")[0].strip().casefold() in _DEVICES:
        tidy = f"_{tidy}"
    return _cut(tidy) or "file"


def _cut(name: str) -> str:
    """Shorten a name to what file systems take, keeping its ending."""
    if len(name.encode()) <= LONGEST_NAME_BYTES:
        return name
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending) > LONGEST_ENDING:
        stem, dot, ending = name, "", ""
    room = LONGEST_NAME_BYTES - len((dot + ending).encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(". ") + dot + ending
