"""The reports that count in no figure of the day, each with its reason: nothing is dropped without a word."""

from html import escape

import pandas as pd
import streamlit as st

from charts.words import sentence_case, stage_word
from data.base.formats import format_count, format_date
from data.register.bounds import province_of
from reports.sentences.not_counted import not_counted_in_words
from ui.pieces import panel_head
from ui.shell_context import Context


def not_counted_view(ctx: Context) -> None:
    """Draw the list, of the chosen province where one is chosen."""
    _, lang = ctx.translate, ctx.selection.lang
    listed = ctx.figures.not_counted(ctx.day)
    if ctx.province_code is not None:
        listed = listed[listed["county_code"].map(province_of) == ctx.province_code]
    day = format_date(ctx.day, lang)
    if listed.empty:
        nothing = _("Every report up to {day} counts.").format(day=day)
        st.html(f'<p class="all-well">✓ {escape(nothing)}</p>')
        return
    title = _("{n} reports up to {day} count in no figure of that day")
    if len(listed) == 1:
        title = _("1 report up to {day} counts in no figure of that day")
    panel_head(title.format(n=format_count(len(listed)), day=day), _("Each with the reason; nothing is lost"))
    rows = not_counted_in_words(listed, lang, _)
    stages = [None if pd.isna(stage) else str(stage) for stage in rows["stage"]]
    st.dataframe(
        pd.DataFrame(
            {
                _("Code"): rows["county_code"],
                _("County"): rows["county"],
                _("Reported as of"): rows["as_of"].dt.strftime("%Y-%m-%d"),
                _("Stage"): [sentence_case(stage_word(stage, _)) for stage in stages],
                _("Save"): rows["batch_id"],
                _("Why it does not count"): rows["why"],
            }
        ),
        hide_index=True,
        width="stretch",
    )
