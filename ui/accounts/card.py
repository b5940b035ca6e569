"""The card of one account: what it is, and everything that changes it."""

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import Literal

import streamlit as st

from data.accounts.account import Account
from data.accounts.passwords import drawn_password
from data.accounts.sessions import KEPT_AFTER_END
from data.base.formats import format_count
from data.base.language import Translate
from data.base.signatures import Signature
from reports.sentences.audit import role_and_provinces, role_words
from ui import queries
from ui.accounts.changing import OUTCOME, SECRET, Secret, change, show_secret
from ui.accounts.lines import facts_html
from ui.accounts.roles import Allowed, role_choice, role_chosen
from ui.links import link_html
from ui.pieces import plain_label
from ui.shell_context import Context
from ui.signing.signature import local_time, refuse

Doing = Literal["roles", "reset", "disable", "enable", "end_all"]

# What is pending about before it is done.
ASKED = "accounts-pending"


@dataclass(frozen=True)
class PendingChange:
    """What an administrator is about to do with an account; `allowed` for another role."""

    account_id: int
    doing: Doing
    allowed: Allowed | None = None


def account_card(ctx: Context, person: Account) -> None:
    """Draw the card; while something is pending about, that question in the place of the forms."""
    _ = ctx.translate
    own = person.account_id == ctx.viewer.account_id
    close = link_html(ctx.link("accounts", find=None), _("Close"))
    st.html(f'<div class="view-close">{close}</div>')
    show_secret(_)
    st.html(_facts(ctx, person, own=own))
    pending: PendingChange | None = st.session_state.get(ASKED)
    if pending is not None and pending.account_id == person.account_id:
        _question(person, pending, _, own=own)
        return
    st.session_state.pop(ASKED, None)
    if person.disabled_at is not None:
        _button(_("Enable"), PendingChange(person.account_id, "enable"), person, _, primary=True)
        return
    with st.expander(_("Role and provinces"), icon=":material/badge:"):
        _role_form(ctx, person, own=own)
    with st.container(key="account-doings", horizontal=True, gap="small"):
        if own:
            led = escape(_("Change password"))
            st.html(f'<a class="plain-route" href="password" target="_self">{led}</a>', width="content")
        elif person.has_password:
            _button(_("New password"), PendingChange(person.account_id, "reset"), person, _, ask=True)
        _button(_("End all sessions"), PendingChange(person.account_id, "end_all"), person, _, ask=own)
        _button(_("Disable"), PendingChange(person.account_id, "disable"), person, _, ask=True)


def _facts(ctx: Context, person: Account, *, own: bool) -> str:
    _, lang, store = ctx.translate, ctx.selection.lang, queries.store()
    last = store.account_reads.last_sign_ins().get(person.account_id)
    sessions = store.accounts.sessions.listed(datetime.now(UTC))
    n = sum(session.account_id == person.account_id for session in sessions)
    ways = [_("password")] if person.has_password else []
    if person.identity is not None:
        ways.append(
            _("{issuer}, {subject}").format(issuer=person.identity.issuer, subject=person.identity.subject)
        )
    facts = [
        (_("Name shown"), person.shown_name),
        (
            _("Role"),
            role_and_provinces(person.role, person.provinces, lang, _, named=len(queries.provinces())),
        ),
        (_("Signs in with"), " · ".join(ways)),
        (_("Made"), local_time(person.made_at)),
        (_("Last sign-in"), local_time(last) if last else _never(_)),
        (_("Open sessions"), format_count(n)),
    ]
    if person.disabled_at is not None:
        facts.append((_("Disabled"), local_time(person.disabled_at)))
    return facts_html(person.sign_in_name, _("your own account") if own else "", facts)


def _never(_: Translate) -> str:
    return _("none in the last {n} days").format(n=KEPT_AFTER_END.days)


def _role_form(ctx: Context, person: Account, *, own: bool) -> None:
    _, before = ctx.translate, Allowed(person.role, person.provinces)
    # The fields begin anew with what the account may do, when somebody has changed that.
    state = zlib.crc32(repr((before.role, sorted(before.provinces or ("all",)))).encode())
    place = f"{person.account_id}-{state:08x}"
    role_choice(place, before, ctx.selection.lang, _)
    st.button(
        _("Save role and provinces"),
        key="save-roles",
        type="primary",
        on_click=_save_role,
        args=(person, place, own, _),
    )


