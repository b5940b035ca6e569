"""Sentences of the zones page: how far the zones are, whether they are ahead, who could learn from whom.

Each function takes values, the translator `_` and the language; each sentence is true of the values given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from charts.words import stage_word
from charts.zone_comparison import signed_points
from data.base.formats import format_count, format_date, format_points, format_share, join_clauses, join_names
from data.base.language import Translate
from data.base.stages import STAGES_WITHOUT
from data.figures.zone_figures import ShareDifference, ZoneComparison


@dataclass(frozen=True)
class Partner:
    """A zone suggested to a county: its name, the county of it that is meant (None where they are one), km."""

    zone: str
    county: str | None
    km: float
    established: bool


def zones_headline(
    totals: Mapping[str, Any], zones: int, province: str | None, as_of: date, _: Translate, lang: str
) -> str:
    """Say how many of the counties in zones have an alliance; province: None for the nation."""
    if not totals["counties"]:
        return _("{area} has no experimental zone").format(area=province)
    text = _headline_text(totals, province, zones, _)
    return text.format(
        date=format_date(as_of, lang),
        area=province,
        zones=zones,
        counties=format_count(totals["counties"]),
        established=format_count(totals["established"]),
        share=format_share(totals["share"]),
    )


def _headline_text(totals: Mapping[str, Any], province: str | None, zones: int, _: Translate) -> str:
    counties = totals["counties"]
    if totals["not_reported"] == counties:
        if province is None:
            return _("As of {date}, no county of the {zones} experimental zones has reported")
        return _("As of {date}, no county of the experimental zones of {area} has reported")
    if totals["established"] == counties:
        if province is None:
            return _(
                "As of {date}, all {counties} counties of the {zones} experimental zones have an alliance"
            )
        if zones == counties == 1:
            return _("As of {date}, the one experimental zone of {area} has an alliance")
        return _("As of {date}, every county of the experimental zones of {area} has an alliance")
    if province is None:
        return _(
            "As of {date}, {established} of {counties} counties of the {zones} experimental zones ({share}) "
            "have an alliance"
        )
    return _(
        "As of {date}, {established} of {counties} counties of the experimental zones of {area} ({share}) "
        "have an alliance"
    )


def zones_lead(totals: Mapping[str, Any], levels: Mapping[str, int], _: Translate, lang: str) -> str:
    """Say what is still missing, and what the zones are. levels: number of zones by level."""
    states = [
        _("{n} {stage}").format(n=format_count(totals[stage or "not_reported"]), stage=stage_word(stage, _))
        for stage in (*reversed(STAGES_WITHOUT), None)
        if totals[stage or "not_reported"]
    ]
    words = {
        "county": (_("1 county"), _("{n} counties")),
        "prefecture": (_("1 whole prefecture"), _("{n} whole prefectures")),
        "province": (_("1 whole province"), _("{n} whole provinces")),
        "functional_area": (_("1 functional area, in no count"), _("{n} functional areas, in no count")),
    }
    kinds = [
        (one if levels[level] == 1 else many).format(n=format_count(levels[level]))
        for level, (one, many) in words.items()
        if levels.get(level)
    ]
    zones = join_names(kinds, lang)
    if not states:
        return _("The zones: {kinds}.").format(kinds=zones)
    rest = join_names(states, lang)
    return _("Of the counties {states}. The zones: {kinds}.").format(states=rest, kinds=zones)


def difference_sentence(difference: ShareDifference, _: Translate) -> str:
    """Say whether zones are ahead of the other counties, and by how much; only where the interval leaves 0 out."""
    interval = _("95% interval {low} to {high}").format(
        low=signed_points(difference.low), high=signed_points(difference.high)
    )
    points = format_points(difference.points)
    if difference.finding == "ahead":
        return _("Within the same province, zones are ahead by {points} points ({interval})").format(
            points=points, interval=interval
        )
    if difference.finding == "behind":
        return _("Within the same province, zones are behind by {points} points ({interval})").format(
            points=points, interval=interval
        )
    return _(
        "Within the same province, no difference that the data can show ({points} points, {interval})"
    ).format(points=signed_points(difference.points), interval=interval)


def comparison_title(
    difference: ShareDifference, province: str | None, kind: str | None, _: Translate
) -> str:
    """Say what the comparison finds. kind: why a province cannot be compared, `all_zone` or `no_zone`."""
    if province is not None and kind == "all_zone":
        return _("{area} is a zone as a whole: nothing in it to compare with").format(area=province)
    if province is not None and kind == "no_zone":
        return _("{area} has no county in a zone to compare").format(area=province)
    if pd.isna(difference.points):
        return _("No province has counties both in zones and elsewhere")
    return difference_sentence(difference, _)


def weighting_sentence(comparison: ZoneComparison, _: Translate) -> str:
    """Say why the pooled difference is not that of the two shares of all counties; "" where both read alike."""
    pooled, plain = comparison.pooled.points, comparison.plain
    if pd.isna(pooled) or pd.isna(plain) or signed_points(pooled) == signed_points(plain):
        return ""
    return _(
        "Each province is compared with itself and weighted by its counties, so {pooled} points; the shares of all "
        "zones and of all other counties differ by {plain}."
    ).format(pooled=signed_points(pooled), plain=signed_points(plain))


def weighting_clause(comparison: ZoneComparison, _: Translate) -> str:
    """Say the same as `weighting_sentence` where there is room for a clause."""
    if not weighting_sentence(comparison, _):
        return ""
    return _("weighted by province, not weighted {plain}").format(plain=signed_points(comparison.plain))


def reported_sentence(over_all: ShareDifference, reported: ShareDifference, _: Translate) -> str:
    """Say what the comparison finds among the counties that have reported, where that is another finding; else ""."""
    if reported.finding in (over_all.finding, "one_sided"):
        return ""
    return _("Among the counties that have reported it is otherwise: {finding}.").format(
        finding=_lower(difference_sentence(reported, _))
    )


def left_out_sentence(all_zone: list[str], no_zone: list[str], _: Translate, lang: str) -> str:
    """Name the provinces that a comparison cannot use; "" where there is none."""
    parts: list[str] = []
    if all_zone:
        parts.append(_("{names} (a zone as a whole)").format(names=join_names(all_zone, lang)))
    if no_zone:
        parts.append(_("{names} (without a zone)").format(names=join_names(no_zone, lang)))
    if not parts:
        return ""
    return _("Not compared: {names}.").format(names=join_clauses(parts, lang))


def pairs_title(lagging: int, near: int, km: int, _: Translate) -> str:
    """Say how many of the counties that reported to be without an alliance have a zone with one within reach."""
    if not lagging:
        return _("No county that reported is without an alliance: none needs a partner")
    if lagging == 1:
        text = (
            _("The one county without an alliance has a zone with one within {km} km")
            if near
            else _("The one county without an alliance has no zone with one within {km} km")
        )
    elif near == lagging:
        text = _("All {lagging} counties without an alliance have a zone with one within {km} km")
    elif not near:
        text = _("None of the {lagging} counties without an alliance has a zone with one within {km} km")
    else:
        text = _("{near} of the {lagging} counties without an alliance have a zone with one within {km} km")
    return text.format(near=format_count(near), lagging=format_count(lagging), km=km)


def pairing_title(county: str, has_alliance: bool, partners: list[Partner], _: Translate) -> str:  # noqa: FBT001
    """Say which zone a county could be paired with."""
    if not partners:
        return _("No zone can be suggested for {county}: it is not drawn on the map").format(county=county)
    first = partners[0]
    km = format_count(first.km)
    if has_alliance:
        return _("{county} has an alliance; the zone nearest to it is {zone}, {km} km away").format(
            county=county, zone=first.zone, km=km
        )
    if not first.established:
        return _("{county} has none yet, nor has any zone; the nearest is {zone}, {km} km away").format(
            county=county, zone=first.zone, km=km
        )
    return _("{county} has none yet; {zone}, {km} km away, has").format(county=county, zone=first.zone, km=km)


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
