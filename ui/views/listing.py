"""The list of named views, read anew only after one has changed: those that ship, those saved here, those removed."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.store.named_views import SavedView, ShippedView, ViewEvent, views_of
from ui import queries
from ui.links import copy_link_html, link_html
from ui.selection import numbered_word
from ui.shell_context import Context
from ui.signing.signature import local_time
from ui.views.destination import Destination, destination_of, facts_of, in_one_line

KEPT_STATES = 2


@st.cache_data(max_entries=KEPT_STATES, show_spinner=False)
def _events(last_event: int) -> list[ViewEvent]:  # noqa: ARG001 (the cache's key)
    return queries.store().views.events()


def view_events() -> list[ViewEvent]:
    """Everything done with a view, oldest first: one cheap read of the store where nothing is new."""
    return _events(queries.store().views.last_event())


def newest_first(events: list[ViewEvent]) -> list[SavedView]:
    """The views as they are now, removed ones too; those changed last come first."""
    return sorted(views_of(events), key=lambda view: view.last.event_id, reverse=True)


def shipped_html(ctx: Context, views: Sequence[ShippedView]) -> str:
    """Give the views that ship: name, what it is for, what it shows, the link to copy."""
    _, lang = ctx.translate, ctx.selection.lang
    tag = f'<i class="state-tag">{escape(_("shipped"))}</i>'
    rows = [
        _row_html(ctx, destination_of(view), view.called(lang), tag=tag, below=view.purpose_in(lang))
        for view in views
    ]
    return _list_html(rows, (_("Name"), _("What it shows")))


def saved_html(ctx: Context, views: Sequence[SavedView], chosen: int | None) -> str:
    """Give the views saved here, each with who saved it and a link to change it; `chosen` is being changed."""
    _ = ctx.translate
    rows = [_saved_row(ctx, view, on=view.view_id == chosen) for view in views]
    return _list_html(rows, (_("Name"), _("What it shows"), _("Saved by")))


def _saved_row(ctx: Context, view: SavedView, *, on: bool) -> str:
    _ = ctx.translate
    signed, when = view.saved_by, view.saved_at
    if view.removed:
        signed, when = _("removed by {who}").format(who=view.last.by), view.last.at
    words = _("Bring back") if view.removed else _("Manage")
    change = link_html(ctx.link("views", find=numbered_word("view", view.view_id)), words)
    return _row_html(
        ctx, destination_of(view), view.name, signed=signed, when=local_time(when), change=change, on=on
    )


def _row_html(
    ctx: Context,
    shown: Destination,
    name: str,
    *,
    signed: str = "",
    when: str = "",
    change: str = "",
    tag: str = "",
    below: str = "",
    on: bool = False,
) -> str:
    _, lang = ctx.translate, ctx.selection.lang
    title, copy = escape(name), ""
    if shown.page is not None:
        title = link_html(shown.link(ctx.selection), name)
        copy = copy_link_html(shown.link(), name, _)
    purpose = f"<small>{escape(below)}</small>" if below else ""
    by = f"<span>{escape(signed)}</span> <time>{escape(when)}</time>"
    signature = f'<div class="signed">{by}</div>' if signed else ""
    return (
        f'<li class="view-row{" on" if on else ""}"><div class="name"><b>{title}</b>{tag}{purpose}</div>'
        f'<div class="shows">{escape(in_one_line(facts_of(shown, lang, _)))}</div>'
        f'{signature}<div class="do">{copy}{change}</div></li>'
    )


def _list_html(rows: Sequence[str], names: Sequence[str]) -> str:
    head = "".join(f"<span>{escape(name)}</span>" for name in names)
    return f'<div class="view-head" aria-hidden="true">{head}</div><ul class="view-rows">{"".join(rows)}</ul>'
