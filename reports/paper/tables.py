"""The tables that only paper has room for: every province in the annex, every unit of a province on its page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from charts.words import sentence_case, stage_word, unit_count
from data.base.formats import join_listed
from data.base.language import Translate, name_column
from data.base.stages import STAGES_WITHOUT
from data.figures.coverage import only_told
from data.register.register import NATION_CODE, short_names
from reports.figures.area import Overview, areas_judged, counties_reported
from reports.figures.numbers import FigureNumbers, NumberColumn, stage_columns, table_rows
from reports.figures.occasion import Occasion
from reports.figures.source import FigureSource
from reports.paper.model import Table, ToDo
from reports.sentences.findings import stages_in_words
from reports.slides.tables import deck_table, with_verdict_words

# More names of one stage than this would leave no room for the map.
MOST_NAMES: Final = 60


def numbers_table(numbers: FigureNumbers, lang: str, *, more: str = "", total: bool = False) -> Table:
    """Give a table as it is shown, with its verdicts where it has them. total: whether its last row sums it up."""
    frame = numbers.frame
    words = tuple(
        place
        for place, column in enumerate(numbers.columns)
        if place and column.kind in ("text", "date", "month")
    )
    return Table(
        title=numbers.title,
        headers=tuple(column.header for column in numbers.columns),
        rows=tuple(tuple(row) for row in table_rows(numbers, lang)),
        words=words,
        verdicts=tuple(map(str, frame["verdict"])) if "verdict" in frame else (),
        total=total,
        more=more,
    )


def annex_table(figures: FigureSource, occasion: Occasion, _: Translate) -> Table:
    """List all reporting provinces by code, and the nation as their sum; blank what is not told of an area."""
    columns = (
        NumberColumn("label", _("Province"), "text"),
        NumberColumn("counties", _("Counties"), "count"),
        NumberColumn("reported", _("Reported"), "count"),
        NumberColumn("established", _("Established"), "count"),
        NumberColumn("share", _("Share"), "share"),
        *stage_columns(_),
        NumberColumn("to_go", _("Gap"), "count"),
        NumberColumn("needed_pace", _("Needed a month"), "pace"),
        NumberColumn("observed_pace", _("Seen a month"), "pace"),
        NumberColumn("verdict_word", _("Verdict"), "text"),
        NumberColumn("projected_on", _("Expected"), "month"),
    )
    rows = pd.concat(
        [areas_judged(figures, level, occasion.as_of) for level in ("province", "nation")], ignore_index=True
    )
    rows = only_told(rows)
    rows = rows.assign(
        label=rows["code"].map({**short_names("province", occasion.lang), NATION_CODE: _("China")}),
        to_go=rows["gap"].clip(lower=0),
    )
    table = deck_table(_("All provinces in figures"), columns, with_verdict_words(rows, _), occasion, _)
    return numbers_table(table, occasion.lang, total=True)


def units_table(view: Overview, figures: FigureSource, occasion: Occasion, _: Translate) -> Table:
    """List a province's prefectures, or its counties where it is compared by county, by code."""
    if view.scope.unit_level == "county":
        return _counties_table(view, figures, occasion, _)
    columns = (
        NumberColumn("label", _("Prefecture"), "text"),
        NumberColumn("counties", _("Counties"), "count"),
        NumberColumn("established", _("Established"), "count"),
        NumberColumn("share", _("Share"), "share"),
        *(column for column in stage_columns(_) if column.field in STAGES_WITHOUT),
        NumberColumn("not_reported", _("Not reported"), "count"),
    )
    title = _("Prefectures by stage of their counties")
    return numbers_table(
        deck_table(title, columns, only_told(view.unit_counts()), occasion, _), occasion.lang
    )


def counties_to_do(
    view: Overview, figures: FigureSource, occasion: Occasion, _: Translate
) -> tuple[ToDo, ...]:
    """Name a province's counties without an alliance and, apart from them, those that have not reported, by code.

    Empty where there are none, or where the table names them.
    """
    if view.scope.unit_level == "county":
        return ()
    counties = figures.register(occasion.as_of).counties
    inside = counties[counties["province_code"] == view.scope.code]
    stages = figures.status(occasion.as_of)[["county_code", "stage"]]
    inside = inside.merge(stages, on="county_code", how="left", validate="one_to_one")

    def told(stage: str | None) -> tuple[tuple[str, str], ...]:
        of_stage = inside[inside["stage"].isna() if stage is None else inside["stage"] == stage]
        names = [str(label) for label in of_stage[name_column(occasion.lang)]]
        words = sentence_case(stage_word(stage, _))
        return ((words, _names_or_count(names, stage, occasion.lang, _)),) if names else ()

    parts = (
        ToDo(
            _("Without an alliance, by stage"),
            tuple(line for stage in reversed(STAGES_WITHOUT) for line in told(stage)),
        ),
        ToDo(_("Reports to ask for"), told(None)),
    )
    return tuple(part for part in parts if part.lines)


def _names_or_count(names: Sequence[str], stage: str | None, lang: str, _: Translate) -> str:
    if len(names) > MOST_NAMES:
        text = _("{units}, all on the action list") if stage else _("{units}, all on the page on reporting")
        return text.format(units=unit_count("county", len(names), _))
    return join_listed(names, lang)


def _counties_table(view: Overview, figures: FigureSource, occasion: Occasion, _: Translate) -> Table:
    columns = (
        NumberColumn("label", _("County"), "text"),
        NumberColumn("stage_word", _("Stage"), "text"),
        NumberColumn("established_on", _("Established on"), "date"),
    )
    rows = counties_reported(view.scope, figures.status(occasion.as_of))
    rows = rows.assign(stage_word=stages_in_words(rows["stage"], _))
    return numbers_table(deck_table(_("Counties by stage"), columns, rows, occasion, _), occasion.lang)
