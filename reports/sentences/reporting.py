"""The words of the page on reporting: how many counties have reported, whom to ask, how old the reports are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from data.base.formats import format_count, format_date, join_phrases
from data.base.language import Translate
from data.plan.thresholds import STALE_AFTER_DAYS


def headline(counted: Mapping[Any, Any], area: str | None, as_of: date, _: Translate, lang: str) -> str:
    """Say how many counties have reported. counted: a row of data.figures.reporting.reporting_by_area.

    area: its name, None for the nation.
    """
    n, counties = int(counted["reported"]), int(counted["counties"])
    if n == 0:
        text = (
            _("As of {date}, none of the {counties} counties has reported")
            if area is None
            else _("As of {date}, none of the {counties} counties of {area} has reported")
        )
    elif n == counties:
        text = (
            _("As of {date}, all {counties} counties have reported")
            if area is None
            else _("As of {date}, all {counties} counties of {area} have reported")
        )
    elif area is None:
        text = (
            _("As of {date}, 1 of {counties} counties has reported")
            if n == 1
            else _("As of {date}, {n} of {counties} counties have reported")
        )
    else:
        text = (
            _("As of {date}, 1 of {counties} counties of {area} has reported")
            if n == 1
            else _("As of {date}, {n} of {counties} counties of {area} have reported")
        )
    return text.format(
        date=format_date(as_of, lang), n=format_count(n), counties=format_count(counties), area=area
    )


def lead(counted: Mapping[Any, Any], silent_areas: tuple[int, int, str], _: Translate, lang: str) -> str:
    """Say what is missing and what is old; what nobody lacks is left out.

    counted: as for `headline`. silent_areas: how many areas have not reported at all, out of how many, and their level.
    """
    parts = [
        text.format(n=format_count(counted[name]), days=STALE_AFTER_DAYS)
        for name, text in (
            ("never", _("1 has never reported") if counted["never"] == 1 else _("{n} have never reported")),
            (
                "blank",
                _("1 left its stage blank") if counted["blank"] == 1 else _("{n} left their stage blank"),
            ),
            (
                "stale",
                _("1 report is more than {days} days old")
                if counted["stale"] == 1
                else _("{n} reports are more than {days} days old"),
            ),
        )
        if counted[name]
    ]
    if not parts:
        return _("No report is more than {days} days old.").format(days=STALE_AFTER_DAYS)
    text = _("{reasons}.").format(reasons=join_phrases(parts, lang))
    silent, areas, level = silent_areas
    if silent and areas > 1 and level in ("province", "prefecture"):
        words = (
            _(" From {n} of {areas} provinces no county has.")
            if level == "province"
            else _(" From {n} of {areas} prefectures no county has.")
        )
        text += words.format(n=format_count(silent), areas=format_count(areas))
    return text


def areas_title(silent: int, areas: int, level: str, _: Translate) -> str:
    """Say from how many areas of a level at least one county has reported; of counties the headline has said it."""
    if level == "county":
        return _("The newest report of each county")
    text = (
        _("{n} of {areas} provinces have counties that have reported")
        if level == "province"
        else _("{n} of {areas} prefectures have counties that have reported")
    )
    return text.format(n=format_count(areas - silent), areas=format_count(areas))


def saved_words(counted: Mapping[Any, Any], saved_by: str, saved_on: date, _: Translate, lang: str) -> str:
    """Say which save was the last: when, whose, and its number."""
    return _("Last saved {day} by {who} (batch {batch})").format(
        day=format_date(saved_on, lang), who=saved_by, batch=int(counted["batch_id"])
    )
