"""The tables of a deck: so many rows as can be read from the back of a room, and how many more there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from charts.words import sentence_case, stage_word, unit_count, verdict_word
from data.base.formats import format_count
from data.base.language import Translate
from reports.figures.numbers import FigureNumbers, NumberColumn
from reports.figures.occasion import Occasion
from reports.figures.overview import Overview

# What a slide has room for at a size that can be read across a room.
TABLE_ROWS: Final = 8


def deck_table(
    title: str, columns: Sequence[NumberColumn], frame: pd.DataFrame, occasion: Occasion, _: Translate
) -> FigureNumbers:
    """Give a slide's table; `frame` may have further columns than those that are shown."""
    source = _("Source: reports by the counties, checked by the province")
    return FigureNumbers(
        title, tuple(columns), frame.reset_index(drop=True), occasion.as_of, source, occasion.demo
    )


def more_areas(left: int, level: str, _: Translate) -> str:
    """Say how many areas a table has no room for; "" where it has them all."""
    if left <= 0:
        return ""
    return _("and {units} more").format(units=unit_count(level, left, _))


def pace_columns(unit: str, _: Translate) -> tuple[NumberColumn, ...]:
    """Name the columns of a table of areas against the pace they need."""
    return (
        NumberColumn("label", unit, "text"),
        NumberColumn("share", _("Established"), "share"),
        NumberColumn("gap", _("To go"), "count"),
        NumberColumn("needed_pace", _("Needed a month"), "pace"),
        NumberColumn("observed_pace", _("Seen a month"), "pace"),
    )


def count_columns(unit: str, _: Translate) -> tuple[NumberColumn, ...]:
    """Name the columns of a table of areas by what is established in them."""
    return (
        NumberColumn("label", unit, "text"),
        NumberColumn("share", _("Share"), "share"),
        NumberColumn("established", _("Established"), "count"),
        NumberColumn("counties", _("Counties"), "count"),
        NumberColumn("not_reported", _("Not reported"), "count"),
    )


def with_verdict_words(frame: pd.DataFrame, _: Translate) -> pd.DataFrame:
    """Add `verdict_word`, the verdict as a table says it."""
    words = [sentence_case(verdict_word(str(verdict), _)) for verdict in frame["verdict"]]
    return frame.assign(verdict_word=words)


def units_table(
    view: Overview, status: pd.DataFrame, occasion: Occasion, _: Translate
) -> tuple[FigureNumbers, str]:
    """Give a province's prefectures, the lowest share first, or its counties without an alliance; and how many more.

    status: data.figures.progress.county_status.
    """
    if view.scope.unit_level == "county":
        return _counties_table(view, status, occasion, _)
    rows = view.unit_counts().merge(view.judged[["code", "verdict"]], on="code", validate="one_to_one")
    rows = rows.sort_values(["share", "code"])
    shown = with_verdict_words(rows.head(TABLE_ROWS), _)
    title = _("Prefectures with the lowest share")
    table = deck_table(title, count_columns(_("Prefecture"), _), shown, occasion, _)
    return table, more_areas(len(rows) - TABLE_ROWS, "prefecture", _)


def _counties_table(
    view: Overview, status: pd.DataFrame, occasion: Occasion, _: Translate
) -> tuple[FigureNumbers, str]:
    named = view.scope.units.rename(columns={"code": "county_code"})
    rows = named.merge(
        status[["county_code", "stage", "as_of"]], on="county_code", how="left", validate="one_to_one"
    )
    without = rows[~rows["stage"].isin(("established", "operating"))]
    stages = [
        sentence_case(stage_word(None if pd.isna(stage) else str(stage), _)) for stage in without["stage"]
    ]
    columns = (
        NumberColumn("label", _("County"), "text"),
        NumberColumn("stage_word", _("Stage"), "text"),
        NumberColumn("as_of", _("Last report"), "date"),
    )
    shown = without.assign(stage_word=stages).head(TABLE_ROWS)
    left = len(without) - TABLE_ROWS
    more = _("and {units} more").format(units=unit_count("county", left, _)) if left > 0 else ""
    title = (
        _("Every county has an alliance")
        if without.empty
        else _("Counties without an alliance: {n}").format(n=format_count(len(without)))
    )
    return deck_table(title, columns, shown, occasion, _), more
