"""Who is signed in now: every open session with its browser as a line, and the card on which it is ended."""

import re
from datetime import UTC, datetime
from html import escape

import streamlit as st

from data.accounts.sessions import Session
from data.base.formats import format_count
from data.base.language import Translate
from data.base.signatures import Signature
from ui import queries
from ui.access import open_session
from ui.accounts.changing import change
from ui.accounts.lines import (
    card_beside,
    facts_html,
    line_html,
    list_html,
    session_word,
)
from ui.links import link_html
from ui.pieces import headline, page_buttons, page_shown, plain_label
from ui.selection import choose
from ui.shell_context import Context
from ui.signing.signature import local_time

# Browsers name those they descend from as well: the first of these that is named is the one.
_BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("DingTalk", "DingTalk"),
    ("Lark", "Lark"),
    ("QQBrowser", "QQ Browser"),
    ("360SE", "360"),
    ("QIHU", "360"),
    ("Edg", "Edge"),
    ("EdgA", "Edge"),
    ("EdgiOS", "Edge"),
    ("OPR", "Opera"),
    ("HuaweiBrowser", "Huawei Browser"),
    ("MiuiBrowser", "Mi Browser"),
    ("UCBrowser", "UC Browser"),
    ("SamsungBrowser", "Samsung Internet"),
    ("FxiOS", "Firefox"),
    ("Firefox", "Firefox"),
    ("CriOS", "Chrome"),
    ("HeadlessChrome", "Chrome"),
    ("Chrome", "Chrome"),
)

# Android calls itself Linux too, an iPhone a Mac.
_SYSTEMS = (
    ("OpenHarmony", "HarmonyOS"),
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)

# What is neither is shown as it came, this far.
SHOWN = 40

PER_PAGE = 20
PAGE = "sessions-page"


def browser_words(said: str | None, _: Translate) -> str:
    """Say `Chrome 140 on Windows`; of what is no known browser, the first signs of what it sent."""
    if not said:
        return _("unknown browser")
    name, system = _browser(said), _system(said)
    if name is None:
        return said if len(said) <= SHOWN else f"{said[: SHOWN - 1]}…"
    return _("{browser} on {system}").format(browser=name, system=system) if system else name


def _browser(said: str) -> str | None:
    for sign, name in _BROWSERS:
        found = re.search(rf"\b{sign}\b(?:/(\d+))?", said)
        if found:
            return f"{name} {found[1]}" if found[1] else name
    # Safari's own version stands apart from its name.
    safari = re.search(r"\bVersion/(\d+)[\d.]* (?:Mobile/\w+ )?Safari/", said)
    return f"Safari {safari[1]}" if safari else None


def _system(said: str) -> str | None:
    return next((name for sign, name in _SYSTEMS if sign in said), None)


def finding(sessions: list[Session], _: Translate) -> str:
    """Say how many sessions are open, and of how many people."""
    people = len({session.account_id for session in sessions})
    if len(sessions) == 1:
        return _("1 session is open")
    text = (
        _("{n} sessions are open, of 1 person") if people == 1 else _("{n} sessions are open, of {m} people")
    )
    return text.format(n=format_count(len(sessions)), m=format_count(people))


def sessions_view(ctx: Context) -> None:
    """Draw the sessions, newest first, and the card of the chosen one."""
    _ = ctx.translate
    sessions = queries.store().accounts.sessions.listed(datetime.now(UTC))
    reader = open_session()
    own = reader.family if reader else None
    headline(finding(sessions, _))
    words = [session_word(session.family) for session in sessions]
    at = words.index(ctx.selection.find) if ctx.selection.find in words else None
    page, pages = page_shown(PAGE, len(sessions), PER_PAGE)
    page = page if at is None else at // PER_PAGE
    with card_beside(opened=at is not None) as (left, right):
        with left:
            shown = range(page * PER_PAGE, min((page + 1) * PER_PAGE, len(sessions)))
            lines = [_line(ctx, sessions[place], own, on=place == at) for place in shown]
            names = (_("Account"), _("Signed in"), _("Last seen"), _("Ends"), _("From"), _("Browser"))
            st.html(list_html("sessions", names, lines))
            page_buttons(PAGE, page, pages, _, place="accounts")
        with right:
            if at is not None:
                _card(ctx, sessions[at], sessions, own)


def _line(ctx: Context, session: Session, own: str | None, *, on: bool) -> str:
    _ = ctx.translate
    mark = f' <i class="state-tag">{escape(_("yours"))}</i>' if session.family == own else ""
    cells = (
        f"<b>{escape(session.name)}</b>{mark}",
        local_time(session.made_at),
        local_time(session.seen_at),
        local_time(session.ends_at),
        escape(session.address or "–"),
        escape(browser_words(session.browser, _)),
    )
    return line_html(ctx.link("accounts", find=session_word(session.family)), cells, on=on)


def _card(ctx: Context, session: Session, sessions: list[Session], own: str | None) -> None:
    _ = ctx.translate
    close = link_html(ctx.link("accounts", find=None), _("Close"))
    ways = {"local": _("password"), "oidc": _("provider (OpenID Connect)")}
    facts = [
        (_("Signed in with"), ways[session.kind]),
        (_("Signed in"), local_time(session.made_at)),
        (_("Last seen"), local_time(session.seen_at)),
        (_("Ends, if nobody uses it"), local_time(session.ends_at)),
        (_("From"), session.address or "–"),
        (_("Browser"), browser_words(session.browser, _)),
    ]
    below = _("this session") if session.family == own else ""
    st.html(f'<div class="view-close">{close}</div>{facts_html(session.name, below, facts)}')
    if session.family == own:
        text = _("It is the one you are reading this in: to end it, sign out.")
        st.html(f'<p class="quiet">{escape(text)}</p>')
        return
    siblings = [one for one in sessions if one.account_id == session.account_id]
    with st.container(key="session-doings", horizontal=True, gap="small"):
        st.button(_("End this session"), type="primary", key="end-session", on_click=_end, args=(session, _))
        if len(siblings) > 1 and all(one.family != own for one in siblings):
            every = _("End all {n} of “{name}”").format(n=len(siblings), name=plain_label(session.name))
            st.button(every, key="end-sessions", on_click=_end_all, args=(session, _))


def _end(session: Session, _: Translate) -> None:
    change(lambda by: _ended(session, by, _), _)


def _ended(session: Session, by: Signature, _: Translate) -> str:
    queries.store().accounts.sessions.end_one(session, by)
    choose(find=None)
    return _("The session of “{name}” is ended: it opens nothing from the next click on.").format(
        name=session.name
    )


def _end_all(session: Session, _: Translate) -> None:
    change(lambda by: _all_ended(session, by, _), _)


def _all_ended(session: Session, by: Signature, _: Translate) -> str:
    queries.store().accounts.sessions.end_all(session.account_id, by)
    choose(find=None)
    return _("All sessions of “{name}” are ended.").format(name=session.name)
