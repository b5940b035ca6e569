"""The bars of the upload page: what is being read at the top, the six steps below."""

from datetime import date
from html import escape

import streamlit as st

from data.base.formats import format_count
from data.base.language import Translate
from data.intake.examination import Examination
from ui.pieces import area_choice, demo_tag
from ui.shell_context import Context
from ui.upload.flow import STEPS, Flow, Step, change_flow

AS_OF, SHEET, HEADER = "upload-as-of", "upload-sheet", "upload-header"
# A header below this row would be beyond any title block seen.
LOWEST_HEADER = 30


def upload_bar(ctx: Context, flow: Flow, examination: Examination | None) -> None:
    """Draw what is read: province, as-of date, sheet, header row; each changeable, none stored."""
    _ = ctx.translate
    with st.container(key="top-bar", horizontal=True, gap="small", vertical_alignment="center"):
        area_choice(ctx, _("Province"))
        if examination is not None and flow.batch_id is None:
            _as_of(examination, _)
            _sheet(examination, _)
            if examination.table is not None:
                _header(examination, _)
        with st.container(key="top-bar-end", horizontal=True, horizontal_alignment="right"):
            if len(flow.files) > 1:
                text = _("File {n} of {all}").format(n=flow.place + 1, all=len(flow.files))
                st.html(f'<span class="quiet">{escape(text)}</span>')
            if ctx.figures.shows_demo():
                demo_tag(_)


def _as_of(examination: Examination, _: Translate) -> None:
    day: date | None = examination.as_of
    st.session_state[AS_OF] = day
    st.date_input(
        _("As of"),
        key=AS_OF,
        format="YYYY-MM-DD",
        width=236,
        disabled=examination.as_of_from == "column" and day is None,
        on_change=lambda: change_flow(as_of=st.session_state[AS_OF]),
    )


def _sheet(examination: Examination, _: Translate) -> None:
    sheets = {sheet.name: sheet for sheet in examination.workbook.sheets}
    if len(sheets) < 2:
        return
    hidden = _("{sheet} (hidden)")
    st.session_state[SHEET] = examination.sheet or next(iter(sheets))
    st.selectbox(
        _("Sheet"),
        list(sheets),
        key=SHEET,
        format_func=lambda name: name if sheets[name].visible else hidden.format(sheet=name),
        width=236,
        on_change=lambda: change_flow(
            sheet=st.session_state[SHEET], header_row=None, columns=None, answers={}, answered={}
        ),
        placeholder=_("Choose"),
    )


def _header(examination: Examination, _: Translate) -> None:
    table = examination.table
    found = 1 if table is None else table.header_row
    text = _("row {n}")
    st.session_state[HEADER] = found
    st.selectbox(
        _("Header in"),
        list(range(1, max(LOWEST_HEADER, found) + 1)),
        key=HEADER,
        format_func=lambda row: text.format(n=row),
        width=200,
        filter_mode=None,
        on_change=lambda: change_flow(
            header_row=st.session_state[HEADER],
            sheet=examination.sheet,
            columns=None,
            answers={},
            answered={},
        ),
        placeholder=_("Choose"),
    )


def step_of(flow: Flow, examination: Examination) -> Step:
    """The step to draw: the one the reader went to, else the first that needs a person."""
    if flow.batch_id is not None:
        return "save"
    if examination.table is None:
        return "file"
    if flow.step is not None:
        return flow.step
    missing = any(found.code == "column_missing" for found in examination.problems)
    return "columns" if missing else "check"


def step_words(_: Translate) -> dict[Step, str]:
    """The six steps."""
    return {
        "file": _("File"),
        "columns": _("Columns"),
        "values": _("Values"),
        "check": _("Check"),
        "difference": _("Difference"),
        "save": _("Save"),
    }


def step_details(flow: Flow, examination: Examination | None, _: Translate) -> dict[Step, str]:
    """What each step has come to, in a few words."""
    if flow.file is None:
        return {**dict.fromkeys(STEPS, ""), "file": _("none yet"), "save": _("nothing stored yet")}
    details: dict[Step, str] = dict.fromkeys(STEPS, "")
    details["file"] = flow.file.name
    if examination is None or examination.checked is None or examination.columns is None:
        return details
    details["columns"] = _("{n} columns matched").format(n=len(examination.columns.fields))
    details["values"] = _("{n} spellings understood").format(n=len(examination.checked.values))
    bad = len(examination.rejected)
    details["check"] = _("{n} rows to correct").format(n=format_count(bad)) if bad else _("no errors left")
    if examination.difference is not None:
        changing = len(examination.adding)
        details["difference"] = _("{n} rows to add").format(n=format_count(changing))
    details["save"] = _("nothing stored yet")
    if flow.batch_id is not None:
        details["save"] = _("Batch {batch}").format(batch=flow.batch_id)
    return details


def step_bar(flow: Flow, step: Step, examination: Examination | None, _: Translate) -> None:
    """Draw the six steps; those that can be gone to are buttons."""
    words, details = step_words(_), step_details(flow, examination, _)
    now = STEPS.index(step)
    reachable = examination is not None and examination.table is not None and flow.batch_id is None
    with st.container(key="upload-steps"):
        for place, name in enumerate(STEPS):
            state = "now" if place == now else "done" if place < now else "todo"
            sign = "✓" if state == "done" else str(place + 1)
            with st.container(key=f"step-{state}-{name}"):
                st.html(
                    f'<div class="step {state}"><i>{sign}</i><div><b>{escape(words[name])}</b>'
                    f"<span>{escape(details[name])}</span></div></div>"
                )
                if place != now and (reachable or (name == "file" and flow.batch_id is None)):
                    st.button(
                        _("Go to step: {step}").format(step=words[name]),
                        key=f"go-{name}",
                        on_click=change_flow,
                        kwargs={"step": name},
                    )
