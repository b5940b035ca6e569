"""The numbers behind a map as a table, sortable, with the same choice of area and level."""

from typing import Any

import pandas as pd
import streamlit as st

from charts.words import sentence_case, stage_word, verdict_word
from data.base.formats import share_percent
from data.figures.coverage import only_told
from reports.figures.numbers import NOTHING, FigureNumbers, NumberColumn, stage_columns
from ui import queries
from ui.areas import find_area
from ui.figure.panel import numbers_of, numbers_panel
from ui.map.area_map import level_shown, own_units
from ui.shell_context import Context

TABLE_HEIGHT = 660


def county_numbers(ctx: Context, title: str) -> FigureNumbers:
    """Counties of the area: code, names, stage, dates, the batch that says so."""
    _ = ctx.translate
    name = "name" if ctx.selection.lang == "zh" else "name_en"
    own = own_units(find_area(ctx.selection.area, ctx.as_of), "county", ctx.day)
    counties = queries.counties(ctx.day)
    report = ["county_code", "stage", "established_on", "as_of", "batch_id"]
    frame = counties[["county_code", name, "prefecture_code", "province_code"]].merge(
        ctx.figures.status(ctx.day)[report], on="county_code", validate="one_to_one"
    )
    if own is not None:
        frame = frame[frame["county_code"].isin(own)]
    frame = frame.assign(
        prefecture=frame["prefecture_code"].map(queries.prefectures(ctx.day).set_index("code")[name]),
        province=frame["province_code"].map(queries.provinces().set_index("code")[name]),
        stage=[
            sentence_case(stage_word(None if pd.isna(stage) else str(stage), _)) for stage in frame["stage"]
        ],
        batch=frame["batch_id"].astype("Int64").astype("string"),
    )
    columns = (
        NumberColumn("county_code", _("Code"), "text"),
        NumberColumn(name, _("County"), "text"),
        NumberColumn("prefecture", _("Prefecture"), "text"),
        NumberColumn("province", _("Province"), "text"),
        NumberColumn("stage", _("Stage"), "text"),
        NumberColumn("established_on", _("Established on"), "date"),
        NumberColumn("as_of", _("Reported as of"), "date"),
        NumberColumn("batch", _("Batch"), "text"),
    )
    return numbers_of(ctx, title, columns, frame)


def area_numbers(ctx: Context, title: str, level: str) -> FigureNumbers:
    """Provinces or prefectures with counts, share, pace and verdict, in order of code; blank what is not told."""
    _ = ctx.translate
    areas = queries.provinces() if level == "province" else queries.prefectures()
    judged = ctx.figures.judged(level, ctx.day)[
        ["code", "gap", "needed_pace", "observed_pace", "verdict", "projected_on"]
    ]
    frame = (
        areas[["code", "name", "name_en"]]
        .merge(
            ctx.figures.summary(level, ctx.day).drop(columns=["name", "name_en"], errors="ignore"),
            on="code",
            validate="one_to_one",
        )
        .merge(judged, on="code", validate="one_to_one")
    )
    frame = only_told(frame)
    words = frame["verdict"].map(lambda verdict: sentence_case(verdict_word(str(verdict), _)))
    columns = (
        NumberColumn("code", _("Code"), "text"),
        NumberColumn("name" if ctx.selection.lang == "zh" else "name_en", _("Area"), "text"),
        NumberColumn("counties", _("Counties"), "count"),
        NumberColumn("established", _("Established"), "count"),
        *stage_columns(_),
        NumberColumn("reported", _("Reported"), "count"),
        NumberColumn("not_reported", _("Not reported"), "count"),
        NumberColumn("share", _("Share"), "share"),
        NumberColumn("gap", _("To go"), "count"),
        NumberColumn("needed_pace", _("Needed a month"), "pace"),
        NumberColumn("observed_pace", _("Seen a month"), "pace"),
        NumberColumn("verdict", _("Verdict"), "text"),
        NumberColumn("projected_on", _("Expected"), "month"),
    )
    return numbers_of(ctx, title, columns, frame.assign(verdict=words))


def unit_table(ctx: Context, title: str) -> None:
    """Draw the table of what the map shows, with its files; `title` is the page's."""
    level = level_shown(ctx)
    numbers = county_numbers(ctx, title) if level == "county" else area_numbers(ctx, title, level)
    shown, looks = sortable(numbers)
    st.dataframe(
        shown, hide_index=True, height=TABLE_HEIGHT, width="stretch", column_config=looks, placeholder=NOTHING
    )
    numbers_panel(ctx, key="map-table", numbers=numbers, table=False)


def sortable(numbers: FigureNumbers) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Give the numbers as values that sort, rounded as they are shown elsewhere, and how their columns look."""
    shown, looks = pd.DataFrame(index=numbers.frame.index), {}
    for column in numbers.columns:
        values, header = numbers.frame[column.field], column.header
        if column.kind == "share":
            header = f"{header} %"
            values = values.map(share_percent, na_action="ignore")
        elif column.kind == "pace":
            values = values.astype("float64").round(1)
        elif column.kind == "date":
            values = pd.to_datetime(values).dt.date
        elif column.kind == "month":
            # ISO months sort as they are.
            values = pd.to_datetime(values).dt.strftime("%Y-%m")
        if column.kind in ("share", "pace"):
            looks[header] = st.column_config.NumberColumn(format="%.1f")
        shown[header] = values
    return shown, looks
