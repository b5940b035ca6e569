"""The panel "Hand out": the slides and their figures as files, made in the background while the page stays usable."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Final

import streamlit as st

from data.base.errors import DashboardError
from data.base.formats import format_date, join_names
from data.base.language import Language, Translate, translator
from data.plan.milestones import load_province_milestones
from data.register.register import load_provinces, short_names
from reports.figures.occasion import Occasion
from reports.figures.source import FigureSource
from reports.handouts import HANDOUTS, MEDIA_TYPES, Handout, HandoutKind, make_handout, provinces_of
from reports.workbook.book import TOPICS
from ui import queries
from ui.access import same_reader
from ui.error_words import error_words
from ui.present.background_files import BackgroundFiles, FileProgress, Progress
from ui.present.reading import meeting_occasion
from ui.shell_context import Context

# More names than these make a choice too long to read.
MOST_NAMED = 2

PROVINCES: Final = "handout-provinces"
EVERY_SECONDS: Final = 0.5
# Reading again when somebody saved meanwhile; after so many times what was read last is taken.
READINGS: Final = 3


def kind_words(_: Translate) -> dict[HandoutKind, tuple[str, str]]:
    """Name each kind of file, and say what it is good for."""
    return {
        "pptx": (_("Slides"), _("To edit: charts hold their data, the map is made of shapes.")),
        "pdf": (_("Briefing"), _("To print and to keep: looks the same everywhere.")),
        "docx": (_("Briefing to edit"), _("The same text and tables, for a word processor.")),
        "xlsx": (_("Workbook"), _("The figures behind every page, to calculate with.")),
    }


def about_words(kind: HandoutKind, slides: int, provinces: int, sheets: int, _: Translate) -> str:
    """Say how much is in a file."""
    if kind == "pptx":
        return (_("1 slide") if slides == 1 else _("{n} slides")).format(n=slides)
    if kind == "xlsx":
        return _("{n} sheets; always every province").format(n=sheets)
    if provinces == 0:
        return _("The nation, and an annex of all provinces")
    if provinces == 1:
        return _("The nation, 1 province, and an annex of all provinces")
    return _("The nation, {n} provinces, and an annex of all provinces").format(n=provinces)


def provinces_words(chosen: tuple[str, ...], _: Translate, lang: str) -> dict[str, str]:
    """Name the choices of provinces: those of the slides, and all."""
    names = _names(chosen, lang)
    if not names:
        own = _("As on the slides: none")
    elif len(names) <= MOST_NAMED:
        own = _("As on the slides: {names}").format(names=join_names(names, lang))
    else:
        own = _("As on the slides: {n}").format(n=len(names))
    return {"chosen": own, "all": _("All {n}").format(n=len(load_provinces()))}


def file_name(kind: HandoutKind, provinces: tuple[str, ...], occasion: Occasion, _: Translate) -> str:
    """Name a file after what it tells, of whom and as of when; made-up figures are called so."""
    place = _("china")
    if kind != "xlsx" and provinces:
        place = _place(provinces, occasion.lang, _)
    parts = [_("education-alliance"), place, occasion.as_of.isoformat()]
    if occasion.demo:
        parts.append(_("demo-data"))
    return f"{'_'.join(parts)}.{kind}"


def _place(provinces: tuple[str, ...], lang: str, _: Translate) -> str:
    if len(provinces) == 1:
        (name,) = _names(provinces, lang)
        return _("china-and-{province}").format(province=name.lower().replace(" ", "-"))
    if len(provinces) == len(load_provinces()):
        return _("china-and-all-provinces")
    return _("china-and-{n}-provinces").format(n=len(provinces))


def size_words(size: int) -> str:
    """Give a file's size: `640 kB`, `2.1 MB`."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB"


def _names(codes: tuple[str, ...], lang: str) -> list[str]:
    names = short_names("province", lang)
    return [names[code] for code in codes]


@dataclass(frozen=True)
class Order:
    """A file of what was known at one moment, for one occasion."""

    known: queries.Known
    handout: Handout
    occasion: Occasion


@st.cache_resource(show_spinner=False)
def background_files() -> BackgroundFiles[Order]:
    """The one workshop of this process."""
    store, milestones_file = queries.store(), queries.settings().milestones_file
    read: dict[queries.Known, FigureSource] = {}

    def figures_at(asked: queries.Known) -> FigureSource:
        """Read what the store says; files of one revision share what was read and computed."""
        for _turn in range(READINGS):
            found = read.get(asked)
            if found is not None:
                return found
            before = store.revision()
            figures = FigureSource(store, load_province_milestones(milestones_file))
            # These are all that is read from the store: everything else is computed from them.
            for reading in (figures.reports, figures.area_reports, figures.report_dates):
                reading()
            if store.revision() == before:
                break
        read.clear()
        read[asked] = figures
        return figures

    def make(order: Order, progress: Progress) -> bytes:
        lang: Language = "zh" if order.occasion.lang == "zh" else "en"
        figures = figures_at(order.known)
        return make_handout(order.handout, figures, order.occasion, translator(lang), progress)

    return BackgroundFiles(make)


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
    return Order(ctx.figures.known, Handout.of(kind, provinces=provinces, keys=keys), meeting_occasion(ctx))


def _busy(order: Order) -> bool:
    standing = background_files().look(order)
    return standing is not None and standing.busy


def _provinces_choice(ctx: Context, chosen: tuple[str, ...]) -> str:
    """Draw the head of the panel with the choice of provinces; return `chosen` or `all`."""
    _ = ctx.translate
    with st.container(key="handouts-head", horizontal=True):
        text = _("What is on the slides, as files to take away. Data as of {day}.").format(
            day=format_date(ctx.day, ctx.selection.lang)
        )
        st.html(
            f'<div class="panel-head"><h2>{escape(_("Hand out"))}</h2>'
            f'<div class="subtitle">{escape(text)}</div></div>'
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
    standing = background_files().look(order)
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
        on_click=background_files().ask,
        args=(order,),
    )


def _progress_html(ctx: Context, name: str, standing: FileProgress) -> str:
    _ = ctx.translate
    if standing.state == "waiting":
        text = (
            _("Waiting for 1 file before this one")
            if standing.ahead == 1
            else _("Waiting for {n} files before this one").format(n=standing.ahead)
        )
    else:
        text = _("{share} after {seconds} s").format(
            share=f"{standing.share:.0%}", seconds=f"{standing.seconds:.0f}"
        )
    now = round(standing.share * 100)
    return (
        f'<div class="handout-progress {standing.state}">'
        f'<div class="bar" role="progressbar" aria-label="{escape(name)}" '
        f'aria-valuemin="0" aria-valuemax="100" aria-valuenow="{now}"><i style="width:{now}%"></i></div>'
        f'<span class="handout-note">{escape(text)}</span></div>'
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
