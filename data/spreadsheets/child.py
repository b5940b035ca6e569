"""The process that reads one hostile file and dies: bytes on stdin, plain JSON on stdout.

`main` is run with one argument, LIMITS, which is a JSON object (`Limits` of data.spreadsheets.sheets, plus
`encoding`). The answer is {"kind", "encoding", "sheets": [{"name", "visible", "rows", "dates", "merged",
"formulas"}]}, or {"refusal": code, "found", "details"}. A child that ends without an answer has
broken a limit: the parent says so. Nothing here imports more than it needs: its start is part of every upload.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
from importlib import import_module
from typing import Any

from data.spreadsheets.kinds import COMPOUND, ZIP, Refusal, compound_kind, foreign_kind, size_text


def confine(memory_bytes: int, seconds: int) -> None:
    """Limit this process for good: memory, processor time, no files written, no core left behind."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    # Only the soft limit says by its signal (SIGXCPU) what it is.
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
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
        if kind in {"encrypted", "truncated"}:
            raise Refusal("file_encrypted" if kind == "encrypted" else "file_damaged")
        if kind != "xls":
            raise Refusal("file_wrong_type", kind)
        return {"kind": kind, "sheets": read_sheets(content, limits)}
    foreign = foreign_kind(content)
    if foreign:
        raise Refusal("file_wrong_type", foreign)
    from data.spreadsheets.text_reading import read_text  # noqa: PLC0415

    return read_text(content, limits)


def as_json(answer: dict[str, Any], most: int) -> bytes:
    """Write the answer; raises Refusal if it is more than the parent should have to hold."""
    written = json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace")
    if len(written) > most:
        raise Refusal("file_too_large", size_text(len(written)), limit=size_text(most), what="unpacked")
    return written


def main() -> None:
    """Answer on stdout; the exit code says nothing."""
    limits = json.loads(sys.argv[1])
    content = sys.stdin.buffer.read()
    # Before the limits: under them Python can keep nothing that it compiles, and would compile it each time.
    reader = "workbook" if content.startswith((ZIP, COMPOUND)) else "text"
    import_module(f"data.spreadsheets.{reader}_reading")
    confine(limits["memory_bytes"], limits["processor_seconds"])
    gc.disable()  # nothing here lives long enough to be collected
    try:
        answer = as_json(read(content, limits), limits["answer_bytes"])
    except Refusal as refusal:
        answer = json.dumps(
            {"refusal": refusal.code, "found": refusal.found, "details": refusal.details}
        ).encode()
    except MemoryError:
        answer = b'{"refusal": "file_memory", "found": "", "details": {}}'
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    os._exit(0)  # without taking the cells apart one by one


if __name__ == "__main__":
    main()
