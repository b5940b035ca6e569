"""The first step: send files, take a template; and what was found in the file at hand."""

from html import escape

import streamlit as st

from data.base.formats import format_count
from data.base.language import Translate
from data.intake.examination import Examination
from data.intake.problem_texts import problem_text
from data.register.bounds import Bound
from data.spreadsheets.problems import Problem
from reports.forms.template import template_workbook
from reports.xlsx import MEDIA_TYPE
from ui import queries
from ui.areas import area_name
from ui.pieces import empty_state, panel_head
from ui.shell_context import Context
from ui.upload.examining import today
from ui.upload.flow import Flow, SentFile, change_flow, take_files

UPLOADER = "upload-files"
ENCODINGS = {"utf-8": "UTF-8", "gb18030": "GB18030", "utf-16": "UTF-16", "big5": "Big5"}
ROWS_SHOWN = 8
LEFT_OUT_SHOWN = 12


def _taken() -> None:
    sent = st.session_state.get(UPLOADER) or []
    if sent:
        take_files(tuple(SentFile(file.name, file.getvalue()) for file in sent))


def send_files(ctx: Context, *, allowed: Bound = None) -> None:
    """Draw the place to drop files, and the template beside it; `allowed`: the provinces of the reader."""
    _ = ctx.translate
    texts = {
        "drop": _("Drop files here"),
        "browse": _("Choose files"),
        "kinds": _("xlsx, xls, et, ods, csv, txt, HTML"),
    }
    variables = "".join(f'--ea-{name}:"{text}";' for name, text in texts.items())
    st.html(f"<style>:root{{{variables}}}</style>")
    with st.container(key="upload-send"):
        with st.container(key="upload-drop"):
            panel_head(
                _("Send what the offices sent"),
                _("One file or several, one after the other. Nothing is stored before the last click."),
            )
            st.file_uploader(
                _("Spreadsheets"),
                accept_multiple_files=True,
                key=UPLOADER,
                on_change=_taken,
                label_visibility="collapsed",
            )
        with st.container(key="upload-template"):
            template_panel(ctx, allowed=allowed)


def template_provinces(chosen: str | None, allowed: Bound) -> list[str | None]:
    """Give the provinces whose templates are offered: the chosen one (None: all), within those of the reader."""
    if allowed is None or chosen in allowed:
        return [chosen]
    return [*sorted(allowed)]


def template_panel(ctx: Context, *, allowed: Bound = None) -> None:
    """Offer the template of the chosen province, or of all counties; with a bound only of a province within it."""
    _, lang, day = ctx.translate, ctx.selection.lang, today()
    offered = template_provinces(ctx.province_code, allowed)
    if not offered:
        return
    code = offered[0]
    if len(offered) > 1:
        code = st.selectbox(
            _("Province"),
            offered,
            key="template-province",
            format_func=lambda each: area_name(each or "", lang, _),
            placeholder=_("Choose"),
        )
    name = area_name(code or "", lang, _)
    panel_head(
        _("Template: {area}").format(area=name),
        _("Codes and names filled in, dropdowns, what is stored now. Choose another province above.")
        if allowed is None
        else _("Codes and names filled in, dropdowns, what is stored now, for the provinces you report for."),
    )

    def written() -> bytes:
        counties = queries.counties(day)
        own = counties if code is None else counties[counties["province_code"] == code]
        status = None if ctx.figures.shows_demo() or ctx.as_of is None else ctx.figures.status(day)
        title = area_name(code or "", "zh", lambda _text: "全国")
        return template_workbook(own, status, area_name=title, as_of=day, lang=lang, _=_)

    st.download_button(
        _("Download the template"),
        written,
        file_name=f"{name}-{day.isoformat()}.xlsx",
        mime=MEDIA_TYPE,
        key="download-template",
        on_click="ignore",
    )


def unreadable(ctx: Context, found: Problem) -> None:
    """Say why a file cannot be read."""
    _ = ctx.translate
    if found.code == "file_busy":
        empty_state(_("This file has not been read yet"), problem_text(found, _))
        return
    empty_state(
        _("This file cannot be read"),
        problem_text(found, _),
        _("Nothing was stored. Send another file, or go on to the next."),
        kind="error",
    )


def file_facts(ctx: Context, flow: Flow, examination: Examination) -> None:
    """Draw what was found in the file: kind, rows, what was left out and why, the first rows."""
    _, table = ctx.translate, examination.table
    if examination.workbook.encoding is not None:
        _encoding(examination.workbook.encoding, flow, _)
    if table is None:
        empty_state(
            _("No table was found on this sheet"),
            " ".join(problem_text(found, _) for found in examination.problems),
            _("Choose another sheet or header row above, or send another file."),
            kind="error",
        )
        return
    panel_head(
        _("{n} rows of data on the sheet {sheet}").format(n=format_count(len(table.rows)), sheet=table.sheet),
        _("Header in row {n}, {columns} columns; change it above if it is another").format(
            n=table.header_row, columns=len(table.columns)
        ),
    )
    head = "".join(f"<th>{column.letter}<br>{escape(column.header)}</th>" for column in table.columns)
    body = "".join(
        f"<tr><th>{row.row}</th>"
        + "".join(f"<td>{escape(_cell(row.cells.get(column.letter)))}</td>" for column in table.columns)
        + "</tr>"
        for row in table.rows[:ROWS_SHOWN]
    )
    st.html(
        f'<div class="records-table"><table><thead><tr><th></th>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )
    if table.left_out:
        reasons = {
            "total": _("total"),
            "signature": _("signature"),
            "note": _("note"),
            "blank": _("blank"),
            "repeated_header": _("repeated header"),
        }
        panel_head(
            _("{n} rows below the header are no data").format(n=len(table.left_out)),
            _("They were left out; if one is a county's report, correct the file"),
        )
        lines = "".join(
            f"<tr><th>{row.row}</th><td>{escape(reasons[row.reason])}</td><td>{escape(row.text)}</td></tr>"
            for row in table.left_out[:LEFT_OUT_SHOWN]
        )
        st.html(f'<div class="records-table"><table><tbody>{lines}</tbody></table></div>')


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _encoding(found: str, flow: Flow, _: Translate) -> None:
    key = "upload-encoding"
    st.session_state[key] = flow.encoding or (found if found in ENCODINGS else "utf-8")
    st.selectbox(
        _("Characters (change if the text looks wrong)"),
        list(ENCODINGS),
        key=key,
        format_func=ENCODINGS.__getitem__,
        width=320,
        on_change=lambda: change_flow(encoding=st.session_state[key], answers={}, answered={}),
        placeholder=_("Choose"),
    )
