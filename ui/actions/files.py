"""What can be taken away from the action list: its rows as CSV and XLSX, and the workbooks to send."""

import pandas as pd

from charts.words import stage_word
from reports.action_words import filter_words, why_listed
from reports.figure_numbers import FigureNumbers, NumberColumn
from ui.actions.view import ActionView
from ui.figures import numbers_of
from ui.markup import sentence_case
from ui.shell_context import Context


def action_numbers(ctx: Context, view: ActionView) -> FigureNumbers:
    """Give every county shown as rows for the files."""
    _, lang = ctx.translate, ctx.selection.lang
    gap = "；" if lang == "zh" else "; "
    reasons = [
        gap.join(text for _reason, text in why_listed(row, _, lang)) for row in view.shown.to_dict("records")
    ]
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
    title = (
        _("Action list") if view.reason is None else f"{_('Action list')} · {filter_words(_)[view.reason]}"
    )
    return numbers_of(ctx, title, columns, frame)
