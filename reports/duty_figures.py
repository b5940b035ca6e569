"""The Plan's duties, each with the reported figure that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan
from typing import Final

import pandas as pd

from charts.item_words import item_name
from data.formats import format_count, format_share
from data.mechanisms import Item, ItemGroup, load_items
from data.plan import load_duties
from data.words import Translate
from reports.mechanism_findings import GroupFigures

NOTHING: Final = "nothing"


@dataclass(frozen=True)
class DutyFigures:
    """What an area's counties report that shows a duty; all of its counties count.

    groups: of every group. established: counties with an alliance. schools: one row of
    data.mechanisms.school_counts.
    """

    groups: dict[ItemGroup, GroupFigures]
    established: int
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
                _sentence(shown, figures, _, lang)
                for shown in str(duty["shown_by"]).split(" ")
                if shown != NOTHING
            ),
        )
        for _index, duty in load_duties().iterrows()
    ]


def shown_sentence(row: DutyRow, _: Translate, lang: str) -> str:
    """Give what shows a duty as one text."""
    if not row.shown:
        return _("No reported figure shows it")
    return ("；" if lang == "zh" else "; ").join(row.shown)


def _sentence(shown: str, figures: DutyFigures, _: Translate, lang: str) -> str:
    if shown == "departments" or shown == "resources":
        return _average(figures.groups[shown], _)
    guarantees = figures.groups["guarantees"]
    if shown == "established":
        return _("With an alliance: {n} of {counties} counties, {share}").format(
            n=format_count(figures.established),
            counties=format_count(guarantees.counties),
            share=format_share(figures.established / guarantees.counties),
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
    return _("{item}: {n} of {counties} counties, {share}").format(
        item=name,
        n=format_count(yes),
        counties=format_count(figures.counties),
        share=format_share(yes / figures.counties),
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
