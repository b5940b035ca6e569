"""The view that is being changed: what it shows, another name, removal, and bringing it back."""

from collections.abc import Callable
from datetime import datetime
from html import escape

import streamlit as st

from data.base.language import Translate
from data.base.signatures import LONGEST_NAME, Signature
from data.store.named_views import SavedView
from ui import queries
from ui.access import check_may_name_views, may_name_views
from ui.links import link_html
from ui.selection import choose
from ui.shell_context import Context
from ui.sign_in.addresses import sign_in_link_html
from ui.signing.refusals import view_lacks, view_refusal
from ui.signing.signature import change, local_time, signer_field
from ui.views.destination import destination_of, facts_of
from ui.views.journal import action_words

# What the last change came to, shown once on the next drawing.
OUTCOME = "views-outcome"


def view_card(ctx: Context, view: SavedView) -> None:
    """Draw the card of one view and the forms that change it."""
    _ = ctx.translate
    _facts(ctx, view)
    if not may_name_views(ctx.viewer):
        why = escape(_("Views are renamed and removed by those signed in."))
        st.html(f'<p class="quiet">{why} {sign_in_link_html(ctx.selection, _("Sign in"))}</p>')
        return
    if view.removed:
        _sign(ctx, view, _("Bring it back"), _bring_back)
        return
    with st.expander(_("Rename"), expanded=True, icon=":material/edit:"):
        _rename(ctx, view)
    with st.expander(_("Remove"), icon=":material/delete:"):
        _sign(ctx, view, _("Remove this view"), _remove)


def _facts(ctx: Context, view: SavedView) -> None:
    _, lang = ctx.translate, ctx.selection.lang
    shown = destination_of(view)
    rows = [
        *((fact.what, escape(fact.which)) for fact in facts_of(shown, lang, _)),
        (_("Saved"), _signed(view.saved_by, view.saved_at)),
    ]
    if view.last.action != "save":
        rows.append((action_words(_)[view.last.action], _signed(view.last.by, view.last.at)))
    lines = "".join(f'<tr><th scope="row">{escape(k)}</th><td>{v}</td></tr>' for k, v in rows)
    close = link_html(ctx.link("views", find=None), _("Close"))
    st.html(
        f'<div class="unit-card"><div class="view-close">{close}</div><h2>{escape(view.name)}</h2>'
        f"<table>{lines}</table></div>"
    )


def _signed(who: str, when: datetime) -> str:
    return f"{escape(who)} <time>{local_time(when)}</time>"


def _rename(ctx: Context, view: SavedView) -> None:
    _, number = ctx.translate, view.view_id
    with st.form(key=f"rename-view-{number}", border=False, enter_to_submit=True):
        name = st.text_input(
            _("New name"), value=view.name, key=f"view-name-{view.last.event_id}", max_chars=LONGEST_NAME
        )
        signer = signer_field(f"rename-view-{number}", ctx.viewer, _)
        pressed = st.form_submit_button(_("Rename"), type="primary", key=f"do-rename-view-{number}")
    if pressed:
        _change(_, name, signer, lambda by: _renamed(view, name, by, _))


def _sign(
    ctx: Context, view: SavedView, label: str, make: Callable[[SavedView, Signature, Translate], str]
) -> None:
    """Draw a form that asks for nothing but who changes the view."""
    _, number = ctx.translate, view.view_id
    with st.form(key=f"sign-view-{number}", border=False, enter_to_submit=False):
        signer = signer_field(f"sign-view-{number}", ctx.viewer, _)
        pressed = st.form_submit_button(label, type="primary", key=f"do-sign-view-{number}")
    if pressed:
        _change(_, view.name, signer, lambda by: make(view, by, _))


def _change(_: Translate, name: str, signer: str, make: Callable[[Signature], str]) -> None:
    """Make a change, unless the form lacks something; `make` gives the sentence that says so."""
    fault = view_lacks(name, signer, _)
    if fault is not None:
        st.html(f'<p class="view-refusal" role="alert">{escape(fault)}</p>')
        return
    change(
        OUTCOME, make, check=check_may_name_views, refusal=lambda error: view_refusal(error, _), given=signer
    )
    st.rerun()


def _renamed(view: SavedView, name: str, by: Signature, _: Translate) -> str:
    renamed = queries.store().views.rename(view, name, by)
    return _("“{old}” is called “{new}” now.").format(old=view.name, new=renamed.name)


def _remove(view: SavedView, by: Signature, _: Translate) -> str:
    queries.store().views.remove(view, by)
    choose(find=None)
    return _("“{name}” is removed; it can be brought back below.").format(name=view.name)


def _bring_back(view: SavedView, by: Signature, _: Translate) -> str:
    queries.store().views.restore(view, by)
    choose(find=None)
    return _("“{name}” is offered again.").format(name=view.name)
