"""“Save view” in the top bar: a name for what is on the screen, and a link to pass on."""

from dataclasses import dataclass
from html import escape
from typing import Literal

import streamlit as st

from data.base.errors import DashboardError
from data.base.formats import format_date
from data.base.signatures import LONGEST_NAME
from data.store.named_views import SavedView, ViewNameTaken
from ui import queries
from ui.access import check_may_name_views, may_name_views, same_reader
from ui.links import copy_link_html, copy_links, link_html
from ui.pieces import plain_label
from ui.selection import read_selection
from ui.shell_context import Context
from ui.sign_in.addresses import sign_in_link_html
from ui.signing.refusals import view_lacks, view_refusal
from ui.signing.signature import sign, signer_field
from ui.views.destination import Fact, destination, destination_of, facts_of, in_one_line, parameters_to_keep

Day = Literal["newest", "this"]
PLACE = "save-view"
OPEN, NAME, DAY, OUTCOME = (f"{PLACE}-{part}" for part in ("open", "name", "day", "outcome"))


@dataclass(frozen=True)
class Outcome:
    """What came of the last click: the view that was saved, or why not, and the view that has the name."""

    saved: SavedView | None = None
    why_not: str = ""
    taken: SavedView | None = None


def _begin() -> None:
    """Begin anew whenever the popover opens or closes."""
    for key in (OUTCOME, NAME):
        st.session_state.pop(key, None)


@st.fragment
def save_control(ctx: Context, page: str) -> None:
    """Draw the button; its form is sent when it is opened, not with every page."""
    same_reader()
    _ = ctx.translate
    popover = st.popover(_("Save view"), icon=":material/bookmark_add:", key=OPEN, on_change=_begin)
    if not popover.open:
        return
    with popover, st.container(key="save-view-form"):
        outcome: Outcome = st.session_state.get(OUTCOME, Outcome())
        if outcome.saved is not None:
            _receipt(ctx, outcome.saved)
        elif not may_name_views(ctx.viewer):
            _closed(ctx)
        else:
            _form(ctx, page, outcome)


def _closed(ctx: Context) -> None:
    """Say who may name a view; the address of the page is the same view without a name."""
    _ = ctx.translate
    why = _("Views are named by those signed in. The address of this page shows the same to everybody.")
    st.html(
        f"<h2>{escape(_('Save view'))}</h2>"
        f'<p class="quiet">{escape(why)}</p><p>{sign_in_link_html(ctx.selection, _("Sign in"))}</p>'
    )


def _form(ctx: Context, page: str, outcome: Outcome) -> None:
    _, lang = ctx.translate, ctx.selection.lang
    shown = destination(page, parameters_to_keep(read_selection(), None))
    st.html(
        f"<h2>{escape(_('Save view'))}</h2>"
        f'<p class="quiet">{escape(in_one_line(_but_day(facts_of(shown, lang, _))))}</p>'
    )
    with st.form(key="save-view-fields", border=False, enter_to_submit=True):
        st.text_input(
            _("Name of the view"),
            key=NAME,
            max_chars=LONGEST_NAME,
            placeholder=_("Such as: Western provinces, weekly meeting"),
        )
        if ctx.as_of is not None:
            days: dict[Day, str] = {
                "newest": _("Always the newest report"),
                "this": _("As of {day}").format(day=format_date(ctx.as_of, lang)),
            }
            st.radio(_("Which day"), list(days), key=DAY, format_func=days.__getitem__)
        signer_field(PLACE, ctx.viewer, _)
        st.form_submit_button(
            _("Save view"), type="primary", key="save-view-now", on_click=_save, args=(ctx, page)
        )
    if outcome.why_not:
        st.html(f'<p class="view-refusal" role="alert">{escape(outcome.why_not)}</p>')
    if outcome.taken is not None:
        replace = _("Replace “{name}”").format(name=plain_label(outcome.taken.name))
        st.button(replace, key="save-view-replace", on_click=_save, args=(ctx, page, outcome.taken))


def _but_day(facts: list[Fact]) -> list[Fact]:
    """Leave out the third, the day: the form asks for it."""
    return [*facts[:2], *facts[3:]]


def _save(ctx: Context, page: str, replacing: SavedView | None = None) -> None:
    """Save what the address shows now, under the name in the form; `replacing` is the view that had it."""
    _, state = ctx.translate, st.session_state
    name, signer = str(state.get(NAME, "")), str(state.get(f"{PLACE}-signer", "")).strip()
    day = ctx.as_of if state.get(DAY) == "this" else None
    kept = parameters_to_keep(read_selection(), day)
    try:
        _viewer, signature = sign(check_may_name_views, signer)
        fault = view_lacks(name, signature.by, _)
        if fault is not None:
            state[OUTCOME] = Outcome(why_not=fault)
            return
        saved = queries.store().views.save(name, page, kept, signature, replacing=replacing)
    except ViewNameTaken as error:
        state[OUTCOME] = Outcome(why_not=view_refusal(error, _), taken=error.view)
    except DashboardError as error:
        state[OUTCOME] = Outcome(why_not=view_refusal(error, _))
    else:
        state[OUTCOME] = Outcome(saved=saved)


def _receipt(ctx: Context, view: SavedView) -> None:
    _, lang = ctx.translate, ctx.selection.lang
    shown = destination_of(view)
    title = _("“{name}” is saved").format(name=view.name)
    everyone = _("Whoever opens the link sees the same.")
    st.html(
        f'<h2 role="status">{escape(title)}</h2><p class="quiet">{escape(in_one_line(facts_of(shown, lang, _)))}</p>'
        f'<p class="view-links">{copy_link_html(shown.link(), view.name, _)}'
        f"{link_html(ctx.link('views', find=None), _('All views'))}</p>"
        f'<p class="quiet">{escape(everyone)}</p>'
    )
    copy_links("receipt")
