"""Upload: from a spreadsheet to a receipt in six steps; nothing is stored before the last click."""

from dataclasses import replace

import streamlit as st

from data.accounts.permissions import bound_of, can_upload
from data.base.formats import format_count
from data.intake.examination import Examination
from data.register.bounds import Bound
from data.spreadsheets.problems import Problem
from ui.pieces import headline, page_foot, source_line
from ui.shell_context import Context, context
from ui.upload.bars import step_bar, step_of, upload_bar
from ui.upload.check_step import check_step
from ui.upload.closed_step import uploads_closed
from ui.upload.column_step import columns_step, values_step
from ui.upload.difference_step import difference_panel, difference_step
from ui.upload.examining import examined
from ui.upload.file_step import file_facts, send_files, unreadable
from ui.upload.flow import Flow, Step, discard, next_file, offer_held, own_flow, write_flow
from ui.upload.own_provinces import foreign_rows, report_for
from ui.upload.save_step import action_bar, banners, receipt, save_step


def show() -> None:
    """Draw the page for where the upload stands."""
    ctx = context()
    flow = own_flow(ctx.viewer)
    file, allowed = flow.file, bound_of(ctx.viewer)
    if file is None or not can_upload(ctx.viewer):
        _without_file(ctx, flow, allowed)
        return
    if flow.revision is None:
        flow = replace(flow, revision=ctx.figures.revision)
        write_flow(flow)
    found = examined(ctx, flow, file, allowed=allowed)
    if isinstance(found, Problem):
        _refused(ctx, flow, found)
        return
    step = step_of(flow, found)
    upload_bar(ctx, flow, found)
    headline(_title(ctx, flow, found))
    step_bar(flow, step, found, ctx.translate)
    if flow.batch_id is not None:
        receipt(ctx, flow, found, allowed=allowed)
        return
    banners(ctx, flow, found, allowed=allowed)
    _body(ctx, flow, found, step)
    if step in ("check", "difference", "save"):
        action_bar(ctx, flow, found)


def _without_file(ctx: Context, flow: Flow, allowed: Bound) -> None:
    """Draw the place to send files to; to those who may not, why."""
    _ = ctx.translate
    upload_bar(ctx, Flow(), None)
    headline(_("Upload spreadsheets as the offices send them"))
    if can_upload(ctx.viewer):
        report_for(ctx, allowed)
        offer_held(ctx.viewer, flow, _)
        step_bar(flow, "file", None, _)
        send_files(ctx, allowed=allowed)
    else:
        uploads_closed(ctx, flow)
    page_foot(_("The content decides what a file is, not its ending."), source_line(ctx))


def _body(ctx: Context, flow: Flow, examination: Examination, step: Step) -> None:
    if step == "file":
        file_facts(ctx, flow, examination)
        st.button(ctx.translate("Send another file instead"), key="instead", on_click=discard)
    elif step == "columns":
        columns_step(ctx, examination)
    elif step == "values":
        values_step(ctx, examination)
    elif step == "check":
        with st.container(key="upload-panels"):
            with st.container(key="upload-problems"):
                check_step(ctx, flow, examination)
            with st.container(key="upload-difference"):
                difference_panel(ctx, examination)
    elif step == "difference":
        difference_step(ctx, examination)
    else:
        save_step(ctx, examination)


def _title(ctx: Context, flow: Flow, examination: Examination) -> str:
    _, bad = ctx.translate, len(examination.rejected)
    if flow.batch_id is not None:
        return _("Saved as batch {batch}").format(batch=flow.batch_id)
    if examination.table is None:
        return _("Where is the table?")
    if not bad:
        return _("All {n} rows can be saved").format(n=format_count(examination.accepted_count))
    text = _("{good} of {n} rows can be saved, {bad} are still to correct")
    if bad == sum(foreign_rows(examination).values()):
        text = _("{good} of {n} rows can be saved; of other provinces: {bad}")
    return text.format(
        good=format_count(examination.accepted_count), n=format_count(examination.read), bad=format_count(bad)
    )


def _refused(ctx: Context, flow: Flow, found: Problem) -> None:
    _ = ctx.translate
    upload_bar(ctx, flow, None)
    headline(flow.file.name if flow.file else "")
    step_bar(flow, "file", None, _)
    unreadable(ctx, found)
    if found.code == "file_busy":
        st.button(_("Try again"), key="again", type="primary")  # any rerun does
    elif flow.last:
        st.button(_("Send another file instead"), key="instead", type="primary", on_click=discard)
    else:
        st.button(_("Next file"), key="next-file", type="primary", on_click=next_file)
