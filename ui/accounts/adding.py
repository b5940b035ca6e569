"""The form for a new account: name, what it may do, and how somebody signs in with it."""

from html import escape
from typing import Literal
from urllib.parse import urlsplit

import streamlit as st

from data.accounts.account import Identity, NewAccount
from data.accounts.passwords import drawn_password
from data.base.language import Translate
from data.base.signatures import LONGEST_NAME, Signature, tidy
from ui import queries
from ui.accounts.changing import OUTCOME, SECRET, Secret, change
from ui.accounts.roles import Allowed, role_choice, role_chosen
from ui.links import link_html
from ui.selection import choose, numbered_word
from ui.shell_context import Context
from ui.signing.refusals import LONGEST_IDENTITY, account_name_lacks
from ui.signing.signature import refuse, say_once

Opening = Literal["password", "identity"]

PLACE = "new-account"
NAME, SHOWN, OPENING, ISSUER, SUBJECT = (
    f"{PLACE}-{part}" for part in ("name", "shown", "opening", "issuer", "subject")
)
# What an account may do until the administrator has chosen: the least.
AS_BEGUN = Allowed("viewer", None)


def add_form(ctx: Context) -> None:
    """Draw the form. Role and way to sign in say which other fields there are, so it is no form of Streamlit's."""
    _, lang = ctx.translate, ctx.selection.lang
    close = link_html(ctx.link("accounts", find=None), _("Close"))
    st.html(
        f'<div class="unit-card"><div class="view-close">{close}</div><h2>{escape(_("New account"))}</h2></div>'
    )
    st.text_input(_("Name to sign in with"), key=NAME, max_chars=LONGEST_NAME, autocomplete="off")
    st.text_input(
        _("Name that is shown"),
        key=SHOWN,
        max_chars=LONGEST_NAME,
        placeholder=_("The same, if left empty"),
        autocomplete="off",
    )
    role_choice(PLACE, AS_BEGUN, lang, _)
    words: dict[Opening, str] = {
        "password": _("With a password, which is drawn now"),
        "identity": _("With an identity at a provider (OpenID Connect)"),
    }
    opening = st.radio(_("Signs in"), list(words), key=OPENING, format_func=words.__getitem__)
    if opening == "identity":
        st.text_input(
            _("Issuer"), key=ISSUER, max_chars=LONGEST_IDENTITY, placeholder="https://login.example.cn"
        )
        st.text_input(
            _("Subject: the identity's number there, no name"), key=SUBJECT, max_chars=LONGEST_IDENTITY
        )
    st.button(_("Add the account"), type="primary", key="add-account", on_click=_add, args=(_,))
    # Beside the button, which on a small screen is far below the head of the page.
    say_once(OUTCOME)


def lacks(new: NewAccount, opening: Opening, _: Translate) -> str | None:
    """Say what the form lacks before anything is asked of the keeper; None where nothing does."""
    fault = account_name_lacks(new.sign_in_name, _)
    if fault is None and new.shown_name:
        fault = account_name_lacks(new.shown_name, _)
    if fault is not None:
        return fault
    if Allowed(new.role, new.provinces).lacking:
        return _("Pick at least one province for the editor.")
    if opening == "identity" and not _usable(new.identity):
        return _("Give the identity: the issuer's address, beginning with https://, and the subject.")
    return None


def _usable(identity: Identity | None) -> bool:
    if identity is None or not identity.subject.isprintable() or not identity.issuer.isprintable():
        return False
    try:
        address = urlsplit(identity.issuer)
    except ValueError:
        return False
    # Plain http is for a provider on the machine itself, as the start's check has it.
    return address.scheme in ("https", "http") and bool(address.hostname) and bool(identity.subject)


def _add(_: Translate) -> None:
    state = st.session_state
    allowed = role_chosen(PLACE, AS_BEGUN)
    opening: Opening = state.get(OPENING, "password")
    identity = None
    if opening == "identity":
        identity = Identity(str(state.get(ISSUER, "")).strip(), str(state.get(SUBJECT, "")).strip())
    name, shown = tidy(str(state.get(NAME, ""))), tidy(str(state.get(SHOWN, "")))
    new = NewAccount(name, allowed.role, allowed.provinces, shown, identity)
    fault = lacks(new, opening, _)
    if fault is not None:
        refuse(OUTCOME, fault)
        return
    change(lambda by: _added(new, by, _), _)


def _added(new: NewAccount, by: Signature, _: Translate) -> str:
    password = None if new.identity else drawn_password()
    made = queries.store().accounts.add(new, by, password)
    if password is not None:
        st.session_state[SECRET] = Secret(made.sign_in_name, password)
    choose(find=numbered_word("account", made.account_id))
    return _("“{name}” is added.").format(name=made.sign_in_name)
