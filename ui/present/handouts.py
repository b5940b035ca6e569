"""The panel "Hand out": the slides and their figures as files, made in the background while the page stays usable."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Final

import streamlit as st

from data.errors import DashboardError
from data.formats import format_date
from data.language import Language, translator
from data.province_milestones import load_province_milestones
from data.register import load_provinces
from reports.briefing.model import Occasion
from reports.figures_workbook import TOPICS
from reports.handouts import HANDOUTS, MEDIA_TYPES, Handout, HandoutKind, make_handout, provinces_of
from reports.store_figures import StoreFigures
from ui import queries
from ui.error_words import error_words
from ui.fragments import same_reader
from ui.present.handout_words import about_words, file_name, kind_words, provinces_words, size_words
from ui.present.meeting_occasion import meeting_occasion
from ui.present.workshop import Progress, Standing, Workshop
from ui.shell_context import Context

PROVINCES: Final = "handout-provinces"
EVERY_SECONDS: Final = 0.5
# Reading again when somebody saved meanwhile; after so many times what was read last is taken.
READINGS: Final = 3


@dataclass(frozen=True)
class Order:
    """A file of one revision of the store, for one occasion."""

    revision: int
    handout: Handout
    occasion: Occasion


@st.cache_resource(show_spinner=False)
def workshop() -> Workshop[Order]:
    """The one workshop of this process."""
    store, milestones_file = queries.store(), queries.settings().milestones_file
    read: dict[int, StoreFigures] = {}

    def figures_at(revision: int) -> StoreFigures:
        """Read what the store says; files of one revision share what was read and computed."""
        for _turn in range(READINGS):
            known = read.get(revision)
            if known is not None:
                return known
            before = store.revision()
            figures = StoreFigures(store, load_province_milestones(milestones_file))
            # These are all that is read from the store: everything else is computed from them.
            figures.reports(), figures.area_reports(), figures.report_dates()
            if store.revision() == before:
                break
        read.clear()
        read[revision] = figures
        return figures

    def make(order: Order, progress: Progress) -> bytes:
        lang: Language = "zh" if order.occasion.lang == "zh" else "en"
        figures = figures_at(order.revision)
        return make_handout(order.handout, figures, order.occasion, translator(lang), progress)

    return Workshop(make)


def handouts(ctx: Context, keys: tuple[str, ...]) -> None:
    """Draw the panel. keys: of the slides chosen, in order. Needs a store with reports (`ctx.as_of` set)."""
    chosen = provinces_of(keys)
    every = tuple(load_provinces()["code"])
    with st.container(key="handouts"):
        codes = every if _provinces_choice(ctx, chosen) == "all" else chosen
        orders: dict[HandoutKind, Order] = {kind: _order(ctx, kind, keys, codes) for kind in HANDOUTS}
        ticking = any(_busy(order) for order in orders.values())

        @st.fragment(run_every=EVERY_SECONDS if ticking else None)
        def cards() -> None:
            same_reader()
            with st.container(key="handout-cards"):
                for kind, order in orders.items():
                    with st.container(key=f"handout-{kind}"):
                        _card(ctx, kind, order, codes)
            # Only a run of the whole page starts and stops the clock.
            if any(_busy(order) for order in orders.values()) != ticking:
                st.rerun()

        cards()


def _order(ctx: Context, kind: HandoutKind, keys: tuple[str, ...], codes: tuple[str, ...]) -> Order:
    # Slides that are chosen already stay in their order.
    provinces = None if kind == "pptx" and codes == provinces_of(keys) else codes
    return Order(
        ctx.figures.revision, Handout.of(kind, provinces=provinces, keys=keys), meeting_occasion(ctx)
    )


def _busy(order: Order) -> bool:
    standing = workshop().look(order)
    return standing is not None and standing.busy


def _provinces_choice(ctx: Context, chosen: tuple[str, ...]) -> str:
    """Draw the head of the panel with the choice of provinces; return `chosen` or `all`."""
    _ = ctx.translate
    with st.container(key="handouts-head", horizontal=True):
        told = _("What is on the slides, as files to take away. Data as of {day}.").format(
            day=format_date(ctx.day, ctx.selection.lang)
        )
        st.html(
            f'<div class="panel-head"><h2>{escape(_("Hand out"))}</h2>'
            f'<div class="subtitle">{escape(told)}</div></div>'
        )
        words = provinces_words(chosen, _, ctx.selection.lang)
        picked = st.segmented_control(
            _("Provinces with a slide or page of their own"),
            list(words),
            key=PROVINCES,
            default="chosen",
            required=True,
            format_func=words.__getitem__,
        )
    return str(picked)


def _card(ctx: Context, kind: HandoutKind, order: Order, codes: tuple[str, ...]) -> None:
    """Draw one kind of file: what it is, what is in it, and how far it is."""
    _ = ctx.translate
    standing = workshop().look(order)
    state = "new" if standing is None else standing.state
    name, promise = kind_words(_)[kind]
    holds = about_words(kind, len(order.handout.keys), len(codes), len(TOPICS) + 1, _)
    st.html(
        f'<div class="handout {state}"><i class="file" aria-hidden="true"><b>{kind.upper()}</b></i>'
        f"<div><h3>{escape(name)}</h3><p>{escape(promise)}</p><p>{escape(holds)}</p></div></div>"
    )
    with st.container(key=f"handout-foot-{state}-{kind}"):
        if standing is None:
            _ask_button(_("Make the file"), name, kind, order)
        elif standing.busy:
            st.html(_progress_html(ctx, name, standing))
        elif standing.error is not None:
            st.html(_failure_html(ctx, standing.error))
            _ask_button(_("Try again"), name, kind, order)
        else:
            st.download_button(
                _("Download"),
                lambda: standing.content,
                file_name(kind, codes, order.occasion, _),
                MEDIA_TYPES[kind],
                key=f"handout-take-{kind}",
                type="primary",
                on_click="ignore",
            )
            took = _("{size}, made in {seconds} s").format(
                size=size_words(len(standing.content)), seconds=f"{standing.seconds:.1f}"
            )
            st.html(f'<span class="handout-note" role="status">{escape(took)}</span>')


def _ask_button(label: str, name: str, kind: HandoutKind, order: Order) -> None:
    st.button(
        label,
        key=f"handout-make-{kind}",
        help=name,
        on_click=workshop().ask,
        args=(order,),
    )


def _progress_html(ctx: Context, name: str, standing: Standing) -> str:
    _ = ctx.translate
    if standing.state == "waiting":
        told = (
            _("Waiting for 1 file before this one")
            if standing.ahead == 1
            else _("Waiting for {n} files before this one").format(n=standing.ahead)
        )
    else:
        told = _("{share} after {seconds} s").format(
            share=f"{standing.share:.0%}", seconds=f"{standing.seconds:.0f}"
        )
    now = round(standing.share * 100)
    return (
        f'<div class="handout-progress {standing.state}">'
        f'<div class="bar" role="progressbar" aria-label="{escape(name)}" '
        f'aria-valuemin="0" aria-valuemax="100" aria-valuenow="{now}"><i style="width:{now}%"></i></div>'
        f'<span class="handout-note">{escape(told)}</span></div>'
    )


def _failure_html(ctx: Context, error: Exception) -> str:
    _ = ctx.translate
    title, what = (
        _("This file could not be made"),
        _("That is a fault of the dashboard; nothing was changed or lost."),
    )
    if isinstance(error, DashboardError):
        title, what = error_words(error, _)[0], str(error)
    return (
        f'<div class="handout-failure" role="alert"><b><i class="error-sign">!</i>{escape(title)}</b>'
        f"<p>{escape(what)}</p></div>"
    )
