"""What alliances rest on, in sentences: headline, lead, titles, and the Plan's duties with their figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import isnan, nan
from typing import Final

import pandas as pd

from charts.item_table import item_heading, item_name
from charts.words import reported_words, sentence_case, unit_count
from data.base.fields import GUARANTEES
from data.base.formats import format_count, format_date, format_share, join_clauses, join_names, join_phrases
from data.base.language import Translate
from data.figures.coverage import is_covered
from data.figures.mechanisms import ALL_GUARANTEES, Item, ItemGroup, load_items
from data.plan.duties import load_duties

# More names than this are counted instead.
DUTIES_NAMED: Final = 2
NOT_TOLD: Final = "nothing"


@dataclass(frozen=True)
class GroupFigures:
    """An area's answers to the items of one group.

    name: of the area, None for the nation. counts: the area's own rows of data.figures.mechanisms.item_counts, all
    items.
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
    def covered(self) -> bool:
        """Whether enough counties answered something for shares of all of them to be told."""
        return is_covered(self.silent, self.counties)

    def share(self, item: str) -> float:
        """Share of the counties that said yes to an item: of all, or while too few answered of those that did.

        nan where none did.
        """
        out_of = self.counties if self.covered else self.count("yes")[item] + self.count("no")[item]
        return self.count("yes")[item] / out_of if out_of else nan

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
    share = figures.share("coordination")
    if isnan(share):
        stands = _("No county has reported on a coordination mechanism")
    elif not figures.covered:
        stands = _("{share} of the counties that reported have a coordination mechanism")
    elif figures.established_only:
        stands = _("{share} of counties with an alliance have a coordination mechanism")
    else:
        stands = _("{share} of counties have a coordination mechanism")
    stands = stands.format(share="" if isnan(share) else format_share(share))
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
    share = format_share(figures.share(fewest[0].code))
    if len(fewest) > DUTIES_NAMED:
        text = _("{n} of them least often, in {share} of counties")
        if not figures.covered:
            text = _("{n} of them least often, in {share} of the counties that reported")
        rarest = text.format(n=len(fewest), share=share)
    else:
        names = join_names([item_heading(item, lang, _) for item in fewest], lang)
        text = _("{names} least often, in {share} of counties")
        if not figures.covered:
            text = _("{names} least often, in {share} of the counties that reported")
        rarest = text.format(names=names, share=share)
    return _("{first}; {second}").format(first=average, second=rarest)


def lead(figures: GroupFigures, as_of: date, _: Translate, lang: str) -> str:
    """Say as of when, out of how many, and how many have not reported."""
    day, n = format_date(as_of, lang), format_count(figures.counties)
    base = (
        _("As of {day}; shares of the {n} counties with an alliance.")
        if figures.established_only
        else _("As of {day}; shares of all {n} counties.")
    ).format(day=day, n=n)
    if figures.counties == 0 or figures.answered == 0:
        return _("As of {day}.").format(day=day)
    if not figures.covered:
        text = (
            _("As of {day}, {reported} of the {n} counties with an alliance have reported on this.")
            if figures.established_only
            else _("As of {day}, {reported} of {n} counties have reported on this.")
        )
        return text.format(day=day, reported=format_count(figures.answered), n=n)
    if figures.silent == 0:
        rest = _("Every one of them has reported on this.")
    elif figures.silent == 1:
        rest = _("1 of them has reported nothing on this and is not counted as a no.")
    else:
        rest = _("{n} of them have reported nothing on this and are not counted as a no.").format(
            n=format_count(figures.silent)
        )
    return base + ("" if lang == "zh" else " ") + rest


def heatmap_title(
    counts: pd.DataFrame, units: pd.DataFrame, group: ItemGroup, _: Translate, lang: str
) -> str:
    """Say where which item is rarest.

    counts: rows of data.figures.mechanisms.item_counts for the units, at least one. units: [code, label].
    """
    # All three guarantees together cannot but be rarer than each.
    items = {item.code: item for item in load_items()[group] if item.code != ALL_GUARANTEES}
    own = counts[counts["item"].isin(items) & (counts["counties"] > 0)].reset_index(drop=True)
    if not (own["yes"] + own["no"]).any():
        return _("Nothing to show: no county has reported on this")
    if (own["yes"] == own["counties"]).all():
        return _("Everything is in place in every county")
    # An area that keeps silent is not one that lacks.
    known = own.loc[is_covered(own["not_reported"], own["counties"])]
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
    told = {item: figures.share(item.code) for item in figures.items}
    shares = [
        f"{item_heading(item, lang, _)} {format_share(share)}"
        for item, share in told.items()
        if not isnan(share)
    ]
    if not shares:
        return title
    listed = join_phrases(shares, lang)
    if not figures.covered:
        return _("{title}. Altogether, of those that reported: {listed}").format(title=title, listed=listed)
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


