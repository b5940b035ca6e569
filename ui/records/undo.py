"""Undo and redo of a batch: who, why, and what came of it."""

from html import escape

import streamlit as st

from data.accounts.permissions import bound_of, can_upload, check_can_upload
from data.base.errors import DashboardError, NotAllowed, RevisionConflict
from data.base.language import Translate
from data.register.bounds import Bound, outside
from ui import queries
from ui.shell_context import Context
from ui.sign_in.addresses import sign_in_link_html
from ui.signing.signature import sign, signer_field

# What the last undo or redo said, shown once on the next drawing.
OUTCOME = "records-outcome"


def speaks_of_others(number: int, allowed: Bound) -> bool:
    """Whether a batch speaks of a province beyond those that the reader may report for."""
    return allowed is not None and bool(outside(queries.store().batch_provinces(number), allowed))


def undo_form(ctx: Context, number: int, *, reverted: bool, demo: bool, allowed: Bound = None) -> None:
    """Draw the form that takes a batch back or lets it count again; a reason and a name are required.

    allowed: the provinces that the reader may report for. Of a batch with another one, and to who is no editor, it
    says only that.
    """
    _ = ctx.translate
    outcome = st.session_state.pop(OUTCOME, None)
    if outcome is not None:
        kind, text = outcome
        (st.success if kind == "done" else st.error)(text)
    if demo:
        sentence = _("Demo data goes away with the first real save.")
        st.html(f'<p class="quiet">{escape(sentence)}</p>')
        return
    if not can_upload(ctx.viewer):
        st.html(f'<p class="quiet">{_editors_html(ctx)}</p>')
        return
    if speaks_of_others(number, allowed):
        st.html(f'<p class="quiet">{escape(others_sentence(_))}</p>')
        return
    label = _("Let it count again") if reverted else _("Take this save back")
    with st.expander(label, icon=":material/redo:" if reverted else ":material/undo:"):
        with st.form(key=f"turn-{number}", border=False, enter_to_submit=False):
            reason = st.text_input(_("Reason"), key=f"reason-{number}", max_chars=400).strip()
            name = signer_field(f"turn-{number}", ctx.viewer, _)
            st.form_submit_button(label, type="primary", key=f"do-turn-{number}")
        if st.session_state.get(f"do-turn-{number}"):
            _turn(ctx, number, reason, name, reverted=reverted)


def not_done(error: NotAllowed, _: Translate) -> str:
    """Say that a change was not made, to who may not make it or may no longer."""
    if error.why == "sign_in":
        return _("Nothing was changed: you are not signed in (any more).")
    return _("Nothing was changed: this is for editors, and you are not signed in as one (any more).")


def others_sentence(_: Translate) -> str:
    """Say why a batch is not the reader's to take back or to download."""
    return _("This save speaks of provinces that you may not report for: it is for those who may.")


def _editors_html(ctx: Context) -> str:
    """Say who takes saves back; to who is not signed in with the way to do so."""
    _ = ctx.translate
    text = escape(_("Saves are taken back by editors of their provinces."))
    if ctx.viewer.account_id is not None:
        return text
    return f"{text} {sign_in_link_html(ctx.selection, _('Sign in'))}"


def _turn(ctx: Context, number: int, reason: str, name: str, *, reverted: bool) -> None:
    _ = ctx.translate
    if not reason or not name:
        st.error(_("Give a reason and your name: both are kept with the record."))
        return
    st.session_state[OUTCOME] = undo_or_redo(
        number, reason, name, revision=ctx.figures.revision, reverted=reverted, _=_
    )
    st.rerun()


def undo_or_redo(
    number: int,
    reason: str,
    name: str,
    *,
    revision: int,
    reverted: bool,
    _: Translate,
) -> tuple[str, str]:
    """Take a batch back, or let it count again; return how it went (done or refused) and a sentence.

    Who asks is looked up anew: the form may have stood open while their session ended or their provinces changed.
    """
    bring_or_take = queries.store().restore if reverted else queries.store().revert
    try:
        viewer, signature = sign(check_can_upload, name)
        bring_or_take(
            number,
            signature,
            reason=reason,
            allowed=bound_of(viewer),
            expected_revision=revision,
        )
    except RevisionConflict:
        return "refused", _(
            "Somebody else saved meanwhile; the records below are up to date now. Decide again."
        )
    except NotAllowed as error:
        return "refused", others_sentence(_) if error.why == "provinces" else not_done(error, _)
    except DashboardError as error:
        return "refused", str(error)
    if reverted:
        return "done", _("Batch {batch} counts again.").format(batch=number)
    return "done", _("Batch {batch} is taken back; nothing was deleted, and it can be brought back.").format(
        batch=number
    )
