"""Everything that anybody did, newest first, by person, kind and days; and as a file."""

from datetime import UTC, datetime, timedelta
from html import escape

import pandas as pd
import streamlit as st

from data.accounts.permissions import check_can_read_audit
from data.base.formats import format_count
from data.base.language import Translate
from data.register.editions import Stamp
from data.store.audit import AUDIT_KINDS, AuditGroup, audit_frame, chosen_lines, persons
from reports.sentences.audit import (
    about_in_words,
    audit_csv,
    detail_in_words,
    group_words,
    kind_word,
    who_in_words,
)
from ui import queries
from ui.accounts.lines import person_word, table_html
from ui.files.download import private_download
from ui.pieces import choice, headline, page_buttons, page_shown
from ui.selection import choose
from ui.shell_context import Context
from ui.signing.signature import local_time

KEPT_TIMELINES = 1

PER_PAGE = 50
PAGE, PERSON = "audit-page", "audit-person"
ALL = "all"
# What happened this week, this month, this quarter; and everything.
DAYS = (7, 30, 90)


@st.cache_resource(max_entries=KEPT_TIMELINES, show_spinner=False)
def _timeline(
    revision: int,  # noqa: ARG001 (the cache's key, with the three that follow)
    last_account_event: int,  # noqa: ARG001
    last_view_event: int,  # noqa: ARG001
    editions: Stamp,  # noqa: ARG001
) -> pd.DataFrame:
    store = queries.store()
    return audit_frame(
        store.accounts.events(),
        store.batches(),
        store.events(),
        store.views.events(),
        queries.edition_folder().events(),
    )


def timeline(ctx: Context) -> pd.DataFrame:
    """Everything done, newest first, as data.store.audit.audit_frame. Shared between sessions: read, never changed."""
    store = queries.store()
    stamp = queries.edition_folder().stamp()
    return _timeline(ctx.figures.revision, store.account_reads.last_event(), store.views.last_event(), stamp)


def finding(frame: pd.DataFrame, _: Translate) -> str:
    """Say how much was done, and by how many."""
    people = int(frame["by"].nunique())
    if len(frame) == 1:
        return _("1 entry in the audit")
    text = _("{n} entries in the audit, by {people} people") if people > 1 else _("{n} entries in the audit")
    return text.format(n=format_count(len(frame)), people=format_count(people))


def audit_view(ctx: Context) -> None:
    """Draw the filters, the lines and the link to the file."""
    check_can_read_audit(ctx.viewer)
    _, lang = ctx.translate, ctx.selection.lang
    frame = timeline(ctx)
    headline(finding(frame, _))
    lines, filtered = _filtered(ctx, frame)
    key = f"{PAGE}-{filtered}"
    page, pages = page_shown(key, len(lines), PER_PAGE)
    shown = lines.iloc[page * PER_PAGE : (page + 1) * PER_PAGE]
    if lines.empty:
        nothing = _("Nobody did anything like this.")
        st.html(f'<p class="quiet">{escape(nothing)}</p>')
        return
    rows = [
        (
            local_time(at),
            escape(who_in_words(by, _)),
            escape(origin or "–"),
            escape(kind_word(kind, _)),
            escape(about_in_words(kind, about, _) or "–"),
            escape(detail_in_words(kind, detail, lang, _)),
        )
        for at, by, origin, kind, about, detail in shown.itertuples(index=False, name=None)
    ]
    names = (_("When"), _("Who"), _("From"), _("What"), _("Done to"), _("Particulars"))
    st.html(table_html("audit", names, rows))
    with st.container(key="accounts-foot", horizontal=True, gap="small", vertical_alignment="center"):
        page_buttons(key, page, pages, _, place="accounts", closes=False)
        label = _("Download {n} lines as CSV").format(n=format_count(len(lines)))
        private_download(
            ctx,
            label,
            lambda: audit_csv(lines, lang, _),
            "education-alliance-audit.csv",
            "text/csv; charset=utf-8",
            key="audit",
            check=check_can_read_audit,
        )


def _filtered(ctx: Context, frame: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Draw the filters; give what they leave, and a word for them."""
    _, chosen = ctx.translate, ctx.selection
    groups = {ALL: _("All kinds"), **group_words(_)}
    days = {ALL: _("All time"), **{str(n): _("{n} days").format(n=n) for n in DAYS}}
    group = chosen.grouping if chosen.grouping in groups else ALL
    span = chosen.order if chosen.order in days else ALL
    people = {person_word(name): name for name in persons(frame)}
    person = chosen.find if chosen.find in people else None
    with st.container(key="accounts-filters", horizontal=True, gap="small", vertical_alignment="center"):
        choice("grouping", _("Kind"), groups, group or ALL)
        choice("order", _("Days"), days, span or ALL)
        st.session_state[PERSON] = person or ALL
        st.selectbox(
            _("Who"),
            [ALL, *people],
            key=PERSON,
            format_func=lambda word: _("Everybody") if word == ALL else who_in_words(people[word], _),
            on_change=_choose_person,
            label_visibility="collapsed",
            width=240,
            placeholder=_("Choose"),
        )
    since = None if span in (None, ALL) else datetime.now(UTC) - timedelta(days=int(span))
    kind: AuditGroup | None = next((one for one in AUDIT_KINDS if one == group), None)
    left = chosen_lines(frame, by=people.get(person or ""), group=kind, since=since)
    return left, f"{group}-{span}-{person}"


def _choose_person() -> None:
    word = st.session_state[PERSON]
    choose(find=None if word == ALL else word)
