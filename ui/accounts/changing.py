"""Changes by an administrator: what they came to, and a password that is shown once."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import streamlit as st

from data.accounts.permissions import check_can_manage_accounts
from data.base.language import Translate
from data.base.signatures import Signature
from ui.signing import signature
from ui.signing.refusals import account_refusal

# What the last change came to, and a password that was drawn with it: each shown once, on the next drawing.
OUTCOME, SECRET = "accounts-outcome", "accounts-secret"


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
    signature.change(
        OUTCOME,
        make,
        check=check_can_manage_accounts,
        refusal=lambda error: account_refusal(error, _),
    )


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
