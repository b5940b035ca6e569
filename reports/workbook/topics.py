"""What a sheet of the figures workbook is, and what all of them are made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts.words import sentence_case, stage_word, verdict_word
from data.base.formats import format_target
from data.base.language import Translate, name_column
from data.plan.thresholds import MOST_NOT_REPORTED
from data.register.history import Register
from reports.figures.numbers import FigureNumbers, Kind, NumberColumn
from reports.figures.occasion import Occasion, source_words
from reports.figures.source import FigureSource


@dataclass(frozen=True)
class Topic:
    """One sheet: its tab, what it holds in a sentence, its rows.

    pinned: so many columns stay in sight. row_kinds: where rows differ in what their values are, the kind
    of each row's; in a column of points, shares are differences. wide: printed on A3. lines: rows are texts to read,
    not to filter.
    """

    tab: str
    holds: str
    numbers: FigureNumbers
    pinned: int = 2
    row_kinds: tuple[Kind, ...] = ()
    wide: bool = False
    lines: bool = False


@dataclass(frozen=True)
class Basis:
    """What every sheet is made from: the figures, the day and the reader's language, the register of the day."""

    figures: FigureSource
    occasion: Occasion
    translate: Translate
    register: Register

    @property
    def name(self) -> str:
        """The register's column with names in the reader's language."""
        return name_column(self.occasion.lang)

    def numbers(self, title: str, columns: Iterable[NumberColumn], frame: pd.DataFrame) -> FigureNumbers:
        """Give rows their title, as-of date, source and demo mark."""
        source = source_words(self.occasion.lang, self.translate)
        return FigureNumbers(title, tuple(columns), frame, self.occasion.as_of, source, self.occasion.demo)

    def area_names(self, level: str) -> pd.Series:
        """Give the names of a level's areas by code, and of the nation."""
        areas = self.register.provinces if level == "province" else self.register.prefectures
        return areas.set_index("code")[self.name]

    def places(self) -> pd.DataFrame:
        """List every county with the names of what it lies in: county_code, county, prefecture, province."""
        counties = self.register.counties
        return pd.DataFrame(
            {
                "county_code": counties["county_code"],
                "county": counties[self.name],
                "prefecture": counties["prefecture_code"].map(self.area_names("prefecture")),
                "province": counties["province_code"].map(self.area_names("province")),
            }
        )

    def place_columns(self) -> tuple[NumberColumn, ...]:
        """Give the columns of `places`."""
        _ = self.translate
        return (
            NumberColumn("county_code", _("Code"), "text"),
            NumberColumn("county", _("County"), "text"),
            NumberColumn("prefecture", _("Prefecture"), "text"),
            NumberColumn("province", _("Province"), "text"),
        )

    def stages(self, stages: pd.Series) -> pd.Series:
        """Give the words of stages; what is not reported stays blank."""
        words = {
            stage: sentence_case(stage_word(str(stage), self.translate)) for stage in stages.dropna().unique()
        }
        return texts(stages, words)

    def verdicts(self, verdicts: pd.Series) -> pd.Series:
        """Give the words of verdicts."""
        words = {one: sentence_case(verdict_word(str(one), self.translate)) for one in verdicts.unique()}
        return texts(verdicts, words)

    def answers(self, answers: pd.Series) -> pd.Series:
        """Give yes and no; what is not reported stays blank."""
        _ = self.translate
        return texts(answers, {True: _("yes"), False: _("no")})

    def marked(self, true: pd.Series) -> pd.Series:
        """Give yes where a condition holds, and nothing elsewhere."""
        return texts(true, {True: self.translate("yes")})


def texts(values: pd.Series, words: Mapping[Any, str | None]) -> pd.Series:
    """Give the word of each value, blank where there is none for it."""
    told = [None if pd.isna(value) else words.get(value) for value in values]
    return pd.Series(told, index=values.index, dtype="string")


def blank_words(_: Translate) -> str:
    """Say why a row has no share of all its counties, no pace and no day."""
    return _("shares and paces are blank where fewer than {share} of the counties have reported").format(
        share=format_target(1 - MOST_NOT_REPORTED)
    )