def _save_role(person: Account, place: str, own: bool, _: Translate) -> None:  # noqa: FBT001 (a callback's)
    """Give the role that is chosen now; who would give up their own administration is pending first."""
    allowed = role_chosen(place, Allowed(person.role, person.provinces))
    pending = PendingChange(person.account_id, "roles", allowed)
    gives_up = own and allowed.role != "admin" and not allowed.lacking
    (_ask if gives_up else _do)(person, pending, _)


def _button(
    label: str,
    pending: PendingChange,
    person: Account,
    _: Translate,
    *,
    ask: bool = False,
    primary: bool = False,
) -> None:
    """Draw a button that does something at once, or asks first."""
    st.button(
        label,
        key=f"{'ask' if ask else 'do'}-{pending.doing}",
        type="primary" if primary else "secondary",
        on_click=_ask if ask else _do,
        args=(person, pending, _),
    )


def _ask(_person: Account, pending: PendingChange, _: Translate) -> None:
    st.session_state[ASKED] = pending


def _question(person: Account, pending: PendingChange, _: Translate, *, own: bool) -> None:
    text, yes = question_words(person, pending, _, own=own)
    with st.container(key="account-question"):
        st.html(f'<p role="alert">{escape(text)}</p>')
        with st.container(key="account-answers", horizontal=True, gap="small"):
            st.button(yes, type="primary", key="answer-yes", on_click=_do, args=(person, pending, _))
            st.button(_("Leave it as it is"), key="answer-no", on_click=_leave)


def question_words(person: Account, pending: PendingChange, _: Translate, *, own: bool) -> tuple[str, str]:
    """Say what will happen, in plain words, and what the button that does it is called."""
    name = person.sign_in_name
    if pending.doing == "roles" and pending.allowed is not None:
        role = role_words(_)[pending.allowed.role]
        text = _(
            "This is your own account. As {role} you will see this page no more, and only another administrator "
            "can give it back to you."
        ).format(role=role)
        return text, _("Give up the administration")
    if pending.doing == "disable" and own:
        text = _(
            "This is your own account. You will be signed out at once and cannot sign in again until another "
            "administrator enables it."
        )
        return text, _("Disable my own account")
    if pending.doing == "disable":
        text = _(
            "“{name}” will be nobody at the next click: all sessions end, and signing in is refused. Nothing that "
            "the account saved is lost, and it can be enabled again."
        )
        return text.format(name=name), _("Disable “{name}”").format(name=plain_label(name))
    if pending.doing == "reset":
        text = _(
            "The old password of “{name}” opens nothing any more, and all its sessions end. The new one is drawn "
            "now and shown once."
        )
        return text.format(name=name), _("Draw a new password")
    return _("You will be signed out here as well."), _("End all sessions")


def _leave() -> None:
    st.session_state.pop(ASKED, None)


def _do(person: Account, pending: PendingChange, _: Translate) -> None:
    st.session_state.pop(ASKED, None)
    allowed = pending.allowed
    if allowed is not None and allowed.lacking:
        refuse(OUTCOME, _("Pick at least one province for the editor."))
        return
    change(lambda by: _done(person, pending, by, _), _)


def _done(person: Account, pending: PendingChange, by: Signature, _: Translate) -> str:
    """Do it, and give the sentence that says so."""
    accounts, number = queries.store().accounts, person.account_id
    if pending.doing == "roles" and pending.allowed is not None:
        accounts.set_role(number, pending.allowed.role, pending.allowed.provinces, by)
        text = _("What “{name}” may do is changed; it holds from their next click on.")
    elif pending.doing == "disable":
        accounts.disable(number, by)
        text = _("“{name}” is disabled, and its sessions are ended.")
    elif pending.doing == "enable":
        accounts.enable(number, by)
        text = _("“{name}” is enabled again.")
    elif pending.doing == "reset":
        password = drawn_password()
        accounts.reset(number, password, by)
        st.session_state[SECRET] = Secret(person.sign_in_name, password)
        text = _("“{name}” has a new password, and its sessions are ended.")
    else:
        accounts.sessions.end_all(number, by)
        text = _("All sessions of “{name}” are ended.")
    return text.format(name=person.sign_in_name)
