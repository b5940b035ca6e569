"""For which day and readers something is made, and what therefore stands at its foot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.base.errors import NothingReported
from data.base.formats import format_date
from data.base.language import Translate
from data.register.history import register_of
from reports.figures.source import FigureSource


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


def edition_words(lang: str, _: Translate) -> str:
    """Name the register's edition by the newest change that it knows."""
    return _("Register with changes up to {day}").format(day=format_date(register_of(None).edition_day, lang))


def source_words(lang: str, _: Translate) -> str:
    """Say in sentences where figures come from, and by which edition of the register they are counted."""
    return _("Source: reports by the counties, checked by the province. {edition}.").format(
        edition=edition_words(lang, _)
    )


def foot_of(occasion: Occasion, _: Translate) -> Foot:
    """Give the texts at the foot of every slide and page."""
    return Foot(
        as_of=_("Data as of {day}").format(day=format_date(occasion.as_of, occasion.lang)),
        source=_("Source: reports by the counties, checked by the province"),
        edition=edition_words(occasion.lang, _),
        boundaries=_("Boundaries: Tianditu, simplified"),
        approval=approval_words(occasion.approval, _),
        demo=_("DEMO DATA") if occasion.demo else "",
    )


@dataclass(frozen=True)
class Occasion:
    """For which day and readers a deck is made.

    compare: the report day that is compared with, None where there is none earlier. approval: the map approval
    number as the operator has set it. demo: whether the figures were made up by the demo script. line_file: the
    operator's own dashed line (geo.approved_line), if any.
    """

    as_of: date
    compare: date | None
    lang: str
    demo: bool
    approval: str | None = None
    line_file: Path | None = None


@dataclass(frozen=True)
class Foot:
    """What stands at the foot of every slide and page, as whole texts; `demo` is empty but for made-up figures.

    edition: of the register; at the foot of pages, and on the slide of sources: a slide's foot has no room for it.
    """

    as_of: str
    source: str
    edition: str
    boundaries: str
    approval: str
    demo: str
