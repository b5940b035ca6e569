"""`python -m reports`: see reports.command."""

import signal
import sys
from typing import NoReturn

from reports.command import main


def stop(*_signal: object) -> NoReturn:
    """End as a shell tells of SIGTERM, 128 + 15: a job that is told to stop takes its half file with it."""
    sys.exit(143)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, stop)
    sys.exit(main())
