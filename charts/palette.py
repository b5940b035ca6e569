"""Every colour that the dashboard draws with, light and dark, in one place.

Source: the design tokens. ΔE2000 between any two verdicts is at least 13.5 in normal, protan, deutan and
tritan vision; every text colour has a contrast of at least 4.5 : 1 on `paper`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from data.base.stages import STAGES
from data.figures import verdicts
from data.plan.thresholds import MOST_NOT_REPORTED

VERDICTS: Final = verdicts.VERDICTS

# Lower bounds of the share steps 2 to 7, as fractions: below 50, 50, 60, 70, 80, 90 and exactly 100%.
SHARE_BREAKS: Final = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)

# More than this share of an area's counties without an answer: the cell of a heat map is hatched in part.
HATCHED_ABOVE: Final = MOST_NOT_REPORTED


@dataclass(frozen=True)
class VerdictColours:
    """The colours of one verdict: the mark's fill, its outline (or None), and the word beside it."""

    fill: str
    outline: str | None
    text: str


@dataclass(frozen=True)
class Palette:
    """One scheme's colours, as `#rrggbb` strings.

    `share` has seven steps (see SHARE_BREAKS); `stages` has a colour for each of
    data.base.stages.STAGES, `verdicts` for each of VERDICTS.
    """

    dark: bool
    ink: str
    muted: str
    paper: str
    wash: str
    line: str
    rule: str
    accent: str
    accent_wash: str
    on_accent: str
    coast: str
    outside: str
    seam: str
    hatch: str
    hatch_ground: str
    prefecture_border: str
    error_text: str
    warning_text: str
    share: tuple[str, ...]
    stages: dict[str, str]
    verdicts: dict[str, VerdictColours]

    @property
    def fan(self) -> str:
        """The flat colour of the projection fan: step 2 of the share scale."""
        return self.share[1]

    def share_step(self, share: float) -> int:
        """Index, 0 to 6, of the step that a share (a fraction, 0 to 1) falls in; 100% has one of its own."""
        return sum(share >= lower for lower in SHARE_BREAKS)

    def text_on(self, ground: str) -> str:
        """Give the colour in which a text stands out best on a ground: ink, paper or white."""
        return max((self.ink, self.paper, "#ffffff"), key=lambda colour: contrast(colour, ground))


def luminance(colour: str) -> float:
    """Give the relative luminance of `#rrggbb` (WCAG 2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, 1 to 21 (WCAG 2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _stages(**colours: str) -> dict[str, str]:
    """Give each stage its colour, from the scheme's colours by name."""
    return {key: colours[stage.colour] for key, stage in STAGES.items()}


LIGHT: Final = Palette(
    dark=False,
    ink="#1a2233",
    muted="#566072",
    paper="#ffffff",
    wash="#f6f8fb",
    line="#e1e6ed",
    rule="#c6ced9",
    accent="#0d5680",
    accent_wash="#e8f1f5",
    on_accent="#ffffff",
    coast="#8794a6",
    outside="#eceff3",
    seam="#ffffff",
    hatch="#a7b0bd",
    hatch_ground="#f7f8fa",
    prefecture_border="#3b4a5f",
    error_text="#b02a3e",
    warning_text="#855700",
    share=("#e8f1f5", "#c5dfe8", "#93c4d6", "#5aa2c0", "#2c7da5", "#0d5680", "#063b5c"),
    stages=_stages(sand="#f6ead8", ochre="#e6c88f", sky="#5a9fc0", deep="#0b4a72"),
    verdicts={
        "achieved": VerdictColours("#0b4a8f", None, "#0b4a8f"),
        "nearly": VerdictColours("#62cb92", "#0f6b4a", "#0f6b4a"),
        "on_track": VerdictColours("#3d8fd1", None, "#1d6aa8"),
        "at_risk": VerdictColours("#eeb021", "#855700", "#855700"),
        "off_track": VerdictColours("#cf4256", None, "#b02a3e"),
        "reversing": VerdictColours("#5e0f35", None, "#5e0f35"),
        "cannot_assess": VerdictColours("#b9bfc8", "#566072", "#566072"),
    },
)


DARK: Final = Palette(
    dark=True,
    ink="#e8edf4",
    muted="#a3b0c1",
    paper="#0e1724",
    wash="#131e2d",
    line="#253142",
    rule="#3a485b",
    accent="#7fbfe6",
    accent_wash="#16293a",
    on_accent="#0e1724",
    coast="#61718a",
    outside="#2a384b",
    seam="#0e1724",
    hatch="#76859a",
    hatch_ground="#182434",
    prefecture_border="#8fa0b6",
    error_text="#ff9a9a",
    warning_text="#f5c04a",
    share=("#1d3443", "#1f4d63", "#286a88", "#3a8aae", "#62abcb", "#98cfe3", "#d6eef7"),
    stages=_stages(sand="#43382a", ochre="#94743c", sky="#4f9dc4", deep="#c6e8f5"),
    verdicts={
        "achieved": VerdictColours("#c4e3ff", None, "#c4e3ff"),
        "nearly": VerdictColours("#2ac6aa", None, "#2ac6aa"),
        "on_track": VerdictColours("#3d88cc", None, "#7fbfe6"),
        "at_risk": VerdictColours("#f5c04a", "#f5c04a", "#f5c04a"),
        "off_track": VerdictColours("#ef6a6a", None, "#ff9a9a"),
        "reversing": VerdictColours("#8f1d55", "#ff9cc4", "#ff9cc4"),
        "cannot_assess": VerdictColours("#66717f", "#a3b0c1", "#a3b0c1"),
    },
)


def palette(dark: bool) -> Palette:  # noqa: FBT001 — the argument is the name of the scheme
    """Colours of the dark scheme, or of the light one."""
    return DARK if dark else LIGHT
