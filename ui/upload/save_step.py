"""The last click and what comes of it: what others saved meanwhile, or the receipt with its undo."""

from dataclasses import replace
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from data.accounts.permissions import bound_of, check_can_upload
from data.base.errors import DashboardError, NotAllowed, RevisionConflict
from data.base.formats import format_count, join_names
from data.base.language import Translate
from data.intake.cells import answered_cells
from data.intake.difference import made_difference, saved_meanwhile
from data.intake.examination import Examination, save
from data.intake.rules import GOING_BACKWARDS
from data.names.index import name_on
from data.register.bounds import Bound
from reports.forms.rejects import rejects_workbook
from reports.xlsx import MEDIA_TYPE
from ui import queries
from ui.files.download import private_download
from ui.records.changes import counts_html
from ui.records.undo import not_done, undo_form
from ui.shell_context import Context
from ui.signing.signature import local_time, sign, signer_field
from ui.upload.difference_step import effect
from ui.upload.examining import today
from ui.upload.flow import Flow, discard, next_file, write_flow
from ui.upload.own_provinces import foreign_banner, foreign_rows

# A sentence names so many counties and counts the rest.
NAMED = 6


def confirmed_backwards(flow: Flow) -> int:
    """How many rows the reader has confirmed to go backwards."""
    return sum(name == GOING_BACKWARDS and value is True for (_row, name), value in flow.answers.items())


def save_now(
    ctx: Context,
    flow: Flow,
    examination: Examination,
    name: str,
    note: str,
    reason: str,
) -> None:
    """Save the good rows; write how it went into the flow.

    Who asks is looked up anew: the form may have stood open while their session ended or their provinces changed.
    A save by somebody else since the file was first looked at is not written over: the flow then holds what they
    saved, and the difference is made anew for the reader to decide again.
    """
    _ = ctx.translate
    if not name:
        write_flow(replace(flow, refusal=_("Give your name: it is kept with the record.")))
        return
    if confirmed_backwards(flow) and not reason:
        write_flow(replace(flow, refusal=_("Give a reason for the counties that go backwards.")))
        return
    seen = ctx.figures.revision if flow.revision is None else flow.revision
    text = _("Going backwards: {reason}").format(reason=reason) if reason else ""
    try:
        viewer, signature = sign(check_can_upload, name)
        receipt = save(
            queries.store(),
            examination,
            by=signature.by,
            at=signature.at,
            note=" · ".join(part for part in (note, text) if part),
            origin=signature.origin,
            only_good=True,
            allowed=bound_of(viewer),
            expected_revision=seen,
        )
    except RevisionConflict:
        sentences = meanwhile_sentences(ctx, examination, seen)
        write_flow(replace(flow, revision=queries.current_revision(), conflict=sentences, refusal=""))
    except NotAllowed as error:
        text = _("Nothing was saved: a row lies in a province that you may not report for (any more).")
        write_flow(replace(flow, refusal=text if error.why == "provinces" else not_done(error, _)))
    except DashboardError as error:
        write_flow(replace(flow, refusal=str(error)))
    else:
        write_flow(replace(flow, batch_id=receipt.batch_id, step="save", conflict=(), refusal=""))


def meanwhile_sentences(ctx: Context, examination: Examination, seen: int) -> tuple[str, ...]:
    """Say who saved what since revision `seen`, and which counties of this file it touches."""
    _, lang = ctx.translate, ctx.selection.lang
    happened = saved_meanwhile(queries.store(), seen, set(examination.accepted["county_code"]))
    sentences = [_saved(batch, _) for batch in happened.batches.to_dict("records")]
    sentences += [
        _("{who} took batch {batch} back.").format(who=event["by"], batch=event["batch_id"])
        if event["action"] == "revert"
        else _("{who} brought batch {batch} back.").format(who=event["by"], batch=event["batch_id"])
        for event in happened.events.to_dict("records")
        if event["batch_id"] not in set(happened.batches["batch_id"]) and event["by"] != "demo"
    ]
    codes = list(happened.county_codes)
    if not codes:
        return (*sentences, _("None of it is about the counties of this file."))
    shown = join_names([name_on(code, lang) for code in codes[:NAMED]], lang)
    about = _("It is about {n} counties of this file: {names}.").format(
        n=format_count(len(codes)), names=shown
    )
    return (*sentences, about)


def _saved(batch: dict[Any, Any], _: Translate) -> str:
    return _("{who} saved {n} rows of {file} at {time} (batch {batch}).").format(
        who=batch["saved_by"],
        n=format_count(batch["rows"] + batch["area_rows"]),
        file=batch["file_name"],
        time=local_time(batch["saved_at"]),
        batch=batch["batch_id"],
    )


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
        text = _("Which day does the file describe? Choose the date at “As of” above.")
        st.html(f'<div class="upload-banner" role="alert"><b>{escape(text)}</b></div>')
    if any(found.code == "column_missing" for found in examination.problems):
        text = _("A column that every report needs was not found; choose it in the step “Columns”.")
        st.html(f'<div class="upload-banner" role="alert"><b>{escape(text)}</b></div>')
    if flow.refusal:
        st.html(f'<div class="upload-banner" role="alert"><b>{escape(flow.refusal)}</b></div>')


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
            text = _("Nothing is stored before the click on “Save”; a save can be taken back.")
            if not ready and good:
                text = _("Everything that is without errors is stored already; there is nothing to save.")
            st.html(f'<span class="quiet">{escape(text)}</span>')
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
            corrected=answered_cells(columns, flow.answers, queries.counties(examination.as_of)),
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
            text = _("{n} rows were not saved. Correct them in the workbook and upload it as it is.")
            st.html(f"<p>{escape(text.format(n=format_count(len(examination.rejected))))}</p>")
        with st.container(key="receipt-buttons", horizontal=True, gap="small"):
            if examination is not None and examination.rejected:
                rejects_button(ctx, flow, examination)
            if flow.last:
                st.button(_("Upload another file"), key="another", type="primary", on_click=discard)
            else:
                st.button(_("Next file"), key="next-file", type="primary", on_click=next_file)
        undo_form(ctx, number, reverted=reverted, demo=False, allowed=allowed)
