"""Accounts: who may sign in, who is signed in, who tried to, and what anybody did. For administrators."""

import streamlit as st

from data.accounts.sign_in import ATTEMPTS_KEPT
from ui.accounts.changing import OUTCOME, SECRET
from ui.accounts.lines import NEW_ACCOUNT, View, view_of
from ui.accounts.listing import accounts_view
from ui.accounts.sessions import sessions_view
from ui.accounts.sign_ins import sign_ins_view
from ui.accounts.timeline import audit_view
from ui.links import copy_links
from ui.pieces import choice, page_foot
from ui.shell_context import context
from ui.signing.signature import say_once

DRAWS = {
    "accounts": accounts_view,
    "sessions": sessions_view,
    "sign-ins": sign_ins_view,
    "audit": audit_view,
}


def show() -> None:
    """Draw the page; the shell lets administrators alone come here."""
    ctx = context()
    _, shown = ctx.translate, view_of(ctx.selection.item)
    views: dict[View, str] = {
        "accounts": _("Accounts"),
        "sessions": _("Sessions"),
        "sign-ins": _("Sign-ins"),
        "audit": _("Audit"),
    }
    with st.container(key="accounts-tools", horizontal=True):
        choice("item", _("View"), {**views}, shown)
    if (shown, ctx.selection.find) != ("accounts", NEW_ACCOUNT):
        say_once(OUTCOME)
    DRAWS[shown](ctx)
    # A password that found no card to be shown on is not kept for later.
    st.session_state.pop(SECRET, None)
    page_foot(
        _("Every change is written down with who made it, when and from where."),
        _("Sign-ins and ended sessions are kept for {n} days.").format(n=ATTEMPTS_KEPT.days),
    )
    copy_links("accounts")
