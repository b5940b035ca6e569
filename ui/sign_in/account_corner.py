"""The sidebar's corner: who is signed in, as what, and the ways in and out."""

from collections.abc import Collection
from datetime import timedelta
from html import escape
from typing import Final

import streamlit as st

from data.accounts.permissions import Viewer
from data.accounts.sessions import OpenSession
from data.base.errors import DashboardError
from data.base.language import Language, Translate
from data.register.register import short_names
from ui import access
from ui.selection import Selection
from ui.sign_in.addresses import OWN_PASSWORD, SIGN_IN, sign_in_address, sign_in_link_html
from ui.sign_in.provider import provider
from ui.sign_in.signed_out import sign_out

# For how long the link to sign in may be missing after the first account was made; nobody without a cookie costs the
# store a question with every click.
NOT_YET: Final = timedelta(seconds=5)


def account_corner(session: OpenSession | None, selection: Selection, _: Translate) -> None:
    """Draw the corner: of `session`, or the link to sign in where there are accounts to sign in with."""
    if session is None:
        if _somebody_could_sign_in():
            with st.container(key="account-corner"):
                st.html(sign_in_link_html(selection, _("Sign in"), "account-way"))
        return
    with st.container(key="account-corner"):
        st.html(who_html(session.viewer, selection.lang, _))
        with st.container(key="account-ways", horizontal=True):
            if session.kind == "local":
                st.html(_password_link_html(selection, _("Change password")))
            st.button(_("Sign out"), key="sign-out", type="tertiary", on_click=sign_out)


def who_html(viewer: Viewer, lang: Language, _: Translate) -> str:
    """Give name and role as two lines that are cut where they are too long; hovering tells all."""
    role, every = role_words(viewer, lang, _)
    return (
        f'<div class="account-who"><b title="{escape(viewer.name)}">{escape(viewer.name)}</b>'
        f'<span title="{escape(every)}">{escape(role)}</span></div>'
    )


def role_words(viewer: Viewer, lang: Language, _: Translate) -> tuple[str, str]:
    """Say what the reader may do, in short and in full."""
    plain = _("Administrator") if viewer.role == "admin" else _("Viewer, may look")
    if viewer.role == "editor" and viewer.provinces is None:
        plain = _("Editor for all provinces")
    if viewer.role != "editor" or viewer.provinces is None:
        return plain, plain
    names = province_names(viewer.provinces, lang)
    separator = "、" if lang == "zh" else ", "
    every = _("Editor for {provinces}").format(provinces=separator.join(names))
    if len(names) == 1:
        return every, every
    short = _("Editor for {count} provinces: {province} …").format(count=len(names), province=names[0])
    return short, every


def province_names(codes: Collection[str], lang: Language) -> list[str]:
    """Name provinces in the order of the register; a code that is none stands as it is."""
    names = short_names("province", lang)
    return [name for code, name in names.items() if code in codes] + sorted(set(codes) - set(names))


def _password_link_html(selection: Selection, words: str) -> str:
    # The page takes the same choices, and leads back here as well.
    address = OWN_PASSWORD + sign_in_address(selection).removeprefix(SIGN_IN)
    return f'<a class="account-way" href="{escape(address)}" target="_self">{escape(words)}</a>'


def _somebody_could_sign_in() -> bool:
    try:
        # A provider that gives roles makes the accounts.
        return _accounts_exist() or provider() is not None
    except DashboardError:
        return False  # the page says what is wrong with the store


@st.cache_data(ttl=NOT_YET, show_spinner=False)
def _accounts_exist() -> bool:
    return access.accounts_exist()
