"""The slide's ground plan: where title, body and foot stand, in px of a 1920 × 1080 screen, as the stage has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# 13.333 × 7.5 in are 1920 × 1080 px: a px is half a point, so sizes of the design hold here as they are.
EMU_PER_PX: Final = 6350
PX_PER_POINT: Final = 2
SLIDE_WIDTH: Final = 1920
SLIDE_HEIGHT: Final = 1080
MARGIN: Final = 72
FULL_WIDTH: Final = SLIDE_WIDTH - 2 * MARGIN
DEMO_WIDTH: Final = 230
RULE: Final = 982


@dataclass(frozen=True)
class Box:
    """A rectangle on a slide, in px."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    def columns(self, count: int, gap: float) -> list[Box]:
        """Part it into columns of equal width."""
        width = (self.width - gap * (count - 1)) / count
        return [
            Box(self.left + place * (width + gap), self.top, width, self.height) for place in range(count)
        ]

    def split(self, left: float, gap: float) -> tuple[Box, Box]:
        """Part it in two, the left one `left` px wide."""
        rest = self.left + left + gap
        return Box(self.left, self.top, left, self.height), Box(
            rest, self.top, self.right - rest, self.height
        )

    def rows(self, top: float, gap: float) -> tuple[Box, Box]:
        """Part it in two, the upper one `top` px high."""
        rest = self.top + top + gap
        return Box(self.left, self.top, self.width, top), Box(self.left, rest, self.width, self.bottom - rest)


def emu(px: float) -> int:
    """Give px in English Metric Units, which files hold."""
    return round(px * EMU_PER_PX)


TITLE: Final = Box(MARGIN, 30, FULL_WIDTH - DEMO_WIDTH - 40, 114)
SUBTITLE: Final = Box(MARGIN, 148, FULL_WIDTH, 44)
DEMO: Final = Box(MARGIN + FULL_WIDTH - DEMO_WIDTH, 64, DEMO_WIDTH, 48)
BODY: Final = Box(MARGIN, 216, FULL_WIDTH, 748)
NUMBER: Final = Box(MARGIN + FULL_WIDTH - 120, 992, 120, 40)
# Where a province's slide leads back to the map.
BACK: Final = Box(NUMBER.left - 260, NUMBER.top, 300, NUMBER.height)
FOOT: Final = Box(MARGIN, 992, FULL_WIDTH - 150, 64)
