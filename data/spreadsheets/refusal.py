"""How the reading child says that a file cannot be read; the parent turns it into a `Problem`."""

from __future__ import annotations


class Refusal(Exception):
    """A reason not to read on: the problem's code (`file_…`), what was found, and details as text."""

    def __init__(self, code: str, found: str = "", **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.found = found
        self.details = details


def told(size: int) -> str:
    """A number of bytes as a reader reads it."""
    return f"{size / 1024 / 1024:,.0f} MB" if size >= 1024 * 1024 else f"{max(1, size // 1024):,} kB"
