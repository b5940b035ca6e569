"""What the figures of an area show: the headline, the lead, and the titles of its panels.

Each function takes values, the translator `_` and the language; each sentence is true of the values given.

Source: National Bureau of Statistics, 东西中部和东北地区划分方法 (2011). The XPCC is counted with the West,
where it lies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

import pandas as pd

from charts.words import BEHIND, sentence_case, stage_word, unit_count
from data.base.formats import (
    format_count,
    format_date,
    format_due,
    format_month,
    format_pace,
    format_share,
    format_target,
    join_names,
    join_phrases,
    share_percent,
)
from data.base.language import Translate
from data.base.months import months_between
from data.base.stages import ESTABLISHED_STAGES
from data.plan.thresholds import PROJECTION_PROMISE
from data.register.register import xpcc_cities
from reports.figures.area import AreaFigures

# A sentence that names more areas cannot be said in one breath.
NAMES_SAID: Final = 4
# The map's title speaks of the lowest quarter, and of at most this many areas: more is no group to look at.
AREAS_NAMED: Final = 5
# Thresholds that the map's title may use, in percent.
THRESHOLDS: Final = tuple(range(95, 0, -5))
_EAST = ("11", "12", "13", "31", "32", "33", "35", "37", "44", "46")
_CENTRAL = ("14", "34", "36", "41", "42", "43")
_WEST = ("15", "45", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "66")
_NORTHEAST = ("21", "22", "23")
_REGIONS: Final = {
    **dict.fromkeys(_EAST, "east"),
    **dict.fromkeys(_CENTRAL, "central"),
    **dict.fromkeys(_WEST, "west"),
    **dict.fromkeys(_NORTHEAST, "northeast"),
}


def headline(area: AreaFigures, as_of: date, _: Translate, lang: str) -> str:
    """Say how many counties of the area have an alliance."""
    day = format_date(as_of, lang)
    counties = format_count(area.counties)
    if area.counties == 1:
        return _one_county_headline(area, day, _)
    if area.not_reported == area.counties:
        text = (
            _("As of {date}, none of the {counties} counties has reported")
            if area.name is None
            else _("As of {date}, none of the {counties} counties of {area} has reported")
        )
    elif not area.covered or (area.not_reported and not area.established):
        text = _reported_headline(area, _)
    elif area.established == 0:
        text = (
            _("As of {date}, none of the {counties} counties has an alliance")
            if area.name is None
            else _("As of {date}, none of the {counties} counties of {area} has an alliance")
        )
    elif area.complete:
        text = (
            _("As of {date}, all {counties} counties have an alliance")
            if area.name is None
            else _("As of {date}, all {counties} counties of {area} have an alliance")
        )
    else:
        text = _partial_headline(area, _)
    return text.format(
        date=day,
        area=area.name,
        counties=counties,
        established=format_count(area.established),
        share=format_share(area.share if area.covered else area.share_reported or 0.0),
        reported=format_count(area.reported),
    )


def _reported_headline(area: AreaFigures, _: Translate) -> str:
    """Speak of the counties that have reported: too few have for a sentence on all of them."""
    nation = area.name is None
    if area.reported == 1:
        if area.established:
            return (
                _("As of {date}, 1 of {counties} counties has reported; it has an alliance")
                if nation
                else _("As of {date}, 1 of {counties} counties of {area} has reported; it has an alliance")
            )
        return (
            _("As of {date}, 1 of {counties} counties has reported; it has no alliance yet")
            if nation
            else _("As of {date}, 1 of {counties} counties of {area} has reported; it has no alliance yet")
        )
    if area.established == 0:
        return (
            _(
                "As of {date}, {reported} of {counties} counties have reported; none of them has an alliance yet"
            )
            if nation
            else _(
                "As of {date}, {reported} of {counties} counties of {area} have reported; none of them has an "
                "alliance yet"
            )
        )
    if area.established == area.reported:
        return (
            _("As of {date}, {reported} of {counties} counties have reported; all of them have an alliance")
            if nation
            else _(
                "As of {date}, {reported} of {counties} counties of {area} have reported; all of them have an alliance"
            )
        )
    return (
        _(
            "As of {date}, {reported} of {counties} counties have reported; {established} of them ({share}) have an "
            "alliance"
        )
        if nation
        else _(
            "As of {date}, {reported} of {counties} counties of {area} have reported; {established} of them ({share}) "
            "have an alliance"
        )
    )


def _partial_headline(area: AreaFigures, _: Translate) -> str:
    if area.name is None:
        if area.established == 1:
            return _("As of {date}, 1 of {counties} counties ({share}) has an alliance")
        return _("As of {date}, {established} of {counties} counties ({share}) have an alliance")
    if area.established == 1:
        return _("As of {date}, 1 of {counties} counties of {area} ({share}) has an alliance")
    return _("As of {date}, {established} of {counties} counties of {area} ({share}) have an alliance")


def _one_county_headline(area: AreaFigures, day: str, _: Translate) -> str:
    if area.not_reported:
        text = _("As of {date}, {area} has not reported")
    elif area.established:
        text = _("As of {date}, {area} has an alliance")
    else:
        text = _("As of {date}, {area} has no alliance yet")
    return text.format(date=day, area=area.name)


def lead(area: AreaFigures, as_of: date, _: Translate, lang: str) -> str:
    """Say what is left to do, at which pace, and when it will be done."""
    if area.complete:
        return _complete_lead(area, _)
    if not area.covered:
        return _uncovered_lead(area, _, lang)
    if area.gap <= 0 and area.not_reported:
        return _(
            "The {share} due by {due} are reached; {n} counties have no alliance yet, {silent} have not reported."
        ).format(
            share=format_target(area.target),
            due=format_due(area.due, lang),
            n=format_count(area.without),
            silent=format_count(area.not_reported),
        )
    if area.gap <= 0:
        return _("The {share} due by {due} are reached; {n} counties are still without an alliance.").format(
            share=format_target(area.target), due=format_due(area.due, lang), n=format_count(area.to_go)
        )
    if area.due <= as_of:
        return _("{n} still to go; the last milestone passed on {date}.").format(
            n=format_count(area.gap), date=format_date(area.due, lang)
        )
    if area.verdict == "nearly" and area.target < 1:
        text = _("Nearly there, {gap} more needed for {share} by {due}")
    elif area.verdict == "nearly":
        text = _("Nearly there, {gap} to go by {due}")
    else:
        text = _("{gap} more needed for {share} by {due}") if area.target < 1 else _("{gap} to go by {due}")
    to_go = text.format(
        gap=format_count(area.gap), share=format_target(area.target), due=format_due(area.due, lang)
    )
    return _("{to_go}: {pace}.").format(to_go=to_go, pace=_pace_clause(area, _, lang))


def _uncovered_lead(area: AreaFigures, _: Translate, lang: str) -> str:
    """Say what the reports do not carry yet; where those that came suffice for the milestone, that."""
    silent = format_count(area.not_reported)
    if area.reported == 0:
        return _("Nothing can be said of it until the first reports have come in.")
    if area.gap <= 0:
        return _("The {share} due by {due} are reached already; {n} counties have not reported.").format(
            share=format_target(area.target), due=format_due(area.due, lang), n=silent
        )
    text = (
        _("1 county has not reported: the share of all, the pace and a date cannot be told yet.")
        if area.not_reported == 1
        else _("{n} counties have not reported: the share of all, the pace and a date cannot be told yet.")
    )
    return text.format(n=silent)


def _complete_lead(area: AreaFigures, _: Translate) -> str:
    if area.operating == area.counties:
        return _("All of them are operating.")
    return _("{n} of them are operating.").format(n=format_count(area.operating))


def _pace_clause(area: AreaFigures, _: Translate, lang: str) -> str:
    needed = format_pace(area.needed_pace or 0.0)
    if area.verdict == "cannot_assess" or area.observed_pace is None:
        return _("{needed} a month needed; {reason}").format(needed=needed, reason=unassessed_reason(area, _))
    seen = format_pace(abs(area.observed_pace))
    if area.observed_pace < 0:
        text = _("{needed} a month needed, but the number fell by {seen} a month over {months} months")
    elif area.observed_pace == 0:
        text = _("{needed} a month needed, none added over {months} months")
    elif area.projected_on is None:
        text = _(
            "{needed} a month needed, {seen} a month seen over {months} months; out of reach at this pace"
        )
    else:
        text = _("{needed} a month needed, {seen} a month seen over {months} months; expected {month}")
    month = format_month(area.projected_on, lang) if area.projected_on else ""
    return text.format(needed=needed, seen=seen, months=area.pace_months, month=month)


def unassessed_reason(area: AreaFigures, _: Translate) -> str:
    """Say why the pace cannot be assessed: too many have not reported, or too few reports."""
    if not area.covered:
        return _("the pace cannot be assessed, {share} have not reported").format(
            share=format_share(area.not_reported / area.counties)
        )
    return _("the pace cannot be assessed until a second report")


def trend_title(area: AreaFigures, as_of: date, _: Translate, lang: str) -> str:
    """Say where the trend leads."""
    share, due = format_target(area.target), format_due(area.due, lang)
    if area.complete:
        return _("Every county has an alliance")
    if area.gap <= 0:
        return _("{share} is reached, due by {due}").format(share=share, due=due)
    if not area.covered and area.due <= as_of:
        return _("Too few reports to say whether {share} was reached by {due}").format(share=share, due=due)
    if not area.covered:
        return _("It cannot be said yet when {share} will be reached").format(share=share)
    if area.due <= as_of:
        return _("{n} counties short of the {share} due by {due}").format(
            n=format_count(area.gap), share=share, due=due
        )
    if area.verdict == "cannot_assess" or area.observed_pace is None:
        return _("It cannot be said yet when {share} will be reached").format(share=share)
    if area.observed_pace < 0:
        fewer = round(-area.observed_pace * area.pace_months)
        one = fewer == 1
        text = (
            _("1 county fewer than {months} months ago") if one else _("{n} fewer than {months} months ago")
        )
        return text.format(n=format_count(fewer), months=area.pace_months)
    if area.observed_pace == 0:
        return _("No county added in the last {months} months").format(months=area.pace_months)
    if area.projected_on is None:
        text = _("At the last {months} months' pace, {share} is out of reach")
        return text.format(months=area.pace_months, share=share)
    return _projected_title(area, area.projected_on, _, lang)


def _projected_title(area: AreaFigures, projected_on: date, _: Translate, lang: str) -> str:
    late = round(months_between(area.due, projected_on)) if projected_on > area.due else 0
    if late == 1:
        text = _("1 month late at the last {months} months' pace")
    elif late:
        text = _("{late} months late at the last {months} months' pace")
    elif area.target < 1:
        text = _("At the last {months} months' pace, {share} by {month}")
    else:
        text = _("At the last {months} months' pace, all by {month}")
    return text.format(
        months=area.pace_months,
        share=format_target(area.target),
        month=format_month(projected_on, lang),
        late=late,
    )


def trend_subtitle(area: AreaFigures, _: Translate) -> str:
    """Say what the trend draws."""
    if area.projected_early is not None and area.projected_late is not None:
        text = _("Established counties at month ends; pale fan: {share} range of the projection")
        return text.format(share=format_target(PROJECTION_PROMISE))
    return _("Established counties at month ends")


def map_title(areas: pd.DataFrame, level: str, _: Translate, lang: str) -> str:
    """Say which areas are lowest.

    areas: [code, label, share, established, counties, reported, covered], one row per area drawn. Areas that are not
    covered have no share to be compared by: while there are any the title says from whom there are reports.
    """
    units = unit_count(level, len(areas), _)
    if (areas["established"] == areas["counties"]).all():
        return _("All {units} are at 100%").format(units=units)
    told = areas[areas["covered"]]
    if len(told) < len(areas):
        return _partly_told(areas, told, level, _, lang)
    if (areas["established"] == 0).all():
        return _("No county that reported has an alliance yet")
    percents = areas["share"].map(share_percent)
    most = min(AREAS_NAMED, max(1, len(areas) // 4))
    low = _lowest(areas, percents, most)
    if low is not None:
        return _low_areas(*low, level, _, lang)
    lowest = areas.sort_values(["share", "code"]).iloc[0]
    none = int((areas["established"] == 0).sum())
    if none:
        return _("{units} without a single alliance").format(units=unit_count(level, none, _))
    return _("{area} is lowest at {share}").format(
        area=lowest["label"], share=format_share(float(lowest["share"]))
    )


def _partly_told(areas: pd.DataFrame, told: pd.DataFrame, level: str, _: Translate, lang: str) -> str:
    """Say of how many areas the share can be told, and which of these is lowest."""
    silent = int((areas["reported"] == 0).sum())
    if silent == len(areas):
        return _("No county has reported")
    units = unit_count(level, len(areas), _)
    begun = len(areas) - silent
    if told.empty:
        text = (
            _("1 of {units} has begun to report; its share cannot be told yet")
            if begun == 1
            else _("{n} of {units} have begun to report; of none the share can be told yet")
        )
        return text.format(n=format_count(begun), units=units)
    shares = areas_with_share(told.sort_values(["share", "code"]), _, lang)
    if len(told) <= NAMES_SAID:
        return _("Told of {areas}; too few reports from {n} of {units}").format(
            areas=shares, n=format_count(len(areas) - len(told)), units=units
        )
    lowest = told.sort_values(["share", "code"]).iloc[0]
    if (told["established"] == told["counties"]).all():
        return _("All at 100% of the {n} of {units} from which enough reports came").format(
            n=format_count(len(told)), units=units
        )
    return _("{area} is lowest at {share} of the {n} of {units} from which enough reports came").format(
        area=lowest["label"],
        share=format_share(float(lowest["share"])),
        n=format_count(len(told)),
        units=units,
    )


def _lowest(areas: pd.DataFrame, percents: pd.Series[float], most: int) -> tuple[pd.DataFrame, int] | None:
    """Give as many of the lowest as a threshold parts from the rest, up to `most`, and the least such threshold."""
    found: tuple[pd.DataFrame, int] | None = None
    for threshold in THRESHOLDS:
        low = areas[percents < threshold]
        if not 0 < len(low) <= most:
            continue
        if found is not None and len(low) < len(found[0]):
            break
        found = low, threshold
    return found


def _low_areas(low: pd.DataFrame, threshold: int, level: str, _: Translate, lang: str) -> str:
    limit = f"{threshold}%"
    if len(low) == 1:
        area = low.iloc[0]
        return _("{area} is lowest at {share}, the only one below {limit}").format(
            area=area["label"], share=format_share(float(area["share"])), limit=limit
        )
    regions = {region_of(str(code)) for code in low["code"]} if level == "province" else {None}
    region = regions.pop() if len(regions) == 1 else None
    units = unit_count(level, len(low), _)
    if region is not None:
        return _("The {units} below {limit} are all {region}").format(
            units=units, limit=limit, region=region_phrase(region, _)
        )
    if len(low) > 3:
        return _("{units} are below {limit}").format(units=units, limit=limit)
    names = [str(label) for label in low.sort_values(["share", "code"])["label"]]
    return _("{names} are below {limit}").format(names=join_names(names, lang), limit=limit)


def ranking_title(counts: Mapping[str, int], level: str, _: Translate) -> str:
    """Say how many areas are behind the pace needed. counts: number of areas by verdict."""
    total = sum(counts.values())
    behind = sum(counts.get(verdict, 0) for verdict in BEHIND)
    unassessed = counts.get("cannot_assess", 0)
    if unassessed == total:
        return _("None of {units} can be assessed").format(units=unit_count(level, total, _))
    if counts.get("achieved", 0) == total:
        return _("All {units} have reached the milestone").format(units=unit_count(level, total, _))
    if behind and unassessed:
        return _("{units} behind, {n} cannot be assessed").format(
            units=unit_count(level, behind, _), n=unassessed
        )
    if behind:
        return _("{units} behind the pace needed").format(units=unit_count(level, behind, _))
    if unassessed:
        return _("None behind, {n} cannot be assessed").format(n=unassessed)
    text = _("All {units} keep the pace needed")
    if counts.get("nearly", 0):
        text = _("All {units} keep the pace needed or are nearly there")
    return text.format(units=unit_count(level, total, _))


def roster_title(counts: Mapping[str, int], _: Translate, lang: str) -> str:
    """Say how many counties are without an alliance. counts: counties by stage and `not_reported`."""
    total, silent = sum(counts.values()), counts.get("not_reported", 0)
    without = total - silent - sum(counts.get(stage, 0) for stage in ESTABLISHED_STAGES)
    if silent == total:
        return _("No county has reported")
    if not silent and not without:
        return _("Every county has an alliance")
    parts: list[str] = []
    if without:
        text = _("1 county without an alliance") if without == 1 else _("{n} counties without an alliance")
        parts.append(text.format(n=format_count(without)))
    if silent:
        parts.append(_("{n} not reported").format(n=format_count(silent)))
    return join_phrases(parts, lang)


def operating_title(area: AreaFigures, _: Translate) -> str:
    """Say how many of the alliances work."""
    if area.reported == 0:
        return _("No county has reported")
    if area.established == 0:
        return _("No county that reported has an alliance yet")
    if area.established == area.operating:
        return _("Every alliance is operating")
    return _("{operating} of {established} alliances are operating").format(
        operating=format_count(area.operating), established=format_count(area.established)
    )


def region_of(province_code: str) -> str:
    """Give the region of a reporting province. Raises KeyError for a code outside the register."""
    return _REGIONS[province_code[:2]]


def region_phrase(region: str, _: Translate) -> str:
    """Say where a region's provinces are: `in the west`."""
    return {
        "east": _("in the east"),
        "central": _("in the centre"),
        "west": _("in the west"),
        "northeast": _("in the northeast"),
    }[region]


def areas_with_share(rows: pd.DataFrame, _: Translate, lang: str) -> str:
    """Name areas with their share, as a speaker says them. rows: with label and share."""
    named = [
        _("{area} ({share})").format(area=label, share=format_share(float(share)))
        for label, share in zip(rows["label"], rows["share"], strict=True)
    ]
    return join_names(named, lang)


def stages_in_words(stages: Iterable[Any], _: Translate) -> list[str]:
    """Say each stage as a table's cell does, what is not reported too."""
    return [sentence_case(stage_word(None if pd.isna(stage) else str(stage), _)) for stage in stages]


def xpcc_note(as_of: date | None, _: Translate) -> str:
    """Say where the XPCC's cities of a day are drawn, and who counts them."""
    return _("The XPCC's {n} cities lie in Xinjiang and are counted on their own.").format(
        n=xpcc_cities(as_of)
    )
