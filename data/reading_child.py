"""The process that reads one hostile file and dies: bytes on stdin, plain JSON on stdout.

`python -m data.reading_child LIMITS` where LIMITS is a JSON object (`Limits` of data.spreadsheets.values, plus
`encoding`). The answer is {"kind", "encoding", "sheets": [{"name", "visible", "rows", "dates", "merged",
"formulas"}]}, or {"refusal": code, "found", "details"}. A child that ends without an answer has
broken a limit: the parent says so. Nothing here imports more than it needs: its start is part of every upload.
"""

from __future__ import annotations

import json
import resource
import sys
from typing import Any

from data.spreadsheets.kinds import COMPOUND, ZIP, compound_kind, foreign_kind
from data.spreadsheets.refusal import Refusal


def confine(memory_bytes: int, seconds: int) -> None:
    """Limit this process for good: memory, processor time, no files written, no core left behind."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(content: bytes, limits: dict[str, Any]) -> dict[str, Any]:
    """Read the file by what its first bytes say it is. Raises Refusal."""
    if content.startswith(ZIP):
        from data.spreadsheets.workbook_reading import read_package  # noqa: PLC0415 - 20 ms that csv need not pay

        return read_package(content, limits)
    if content.startswith(COMPOUND):
        from data.spreadsheets.workbook_reading import read_sheets  # noqa: PLC0415

        kind = compound_kind(content)
        if kind == "encrypted":
            raise Refusal("file_encrypted")
        if kind != "xls":
            raise Refusal("file_unknown_type", kind)
        return {"kind": kind, "sheets": read_sheets(content, limits)}
    foreign = foreign_kind(content)
    if foreign:
        raise Refusal("file_unknown_type", foreign)
    from data.spreadsheets.text_reading import read_text  # noqa: PLC0415

    return read_text(content, limits)


def check_text(answer: dict[str, Any], most: int) -> None:
    """Refuse an answer with more text than the parent should have to hold."""
    amount = sum(
        len(cell)
        for sheet in answer["sheets"]
        for row in sheet["rows"]
        for cell in row
        if isinstance(cell, str)
    )
    if amount > most:
        raise Refusal("file_unpacks_too_large", f"{amount:,}", limit=f"{most:,}")


def main() -> None:
    """Answer on stdout; the exit code says nothing."""
    answer: dict[str, Any]
    limits = json.loads(sys.argv[1])
    confine(limits["memory_bytes"], limits["processor_seconds"])
    content = sys.stdin.buffer.read()
    try:
        answer = read(content, limits)
        check_text(answer, limits["text_characters"])
    except Refusal as refusal:
        answer = {"refusal": refusal.code, "found": refusal.found, "details": refusal.details}
    except MemoryError:
        answer = {"refusal": "file_too_much_memory", "found": "", "details": {}}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"))


if __name__ == "__main__":
    main()
