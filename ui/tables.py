"""The numbers behind a map as a table, sortable, with the same choice of area and level."""

import pandas as pd
import streamlit as st

from charts.words import stage_word, verdict_word
from ui import queries
from ui.areas import find_area
from ui.maps import level_shown, own_units
from ui.markup import sentence_case
from ui.shell_context import Context

TABLE_HEIGHT = 690
# Excel and WPS read UTF-8 only with a byte order mark.
CSV_ENCODING = "utf-8-sig"


def county_table(ctx: Context) -> pd.DataFrame:
    """Counties of the area: code, names, stage, dates; columns titled in the reader's language."""
    _, lang = ctx.translate, ctx.selection.lang
    own = own_units(find_area(ctx.selection.area), "county")
    counties = queries.counties()
    status = ctx.figures.status(ctx.day).merge(
        counties[["county_code", "name", "name_en", "prefecture", "province"]],
        on="county_code",
        validate="one_to_one",
    )
    if own is not None:
        status = status[status["county_code"].isin(own)]
    stages = status["stage"].map(
        lambda stage: sentence_case(stage_word(None if pd.isna(stage) else stage, _))
    )
    return pd.DataFrame(
        {
            _("Code"): status["county_code"],
            _("County"): status["name" if lang == "zh" else "name_en"],
            _("Prefecture"): status["prefecture"],
            _("Province"): status["province"],
            _("Stage"): stages,
            _("Established on"): pd.to_datetime(status["established_on"]).dt.date,
            _("Reported as of"): pd.to_datetime(status["as_of"]).dt.date,
            _("Batch"): status["batch_id"].astype("Int64"),
        }
    )


def area_table(ctx: Context, level: str) -> pd.DataFrame:
    """Provinces or prefectures with counts, share, pace and verdict, in order of code."""
    _, lang = ctx.translate, ctx.selection.lang
    areas = queries.provinces() if level == "province" else queries.prefectures()
    summary = ctx.figures.summary(level, ctx.day)
    joined = summary.merge(
        ctx.figures.judged(level, ctx.day), on="code", validate="one_to_one", suffixes=("", "_judged")
    ).merge(areas[["code", "name_en"]], on="code", validate="one_to_one", suffixes=("", "_area"))
    names = (
        joined["name"] if lang == "zh" else joined["name_en_area" if "name_en_area" in joined else "name_en"]
    )
    return pd.DataFrame(
        {
            _("Code"): joined["code"],
            _("Area"): names,
            _("Counties"): joined["counties"],
            _("Established"): joined["established"],
            _("Operating"): joined["operating"],
            _("Preparing"): joined["preparing"],
            _("Not started"): joined["not_started"],
            _("Not reported"): joined["not_reported"],
            _("Share %"): (joined["share"] * 100).round(1),
            _("To go"): joined["gap"],
            _("Needed a month"): joined["needed_pace"].astype("float64").round(1),
            _("Seen a month"): joined["observed_pace"].astype("float64").round(1),
            _("Verdict"): joined["verdict"].map(lambda verdict: sentence_case(verdict_word(str(verdict), _))),
        }
    )


def unit_table(ctx: Context) -> None:
    """Draw the table of what the map shows, with its download."""
    level = level_shown(ctx)
    table = county_table(ctx) if level == "county" else area_table(ctx, level)
    st.dataframe(table, hide_index=True, height=TABLE_HEIGHT, width="stretch")
    st.download_button(
        ctx.translate("Download as CSV"),
        table.to_csv(index=False).encode(CSV_ENCODING),
        file_name=f"education-alliance-{level}-{ctx.as_of}.csv",
        mime="text/csv",
        key="download-table",
    )
