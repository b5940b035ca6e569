"""The tables that only paper has room for: every province in the annex, every unit of a province on its page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from charts.words import sentence_case, stage_word, unit_count, verdict_word
from data.base.formats import format_count, format_date, format_month, format_pace, format_share
from data.base.language import Translate
from data.register.register import NATION_CODE, load_counties, load_provinces
from reports.figures.numbers import NOTHING, FigureNumbers, table_rows
from reports.figures.occasion import Occasion
from reports.figures.overview import Overview
from reports.figures.source import FigureSource
from reports.paper.model import Table, ToDo

Row = dict[str, Any]
# More names of one stage than this would leave no room for the map.
MOST_NAMED: Final = 60
_COUNTS: Final = ("operating", "preparing", "not_started", "not_reported")


def numbers_table(numbers: FigureNumbers, lang: str, *, more: str = "") -> Table:
    """Give a slide's table as it is shown, with its verdicts where it has them."""
    frame = numbers.frame
    words = tuple(
        place for place, column in enumerate(numbers.columns) if place and column.kind in ("text", "date")
    )
    return Table(
        title=numbers.title,
        headers=tuple(column.header for column in numbers.columns),
        rows=tuple(tuple(row) for row in table_rows(numbers, lang)),
        words=words,
        verdicts=tuple(map(str, frame["verdict"])) if "verdict" in frame else (),
        more=more,
    )


def annex_table(figures: FigureSource, occasion: Occasion, _: Translate) -> Table:
    """List all reporting provinces by code, and the nation as their sum."""
    rows = [*_areas(figures, "province", occasion), *_areas(figures, "nation", occasion)]
    return Table(
        title=_("All provinces in figures"),
        headers=(
            _("Province"),
            _("Counties"),
            _("Established"),
            _("Share"),
            _("Operating"),
            _("Preparing"),
            _("Not started"),
            _("Not reported"),
            _("Gap"),
            _("Needed a month"),
            _("Seen a month"),
            _("Verdict"),
            _("Projected"),
        ),
        rows=tuple(_annex_row(row, _names(occasion.lang, _), occasion.lang, _) for row in rows),
        words=(11, 12),
        verdicts=tuple(str(row["verdict"]) for row in rows),
        total=True,
    )


def units_table(view: Overview, figures: FigureSource, occasion: Occasion, _: Translate) -> Table:
    """List a province's prefectures, or its counties where it is compared by county, by code."""
    if view.scope.unit_level == "county":
        return _counties_table(view, figures, occasion, _)
    counted = view.unit_counts().merge(view.judged[["code", "verdict"]], on="code", validate="one_to_one")
    rows: list[Row] = [{str(name): cell for name, cell in row.items()} for row in counted.to_dict("records")]
    return Table(
        title=_("Prefectures by stage of their counties"),
        headers=(
            _("Prefecture"),
            _("Counties"),
            _("Established"),
            _("Share"),
            _("Preparing"),
            _("Not started"),
            _("Not reported"),
        ),
        rows=tuple(
            (
                str(row["label"]),
                format_count(row["counties"]),
                format_count(row["established"]),
                format_share(row["share"]),
                *(format_count(row[field]) for field in ("preparing", "not_started", "not_reported")),
            )
            for row in rows
        ),
    )


def counties_to_do(view: Overview, figures: FigureSource, occasion: Occasion, _: Translate) -> ToDo | None:
    """Name a province's counties without an alliance, by code; None where there are none, or the table names them."""
    if view.scope.unit_level == "county":
        return None
    name = "name" if occasion.lang == "zh" else "name_en"
    counties = load_counties().sort_values("county_code")
    inside = counties[counties["province_code"] == view.scope.code]
    stages = figures.status(occasion.as_of)[["county_code", "stage"]]
    inside = inside.merge(stages, on="county_code", how="left", validate="one_to_one")
    lines: list[tuple[str, str]] = []
    for stage in ("preparing", "not_started", None):
        of_stage = inside[inside["stage"].isna() if stage is None else inside["stage"] == stage]
        if len(of_stage):
            word = sentence_case(stage_word(stage, _))
            lines.append((word, _named([str(label) for label in of_stage[name]], occasion.lang, _)))
    return ToDo(_("Without an alliance, by stage"), tuple(lines)) if lines else None


def _named(names: Sequence[str], lang: str, _: Translate) -> str:
    if len(names) > MOST_NAMED:
        return _("{units}, all on the action list").format(units=unit_count("county", len(names), _))
    return ("、" if lang == "zh" else ", ").join(names)


def _counties_table(view: Overview, figures: FigureSource, occasion: Occasion, _: Translate) -> Table:
    status = figures.status(occasion.as_of)[["county_code", "stage", "established_on"]]
    frame = view.scope.units.merge(
        status, left_on="code", right_on="county_code", how="left", validate="one_to_one"
    )
    return Table(
        title=_("Counties by stage"),
        headers=(_("County"), _("Stage"), _("Established on")),
        rows=tuple(
            (
                str(label),
                sentence_case(stage_word(None if pd.isna(stage) else str(stage), _)),
                NOTHING if pd.isna(day) else format_date(day, occasion.lang),
            )
            for label, stage, day in zip(frame["label"], frame["stage"], frame["established_on"], strict=True)
        ),
        words=(1, 2),
    )


def _areas(figures: FigureSource, level: str, occasion: Occasion) -> list[Row]:
    judged = figures.judged(level, occasion.as_of)
    columns = ["code", "gap", "needed_pace", "observed_pace", "verdict", "projected_on"]
    frame = figures.summary(level, occasion.as_of).merge(
        judged[columns], on="code", how="left", validate="one_to_one"
    )
    return [{str(name): cell for name, cell in row.items()} for row in frame.to_dict("records")]


def _names(lang: str, _: Translate) -> dict[str, str]:
    provinces = load_provinces()
    names = provinces["short_name" if lang == "zh" else "name_en"]
    return {**dict(zip(provinces["code"], names, strict=True)), NATION_CODE: _("China")}


def _annex_row(row: Row, names: dict[str, str], lang: str, _: Translate) -> tuple[str, ...]:
    pace = [
        NOTHING if pd.isna(row[field]) else format_pace(row[field])
        for field in ("needed_pace", "observed_pace")
    ]
    projected = NOTHING if pd.isna(row["projected_on"]) else format_month(row["projected_on"], lang)
    return (
        names[row["code"]],
        format_count(row["counties"]),
        format_count(row["established"]),
        format_share(row["share"]),
        *(format_count(row[field]) for field in _COUNTS),
        format_count(max(row["gap"], 0)),
        *pace,
        sentence_case(verdict_word(str(row["verdict"]), _)),
        projected,
    )
