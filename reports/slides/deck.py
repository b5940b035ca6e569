"""The deck: which slides there are and in which order; the last one says where the figures come from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from data.base.formats import format_date
from data.base.language import Translate
from data.register.register import NATION_CODE, load_provinces
from reports.figures.area import Overview, area_overview
from reports.figures.occasion import Occasion, foot_of
from reports.figures.source import FigureSource
from reports.sentences.sources import source_lines
from reports.slides import nation, provinces
from reports.slides.actions import actions_slide
from reports.slides.model import Deck, Slide, SourcesContent
from reports.slides.province import province_slide
from reports.slides.zones import zones_slide

NATION_KEYS: Final = ("headline", "map", "ranking", "trend", "trouble", "zones", "actions", "sources")

# Chosen provinces stand before this slide: the meeting ends with what is to be done.
PROVINCES_BEFORE: Final = "actions"

OfNation: TypeAlias = Callable[[FigureSource, Overview, Occasion, Translate], Slide]

OnItsOwn: TypeAlias = Callable[[FigureSource, Occasion, Translate], Slide]

# The nation's overview is read once for all of these.
OF_NATION: Final[Mapping[str, OfNation]] = {
    "headline": nation.headline_slide,
    "map": provinces.map_slide,
    "ranking": lambda _figures, view, occasion, _: provinces.ranking_slide(view, occasion, _),
    "trend": lambda _figures, view, occasion, _: nation.trend_slide(view, occasion, _),
    "trouble": provinces.trouble_slide,
}


def sources_slide(figures: FigureSource, occasion: Occasion, _: Translate) -> Slide:
    """Say where figures and boundaries come from, and how verdicts are found."""
    return Slide(
        key="sources",
        kind="sources",
        name=_("Sources"),
        title=_("Where the figures come from"),
        subtitle=_("Data as of {day}").format(day=format_date(occasion.as_of, occasion.lang)),
        notes=(),
        content=SourcesContent(source_lines(figures, occasion, _)),
    )


ON_THEIR_OWN: Final[Mapping[str, OnItsOwn]] = {
    "zones": zones_slide,
    "actions": actions_slide,
    "sources": sources_slide,
}

# Between keys in an address.
SEPARATOR: Final = "."


def with_provinces(codes: Sequence[str]) -> tuple[str, ...]:
    """Give the keys of the nation's slides with one for each of these provinces."""
    place = NATION_KEYS.index(PROVINCES_BEFORE)
    return (*NATION_KEYS[:place], *codes, *NATION_KEYS[place:])


def parse_keys(text: str | None) -> tuple[str, ...] | None:
    """Read keys as an address has them, `headline.map.440000`; others are left out, None if nothing is left."""
    known = {*NATION_KEYS, *load_provinces()["code"]}
    keys = [key for key in (text or "").split(SEPARATOR) if key in known]
    return tuple(dict.fromkeys(keys)) or None


def read_deck(
    figures: FigureSource,
    occasion: Occasion,
    _: Translate,
    *,
    keys: Sequence[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Deck:
    """Make the slides of `keys`, the nation's where none are given. progress: slides made, slides in all.

    Raises KeyError for a key that is none of a slide.
    """
    wanted = tuple(keys or NATION_KEYS)
    view = None
    if OF_NATION.keys() & {*wanted}:
        view = area_overview(
            figures, NATION_CODE, as_of=occasion.as_of, compare=occasion.compare, lang=occasion.lang
        )
    slides: list[Slide] = []
    for key in wanted:
        slides.append(_slide(figures, occasion, key, view, _))
        if progress:
            progress(len(slides), len(wanted))
    return Deck(
        title=_("Education alliance: progress briefing"),
        occasion=occasion,
        foot=foot_of(occasion, _),
        slides=tuple(slides),
    )


def _slide(figures: FigureSource, occasion: Occasion, key: str, view: Overview | None, _: Translate) -> Slide:
    if view is not None and key in OF_NATION:
        return OF_NATION[key](figures, view, occasion, _)
    if key in ON_THEIR_OWN:
        return ON_THEIR_OWN[key](figures, occasion, _)
    if key not in set(load_provinces()["code"]):
        raise KeyError(key)
    return province_slide(figures, occasion, key, _)
