"""The bar with the last click, what others saved meanwhile, and the receipt with its undo."""

from html import escape

import pandas as pd
import streamlit as st

from data.answered_cells import answered_cells
from data.bounds import Bound
from data.examination import Examination
from data.formats import format_count
from data.ingest_history import made_difference
from data.permissions import check_can_upload
from data.words import Translate
from reports.rejects_workbook import rejects_workbook
from reports.workbooks import MEDIA_TYPE
from ui import queries
from ui.private_download import private_download
from ui.records.signature import local_time, signer_field
from ui.records.turning import turn_form
from ui.shell_context import Context
from ui.upload.bounded import foreign_banner, foreign_rows
from ui.upload.changes import counts_html
from ui.upload.difference_step import effect
from ui.upload.examining import today
from ui.upload.flow import Flow, discard, next_file
from ui.upload.saving import confirmed_backwards, save_now


def banners(ctx: Context, flow: Flow, examination: Examination, *, allowed: Bound = None) -> None:
    """Draw what stands in the way of saving: rows of other provinces, a missing day, a save by others, a refusal."""
    _ = ctx.translate
    foreign_banner(ctx, examination, allowed)
    if flow.conflict:
        title = _(
            "Somebody else saved meanwhile. Nothing of yours was stored; the difference below is new, decide again."
        )
        lines = "".join(f"<li>{escape(line)}</li>" for line in flow.conflict)
        st.html(f'<div class="upload-banner" role="alert"><b>{escape(title)}</b><ul>{lines}</ul></div>')
    if any(found.code == "as_of_missing" for found in examination.problems):
        told = _("Which day does the file describe? Choose the date at “As of” above.")
        st.html(f'<div class="upload-banner" role="alert"><b>{escape(told)}</b></div>')
    if any(found.code == "column_missing" for found in examination.problems):
        told = _("A column that every report needs was not found; choose it in the step “Columns”.")
        st.html(f'<div class="upload-banner" role="alert"><b>{escape(told)}</b></div>')
    if flow.told:
        st.html(f'<div class="upload-banner" role="alert"><b>{escape(flow.told)}</b></div>')


def action_bar(ctx: Context, flow: Flow, examination: Examination) -> None:
    """Draw name, note and the buttons of the last click."""
    _, good, bad = ctx.translate, examination.accepted_count, len(examination.rejected)
    ready, foreign = examination.adds_something, sum(foreign_rows(examination).values())
    with st.container(key="upload-action"):
        with st.form(key="upload-save", border=False, enter_to_submit=False):
            with st.container(key="upload-sign", horizontal=True, gap="small"):
                name = signer_field("upload", ctx.viewer, _)
                note = st.text_input(
                    _("Note"), key="upload-note", max_chars=400, placeholder=_("Optional")
                ).strip()
                reason = ""
                if confirmed_backwards(flow):
                    reason = st.text_input(
                        _("Why counties go backwards"), key="upload-reason", max_chars=400
                    ).strip()
            with st.container(key="upload-buttons", horizontal=True, gap="small"):
                saved = st.form_submit_button(
                    _save_label(good, bad, foreign, _), type="primary", key="save-rows", disabled=not ready
                )
                if bad > foreign and good:
                    later = _("Save all once {n} rows are corrected").format(n=format_count(bad))
                    st.form_submit_button(later, key="save-all", disabled=True)
        with st.container(key="upload-beside", horizontal=True, gap="small", vertical_alignment="center"):
            if bad:
                rejects_button(ctx, flow, examination)
            st.button(_("Discard"), key="discard", on_click=discard)
            told = _("Nothing is stored before the click on “Save”; a save can be taken back.")
            if not ready and good:
                told = _("Everything that is without errors is stored already; there is nothing to save.")
            st.html(f'<span class="quiet">{escape(told)}</span>')
    if saved:
        with st.spinner(_("Saving {n} rows…").format(n=format_count(good))):
            save_now(ctx, flow, examination, name, note, reason)
        st.rerun()


def _save_label(good: int, bad: int, foreign: int, _: Translate) -> str:
    if not bad:
        return _("Save all {n} rows").format(n=format_count(good))
    if bad == foreign:
        return _("Save {n} rows, without those of other provinces").format(n=format_count(good))
    return _("Save {n} rows, keep the other {bad} to correct").format(
        n=format_count(good), bad=format_count(bad)
    )


def rejects_button(ctx: Context, flow: Flow, examination: Examination) -> None:
    """Offer the rows with errors as a workbook with the problems marked in their cells; what was corrected is kept."""
    _, table, columns = ctx.translate, examination.table, examination.columns
    if table is None or columns is None:
        return
    stem = examination.file_name.rpartition(".")[0] or examination.file_name

    def written() -> bytes:
        return rejects_workbook(
            table,
            examination.rejected,
            examination.problems,
            corrected=answered_cells(columns, flow.answers, queries.counties()),
            as_of=examination.as_of,
            today=today(),
            lang=ctx.selection.lang,
            _=_,
        )

    private_download(
        ctx,
        _("Download the {n} rows, marked").format(n=format_count(len(examination.rejected))),
        written,
        _("{file}-to-correct.xlsx").format(file=stem),
        MEDIA_TYPE,
        key="download-rejects",
        check=check_can_upload,
    )


def save_step(ctx: Context, examination: Examination) -> None:
    """Draw what the last click will do."""
    _ = ctx.translate
    if examination.difference is not None:
        st.html(counts_html(examination.difference, _))
    st.html(f'<div class="upload-effect">{effect(ctx, examination)}</div>')


def receipt(ctx: Context, flow: Flow, examination: Examination | None, *, allowed: Bound = None) -> None:
    """Draw what was saved, the rest to correct, the undo, and the way on."""
    _, number = ctx.translate, int(flow.batch_id or 0)
    batch = ctx.figures.all_batches().set_index("batch_id").loc[number].to_dict()
    reverted = not pd.isna(batch["reverted_at"])
    lines = [
        (_("File"), str(batch["file_name"])),
        (_("Saved"), f"{local_time(batch['saved_at'])} · {batch['saved_by']}"),
        (_("As of"), f"{batch['as_of']:%Y-%m-%d}"),
        (_("Rows"), format_count(batch["rows"] + batch["area_rows"])),
    ]
    if not pd.isna(batch["note"]) and batch["note"]:
        lines.append((_("Note"), str(batch["note"])))
    rows = "".join(f'<tr><th scope="row">{escape(k)}</th><td>{escape(v)}</td></tr>' for k, v in lines)
    counts = counts_html(made_difference(queries.store(), number), _)
    with st.container(key="upload-receipt"):
        st.html(f'<div class="unit-card">{counts}<table>{rows}</table></div>')
        if examination is not None and examination.rejected:
            told = _("{n} rows were not saved. Correct them in the workbook and upload it as it is.")
            st.html(f"<p>{escape(told.format(n=format_count(len(examination.rejected))))}</p>")
        with st.container(key="receipt-buttons", horizontal=True, gap="small"):
            if examination is not None and examination.rejected:
                rejects_button(ctx, flow, examination)
            if flow.last:
                st.button(_("Upload another file"), key="another", type="primary", on_click=discard)
            else:
                st.button(_("Next file"), key="next-file", type="primary", on_click=next_file)
        turn_form(ctx, number, reverted=reverted, demo=False, allowed=allowed)
