"""A spreadsheet as it comes: bytes in, a `Workbook` of raw cells out.

The bytes are parsed in a child process with limits (`data.spreadsheets.child`), few at a time: a hostile file cannot
harm this one.
"""

from __future__ import annotations

import json
import math
import signal
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, cast

from data.base.cell_values import CellValue
from data.spreadsheets.kinds import size_text
from data.spreadsheets.problems import problem
from data.spreadsheets.sheets import (
    LIMITS,
    Kind,
    Limits,
    Sheet,
    UnreadableFile,
    Workbook,
)

# Two of the largest, at 1.5 GiB each, leave a server of 4 GiB room for the dashboard itself; and an honest file is
# read in a fraction of a second, so that a third reader hardly notices the wait.
MOST_AT_ONCE: Final = 2

_slots: Final = threading.BoundedSemaphore(MOST_AT_ONCE)
ROOT: Final = Path(__file__).resolve().parents[2]
# Not `python -m`, whose own module takes 5 ms to import.
READ: Final = "from data.spreadsheets.child import main; main()"


@contextmanager
def reading_slot(seconds: float) -> Generator[None]:
    """Wait for a turn, at most so long, and give it back at the end. Raises UnreadableFile (`file_busy`)."""
    if not _slots.acquire(timeout=seconds):
        raise UnreadableFile(problem("file_busy", limit=f"{seconds:.0f}"))
    try:
        yield
    finally:
        _slots.release()


def read_spreadsheet(
    content: bytes, name: str, *, encoding: str | None = None, limits: Limits = LIMITS
) -> Workbook:
    """Read a file's cells.

    The content decides what the file is. `name`, as the sender gave it, only tells .et from .xls and .txt from
    .csv, which are the same inside, and names the one sheet of a text; it is never used as a path.

    encoding: one of `utf-8`, `utf-16`, `gb18030`, `big5` for a text that was decoded wrongly; None finds it.

    Raises UnreadableFile, within `limits`, whatever the content is; `file_busy` alone is not the file's fault.
    """
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise UnreadableFile(problem("file_empty"))
    if len(content) > limits.file_bytes:
        found, most = size_text(len(content)), size_text(limits.file_bytes)
        raise UnreadableFile(problem("file_too_large", found=found, limit=most))
    with reading_slot(limits.seconds_waiting):
        answer = _ask_child(content, encoding, limits)
    if "refusal" in answer:
        raise UnreadableFile(problem(answer["refusal"], found=answer["found"], **answer["details"]))
    sheets = tuple(_sheet(plain, name) for plain in answer["sheets"])
    if not any(sheet.rows for sheet in sheets):
        raise UnreadableFile(problem("file_no_table"))
    kind = {("xls", ".et"): "et", ("csv", ".txt"): "txt"}.get((answer["kind"], _ending(name)), answer["kind"])
    return Workbook(cast("Kind", kind), sheets, answer.get("encoding"))


def _ask_child(content: bytes, encoding: str | None, limits: Limits) -> dict[str, Any]:
    """Run the reading child; a child that breaks a limit has no answer, and how it ended says which."""
    seconds = limits.seconds_large if len(content) > limits.large_from_bytes else limits.seconds
    told_child = asdict(limits) | {"encoding": encoding, "processor_seconds": math.ceil(seconds)}
    try:
        child = subprocess.run(  # noqa: S603 - our own interpreter and module; nothing of the file in the command
            [sys.executable, "-c", READ, json.dumps(told_child)],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={"LANG": "C.UTF-8"},  # the server's environment holds passwords that a reader has no use for
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(problem("file_timeout", limit=f"{seconds:.0f}")) from error
    try:
        return json.loads(child.stdout)
    except ValueError as error:
        if child.returncode > 0:
            # The reader itself gave up: what it was given made no sense to it.
            raise UnreadableFile(problem("file_damaged")) from error
        # Killed: by its own limit of processor time, else for memory; calamine aborts when it gets none.
        slow = child.returncode == -signal.SIGXCPU
        reason = problem("file_timeout", limit=f"{seconds:.0f}") if slow else problem("file_memory")
        raise UnreadableFile(reason) from error


def _sheet(plain: dict[str, Any], name: str) -> Sheet:
    """Build a sheet of the child's plain values."""
    rows: list[list[CellValue]] = plain["rows"]
    for row, column, day in plain["dates"]:
        rows[row][column] = date.fromisoformat(day) if len(day) == 10 else datetime.fromisoformat(day)
    return Sheet(
        name=plain["name"] or name.rpartition(".")[0] or name,
        visible=plain["visible"],
        rows=tuple(map(tuple, rows)),
        merged=tuple((a, b, c, d) for a, b, c, d in plain["merged"]),
        formulas_without_value=tuple((row, letter) for row, letter in plain.get("formulas", ())),
    )


def _ending(name: str) -> str:
    return name[name.rfind(".") :].lower() if "." in name else ""