@dataclass(frozen=True)
class DutyFigures:
    """What an area's counties report that shows a duty; all of its counties count.

    groups: of every group. established: counties with an alliance; reported: those with a stage. schools: one row of
    data.figures.mechanisms.school_counts.
    """

    groups: dict[ItemGroup, GroupFigures]
    established: int
    reported: int
    schools: pd.Series


@dataclass(frozen=True)
class DutyRow:
    """One duty: who bears it, what it is, what shows it. shown is empty where no reported figure does."""

    actor: str
    duty: str
    shown: tuple[str, ...]


def duty_rows(figures: DutyFigures, _: Translate, lang: str) -> list[DutyRow]:
    """Give the duties in the Plan's order, in the reader's language."""
    tongue = "zh" if lang == "zh" else "en"
    return [
        DutyRow(
            str(duty[f"actor_{tongue}"]),
            str(duty[f"duty_{tongue}"]),
            tuple(
                _duty_sentence(shown, figures, _, lang)
                for shown in str(duty["shown_by"]).split(" ")
                if shown != NOT_TOLD
            ),
        )
        for _index, duty in load_duties().iterrows()
    ]


def shown_sentence(row: DutyRow, _: Translate, lang: str) -> str:
    """Give what shows a duty as one text."""
    if not row.shown:
        return _("No reported figure shows it")
    return join_clauses(row.shown, lang)


def _duty_sentence(shown: str, figures: DutyFigures, _: Translate, lang: str) -> str:
    if shown == "departments" or shown == "resources":
        return _average(figures.groups[shown], _)
    guarantees = figures.groups["guarantees"]
    every = guarantees.counties
    if shown == "established" and not is_covered(every - figures.reported, every):
        return sentence_case(reported_words(figures.reported, every, figures.established, _))
    if shown == "established":
        return _("With an alliance: {part}").format(
            part=_part(figures.established, figures.reported, guarantees.counties, _)
        )
    if shown == "schools_covered":
        return _schools(figures.schools, _)
    item = next(item for item in load_items()["guarantees"] if item.code == shown)
    return _item(item, guarantees, _, lang)


def _item(item: Item, figures: GroupFigures, _: Translate, lang: str) -> str:
    name = item_name(item, lang, _)
    yes, blank = figures.count("yes")[item.code], figures.count("not_reported")[item.code]
    if blank == figures.counties:
        return _("{item}: not reported").format(item=name)
    return _("{item}: {part}").format(
        item=name, part=_part(yes, figures.counties - blank, figures.counties, _)
    )


def _part(yes: int, told: int, counties: int, _: Translate) -> str:
    """Say how many of all counties, or while too few have told, of those that have."""
    if not is_covered(counties - told, counties):
        return _("{n} of the {told} counties that reported it, {share}").format(
            n=format_count(yes), told=format_count(told), share=format_share(yes / told)
        )
    return _("{n} of {counties} counties, {share}").format(
        n=format_count(yes), counties=format_count(counties), share=format_share(yes / counties)
    )


def _average(figures: GroupFigures, _: Translate) -> str:
    departments = figures.group == "departments"
    if isnan(figures.on_average):
        return (
            _("Departments taking part: not reported") if departments else _("Resource areas: not reported")
        )
    text = (
        _("Departments taking part: {mean} of {total} on average, in {reported}")
        if departments
        else _("Resource areas: {mean} of {total} on average, in {reported}")
    )
    return text.format(
        mean=f"{figures.on_average:.1f}", total=len(figures.items), reported=_reported(figures.answered, _)
    )


def _schools(schools: pd.Series, _: Translate) -> str:
    covered, total = int(schools["schools_covered"]), int(schools["schools_total"])
    if total == 0:
        return _("Schools covered: not reported")
    return _("Schools covered: {covered} of {total}, {share}, in {reported}").format(
        covered=format_count(covered),
        total=format_count(total),
        share=format_share(covered / total),
        reported=_reported(int(schools["reported"]), _),
    )


def _reported(n: int, _: Translate) -> str:
    return (
        _("1 county that reported") if n == 1 else _("{n} counties that reported").format(n=format_count(n))
    )
