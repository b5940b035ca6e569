"""The strip of reasons: how many counties each has, and a click away the list of them alone."""

from html import escape

import streamlit as st

from charts.words import sentence_case
from data.formats import format_count, format_share
from data.thresholds import STALE_AFTER_DAYS
from reports.action_words import filter_words, since_words
from ui.actions.view import ActionView
from ui.selection import choose
from ui.shell_context import Context

# One cell a group of reasons; the second entries are offered below the first.
CELLS: tuple[tuple[str | None, tuple[str, ...]], ...] = (
    (None, ()),
    ("to_do", ("not_started", "preparing", "not_reported")),
    ("lacking", ("unstated",)),
    ("stale", ()),
    ("backwards", ()),
)


def reason_strip(ctx: Context, view: ActionView) -> None:
    """Draw the cells; each filters the list by its reason, the first shows all."""
    _, lang = ctx.translate, ctx.selection.lang
    words = filter_words(_)
    share = format_share(view.counts["listed"] / view.counties) if view.counties else "–"
    details = {
        None: _("{share} of counties").format(share=share),
        "stale": _("no report for more than {days} days").format(days=STALE_AFTER_DAYS),
        "backwards": since_words(ctx.compare, ctx.day, _, lang),
    }
    with st.container(key="actions-strip"):
        for reason, parts in CELLS:
            label = _("On the list") if reason is None else words[reason]
            count = view.counts[reason or "listed"]
            on = view.reason == reason or view.reason in parts
            with st.container(key=f"reason-{'on' if on else 'off'}-{reason or 'all'}"):
                st.html(_cell_html(label, count, details.get(reason, "")))
                _filter(_("Show only: {reason}").format(reason=label), reason, f"pick-{reason or 'all'}")
                if parts:
                    with st.container(key=f"reason-parts-{reason}", horizontal=True):
                        for part in parts:
                            text = f"{words[part]} {format_count(view.counts[part])}"
                            shown = "on" if view.reason == part else "off"
                            _filter(text, part, f"part-{shown}-{part}")


def _cell_html(label: str, count: int, detail: str) -> str:
    return (
        f'<div class="reason"><div class="label">{escape(sentence_case(label))}</div>'
        f'<div class="value">{format_count(count)}</div><div class="detail">{escape(detail)}</div></div>'
    )


def _filter(text: str, reason: str | None, key: str) -> None:
    st.button(text, key=key, type="tertiary", on_click=choose, kwargs={"reason": reason})
