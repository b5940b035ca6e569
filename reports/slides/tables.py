"""The tables of a deck: so many rows as can be read from the back of a room, and how many more there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from charts.words import sentence_case, unit_count, verdict_word
from data.base.language import Translate
from reports.figures.numbers import FigureNumbers, NumberColumn
from reports.figures.occasion import Occasion, foot_of

# What a slide has room for at a size that can be read across a room.
TABLE_ROWS: Final = 8


def deck_table(
    title: str, columns: Sequence[NumberColumn], frame: pd.DataFrame, occasion: Occasion, _: Translate
) -> FigureNumbers:
    """Give a slide's table; `frame` may have further columns than those that are shown."""
    source = foot_of(occasion, _).source
    return FigureNumbers(
        title, tuple(columns), frame.reset_index(drop=True), occasion.as_of, source, occasion.demo
    )


def more_areas(left: int, level: str, _: Translate) -> str:
    """Say how many areas a table has no room for; "" where it has them all."""
    if left <= 0:
        return ""
    return _("and {units} more").format(units=unit_count(level, left, _))


def count_columns(unit: str, _: Translate) -> tuple[NumberColumn, ...]:
    """Name the columns of a table of areas by what is established in them."""
    return (
        NumberColumn("label", unit, "text"),
        NumberColumn("share", _("Share"), "share"),
        NumberColumn("established", _("Established"), "count"),
        NumberColumn("counties", _("Counties"), "count"),
        NumberColumn("not_reported", _("Not reported"), "count"),
    )


def share_table(
    units: pd.DataFrame, level: str, occasion: Occasion, _: Translate
) -> tuple[FigureNumbers, int]:
    """Give the areas with the lowest share, and how many there are to list in all.

    units: as `Overview.judged_units`. Only those from which enough reports came are compared; where there are none,
    those that have begun to report are listed by code, without a share.
    """
    unit = _("Province") if level == "province" else _("Prefecture")
    rows = units[units["covered"]].sort_values(["share", "code"])
    columns = count_columns(unit, _)
    if len(rows) == len(units):
        title = (
            _("Provinces with the lowest share")
            if level == "province"
            else _("Prefectures with the lowest share")
        )
    elif len(rows):
        title = _("Lowest share where enough reports came")
    else:
        title = _("Reports so far")
        rows = units[units["reported"] > 0]
        columns = (
            NumberColumn("label", unit, "text"),
            NumberColumn("reported", _("Reported"), "count"),
            NumberColumn("established", _("Established"), "count"),
            NumberColumn("counties", _("Counties"), "count"),
        )
    shown = with_verdict_words(rows.head(TABLE_ROWS), _)
    return deck_table(title, columns, shown, occasion, _), len(rows)


def with_verdict_words(frame: pd.DataFrame, _: Translate) -> pd.DataFrame:
    """Add `verdict_word`, the verdict as a table says it."""
    words = [sentence_case(verdict_word(str(verdict), _)) for verdict in frame["verdict"]]
    return frame.assign(verdict_word=words)
