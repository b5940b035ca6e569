"""The findings of the mechanisms page's panels, and the same for readers who do not see them."""

from __future__ import annotations

from math import isnan

import pandas as pd

from charts.item_words import item_heading
from charts.words import unit_count
from data.formats import format_count, format_share
from data.mechanisms import ALL_GUARANTEES, ItemGroup, load_items
from data.thresholds import MOST_NOT_REPORTED
from data.words import Translate
from reports.mechanism_findings import GroupFigures


def heatmap_title(
    counts: pd.DataFrame, units: pd.DataFrame, group: ItemGroup, _: Translate, lang: str
) -> str:
    """Say where which item is rarest.

    counts: rows of data.mechanisms.item_counts for the units, at least one. units: [code, label].
    """
    # All three guarantees together cannot but be rarer than each.
    items = {item.code: item for item in load_items()[group] if item.code != ALL_GUARANTEES}
    own = counts[counts["item"].isin(items) & (counts["counties"] > 0)].reset_index(drop=True)
    if not (own["yes"] + own["no"]).any():
        return _("Nothing to show: no county has reported on this")
    if (own["yes"] == own["counties"]).all():
        return _("Everything is in place in every county")
    # An area that keeps silent is not one that lacks.
    known = own.loc[own["not_reported"].le(own["counties"] * MOST_NOT_REPORTED)]
    if known.empty:
        return _("More than a fifth of the counties have not reported, everywhere")
    lowest = float(known["share"].min())
    if lowest == 1:
        return _("Everything is in place wherever most counties have reported")
    worst = known[known["share"] == lowest]
    item = item_heading(items[str(worst["item"].iloc[0])], lang, _)
    labels = dict(zip(units["code"], units["label"], strict=True))
    area, share = labels[str(worst["code"].iloc[0])], format_share(lowest)
    if len(worst) == 1:
        return _("Lowest: {item} in {area}, {share}").format(area=area, item=item, share=share)
    return _("Lowest: {item} in {area} and {n} more, {share}").format(
        area=area, item=item, n=format_count(len(worst) - 1), share=share
    )


def county_title(counts: pd.DataFrame, group: ItemGroup, _: Translate) -> str:
    """Say how many counties have all of a group's items; counts: rows of item_counts for single counties."""
    codes = {item.code for item in load_items()[group]}
    own = counts[counts["item"].isin(codes)]
    whole = own.groupby("code")["yes"].sum() == len(codes)
    counted = own.groupby("code")["counties"].max() > 0
    n, total = int((whole & counted).sum()), int(counted.sum())
    if total == 0:
        return _("No county has an alliance yet")
    units = unit_count("county", total, _)
    if n == total:
        return _("Everything is in place in every county")
    if n == 0:
        return _("None of {units} has everything in place").format(units=units)
    if n == 1:
        return _("1 of {units} has everything in place").format(units=units)
    return _("{n} of {units} have everything in place").format(n=format_count(n), units=units)


def items_alternative(title: str, figures: GroupFigures, _: Translate, lang: str) -> str:
    """Say what a heat map shows to those who do not see it: its finding, and each item's share in the whole area."""
    if figures.counties == 0:
        return title
    shares = [
        f"{item_heading(item, lang, _)} {format_share(yes / figures.counties)}"
        for item, yes in zip(figures.items, figures.count("yes").values(), strict=True)
    ]
    listed = ("，" if lang == "zh" else ", ").join(shares)
    return _("{title}. Altogether: {listed}").format(title=title, listed=listed)


def operating_alternative(title: str, frame: pd.DataFrame, _: Translate) -> str:
    """Say what established against operating shows: its finding, and the first and the last area with an alliance."""
    known = frame.iloc[1:].dropna(subset=["share_operating_of_established"])
    if len(known) < 2:
        return title
    first, last = known.iloc[0], known.iloc[-1]
    ends = _("From {first} at {high} to {last} at {low}").format(
        first=first["label"],
        high=format_share(float(first["share_operating_of_established"])),
        last=last["label"],
        low=format_share(float(last["share_operating_of_established"])),
    )
    return _("{title}. {rest}").format(title=title, rest=ends)


def operating_title(frame: pd.DataFrame, level: str, _: Translate) -> str:
    """Say what part of the alliances operates, and where the least.

    frame: of charts.established_operating.operating_frame, the total first. level: of the rows below it.
    """
    total, rest = frame.iloc[0], frame.iloc[1:]
    share = float(total["share_operating_of_established"])
    if isnan(share):
        return _("No county has an alliance yet")
    if total["operating"] == total["established"]:
        return _("Every alliance is operating")
    stands = _("{share} of alliances operate").format(share=format_share(share))
    known = rest[rest["share_operating_of_established"].notna()]
    if level == "county" or len(known) < 2:
        return stands
    lowest = float(known["share_operating_of_established"].min())
    worst = known[known["share_operating_of_established"] == lowest]
    if len(worst) == len(known):
        return stands
    if len(worst) > 1:
        where = _("{units} lowest, {share}").format(
            units=unit_count(level, len(worst), _), share=format_share(float(lowest))
        )
    else:
        where = _("{area} lowest, {share}").format(
            area=worst["label"].iloc[0], share=format_share(float(lowest))
        )
    return _("{first}; {second}").format(first=stands, second=where)
