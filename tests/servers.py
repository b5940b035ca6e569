"""Servers that tests start: each on a port of its own, waited for as long as a loaded machine needs."""

import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

# Long enough for a machine with ten other things to do; costs nothing where the server is there.
ANSWERS_WITHIN_S = 300
# Between the look for a free port and the server's own, somebody else may take it.
PORTS_TRIED = 5
PORT_TAKEN = re.compile(r"address already in use|port \d+ is (not available|already in use)", re.IGNORECASE)


def free_port() -> int:
    """A port on the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def started(
    start: Callable[[int], subprocess.Popen[bytes]],
    answers: Callable[[int], bool],
    log: Path,
    *,
    within_s: float = ANSWERS_WITHIN_S,
    a_port: Callable[[], int] = free_port,
) -> tuple[subprocess.Popen[bytes], int]:
    """Start a server and wait until it answers; give it with its port.

    start: starts it on a port, with everything it says going to `log`. A server that ends or keeps silent fails
    with what its log says; one whose port was taken meanwhile is started again on another.
    """
    for _ in range(PORTS_TRIED):
        port = a_port()
        process = start(port)
        if _answered(process, lambda port=port: answers(port), within_s):
            return process, port
        ended = process.poll()
        stop(process)
        said = log.read_text(errors="replace")
        if ended is None:
            raise RuntimeError(f"The server did not answer within {within_s} s:\n{said}")
        if not PORT_TAKEN.search(said):
            raise RuntimeError(f"The server ended with {ended} before it answered:\n{said}")
    raise RuntimeError(f"{PORTS_TRIED} ports were taken, one after the other:\n{said}")


def _answered(process: subprocess.Popen[bytes], answers: Callable[[], bool], within_s: float) -> bool:
    deadline = time.monotonic() + within_s
    while process.poll() is None and time.monotonic() < deadline:
        if answers():
            return True
        time.sleep(0.1)
    return False


def stop(process: subprocess.Popen[bytes], how: signal.Signals = signal.SIGTERM) -> None:
    """End a server by its own process id."""
    process.send_signal(how)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
