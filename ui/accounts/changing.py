"""Making a change as an administrator: asked once more who it is, signed, and told of afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import streamlit as st

from data.accounts.permissions import check_can_manage_accounts
from data.base.errors import DashboardError
from data.base.language import Translate
from data.base.signatures import Signature
from ui.access import current_viewer
from ui.pieces import say_once
from ui.signing.refusals import account_refusal
from ui.signing.signature import now, origin

# What the last change came to, and a password that was drawn with it: each shown once, on the next drawing.
TOLD, SECRET = "accounts-told", "accounts-secret"


@dataclass(frozen=True)
class Secret:
    """A password that is shown this once; it is kept nowhere."""

    name: str
    password: str

    def __repr__(self) -> str:
        """Name whose it is: a traceback in the log is not to tell it."""
        return f"Secret({self.name!r})"


def change(make: Callable[[Signature], str], _: Translate) -> None:
    """Make a change and keep what to say of it; `make` gives the sentence."""
    try:
        viewer = current_viewer()
        check_can_manage_accounts(viewer)
        st.session_state[TOLD] = ("done", make(Signature(viewer.signed_name, now(), origin())))
    except DashboardError as error:
        st.session_state[TOLD] = ("refused", account_refusal(error, _))


def refuse(why: str) -> None:
    """Say at the next drawing what a form lacks."""
    st.session_state[TOLD] = ("refused", why)


def say_what_was_done() -> None:
    """Draw what the last change came to."""
    say_once(TOLD)


def show_secret(_: Translate) -> None:
    """Draw the password that was just drawn, this once."""
    secret: Secret | None = st.session_state.pop(SECRET, None)
    if secret is None:
        return
    title = _("Password of “{name}”").format(name=secret.name)
    once = _(
        "It is not shown again and is kept nowhere: copy it now and hand it over. Who signs in with it changes it "
        "under “Change password”, at /password."
    )
    copy = (
        f'<a class="copy-link" role="button" href="#" data-copy="{escape(secret.password)}" aria-live="polite" '
        f'data-copied="{escape(_("Copied"))}" data-by-hand="{escape(_("Press Ctrl+C"))}">{escape(_("Copy"))}</a>'
    )
    st.html(
        f'<div class="acc-secret" role="status"><h3>{escape(title)}</h3>'
        f'<div><code translate="no">{escape(secret.password)}</code>{copy}</div><p>{escape(once)}</p></div>'
    )
