"""The reading child, started once and forking for each file: for the fuzzer, which tries thousands.

`Reader` starts it and asks. A request on stdin is the file's length in four bytes and the file; the answer on stdout
is a head (HEAD) and what the child wrote. The fork confines itself, reads and ends as `data.spreadsheets.child`
does; but it tells exceptions too.
"""

import json
import os
import select
import signal
import struct
import subprocess
import sys
import time
import traceback
from collections import Counter
from dataclasses import asdict
from typing import Any, Final

from data.spreadsheets import child, html_reading, ods_scan, reading, text_reading, workbook_reading  # noqa: F401 - once for all forks
from data.spreadsheets.kinds import Refusal
from data.spreadsheets.problems import problem
from data.spreadsheets.sheets import LIMITS, Limits, UnreadableFile

# Length of the answer, how the child ended (as in subprocess.returncode), its peak memory in kB, its seconds.
HEAD: Final = struct.Struct("<Iiqd")
GIVE_UP_AFTER: Final = LIMITS.seconds
ASKED: Final = asdict(LIMITS) | {"encoding": None}
SLOWEST: Final = 5.0
MOST_MEMORY_KB: Final = LIMITS.memory_bytes // 1024


class Finding(Exception):
    """What should not have happened, without an exception of its own."""


class Reader:
    """Reads by a fork (`tests.load.forking_reader`) in place of the child of `data.spreadsheets.reading`."""

    def __init__(self) -> None:
        self.process = self.start()
        self.slowest, self.largest_kb, self.signals = 0.0, 0, Counter[int]()

    def start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.load.forking_reader"]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=reading.ROOT)

    def close(self) -> None:
        self.process.communicate()

    def ask(self, content: bytes, _encoding: str | None, _limits: Limits) -> dict[str, Any]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(len(content).to_bytes(4, "little") + content)
        self.process.stdin.flush()
        length, code, peak, seconds = HEAD.unpack(self.process.stdout.read(HEAD.size))
        written = self.process.stdout.read(length)
        self.slowest, self.largest_kb = max(self.slowest, seconds), max(self.largest_kb, peak)
        self.signals[code] += code != 0
        if seconds > SLOWEST or peak > MOST_MEMORY_KB:
            raise Finding(f"reading took {seconds:.1f} s and {peak} kB")
        try:
            answer = json.loads(written)
        except ValueError:
            slow = code in {-signal.SIGXCPU, -signal.SIGKILL}  # killed by the fork's own clock
            raise UnreadableFile(
                problem("file_timeout", limit="4.5") if slow else problem("file_memory")
            ) from None
        if "trace" not in answer:
            return answer
        frames = [line for line in answer["trace"].splitlines() if 'File "' in line]
        if "/data/" in frames[-1] and "PanicException" not in answer["trace"]:
            raise Finding(f"child: {frames[-1].strip()} {answer['trace'].splitlines()[-1]}")
        raise UnreadableFile(problem("file_damaged"))


def answer(content: bytes) -> bytes:
    child.confine(LIMITS.memory_bytes, 5)
    try:
        return child.as_json(child.read(content, ASKED), LIMITS.answer_bytes)
    except Refusal as refusal:
        return json.dumps(
            {"refusal": refusal.code, "found": refusal.found, "details": refusal.details}
        ).encode()
    except MemoryError:
        return b'{"refusal": "file_memory", "found": "", "details": {}}'
    except BaseException:  # noqa: BLE001 - calamine's panics among them
        return json.dumps({"trace": traceback.format_exc()}).encode("utf-8", "replace")


def fork(content: bytes) -> tuple[int, int]:
    """Fork a child that answers into a pipe; give its number and the pipe's end."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(answer(content))
        os._exit(0)
    os.close(writing)
    return child, reading


def collect(child: int, reading: int) -> tuple[bytes, int, int, float]:
    begin, written = time.monotonic(), b""
    while True:
        left = begin + GIVE_UP_AFTER - time.monotonic()
        if left <= 0 or not select.select([reading], [], [], left)[0]:
            os.kill(child, signal.SIGKILL)
            break
        some = os.read(reading, 1 << 20)
        if not some:
            break
        written += some
    os.close(reading)
    _child, status, usage = os.wait4(child, 0)
    return written, os.waitstatus_to_exitcode(status), usage.ru_maxrss, time.monotonic() - begin


def main() -> None:
    while size := sys.stdin.buffer.read(4):
        content = sys.stdin.buffer.read(int.from_bytes(size, "little"))
        written, code, peak, seconds = collect(*fork(content))
        sys.stdout.buffer.write(HEAD.pack(len(written), code, peak, seconds) + written)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
