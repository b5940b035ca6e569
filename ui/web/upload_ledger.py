"""How much each Streamlit session has sent: a bounded table in memory, kept for an hour at most."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

# Two rounds of the 32 reporting provinces, one file each: what one person sends in a long sitting.
MOST_FILES: Final = 64
# Three files of the largest size (server.maxUploadSize, 100 MB); a spreadsheet of all counties has 0.6 MB.
MOST_BYTES: Final = 300 * 1024 * 1024
# All sessions together; Streamlit keeps uploads in memory until a session ends, and a small server has 2 GB.
MOST_BYTES_TOGETHER: Final = 1024 * 1024 * 1024
# Sessions that upload within an hour: more than twice those that one process serves (docs/decisions/0002).
MOST_SESSIONS: Final = 1000
KEPT_FOR_S: Final = 3600.0


@dataclass(frozen=True)
class TooMuch:
    """Why no more is taken: an HTTP status and one sentence."""

    status: int
    sentence: str


@dataclass
class Sent:
    """What one session has sent since `since`, in seconds of the clock given."""

    since: float
    files: int = 0
    bytes: int = 0


class UploadLedger:
    """Count files and bytes by session. Taking a file back gives nothing back: it was sent all the same.

    `kept` tells whether a session or a file of it is still there, `held` how many bytes of uploads are in memory
    now, `clock` the seconds. Used on the server's event loop only.
    """

    def __init__(
        self, kept: Callable[[str], bool], held: Callable[[], int], clock: Callable[[], float]
    ) -> None:
        self._kept = kept
        self._held = held
        self._clock = clock
        self._sent: dict[str, Sent] = {}

    def __len__(self) -> int:
        """How many sessions are remembered."""
        return len(self._sent)

    def begin_file(self, session: str, announced: int) -> TooMuch | None:
        """Count one more file of `announced` bytes (0 where unknown), unless it is too much."""
        self._forget()
        if session not in self._sent and len(self._sent) >= MOST_SESSIONS:
            return TooMuch(429, "Too many people are uploading at once; try again in an hour.")
        sent = self._sent.setdefault(session, Sent(self._clock()))
        if sent.files >= MOST_FILES:
            return TooMuch(
                429, f"This page has sent {MOST_FILES} files within the hour; open it anew to go on."
            )
        sent.files += 1
        return self._too_much(sent, announced)

    def add_bytes(self, session: str, count: int) -> TooMuch | None:
        """Count bytes as they come, and say when it is enough."""
        sent = self._sent.setdefault(session, Sent(self._clock()))
        sent.bytes += count
        return self._too_much(sent, 0)

    def _too_much(self, sent: Sent, announced: int) -> TooMuch | None:
        if sent.bytes + announced > MOST_BYTES:
            limit = f"{MOST_BYTES >> 20} MB"
            return TooMuch(413, f"This page may send {limit} within the hour; open it anew to go on.")
        together = max(self._held(), sum(other.bytes for other in self._sent.values()))
        if together + announced > MOST_BYTES_TOGETHER:
            return TooMuch(413, "Too much is being uploaded at once; try again in an hour.")
        return None

    def _forget(self) -> None:
        """Drop sessions that have ended and left no file, and what is an hour old."""
        now = self._clock()
        self._sent = {
            session: sent
            for session, sent in self._sent.items()
            if now - sent.since < KEPT_FOR_S and self._kept(session)
        }
