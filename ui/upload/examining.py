"""The file at hand, examined: read once, and examined anew only when a choice or the store has changed."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from data.base.formats import format_count
from data.intake.examination import Examination, Particulars, examine_workbook, real_reports
from data.register.bounds import Bound
from data.spreadsheets.problems import Problem
from data.spreadsheets.reading import read_spreadsheet
from data.spreadsheets.sheets import UnreadableFile, Workbook
from ui import queries
from ui.pieces import plain_label
from ui.shell_context import Context
from ui.signing.signature import now, reader_zone
from ui.upload.flow import Flow, SentFile

KEPT_FILES = 8
KEPT_EXAMINATIONS = 16


def today() -> date:
    """The day in the reader's time zone."""
    return now().astimezone(reader_zone()).date()


@st.cache_resource(max_entries=KEPT_FILES, show_spinner=False)
def _read(checksum: str, name: str, encoding: str | None, _content: bytes) -> Workbook | UnreadableFile:  # noqa: ARG001
    try:
        return read_spreadsheet(_content, name, encoding=encoding)
    except UnreadableFile as error:
        if error.problem.code == "file_busy":
            raise  # what is raised is not kept: the next look reads the file
        return error


@st.cache_resource(max_entries=2, show_spinner=False)
def _stored(revision: int) -> pd.DataFrame:  # noqa: ARG001 (the cache's key)
    return real_reports(queries.store())


@st.cache_resource(max_entries=KEPT_EXAMINATIONS, show_spinner=False)
def _examined(
    checksum: str,  # noqa: ARG001 (the cache's key)
    name: str,
    choices: tuple[Any, ...],  # noqa: ARG001
    revision: int,
    _workbook: Workbook,
    _content: bytes,
    _particulars: dict[str, Any],
) -> Examination:
    particulars = Particulars(
        reports=_stored(revision),
        recall=queries.store().recall_layout,
        **_particulars,
    )
    return examine_workbook(_workbook, _content, name, particulars)


def _written(value: object) -> str:
    """Write a choice for the cache's key: the same for the same, whatever order a table or a set is in."""
    if isinstance(value, dict):
        return str(sorted(value.items(), key=str))
    return str(sorted(value)) if isinstance(value, frozenset) else str(value)


def examined(ctx: Context, flow: Flow, file: SentFile, *, allowed: Bound = None) -> Examination | Problem:
    """Examine the file with what the reader chose; a file that cannot be read gives the problem that says why.

    allowed: the provinces that the reader may report for. What takes long says what it is doing and for how long.
    """
    _ = ctx.translate
    try:
        with st.spinner(_("Reading {file}…").format(file=plain_label(file.name)), show_time=True):
            workbook = _read(file.checksum, file.name, flow.encoding, file.content)
    except UnreadableFile as busy:
        return busy.problem
    if isinstance(workbook, UnreadableFile):
        return workbook.problem
    particulars: dict[str, Any] = {
        "today": today(),
        "as_of": flow.as_of,
        "sheet": flow.sheet,
        "header_row": flow.header_row,
        # An account's one province, in which it starts, is told as its bound: why a row of another is not for it.
        "province": None if allowed == {ctx.province_code} else ctx.province_code,
        "allowed": allowed,
        "columns": None if flow.columns is None else dict(flow.columns),
        "answers": dict(flow.answers),
    }
    choices = tuple(map(_written, (flow.encoding, *particulars.values())))
    revision = ctx.figures.revision if flow.revision is None else flow.revision
    rows = format_count(max((len(sheet.rows) for sheet in workbook.sheets), default=0))
    with st.spinner(
        _("Checking {n} rows of {file}…").format(n=rows, file=plain_label(file.name)), show_time=True
    ):
        return _examined(file.checksum, file.name, choices, revision, workbook, file.content, particulars)
