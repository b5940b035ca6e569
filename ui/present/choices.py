"""What the address says of a presentation: which slides in which order, and whether it runs by itself."""

from dataclasses import dataclass
from typing import Final

from reports.briefing.deck import NATION_KEYS, parse_keys
from ui.selection import Selection

# Seconds between slides that turn by themselves; beyond these nobody could read, or would wait.
FASTEST: Final = 2
SLOWEST: Final = 3600


@dataclass(frozen=True)
class Choices:
    """The slides to show, in order, and the seconds after which they turn by themselves, 0: they do not."""

    keys: tuple[str, ...]
    auto: int

    @property
    def provinces(self) -> tuple[str, ...]:
        """The codes of the chosen provinces."""
        return tuple(key for key in self.keys if key not in NATION_KEYS)


def read_choices(selection: Selection) -> Choices:
    """Read a presentation from the address; what cannot be read falls back to the usual one."""
    text = selection.auto or ""
    seconds = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
    auto = min(SLOWEST, max(FASTEST, seconds)) if seconds else 0
    return Choices(parse_keys(selection.slides) or NATION_KEYS, auto)


def slides_word(keys: tuple[str, ...]) -> str | None:
    """Write keys as the address has them; the usual slides are left out of it."""
    return None if keys == NATION_KEYS else ".".join(keys)
