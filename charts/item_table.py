"""Areas by items as a table of values, with the words of each item."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import isnan, nan
from typing import Final

import pandas as pd

from charts.palette import HATCHED_ABOVE
from data.base.fields import FIELDS, field_words
from data.base.language import Translate
from data.figures.mechanisms import ALL_GUARANTEES, Item

# With more than this share not reported a cell is all hatch: its number would speak of a minority.
UNREADABLE_ABOVE: Final = 0.5


def item_name(item: Item, lang: str, _: Translate) -> str:
    """Give an item's name in full."""
    if item.name:
        return item.name if lang == "zh" else item.name_en
    if item.code == ALL_GUARANTEES:
        return _("All three guarantees")
    field = FIELDS[item.code]
    return (field.item_words or field.words)(_)


def item_heading(item: Item, lang: str, _: Translate) -> str:
    """Give an item's short name."""
    if item.name:
        return item.short_name if lang == "zh" else item.short_name_en
    return _("All three") if item.code == ALL_GUARANTEES else field_words(_)[item.code]


@dataclass(frozen=True)
class Cell:
    """One area's answers to one item; the counties' numbers are those of data.figures.mechanisms.item_counts."""

    row: int
    column: int
    label: str
    yes: int
    no: int
    not_reported: int
    counties: int

    @property
    def share(self) -> float:
        """Share of all counties that said yes, nan where there are none."""
        return self.yes / self.counties if self.counties else nan

    @property
    def share_of_reported(self) -> float:
        """Share of those that answered, nan where none did."""
        answered = self.yes + self.no
        return self.yes / answered if answered else nan

    @property
    def blank_share(self) -> float:
        """Share of the counties that did not answer, 0 where there are none."""
        return self.not_reported / self.counties if self.counties else 0.0

    @property
    def hatched(self) -> float:
        """Give the part of the cell that is hatched: none up to a fifth not reported, all of it from more than half."""
        if self.blank_share > UNREADABLE_ABOVE:
            return 1.0
        return self.blank_share if self.blank_share > HATCHED_ABOVE else 0.0


@dataclass(frozen=True)
class Silence:
    """How many of an area's counties answered nothing of a group."""

    label: str
    silent: int
    counties: int

    @property
    def share(self) -> float:
        """Share of all counties, nan where there are none."""
        return self.silent / self.counties if self.counties else nan


@dataclass(frozen=True)
class ItemTable:
    """Areas by items.

    rows: [code, label] in the order drawn, the total first. items: the columns. counts: of
    data.figures.mechanisms.item_counts, silent: of silent_counts for the one group; both with a row for each of `rows`.
    by_county: the areas below the total are single counties, whose cells say yes or no.
    """

    rows: pd.DataFrame
    items: tuple[Item, ...]
    counts: pd.DataFrame
    silent: pd.DataFrame
    by_county: bool = False

    @cached_property
    def cells(self) -> list[Cell]:
        """Every cell, row by row."""
        columns = {item.code: place for place, item in enumerate(self.items)}
        counts = self.counts[self.counts["item"].isin(columns)].set_index(["code", "item"])
        counts = counts[["yes", "no", "not_reported", "counties"]]
        found = {key: [int(n) for n in row] for key, row in zip(counts.index, counts.to_numpy(), strict=True)}
        return [
            Cell(row, place, str(label), *found[code, item])
            for row, (code, label) in enumerate(zip(self.rows["code"], self.rows["label"], strict=True))
            for item, place in columns.items()
        ]

    @cached_property
    def silences(self) -> list[Silence]:
        """One for each row."""
        found = self.silent.set_index("code").loc[self.rows["code"], ["silent", "counties"]].to_numpy()
        return [
            Silence(str(label), int(silent), int(counties))
            for label, (silent, counties) in zip(self.rows["label"], found, strict=True)
        ]


def ordered_rows(units: pd.DataFrame, counts: pd.DataFrame, item: str | None) -> pd.DataFrame:
    """Give [code, label] by the share of an item, highest first, ties by code; by code where no item is given.

    Areas of which too few counties answered have no place in that order: they come last.
    """
    by_code = units[["code", "label"]].sort_values("code", ignore_index=True)
    if item is None:
        return by_code
    own = counts[counts["item"] == item].set_index("code")
    share = own["share"].where(own["not_reported"] <= HATCHED_ABOVE * own["counties"])
    ranked = by_code.assign(share=by_code["code"].map(share))
    ranked = ranked.sort_values(["share", "code"], ascending=[False, True], na_position="last")
    return ranked[["code", "label"]].reset_index(drop=True)


def whole_percent(share: float) -> str:
    """Give a share in whole percent, 0 and 100 kept for none and all; a dash for nan."""
    if isnan(share):
        return "–"
    percent = round(share * 100)
    return str(min(max(percent, 1), 99) if 0 < share < 1 else percent)
