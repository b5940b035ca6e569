"""The time of day that programs write after a day, and the day in China that both together mean.

Programs keep days as the moment of their midnight. One that writes that moment in universal time makes 16:00 of the day
before of a midnight in China; where it says so (Z, GMT), its day is moved on for certain.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

CHINA: Final = timedelta(hours=8)
CLOCK: Final = re.compile(
    r"(?:(?<=[\sT日,，])|(?=[上下]午|凌晨|早上|中午|晚上))\s*(?P<half>[上下]午|凌晨|早上|中午|晚上)?\s*"
    r"(?P<hour>\d{1,2})[:：](?P<minute>\d{2})(?:[:：](?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half_after>[ap]\.?m\.?)?\s*(?P<zone>Z|UTC|GMT|CST)?\s*(?P<offset>[+-]\d{2}:?(?:\d{2})?)?"
    r"\s*(?:\([^()]*\))?\s*(?P<year>\d{4})?\s*$",
    re.IGNORECASE,
)
AFTERNOON: Final = frozenset(("下午", "晚上", "pm"))
MORNING: Final = frozenset(("上午", "凌晨", "早上", "am"))
UNIVERSAL: Final = frozenset(("z", "utc", "gmt"))
# Midnight in China as universal time; and what becomes of it in libraries that count with the local time of Shanghai
# before there were zones, which was 43 seconds off.
MIDNIGHT_ELSEWHERE: Final = (time(16), time(15, 59, 17), time(16, 0, 43), time(23, 59, 17))


@dataclass(frozen=True)
class Clock:
    """A time of day, and how far it is ahead of universal time; None where nothing says so."""

    time: time
    ahead: timedelta | None = None

    @property
    def may_be_midnight(self) -> bool:
        """Whether this can be midnight in China, written by a program that does not say how it counts."""
        seconds = self.time.hour * 3600 + self.time.minute * 60 + self.time.second
        return self.ahead is None and any(
            abs(seconds - (other.hour * 3600 + other.minute * 60 + other.second)) <= 1
            for other in MIDNIGHT_ELSEWHERE
        )

    def day_in_china(self, day: date) -> date:
        """Give the day in China, of a time that says how far it is ahead."""
        if self.ahead is None:
            return day
        return (datetime.combine(day, self.time) - self.ahead + CHINA).date()


def split_clock(text: str) -> tuple[str, Clock | None]:
    """Part a text into its day and its time of day; what looks like a time and is none stays with the day."""
    match = CLOCK.search(text)
    if match is None:
        return text, None
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    half = (match["half"] or match["half_after"] or "").lower().replace(".", "")
    if hour <= 12 and half in AFTERNOON | MORNING:
        hour = hour % 12 + (12 if half in AFTERNOON else 0)
    if hour > 23 or minute > 59 or second > 59:
        return text, None
    # Java writes the year last of all.
    day = text[: match.start()].rstrip(" T,，\t") + (f" {match['year']}" if match["year"] else "")
    return day, Clock(time(hour, minute, second), _ahead(match["zone"], match["offset"]))


def _ahead(zone: str | None, offset: str | None) -> timedelta | None:
    if offset:
        digits = offset[1:].replace(":", "")
        ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
        return -ahead if offset[0] == "-" else ahead
    return timedelta() if (zone or "").lower() in UNIVERSAL else None


def clock_of(cell: datetime) -> Clock | None:
    """Give the time of day of a cell that holds one; midnight says nothing."""
    seconds = cell.replace(microsecond=0) + timedelta(seconds=1 if cell.microsecond >= 500_000 else 0)
    return Clock(seconds.time()) if seconds.time() != time() else None
