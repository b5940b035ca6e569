"""A deck: which slides there are, in which order, and their making one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from data.base.language import Translate
from data.register.register import NATION_CODE, load_provinces
from reports.figures.occasion import Occasion, foot_of
from reports.figures.overview import Overview, area_overview
from reports.figures.source import FigureSource
from reports.slides import nation_slides, other_slides
from reports.slides.model import Deck, Slide

NATION_KEYS: Final = ("headline", "map", "ranking", "trend", "trouble", "zones", "actions", "sources")
# Chosen provinces stand before this slide: the meeting ends with what is to be done.
PROVINCES_BEFORE: Final = "actions"
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
    nation = _nation(figures, occasion, _) if {*wanted} & {*_OF_NATION} else None
    slides: list[Slide] = []
    for key in wanted:
        slides.append(_slide(figures, occasion, key, nation, _))
        if progress:
            progress(len(slides), len(wanted))
    return Deck(
        title=_("Education alliance: progress briefing"),
        occasion=occasion,
        foot=foot_of(occasion, _),
        slides=tuple(slides),
    )


def slide_of(figures: FigureSource, occasion: Occasion, key: str, _: Translate) -> Slide:
    """Make one slide. Raises KeyError for a key that is none of a slide."""
    nation = _nation(figures, occasion, _) if key in _OF_NATION else None
    return _slide(figures, occasion, key, nation, _)


# Those that the nation's overview is read for.
_OF_NATION: Final = ("headline", "map", "ranking", "trend", "trouble")


def _nation(figures: FigureSource, occasion: Occasion, _: Translate) -> Overview:
    return area_overview(
        figures, NATION_CODE, as_of=occasion.as_of, compare=occasion.compare, lang=occasion.lang, _=_
    )


def _slide(
    figures: FigureSource, occasion: Occasion, key: str, nation: Overview | None, _: Translate
) -> Slide:
    if nation is not None and key in _OF_NATION:
        return {
            "headline": lambda: nation_slides.headline_slide(nation, occasion, _),
            "map": lambda: nation_slides.map_slide(figures, nation, occasion, _),
            "ranking": lambda: nation_slides.ranking_slide(nation, occasion, _),
            "trend": lambda: nation_slides.trend_slide(nation, occasion, _),
            "trouble": lambda: nation_slides.trouble_slide(figures, nation, occasion, _),
        }[key]()
    others = {
        "zones": other_slides.zones_slide,
        "actions": other_slides.actions_slide,
        "sources": other_slides.sources_slide,
    }
    if key in others:
        return others[key](figures, occasion, _)
    if key not in set(load_provinces()["code"]):
        raise KeyError(key)
    return other_slides.province_slide(figures, occasion, key, _)
