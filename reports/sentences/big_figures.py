"""The lines under the four figures of the strip, and the numbers that its sparklines draw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

import pandas as pd

from charts.words import stage_word, verdict_word
from data.base.formats import (
    format_change,
    format_count,
    format_date,
    format_pace,
    format_ratio,
    format_share,
    is_month_end,
)
from data.base.language import Translate
from data.base.months import months_between
from reports.figures.area import AreaFigures, Overview

# A sparkline draws a year: 13 month ends make 12 months.
SPARK_MONTHS: Final = 12
_DOT: Final = " · "


@dataclass(frozen=True)
class BigFigure:
    """One figure told large: what it is, the number, its unit, and a line that explains it."""

    label: str
    value: str
    unit: str
    line: str


def recent(trend: pd.DataFrame, column: str) -> list[int]:
    """Give the last 13 values of a column of one area's trend, oldest first."""
    return [int(value) for value in trend[column].tail(SPARK_MONTHS + 1)]


def monthly_gains(trend: pd.DataFrame) -> list[int]:
    """Give the net counties of each of the last 12 months, oldest first."""
    values = recent(trend, "established")
    return [after - before for before, after in pairwise(values)]


def _since(change: int, before: date, as_of: date, _: Translate, lang: str) -> str:
    if is_month_end(before) and months_between(before, as_of) == 1:
        return _("{change} on the month before").format(change=format_change(change))
    return _("{change} since {date}").format(change=format_change(change), date=format_date(before, lang))


def established_line(
    area: AreaFigures, before: AreaFigures | None, days: tuple[date, date] | None, _: Translate, lang: str
) -> str:
    """Give share, change and how many operate. days: (the day compared with, the as-of day)."""
    if area.covered:
        parts = [format_share(area.share)]
    elif area.share_reported is None:
        return _("no report yet")
    else:
        parts = [
            _("{share} of the {n} that reported").format(
                share=format_share(area.share_reported), n=format_count(area.reported)
            )
        ]
    if before is not None and days is not None:
        parts.append(_since(area.established - before.established, *days, _, lang))
    parts.append(_("operating {n}").format(n=format_count(area.operating)))
    return _DOT.join(parts)


def without_line(area: AreaFigures, _: Translate) -> str:
    """Say in which stage the counties are that reported and have no alliance."""
    return _DOT.join(
        f"{stage_word(stage, _)} {format_count(n)}" for stage, n in area.without_alliance.items()
    )


def pace_line(area: AreaFigures, _: Translate) -> str:
    """Compare the pace with the one needed, and with the last three months."""
    if not area.covered:
        return verdict_word("cannot_assess", _)
    parts: list[str] = []
    if area.verdict == "cannot_assess":
        parts.append(verdict_word(area.verdict, _))
    elif area.ratio is not None and area.ratio > 0:
        parts.append(_("{ratio} times the pace needed").format(ratio=format_ratio(area.ratio)))
    if area.short_pace is not None:
        parts.append(_("{pace} over 3 months").format(pace=format_pace(area.short_pace)))
    return _DOT.join(parts)


def not_reported_line(
    area: AreaFigures,
    before: AreaFigures | None,
    days: tuple[date, date] | None,
    units: pd.DataFrame,
    _: Translate,
    lang: str,
) -> str:
    """Give share, change, and the area with the most not reported.

    units: [code, label, not_reported], the areas inside; without rows none is named.
    """
    if area.not_reported == 0:
        return _("Every county has reported")
    parts = [format_share(area.not_reported / area.counties)]
    if before is not None and days is not None:
        parts.append(_since(area.not_reported - before.not_reported, *days, _, lang))
    # While most are silent everywhere, the area with the most of them is the largest one, and no news.
    if len(units) > 1 and area.covered:
        most = units.sort_values(["not_reported", "code"], ascending=[False, True])
        first, second = int(most["not_reported"].iloc[0]), int(most["not_reported"].iloc[1])
        if first > second:
            parts.append(_("most in {area}: {n}").format(area=most["label"].iloc[0], n=format_count(first)))
    return _DOT.join(parts)


def four_figures(
    view: Overview, days: tuple[date, date] | None, _: Translate, lang: str
) -> tuple[BigFigure, ...]:
    """Give an area's four figures: established, to go, pace, not reported. days: as in `established_line`."""
    now, before = view.now, view.before
    seen = now.observed_pace if now.covered else None
    pace = "–" if seen is None else format_pace(seen)
    return (
        BigFigure(
            _("Established"),
            format_count(now.established),
            _unit(now.established, _),
            established_line(now, before, days, _, lang),
        ),
        BigFigure(
            _("Without an alliance"),
            format_count(now.without),
            _unit(now.without, _),
            without_line(now, _),
        ),
        BigFigure(
            _("Net gain a month over {months} months").format(months=now.pace_months),
            pace,
            _unit(seen, _),
            pace_line(now, _),
        ),
        BigFigure(
            _("Not reported"),
            format_count(now.not_reported),
            _unit(now.not_reported, _),
            not_reported_line(now, before, days, view.unit_counts(), _, lang),
        ),
    )


def _unit(value: float | None, _: Translate) -> str:
    # Beside a figure Chinese has a measure word, English the noun.
    return _("county") if value == 1 else _("counties")


def figures_said(sentence: str, figures: tuple[BigFigure, ...], _: Translate) -> tuple[str, ...]:
    """Say a sentence, then the figures in a line each, as a speaker does."""
    lines = [
        _("{label}: {value} ({line}).").format(
            label=figure.label,
            value=_("{n} {unit}").format(n=figure.value, unit=figure.unit).strip(),
            line=figure.line,
        )
        for figure in figures
    ]
    return tuple(part for part in (sentence, *lines) if part)
