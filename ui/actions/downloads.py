"""What can be taken away from the list shown: its rows as CSV and XLSX, and the workbooks to send."""

from datetime import date

import pandas as pd
import streamlit as st

from charts.words import sentence_case, stage_word
from data.base.language import name_column
from reports.figures.numbers import FigureNumbers, NumberColumn
from reports.figures.occasion import source_words
from reports.forms.action_lists import ListOccasion, action_workbook, action_zip, file_name
from reports.sentences.actions import filter_words, list_name, reasons_in_words
from reports.xlsx import MEDIA_TYPE
from ui import queries
from ui.actions.view import ActionView
from ui.figure.panel import numbers_of
from ui.shell_context import Context


def action_numbers(ctx: Context, view: ActionView) -> FigureNumbers:
    """Give every county shown as rows for the files."""
    _, lang = ctx.translate, ctx.selection.lang
    reasons = reasons_in_words(view.shown, _, lang)
    stages = [
        sentence_case(stage_word(None if pd.isna(stage) else str(stage), _)) for stage in view.shown["stage"]
    ]
    columns = (
        NumberColumn("county_code", _("Code"), "text"),
        NumberColumn("county", _("County"), "text"),
        NumberColumn("prefecture", _("Prefecture"), "text"),
        NumberColumn("province", _("Province"), "text"),
        NumberColumn("stage", _("Stage"), "text"),
        NumberColumn("why", _("Why"), "text"),
        NumberColumn("established_on", _("Established on"), "date"),
        NumberColumn("as_of", _("Reported as of"), "date"),
        NumberColumn("days_since", _("Days since"), "count"),
    )
    frame = view.shown.assign(why=reasons, stage=stages)
    title = list_name(view.reason, _)
    if view.reason not in (None, "not_reported"):
        title = f"{title} · {filter_words(_)[view.reason]}"
    return numbers_of(ctx, title, columns, frame)


def workbooks_button(ctx: Context, shown: pd.DataFrame, reason: str | None, day: date) -> None:
    """Offer listed counties as workbooks to send: one a province, in a zip; of one province the workbook alone.

    shown: rows of data.figures.action_list.action_list on `day` with the reason. The workbooks are made when the button
    is clicked; the button turns until they are there.
    """
    _, lang = ctx.translate, ctx.selection.lang
    if not len(shown):
        return
    provinces = queries.provinces()
    occasion = ListOccasion(
        as_of=day,
        compare=ctx.compare,
        lang=lang,
        reason=reason,
        source=source_words(lang, _),
        demo=ctx.figures.shows_demo(),
    )
    title = list_name(reason, _)
    codes = sorted(shown["province_code"].unique())
    if len(codes) == 1:
        province = provinces[provinces["code"] == codes[0]].to_dict("records")[0]

        def content() -> bytes:
            status = ctx.figures.status(day)
            return action_workbook(shown, queries.counties(day), status, province, occasion, _=_)

        name = file_name(str(province[name_column(lang)]), title, occasion)
        label, kind = _("Workbook to send"), MEDIA_TYPE
    else:

        def content() -> bytes:
            status = ctx.figures.status(day)
            return action_zip(shown, queries.counties(day), status, provinces, occasion, _=_)

        name = file_name(_("China"), title, occasion).removesuffix(".xlsx") + ".zip"
        label, kind = _("Workbooks to send ({n} provinces, zip)").format(n=len(codes)), "application/zip"
    st.download_button(label, content, name, kind, key="actions-workbooks", on_click="ignore")
