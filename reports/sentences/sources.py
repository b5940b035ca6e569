"""Sources and method in sentences: where figures and boundaries come from, how verdicts are found, what headers say."""

from __future__ import annotations

from typing import Final

import pandas as pd

from data.base.formats import format_count, format_date, format_share, join_clauses
from data.base.language import Translate
from data.plan.milestones import load_milestones
from data.plan.thresholds import (
    AT_RISK_FROM,
    FEWEST_FOR_RANGE,
    LONG_PACE_MONTHS,
    MOST_NOT_REPORTED,
    NEARLY_LACKING,
    ON_TRACK_FROM,
    PACE_MONTHS,
    PROJECTION_PROMISE,
    SMALL_AREA_BELOW,
    STALE_AFTER_DAYS,
)
from data.register.history import register_of
from data.register.register import xpcc_cities
from data.register.sources import FILES as DATA_FILES
from data.register.sources import read_sources
from geo.checked import FILES as GEO_FILES
from reports.figures.occasion import Occasion
from reports.figures.source import FigureSource

# Files that we have written ourselves have no source to name.
OURS: Final = "Education Alliance Dashboard"


def source_lines(figures: FigureSource, occasion: Occasion, _: Translate) -> tuple[tuple[str, str], ...]:
    """Say where figures and boundaries come from, and how verdicts are found: (heading, text)."""
    dates = pd.Series(figures.status(occasion.as_of)["as_of"]).dropna()
    newest, oldest = (dates.max().date(), dates.min().date()) if len(dates) else (None, None)
    lang = occasion.lang
    register = register_of(occasion.as_of)
    counties = len(register.counties)
    silent = int(figures.summary("nation", occasion.as_of)["not_reported"].iloc[0])
    reports = _(
        "Reports by the counties, checked by the province; {n} of {counties} counties have reported a stage"
    ).format(n=format_count(counties - silent), counties=format_count(counties))
    if newest and oldest:
        reports += _(", the oldest report describing {oldest}, the newest {newest}").format(
            oldest=format_date(oldest, lang), newest=format_date(newest, lang)
        )
    milestones = join_clauses((m.name if lang == "zh" else m.name_en for m in load_milestones()), lang)
    lines = (
        (_("Figures"), reports),
        (_("Milestones"), milestones),
        (
            _("Verdicts"),
            _(
                "Observed pace ({months} months; {long} for areas of fewer than {small} counties) ÷ pace needed for "
                "the next milestone: on track from {on}, at risk from {risk}, off track below; nearly there with at "
                "most {lacking} counties to go; not assessed where more than {silent} have not reported"
            ).format(
                months=PACE_MONTHS,
                long=LONG_PACE_MONTHS,
                small=SMALL_AREA_BELOW,
                lacking=NEARLY_LACKING,
                on=f"{ON_TRACK_FROM:.2f}",
                risk=f"{AT_RISK_FROM:.2f}",
                silent=format_share(MOST_NOT_REPORTED).replace(".0%", "%"),
            ),
        ),
        (
            _("Counties"),
            _(
                "Register of {counties} county-level units on {day}, with changes up to {newest}; "
                "the XPCC reports for its {n} cities"
            ).format(
                counties=format_count(counties),
                day=format_date(occasion.as_of, lang),
                newest=format_date(register.edition_day, lang),
                n=xpcc_cities(occasion.as_of),
            ),
        ),
        (
            _("Boundaries"),
            _("Tianditu, simplified; Taiwan, Hong Kong and Macau are outside the Plan's scope"),
        ),
    )
    if occasion.demo:
        lines = (
            (
                _("Demo data"),
                _("All figures are made up by a script; which provinces lag says nothing about them"),
            ),
            *lines,
        )
    return lines


def header_meanings(_: Translate) -> list[tuple[str, str]]:
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
            _(
                "The net gain of counties a month; the last {months} months decide the verdict, {long} in areas of "
                "fewer than {small} counties."
            ).format(months=PACE_MONTHS, long=LONG_PACE_MONTHS, small=SMALL_AREA_BELOW),
        ),
        (
            _("Expected"),
            _(
                "The as-of day plus gap divided by seen pace; its range is to hold {share} of the cases, and is blank "
                "where fewer than {few} counties carry the pace."
            ).format(share=f"{PROJECTION_PROMISE:.0%}", few=FEWEST_FOR_RANGE),
        ),
        (
            _("Stale report"),
            _("The county has reported nothing for more than {days} days before the as-of day.").format(
                days=STALE_AFTER_DAYS
            ),
        ),
        (
            _("95% interval"),
            _(
                "Every county is counted: the interval says how large a difference mere chance could make, "
                "counties of one prefecture moving together."
            ),
        ),
    ]


def reference_data(_: Translate) -> list[str]:
    """Word each origin of the committed data files once, as their records have it: they are names and titles."""
    origins = [
        " · ".join(
            (
                _(source.title),
                _(source.producer),
                _(source.edition) if source.edition else source.date,
                _(source.licence),
            )
        )
        for folder in (DATA_FILES, GEO_FILES)
        for source in read_sources(folder)
        if source.producer != OURS
    ]
    return list(dict.fromkeys(origins))
