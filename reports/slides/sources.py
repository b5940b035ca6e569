"""The last slide: where the figures come from."""

from __future__ import annotations

from data.base.formats import format_date
from data.base.language import Translate
from reports.figures.occasion import Occasion
from reports.figures.source import FigureSource
from reports.sentences.sources import source_lines
from reports.slides.model import Slide, SourcesContent


def sources_slide(figures: FigureSource, occasion: Occasion, _: Translate) -> Slide:
    """Say where figures and boundaries come from, and how verdicts are found."""
    return Slide(
        key="sources",
        kind="sources",
        name=_("Sources"),
        title=_("Where the figures come from"),
        subtitle=_("Data as of {day}").format(day=format_date(occasion.as_of, occasion.lang)),
        notes=(),
        content=SourcesContent(source_lines(figures, occasion, _)),
    )
