"""For which day a deck is made, and what therefore stands at its foot."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from data.errors import NothingReported
from data.formats import format_date
from data.words import Translate
from reports.briefing.model import Foot, Occasion
from reports.figure_source import FigureSource


def occasion_of(
    figures: FigureSource,
    *,
    as_of: date | None,
    lang: str,
    approval: str | None = None,
    line_file: Path | None = None,
) -> Occasion:
    """Return the occasion of a day, of the newest report where none is given.

    Raises NothingReported where the store has no report of that day or before.
    """
    dates = figures.report_dates()
    if not dates:
        raise NothingReported(
            "There are no reports yet, so there is nothing to present.", "Upload a spreadsheet first."
        )
    day = as_of or dates[0]
    if day < dates[-1]:
        raise NothingReported(
            f"Nothing had been reported by {day}.", f"Ask for {dates[-1]}, the first report's day, or later."
        )
    return Occasion(
        day, figures.report_before(day), lang, figures.shows_demo(), approval=approval, line_file=line_file
    )


def approval_words(number: str | None, _: Translate) -> str:
    """Give the map approval number as set by the operator, or the room left for it."""
    return _("Map approval number: {number}").format(number=number or _("GS(    )      (to be set)"))


def foot_of(occasion: Occasion, _: Translate) -> Foot:
    """Give the texts at the foot of every slide and page."""
    return Foot(
        as_of=_("Data as of {day}").format(day=format_date(occasion.as_of, occasion.lang)),
        source=_("Source: reports by the counties, checked by the province"),
        boundaries=_("Boundaries: Tianditu, simplified"),
        approval=approval_words(occasion.approval, _),
        demo=_("DEMO DATA") if occasion.demo else "",
    )
