"""In the place of the uploader, for those who may not upload: why, and what they can do about it."""

from dataclasses import dataclass
from datetime import timedelta
from html import escape

import streamlit as st

from data.accounts.permissions import Viewer
from data.base.language import Translate
from ui import access
from ui.access import was_signed_in
from ui.shell_context import Context
from ui.sign_in.addresses import sign_in_link_html
from ui.upload.file_step import template_panel
from ui.upload.flow import HELD_FOR, HELD_UPLOADS, Flow

MAKE_FIRST = ".venv/bin/python -m data.accounts add NAME --role admin"


@dataclass(frozen=True)
class Closed:
    """Why somebody may not upload, and what to do; `command`: what an operator types, "" where it is not theirs."""

    title: str
    text: str
    remedy: str
    command: str = ""


def uploads_closed(ctx: Context, flow: Flow) -> None:
    """Draw why the reader may not upload; what they have at hand; the template, which everybody may have."""
    _, viewer = ctx.translate, ctx.viewer
    if viewer.account_id is not None:
        why = without_right(viewer, _)
    elif access.accounts_exist():
        why = not_signed_in(_, ended=was_signed_in())
    else:
        why = without_accounts(_)
    link = ""
    if viewer.account_id is None and not why.command:
        link = f"<p>{sign_in_link_html(ctx.selection, _('Sign in'), 'primary')}</p>"
    command = f"<pre><code>{escape(why.command)}</code></pre>" if why.command else ""
    at_hand = file_at_hand(flow, _)
    lines = "".join(f"<p>{escape(line)}</p>" for line in (why.text, at_hand) if line)
    remedy = f'<p class="remedy">{escape(why.remedy)}</p>' if why.remedy else ""
    with st.container(key="upload-send"):
        with st.container(key="upload-closed"):
            title = f"<h2>{escape(why.title)}</h2>"
            st.html(
                f'<div class="state-card empty" role="status">{title}{lines}{remedy}{command}{link}</div>'
            )
        with st.container(key="upload-template"):
            template_panel(ctx)


def without_accounts(_: Translate) -> Closed:
    """Nobody can sign in yet: only the operator can change that."""
    return Closed(
        _("Uploads are closed"),
        _("There is no account yet, and without one nobody may upload here."),
        _("Whoever runs the dashboard makes the first one, on its machine (docs/accounts.md):"),
        MAKE_FIRST,
    )


def not_signed_in(_: Translate, *, ended: bool) -> Closed:
    """There are accounts, and the reader has not signed in, or is no longer."""
    if ended:
        return Closed(
            _("You are no longer signed in"),
            _("You have signed out, your session has come to its end, or your account was disabled."),
            "",
        )
    return Closed(
        _("Sign in to upload"),
        _("Files are handed in by editors, each for their provinces. Every save carries who made it."),
        "",
    )


def without_right(viewer: Viewer, _: Translate) -> Closed:
    """The reader is signed in, as somebody who does not report."""
    text = _("You are signed in as “{name}”, an editor of no province.")
    if viewer.role == "viewer":
        text = _("You are signed in as “{name}”, a viewer.")
    return Closed(
        _("Your account may look, not upload"),
        text.format(name=viewer.signed_name),
        _(
            "If you hand in reports, ask an administrator to make your account an editor's for your provinces."
        ),
    )


def file_at_hand(flow: Flow, _: Translate) -> str:
    """Say what became of the file that was being looked at; empty where there is none."""
    if flow.file is None:
        return ""
    if flow.batch_id is not None:
        text = _("{file} is saved as batch {batch}; it is on the page “Records”.")
        return text.format(file=flow.file.name, batch=flow.batch_id)
    text = _("Nothing of {file} was stored.")
    if HELD_UPLOADS.holds(flow):
        text = _(
            "Nothing of {file} was stored. It is kept for {n} hours as it stood: sign in again with the same "
            "account to go on."
        )
    return text.format(file=flow.file.name, n=HELD_FOR // timedelta(hours=1))
