"""What the mechanisms page says first: headline and lead. Its panels: reports/mechanism_titles.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import nan
from typing import Final

import pandas as pd

from charts.item_words import item_heading
from data.formats import format_count, format_date, format_share, join_names
from data.mechanisms import GUARANTEES, Item, ItemGroup, load_items
from data.words import Translate

# More names than this are counted instead.
MOST_NAMED: Final = 2


@dataclass(frozen=True)
class GroupFigures:
    """An area's answers to the items of one group.

    name: of the area, None for the nation. counts: the area's own rows of data.mechanisms.item_counts, all items.
    silent: counties that answered nothing of the group. established_only: only counties with an alliance count.
    """

    name: str | None
    group: ItemGroup
    counts: pd.DataFrame
    counties: int
    silent: int
    established_only: bool

    @property
    def items(self) -> tuple[Item, ...]:
        """The group's items, in order."""
        return load_items()[self.group]

    def count(self, column: str) -> dict[str, int]:
        """Give one count of each of the group's items by its code."""
        own = self.counts.set_index("item")[column]
        return {item.code: int(own[item.code]) for item in self.items}

    @property
    def answered(self) -> int:
        """The counties that answered something of the group."""
        return self.counties - self.silent

    @property
    def on_average(self) -> float:
        """How many of the group's items a county that answered has; nan where none did."""
        return sum(self.count("yes").values()) / self.answered if self.answered else nan


def headline(figures: GroupFigures, _: Translate, lang: str) -> str:
    """Say the group's finding in one sentence."""
    text = _headline(figures, _, lang)
    return text if figures.name is None else _("{area}: {title}").format(area=figures.name, title=text)


def _headline(figures: GroupFigures, _: Translate, lang: str) -> str:
    if figures.counties == 0:
        return _("No county has an alliance yet")
    if figures.answered == 0:
        return {
            "guarantees": _("No county has reported on mechanisms and guarantees"),
            "departments": _("No county has reported which departments take part"),
            "resources": _("No county has reported its resource areas"),
        }[figures.group]
    if figures.group == "guarantees":
        return _guarantees(figures, _, lang)
    return _taking_part(figures, _, lang)


def _guarantees(figures: GroupFigures, _: Translate, lang: str) -> str:
    share = format_share(figures.count("yes")["coordination"] / figures.counties)
    stands = (
        _("{share} of counties with an alliance have a coordination mechanism")
        if figures.established_only
        else _("{share} of counties have a coordination mechanism")
    ).format(share=share)
    missing = {code: n for code, n in figures.count("no").items() if code in GUARANTEES}
    most = max(missing.values())
    if most == 0:
        lacking = _("no county reports a guarantee missing")
    else:
        worst = [item for item in figures.items if missing.get(item.code) == most]
        if len(worst) == len(GUARANTEES):
            lacking = _("the three guarantees are missing equally often")
        else:
            names = join_names([_inside(item_heading(item, lang, _), lang) for item in worst], lang)
            lacking = (
                _("{names} is the guarantee most often missing")
                if len(worst) == 1
                else _("{names} are the guarantees most often missing")
            ).format(names=names)
    return _("{first}; {second}").format(first=stands, second=lacking)


def _inside(word: str, lang: str) -> str:
    """Give a word as it stands inside a sentence."""
    return word if lang == "zh" else word[:1].lower() + word[1:]


def _taking_part(figures: GroupFigures, _: Translate, lang: str) -> str:
    departments = figures.group == "departments"
    total = len(figures.items)
    yes = figures.count("yes")
    if min(yes.values()) == figures.answered:
        return (
            _("All 17 departments take part in every county that reported")
            if departments
            else _("Every county that reported offers all seven resource areas")
        )
    mean = f"{figures.on_average:.1f}"
    average = (
        _("On average {mean} of {total} departments take part")
        if departments
        else _("On average {mean} of {total} resource areas are offered")
    ).format(mean=mean, total=total)
    least = min(yes.values())
    fewest = [item for item in figures.items if yes[item.code] == least]
    share = format_share(least / figures.counties)
    if len(fewest) > MOST_NAMED:
        rarest = _("{n} of them least often, in {share} of counties").format(n=len(fewest), share=share)
    else:
        names = join_names([item_heading(item, lang, _) for item in fewest], lang)
        rarest = _("{names} least often, in {share} of counties").format(names=names, share=share)
    return _("{first}; {second}").format(first=average, second=rarest)


def lead(figures: GroupFigures, as_of: date, _: Translate, lang: str) -> str:
    """Say as of when, out of how many, and how many have not reported."""
    day, n = format_date(as_of, lang), format_count(figures.counties)
    base = (
        _("As of {day}; shares of the {n} counties with an alliance.")
        if figures.established_only
        else _("As of {day}; shares of all {n} counties.")
    ).format(day=day, n=n)
    if figures.counties == 0:
        return _("As of {day}.").format(day=day)
    if figures.silent == 0:
        rest = _("Every one of them has reported on this.")
    elif figures.silent == 1:
        rest = _("1 of them has reported nothing on this and is not counted as a no.")
    else:
        rest = _("{n} of them have reported nothing on this and are not counted as a no.").format(
            n=format_count(figures.silent)
        )
    return base + ("" if lang == "zh" else " ") + rest
