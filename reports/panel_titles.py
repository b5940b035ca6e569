"""Titles of the figures that compare areas: what the map, and what the ranking shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from charts.words import BEHIND, unit_count
from data.formats import format_count, format_share, join_names, share_percent
from data.words import Translate
from reports.area import AreaFigures
from reports.regions import region_of, region_phrase

# The map's title speaks of the lowest quarter, and of at most this many areas: more is no group to look at.
MOST_NAMED: Final = 5
# Thresholds that the map's title may use, in percent.
THRESHOLDS: Final = tuple(range(95, 0, -5))


def map_title(areas: pd.DataFrame, level: str, _: Translate, lang: str) -> str:
    """Say which areas are lowest.

    areas: [code, label, share, established, counties], one row per area drawn.
    """
    units = unit_count(level, len(areas), _)
    percents = areas["share"].map(share_percent)
    if (areas["established"] == areas["counties"]).all():
        return _("All {units} are at 100%").format(units=units)
    if (areas["established"] == 0).all():
        return _("No county has an alliance yet")
    most = min(MOST_NAMED, max(1, len(areas) // 4))
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
    return _("All {units} keep the pace needed").format(units=unit_count(level, total, _))


def roster_title(counts: Mapping[str, int], _: Translate) -> str:
    """Say how many counties are without an alliance. counts: counties by stage and `not_reported`."""
    total = sum(counts.values())
    without = total - counts.get("operating", 0) - counts.get("established", 0)
    if without == 0:
        return _("Every county has an alliance")
    if counts.get("not_reported", 0) == total:
        return _("No county has reported")
    text = _("1 county without an alliance") if without == 1 else _("{n} counties without an alliance")
    return text.format(n=format_count(without))


def operating_title(area: AreaFigures, _: Translate) -> str:
    """Say how many of the alliances work."""
    if area.established == 0:
        return _("No county has an alliance yet")
    if area.established == area.operating:
        return _("Every alliance is operating")
    return _("{operating} of {established} alliances are operating").format(
        operating=format_count(area.operating), established=format_count(area.established)
    )
