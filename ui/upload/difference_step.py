"""What saving would change: the short form beside the problems, the long form as a step of its own."""

from html import escape

import pandas as pd
import streamlit as st

from data.base.fields import field_words
from data.base.formats import format_count, format_share
from data.base.language import Translate
from data.base.stages import ESTABLISHED_STAGES
from data.intake.difference import Difference
from data.intake.examination import Examination
from data.names.index import name_on
from ui.pieces import panel_head
from ui.records.changes import changes_html, counts_html, kind_words, value_words
from ui.shell_context import Context
from ui.upload.flow import change_flow

TABLE_HEIGHT = 560
SHORT = 5


def difference_panel(ctx: Context, examination: Examination) -> None:
    """Draw the difference beside the problem table: four figures, those going backwards, the first changes."""
    _, lang, made = ctx.translate, ctx.selection.lang, examination.difference
    if made is None:
        return
    panel_head(_("What saving would change"), _compared(ctx, examination))
    st.html(counts_html(made, _))
    for kind in ("backwards", "changed", "new"):
        if not made.count(kind):
            continue
        title = f"{kind_words(_)[kind]} {format_count(made.count(kind))}"
        table = changes_html(made.fields, (kind,), lang, _, limit=SHORT)
        st.html(f'<div class="upload-kind"><h3>{escape(title)}</h3>{table}</div>')
    st.button(
        _("All differences"),
        key="all-differences",
        type="tertiary",
        on_click=change_flow,
        kwargs={"step": "difference"},
    )
    st.html(f'<div class="upload-effect">{effect(ctx, examination)}</div>')


def _compared(ctx: Context, examination: Examination) -> str:
    _ = ctx.translate
    if ctx.figures.shows_demo():
        return _("Compared with an empty store: demo data go away with the first save")
    return _("{n} rows compared cell by cell with what is stored").format(
        n=format_count(len(examination.accepted))
    )


def established_before_and_after(made: Difference, accepted: pd.DataFrame) -> tuple[int, int]:
    """Counties of the upload with an alliance, as stored and as they would be."""
    stages = made.fields[made.fields["field"] == "stage"]
    after = int(accepted["stage"].isin(ESTABLISHED_STAGES).sum())
    gained = int(stages["after"].isin(ESTABLISHED_STAGES).sum())
    lost = int(stages["before"].isin(ESTABLISHED_STAGES).sum())
    return after - gained + lost, after


def effect(ctx: Context, examination: Examination) -> str:
    """Say as HTML what the save does to the number of alliances among the counties of this upload."""
    _, made = ctx.translate, examination.difference
    if made is None or examination.accepted.empty:
        return escape(_("No row can be saved yet."))
    before, after = established_before_and_after(made, examination.accepted)
    rows = len(examination.accepted)
    text = _("Established among the {n} counties of this file: {before} → {after}, {share}")
    return escape(text).format(
        n=format_count(rows),
        before=f"<b>{format_count(before)}</b>",
        after=f"<b>{format_count(after)}</b>",
        share=f"<b>{format_share(after / rows)}</b>",
    )


def difference_step(ctx: Context, examination: Examination) -> None:
    """Draw every field that would change as a table."""
    _, made = ctx.translate, examination.difference
    if made is None:
        return
    panel_head(_("What saving would change"), _compared(ctx, examination))
    st.html(counts_html(made, _))
    table = difference_table(ctx, made)
    if table.empty:
        nothing = _("Every row says what is stored already.")
        st.html(f'<p class="all-well">{escape(nothing)}</p>')
        return
    st.dataframe(table, hide_index=True, height=TABLE_HEIGHT, width="stretch")


def difference_table(ctx: Context, made: Difference) -> pd.DataFrame:
    """Every field that differs, those going backwards first; columns titled in the reader's language."""
    _, lang = ctx.translate, ctx.selection.lang
    fields, kinds = field_words(_), kind_words(_)
    order = {"backwards": 0, "changed": 1, "new": 2}
    lines = made.fields.assign(place=made.fields["kind"].map(order)).sort_values("place", kind="stable")
    return pd.DataFrame(
        {
            _("Row"): lines["row"],
            _("Code"): lines["county_code"],
            _("County"): [
                name_on(code, lang, day)
                for code, day in zip(lines["county_code"], lines["as_of"].dt.date, strict=True)
            ],
            _("What happens"): lines["kind"].astype("object").map(dict(kinds)),
            _("Field"): lines["field"].map(fields),
            _("Before"): _worded(lines, "before", lang, _),
            _("After"): _worded(lines, "after", lang, _),
        }
    )


def _worded(lines: pd.DataFrame, column: str, lang: str, _: Translate) -> list[str]:
    return [
        value_words(field, value, lang, _) for field, value in zip(lines["field"], lines[column], strict=True)
    ]
