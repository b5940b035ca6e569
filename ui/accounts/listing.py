"""Every account as a line, and the card of the one chosen, or the form for a new one."""

from datetime import datetime
from html import escape

import streamlit as st

from data.accounts.account import Account
from data.base.formats import format_count
from data.base.language import Translate
from data.base.signatures import name_key
from reports.sentences.audit import role_and_provinces
from ui import queries
from ui.accounts.adding import add_form
from ui.accounts.card import account_card
from ui.accounts.lines import (
    NEW_ACCOUNT,
    card_beside,
    line_html,
    list_html,
)
from ui.pieces import headline, page_buttons, page_shown
from ui.selection import choose, number_in, numbered_word
from ui.shell_context import Context
from ui.signing.signature import local_time

PER_PAGE = 20
PAGE, SEARCH = "accounts-page", "accounts-search"
# So many provinces are named in a line of the list.
NAMED_IN_LINE = 2


def finding(people: list[Account], _: Translate) -> str:
    """Say how many accounts there are, how many of them administrators, and how many disabled."""
    off = sum(person.disabled_at is not None for person in people)
    admins = sum(person.role == "admin" and person.disabled_at is None for person in people)
    text = _("1 account") if len(people) == 1 else _("{n} accounts").format(n=format_count(len(people)))
    led = _("1 administrator") if admins == 1 else _("{n} administrators").format(n=format_count(admins))
    if off:
        return _("{accounts}, {administrators}; {n} disabled").format(
            accounts=text, administrators=led, n=format_count(off)
        )
    return _("{accounts}, {administrators}").format(accounts=text, administrators=led)


def in_order(people: list[Account], search: str = "") -> list[Account]:
    """Give the accounts whose names hold `search`, by name; those disabled come last."""
    sought = name_key(search)
    found = [
        one for one in people if sought in name_key(one.sign_in_name) or sought in name_key(one.shown_name)
    ]
    return sorted(found, key=lambda one: (one.disabled_at is not None, name_key(one.sign_in_name)))


def accounts_view(ctx: Context) -> None:
    """Draw the list on the left; on the right the card of the chosen account, or the form for a new one."""
    _, find = ctx.translate, ctx.selection.find
    people = queries.store().accounts.listed()
    headline(finding(people, _))
    chosen = next((person for person in people if person.account_id == number_in(find, "account")), None)
    adding = find == NEW_ACCOUNT
    with card_beside(opened=adding or chosen is not None) as (left, right):
        with left:
            _tools(ctx, many=len(people) > PER_PAGE)
            _list(ctx, people, chosen)
        with right:
            if adding:
                add_form(ctx)
            elif chosen is not None:
                account_card(ctx, chosen)


def _tools(ctx: Context, *, many: bool) -> None:
    _ = ctx.translate
    with st.container(key="accounts-find", horizontal=True, gap="small", vertical_alignment="center"):
        st.button(
            _("Add an account"),
            key="add-account-open",
            icon=":material/person_add:",
            on_click=choose,
            kwargs={"find": NEW_ACCOUNT},
        )
        if many:
            st.text_input(
                _("Find an account"),
                key=SEARCH,
                placeholder=_("Find an account by its name"),
                label_visibility="collapsed",
                on_change=choose,
                kwargs={"find": None},
            )


def _list(ctx: Context, people: list[Account], chosen: Account | None) -> None:
    _ = ctx.translate
    found = in_order(people, str(st.session_state.get(SEARCH, "")))
    if not found:
        nothing = _("No account has a name like this.")
        st.html(f'<p class="quiet">{escape(nothing)}</p>')
        return
    page, pages = page_shown(PAGE, len(found), PER_PAGE)
    if chosen in found:
        page = found.index(chosen) // PER_PAGE
    shown = found[page * PER_PAGE : (page + 1) * PER_PAGE]
    last = queries.store().account_reads.last_sign_ins()
    lines = [_line(ctx, person, last.get(person.account_id), on=person == chosen) for person in shown]
    names = (_("Signs in as"), _("Role"), _("Last sign-in"), _("Made"), "")
    st.html(list_html("accounts", names, lines))
    page_buttons(PAGE, page, pages, _, place="accounts")


def _line(ctx: Context, person: Account, last: datetime | None, *, on: bool) -> str:
    _, lang = ctx.translate, ctx.selection.lang
    shown = "" if person.shown_name == person.sign_in_name else f"<small>{escape(person.shown_name)}</small>"
    off = person.disabled_at is not None
    may = role_and_provinces(person.role, person.provinces, lang, _, named=NAMED_IN_LINE)
    cells = (
        f"<b>{escape(person.sign_in_name)}</b>{shown}",
        escape(may),
        local_time(last) if last else "–",
        local_time(person.made_at)[:10],
        f'<i class="state-tag">{escape(_("disabled"))}</i>' if off else "",
    )
    address = ctx.link("accounts", find=numbered_word("account", person.account_id))
    return line_html(address, cells, on=on, look="off" if off else "")
