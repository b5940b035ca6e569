"""The briefing as PDF: A4, letters embedded, for archives (PDF/A-2b) and screen readers (PDF/UA-1)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from data.base.language import Translate
from reports.figures.source import FigureSource
from reports.paper.contents import Progress, briefing_of
from reports.paper.model import Briefing
from reports.paper.typesetting import set_pdf, verdict_values
from reports.slides.model import Deck


def pdf_bytes(deck: Deck, figures: FigureSource, _: Translate, progress: Progress | None = None) -> bytes:
    """Set a deck as a briefing: two pages for the nation, one for each province slide, annex, sources.

    figures: those that the deck was read from, for the annex. progress: steps done, steps in all.
    """
    briefing = briefing_of(deck, figures, _, _but_last(progress))
    made = set_briefing(briefing, _)
    if progress:
        steps = len(briefing.provinces) + 2
        progress(steps, steps)
    return made


def set_briefing(briefing: Briefing, _: Translate) -> bytes:
    """Set what a briefing says."""
    values = {"briefing": template_values(briefing), "verdicts": verdict_values(_)}
    return set_pdf("briefing.typ", values, briefing.as_of)


def template_values(briefing: Briefing) -> dict[str, Any]:
    """Give what the template reads: the briefing, with its day as numbers."""
    day = briefing.as_of
    values = asdict(briefing)
    del values["as_of"]
    return {**values, "day": [day.year, day.month, day.day], "author": briefing.foot.source}


def _but_last(progress: Progress | None) -> Progress | None:
    """Leave one step for the setting itself."""
    if progress is None:
        return None
    return lambda done, total: progress(done, total + 1)
