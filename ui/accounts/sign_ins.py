"""Attempts to sign in, newest first, by what came of them."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from data.accounts.keeper import NamedAttempt
from data.accounts.sign_in import ATTEMPTS_KEPT
from data.base.formats import format_count
from data.base.language import Translate
from ui import queries
from ui.accounts.lines import table_html
from ui.pieces import choice, headline, page_buttons, page_shown
from ui.shell_context import Context
from ui.signing.signature import local_time

PER_PAGE = 50
PAGE = "sign-ins-page"
ALL = "all"
# Those that tell of somebody who should not be in; the headline counts them.
REFUSED = ("wrong", "disabled", "locked", "forgiven")


def outcome_words(_: Translate) -> dict[str, str]:
    """Say what came of an attempt."""
    return {
        "signed_in": _("signed in"),
        "wrong": _("wrong name or password"),
        "locked": _("refused during a pause"),
        "disabled": _("right password, account disabled"),
        "forgiven": _("wrong, counts no more"),
        "busy": _("turned away, too many at once"),
        "checking": _("not finished"),
    }


def finding(counts: Mapping[str, int], _: Translate) -> str:
    """Say how many attempts there were, and how many of them were refused."""
    total, refused = sum(counts.values()), sum(counts.get(outcome, 0) for outcome in REFUSED)
    if not total:
        return _("Nobody has tried to sign in with a password yet")
    text = _("{n} attempts to sign in within {days} days, {refused} of them refused")
    if total == 1:
        text = _("1 attempt to sign in within {days} days, {refused} of them refused")
    return text.format(n=format_count(total), days=ATTEMPTS_KEPT.days, refused=format_count(refused))


def sign_ins_view(ctx: Context) -> None:
    """Draw the filter and the attempts."""
    _, reads = ctx.translate, queries.store().account_reads
    counts = reads.count_attempts()
    headline(finding(counts, _))
    if not counts:
        return
    words = outcome_words(_)
    offered = {ALL: _("All attempts"), **{outcome: words[outcome] for outcome in words if outcome in counts}}
    asked = ctx.selection.reason
    chosen = asked if asked is not None and asked in offered else ALL
    with st.container(key="accounts-filters", horizontal=True):
        choice("reason", _("What came of it"), offered, chosen)
    total = sum(counts.values()) if chosen == ALL else counts[chosen]
    key = f"{PAGE}-{chosen}"
    page, pages = page_shown(key, total, PER_PAGE)
    outcomes = None if chosen == ALL else [chosen]
    attempts = reads.attempts(outcomes, most=PER_PAGE, after=page * PER_PAGE)
    names = (_("When"), _("Account"), _("From"), _("What came of it"))
    st.html(table_html("attempts", names, [_cells(attempt, words, _) for attempt in attempts]))
    page_buttons(key, page, pages, _, place="accounts", closes=False)
    text = _(
        "Of a name that no account has, only a mark is kept, since people type passwords there by mistake: the "
        "same mark is the same name. Sign-ins at a provider stand among the sessions."
    )
    st.html(f'<p class="quiet">{escape(text)}</p>')


def _cells(attempt: NamedAttempt, words: Mapping[str, str], _: Translate) -> tuple[str, ...]:
    if attempt.name is not None:
        who = escape(attempt.name)
    else:
        unknown = _("unknown name {mark}").format(mark=attempt.mark)
        who = f'<span class="none">{escape(unknown)}</span>'
    text = words.get(attempt.outcome, attempt.outcome)
    look = " refused" if attempt.outcome in REFUSED else ""
    return (
        local_time(attempt.at),
        who,
        escape(attempt.address or "–"),
        f'<span class="outcome{look}">{escape(text)}</span>',
    )
