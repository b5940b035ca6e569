"""What is handed out after a meeting: four kinds of file from the same figures, and who makes each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from data.base.language import Translate
from data.register.register import load_provinces
from reports import xlsx
from reports.figures.occasion import Occasion
from reports.figures.source import FigureSource
from reports.slides.deck import NATION_KEYS, PROVINCES_BEFORE, read_deck, with_provinces
from reports.workbook.book import figures_workbook

HandoutKind: TypeAlias = Literal["pptx", "pdf", "docx", "xlsx"]
Progress: TypeAlias = Callable[[int, int], None]

HANDOUTS: Final[tuple[HandoutKind, ...]] = ("pptx", "pdf", "docx", "xlsx")
MEDIA_TYPES: Final[dict[HandoutKind, str]] = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": xlsx.MEDIA_TYPE,
}

# The whole work, and what reading the slides takes of it, as benchmarks/reports.py measures them.
STEPS: Final = 1000
READING: Final = 300


@dataclass(frozen=True)
class Handout:
    """A file to be made. keys: of its slides, in order; empty for the workbook, which always holds everything."""

    kind: HandoutKind
    keys: tuple[str, ...]

    @classmethod
    def of(
        cls,
        kind: HandoutKind,
        *,
        provinces: Sequence[str] | None = None,
        keys: Sequence[str] | None = None,
    ) -> Handout:
        """Choose the slides of a file.

        keys: the slides of a PPTX, in order; the nation's where none are given. provinces: those with a slide or page
        of their own; where none are named a PPTX has those of `keys`, and a PDF or DOCX has all.
        """
        if kind == "xlsx":
            return cls(kind, ())
        if kind == "pptx":
            chosen = tuple(keys or NATION_KEYS)
            return cls(kind, chosen if provinces is None else _with(chosen, provinces))
        codes = load_provinces()["code"].tolist() if provinces is None else provinces
        return cls(kind, with_provinces(codes))


def provinces_of(keys: Sequence[str]) -> tuple[str, ...]:
    """Give the codes of the provinces among the keys of slides."""
    return tuple(key for key in keys if key not in NATION_KEYS)


def _with(keys: Sequence[str], provinces: Sequence[str]) -> tuple[str, ...]:
    """Put these provinces in the place of those among the keys: before the action list, or at the end."""
    nation = [key for key in keys if key in NATION_KEYS]
    place = nation.index(PROVINCES_BEFORE) if PROVINCES_BEFORE in nation else len(nation)
    return (*nation[:place], *provinces, *nation[place:])


def make_handout(
    handout: Handout,
    figures: FigureSource,
    occasion: Occasion,
    _: Translate,
    progress: Progress | None = None,
) -> bytes:
    """Make the file. progress: told how many of how many steps are done, the total being the same each time."""
    if handout.kind == "xlsx":
        return figures_workbook(figures, occasion, _, progress)
    deck = read_deck(figures, occasion, _, keys=handout.keys, progress=_part(progress, 0, READING))
    drawn = _part(progress, READING, STEPS)
    # What draws a file is loaded when one is asked for: a page, or another file, does not wait for it.
    if handout.kind == "pptx":
        from reports.slides.powerpoint.presentation import pptx_bytes  # noqa: PLC0415

        return pptx_bytes(deck, _, drawn)
    if handout.kind == "pdf":
        from reports.paper.pdf import pdf_bytes  # noqa: PLC0415

        return pdf_bytes(deck, figures, _, drawn)
    from reports.paper.word import docx_bytes  # noqa: PLC0415

    return docx_bytes(deck, figures, _, drawn)


def _part(progress: Progress | None, first: int, last: int) -> Progress | None:
    """Tell the progress of a part of the work, from one step to another, as one of the whole."""
    if progress is None:
        return None
    return lambda done, total: progress(round(first + (last - first) * done / max(total, 1)), STEPS)
