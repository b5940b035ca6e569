"""The slides as the browser gets them. A slide is drawn once for a revision, day and language, for all sessions."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import streamlit as st

from charts.theme import Look
from data.language import translator
from data.register import load_provinces
from reports.briefing.deck import NATION_KEYS, read_deck
from reports.briefing.model import Deck, MapContent, MapPicture, Occasion, ProvinceContent, Slide
from ui import queries
from ui.present.choices import Choices
from ui.present.colours import VARIABLE_PALETTE
from ui.present.html_kinds import slide_html
from ui.present.html_parts import Drawn, fits
from ui.present.maps import slide_map
from ui.present.meeting_occasion import meeting_occasion
from ui.present.places import provinces_to_find
from ui.present.words import present_keys, present_words
from ui.shell_context import Context

# Two languages of all slides, and some past days.
KEPT: Final = 160
# What the head of a slide has room for: type size in px at 1080p, lines.
TITLE_WIDTH: Final = 1776
DEMO_WIDTH: Final = 300
TITLE_SIZE: Final = 56
LONG_TITLE_SIZE: Final = 42


def told(ctx: Context, choices: Choices, *, whole: bool) -> dict[str, Any]:
    """Give everything that the browser is told. whole: with the slides of all provinces."""
    _, selection = ctx.translate, ctx.selection
    codes = [str(code) for code in load_provinces()["code"]] if whole else list(choices.provinces)
    made = _slides(ctx, [*NATION_KEYS, *codes])
    foot = made["foot"]
    return {
        "lang": selection.lang,
        "dark": selection.dark,
        "title": made["title"],
        "foot": {"as_of": foot.as_of, "source": foot.source, "boundaries": foot.boundaries,
                 "approval": foot.approval, "demo": foot.demo},
        "order": list(choices.keys),
        "nation": list(NATION_KEYS),
        "slides": made["slides"],
        "places": provinces_to_find(selection.lang),
        "auto": choices.auto,
        "whole": whole,
        "words": present_words(_),
        "keys": present_keys(_),
    }  # fmt: skip


def _slides(ctx: Context, keys: Sequence[str]) -> dict[str, Any]:
    """Give slides by key; the nation's are read together, each province once."""
    occasion = meeting_occasion(ctx)
    place = (ctx.figures.revision, occasion.as_of, occasion.compare, occasion.lang)
    made = dict(_made(*place, NATION_KEYS, occasion))
    slides = dict(made["slides"])
    for key in keys:
        if key not in slides:
            slides |= _made(*place, (key,), occasion)["slides"]
    return {**made, "slides": slides}


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _made(
    revision: int,
    day: date,  # noqa: ARG001 (with the revision and the two that follow the cache's key)
    compare: date | None,  # noqa: ARG001
    lang: str,
    keys: tuple[str, ...],
    _occasion: Occasion,
) -> dict[str, Any]:
    figures, _, occasion = queries.Figures(revision), translator("zh" if lang == "zh" else "en"), _occasion
    deck = read_deck(figures, occasion, _, keys=keys)
    drawn = Drawn(Look(VARIABLE_PALETTE, lang, _), frozenset(str(code) for code in load_provinces()["code"]))
    slides = {slide.key: _told_slide(slide, deck, drawn) for slide in deck.slides}
    return {"slides": slides, "title": deck.title, "foot": deck.foot}


def _told_slide(slide: Slide, deck: Deck, drawn: Drawn) -> dict[str, Any]:
    return {
        "kind": slide.kind,
        "name": slide.name,
        "title": slide.title,
        "subtitle": slide.subtitle,
        "notes": list(slide.notes),
        "html": slide_html(slide, drawn),
        "maps": [slide_map(slide, picture, deck, drawn.look.translate) for picture in _pictures(slide)],
        "fit": title_fit(slide.title, TITLE_WIDTH - (DEMO_WIDTH if deck.foot.demo else 0)),
    }


def _pictures(slide: Slide) -> list[MapPicture]:
    content = slide.content
    return [content.map] if isinstance(content, MapContent | ProvinceContent) else []


def title_fit(title: str, width: float) -> str:
    """Say in which size a title fits the head: "" on one line, `long` on two smaller ones, `longest` smaller still."""
    if fits(title, TITLE_SIZE, width, bold=True):
        return ""
    return "long" if fits(title, LONG_TITLE_SIZE, 1.9 * width, bold=True) else "longest"
