"""The last sheet of the figures workbook: where figures and boundaries come from, and how progress is judged."""

from __future__ import annotations

from typing import Final

import pandas as pd

import data.register
import geo.checked
from data.sources import read_sources
from data.thresholds import (
    PACE_MONTHS,
    PROJECTION_PROMISE,
    STALE_AFTER_DAYS,
)
from data.words import Translate
from reports.briefing.model import SourcesContent
from reports.briefing.other_slides import sources_slide
from reports.figure_numbers import NumberColumn
from reports.figures_sheets import Basis, Topic

# Files that we have written ourselves have no source to name.
OURS: Final = "Education Alliance Dashboard"


def sources_topic(basis: Basis) -> Topic:
    """Give the deck's sources, then what the words of the headers mean."""
    _ = basis.translate
    columns = (NumberColumn("about", _("Subject"), "text"), NumberColumn("text", _("Explanation"), "text"))
    lines = [*_deck_lines(basis), *_meanings(_), *((_("Reference data"), text) for text in _reference_data())]
    frame = pd.DataFrame(lines, columns=["about", "text"])
    return Topic(
        _("Sources and method"),
        _("Where figures and boundaries come from, how progress is judged, what the headers mean"),
        basis.numbers(_("Sources and method"), columns, frame),
        pinned=1,
        lines=True,
    )


def _deck_lines(basis: Basis) -> list[tuple[str, str]]:
    content = sources_slide(basis.figures, basis.occasion, basis.translate).content
    return list(content.lines) if isinstance(content, SourcesContent) else []


def _meanings(_: Translate) -> list[tuple[str, str]]:
    """Say what headers stand for whose words alone do not tell."""
    return [
        (
            _("Blank cell"),
            _("Not reported, or not to be told; never a no or a 0. Counts of it have columns of their own."),
        ),
        (_("Established"), _("Counties with an alliance, operating ones included.")),
        (_("Share"), _("Established counties out of all counties, those that have not reported included.")),
        (
            _("Gap"),
            _(
                "Counties needed for the next milestone, rounded up, less those established; below 0: more than needed."
            ),
        ),
        (_("Needed a month"), _("The gap divided by the months left until the milestone.")),
        (
            _("Seen a month"),
            _("The net gain of counties a month; the last {months} months decide the verdict.").format(
                months=PACE_MONTHS
            ),
        ),
        (
            _("Projected"),
            _(
                "The as-of day plus gap divided by seen pace; its range is to hold {share} of the cases."
            ).format(share=f"{PROJECTION_PROMISE:.0%}"),
        ),
        (
            _("Stale report"),
            _("The county has reported nothing for more than {days} days before the as-of day.").format(
                days=STALE_AFTER_DAYS
            ),
        ),
        (
            _("95% interval"),
            _("Every county is counted: the interval says how large a difference mere chance could make."),
        ),
    ]


def _reference_data() -> list[str]:
    """Word each origin of the committed data files once, as their records have it: they are names and titles."""
    told = [
        " · ".join((source.title, source.producer, source.edition or source.date, source.licence))
        for folder in (data.register.FILES, geo.checked.FILES)
        for source in read_sources(folder)
        if source.producer != OURS
    ]
    return list(dict.fromkeys(told))
