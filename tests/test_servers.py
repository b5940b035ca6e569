"""The start of a server for tests: on another port if one was taken, and with its log where it fails."""

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.servers import free_port, started, stop

LISTENS = """
import socket, sys
with socket.create_server(("127.0.0.1", int(sys.argv[1]))) as server:
    server.accept()
    sys.stdin.read()
"""
SAYS_AND_ENDS = "import sys; sys.exit('no such table')"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


@pytest.fixture
def starting(log: Path) -> Iterator[Callable[[str], Callable[[int], subprocess.Popen[bytes]]]]:
    processes: list[subprocess.Popen[bytes]] = []

    def of(script: str) -> Callable[[int], subprocess.Popen[bytes]]:
        def start(port: int) -> subprocess.Popen[bytes]:
            with log.open("wb") as output:
                processes.append(
                    subprocess.Popen(
                        [sys.executable, "-S", "-c", script, str(port)], stdin=subprocess.PIPE, stderr=output
                    )
                )
            return processes[-1]

        return start

    yield of
    for process in processes:
        stop(process)
        process.stdin.close()


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def test_a_port_that_was_taken_meanwhile_is_left_for_another(starting, log):
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.listen()
        ports = iter([other.getsockname()[1], given := free_port()])
        # The other one answers too; asked is the server that was started.
        process, port = started(
            starting(LISTENS), lambda port: port == given and answers(port), log, a_port=lambda: next(ports)
        )
    assert port == given
    assert process.poll() is None


def test_what_ends_before_it_answers_is_told_with_its_log(starting, log):
    with pytest.raises(RuntimeError, match=r"ended with 1 before it answered:\nno such table"):
        started(starting(SAYS_AND_ENDS), answers, log)


def test_what_never_answers_is_told_with_its_log_and_ended(starting, log):
    with pytest.raises(RuntimeError, match=r"did not answer within 0\.3 s"):
        started(starting(LISTENS), lambda _port: False, log, within_s=0.3)
