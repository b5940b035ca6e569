"""Saved views: what has a name, where it leads, who saved it; renaming, removing, bringing back."""

from html import escape

import streamlit as st

from data.base.formats import format_count
from data.store.named_views import SavedView, load_shipped_views
from ui.links import copy_links
from ui.pieces import headline, page_foot, panel_head, source_line
from ui.selection import number_in
from ui.shell_context import Context, context
from ui.signing.signature import say_once
from ui.top_bar import top_bar
from ui.views.card import OUTCOME, view_card
from ui.views.journal import views_journal
from ui.views.listing import newest_first, saved_html, shipped_html, view_events


def show() -> None:
    """Draw the page."""
    ctx = context()
    _ = ctx.translate
    top_bar(ctx, saving=False)
    events = view_events()
    views = newest_first(events)
    offered = [view for view in views if not view.removed]
    removed = [view for view in views if view.removed]
    asked = number_in(ctx.selection.find, "view")
    chosen = next((view for view in views if view.view_id == asked), None)
    headline(_finding(ctx, len(offered)))
    lead = _(
        "A view is a page with every choice made. “Save view” at the top of a page names it; "
        "its link shows everyone the same."
    )
    st.html(f'<p class="views-lead">{escape(lead)}</p>')
    say_once(OUTCOME)
    if chosen is None:
        _lists(ctx, offered, removed, None)
    else:
        with st.container(key="views-panels"):
            with st.container(key="views-lists"):
                _lists(ctx, offered, removed, chosen)
            with st.container(key="views-card"):
                view_card(ctx, chosen)
    if events:
        views_journal(ctx, events)
    page_foot(_("Nothing is ever deleted: what is removed can be brought back."), source_line(ctx))
    copy_links("page")


def _lists(
    ctx: Context, offered: list[SavedView], removed: list[SavedView], chosen: SavedView | None
) -> None:
    _ = ctx.translate
    number = chosen.view_id if chosen else None
    panel_head(_("Shipped with the dashboard"))
    st.html(shipped_html(ctx, load_shipped_views()))
    panel_head(_("Saved here"))
    if offered:
        st.html(saved_html(ctx, offered, number))
    else:
        nothing = _("None yet. Open a page, choose what it shows, and give it a name with “Save view”.")
        st.html(f'<p class="quiet">{escape(nothing)}</p>')
    if removed:
        text = _("Removed: {n}").format(n=format_count(len(removed)))
        with st.expander(text, expanded=chosen is not None and chosen.removed):
            st.html(saved_html(ctx, removed, number))


def _finding(ctx: Context, saved: int) -> str:
    _, shipped = ctx.translate, len(load_shipped_views())
    if not saved:
        text = _("No view has been saved here yet; {shipped} ship with the dashboard")
    elif saved == 1:
        text = _("1 view saved here, {shipped} shipped with the dashboard")
    else:
        text = _("{saved} views saved here, {shipped} shipped with the dashboard")
    return text.format(saved=format_count(saved), shipped=format_count(shipped))
