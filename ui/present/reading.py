"""The slides as the browser gets them; drawn once for a revision, day and language, for all sessions."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import streamlit as st

from charts.maps.measures import measure_words
from charts.theme import Look
from data.base.formats import format_date
from data.base.language import Translate, translator
from data.names.search import plain
from data.register.register import load_provinces, load_syllables
from geo.assets import asset_units, shows_unpublished
from reports.figures.occasion import Occasion
from reports.slides.deck import NATION_KEYS, read_deck
from reports.slides.model import Deck, MapContent, MapPicture, ProvinceContent, Slide
from ui import queries
from ui.look import VARIABLE_PALETTE
from ui.map.view import MapView, class_string, map_words
from ui.present.component import Choices
from ui.present.slide_html import SlideLook, fits, slide_html
from ui.shell_context import Context
from ui.web.assets import geometry_url

Place = tuple[str, str, str, list[str]]
# Two languages of all slides, and some past days.
KEPT: Final = 160
# What the head of a slide has room for: type size in px at 1080p, lines.
TITLE_WIDTH: Final = 1776
DEMO_WIDTH: Final = 300
TITLE_SIZE: Final = 56
LONG_TITLE_SIZE: Final = 42


def meeting_occasion(ctx: Context) -> Occasion:
    """Give the occasion of the view in the address. Needs a store with reports (`ctx.as_of` set)."""
    return Occasion(
        ctx.day,
        ctx.compare,
        ctx.selection.lang,
        ctx.figures.shows_demo(),
        approval=ctx.settings.map_approval_number,
        line_file=ctx.settings.approved_line_file,
    )


def provinces_to_find(lang: str) -> list[Place]:
    """List every reporting province: its code, name, the name in the other language, what it is found by."""
    places: list[Place] = []
    for row in load_provinces().to_dict("records"):
        chinese, english = str(row["short_name"]), str(row["name_en"])
        shown = (chinese, english) if lang == "zh" else (english, chinese)
        places.append((str(row["code"]), *shown, _keys(str(row["name"]), chinese, english)))
    return places


def _keys(name: str, short: str, english: str) -> list[str]:
    """Give names, pinyin and initials: 广东省, 广东, guangdongsheng, guangdong, gds, gd."""
    syllables = load_syllables()[name]
    # A short name is the name's beginning, 兵团 its end.
    own = syllables[: len(short)] if name.startswith(short) else syllables[-len(short) :]
    read = [form for parts in (own, syllables) for form in ("".join(parts), "".join(p[0] for p in parts))]
    return list(dict.fromkeys([plain(name), plain(short), plain(english), *read]))


def present_words(_: Translate) -> dict[str, str]:
    """Give the words that the browser fills in."""
    return {
        "slides": _("Slides to show"),
        "start": _("Start presenting"),
        "one": _("1 slide"),
        "count": _("{n} slides"),
        "auto": _("Turn by itself"),
        "off": _("Off"),
        "seconds": _("every {n} s"),
        "add_province": _("Add a province"),
        "speaker": _("Speaker's notes"),
        "open_notes": _("Open in a second window"),
        "print_notes": _("Print"),
        "hand_out": _("Hand out"),
        "hint": _("On the stage ? shows the keys; type a province's name to jump to it, Esc leads back."),
        "show_slide": _("Show: {name}"),
        "up": _("Move up: {name}"),
        "down": _("Move down: {name}"),
        "remove": _("Take out: {name}"),
        "dots": _("Slides to show"),
        "previous": _("Previous slide"),
        "next": _("Next slide"),
        "back": _("Back to: {name}"),
        "jump": _("Jump to a province"),
        "jump_hint": _("Name, pinyin or initials"),
        "jump_none": _("No province is called that."),
        "black": _("Black screen"),
        "screen": _("Full screen"),
        "notes": _("Speaker's notes"),
        "keys": _("Keys"),
        "leave": _("Leave the stage"),
        "no_notes": _("No notes for this slide."),
        "next_slide": _("Next: {title}"),
        "last_slide": _("This is the last slide."),
        "elapsed": _("Elapsed"),
    }


def present_keys(_: Translate) -> list[tuple[list[str], str]]:
    """List what the keys of the stage do: the keys, then what they do."""
    return [
        (["→", _("Space"), "PgDn"], _("Next slide")),
        (["←", "PgUp"], _("Previous slide")),
        (["Home", "End"], _("First and last slide")),
        ([_("Letters"), "/"], _("Jump to a province")),
        (["Esc", "⌫"], _("Back from a province")),
        (["B"], _("Black screen")),
        (["F"], _("Full screen")),
        (["D"], _("Dark or light")),
        (["Tab", "↵"], _("Map and tables by keyboard")),
        (["?", "H"], _("Keys")),
        (["Esc"], _("Leave the stage")),
    ]


def slide_map(slide: Slide, picture: MapPicture, deck: Deck, _: Translate) -> dict[str, Any]:
    """Give what the board of ui/map/js is told; the slide itself has title, key and source."""
    units = asset_units(picture.geometry)
    drawing = picture.drawing
    measure = measure_words(_)[picture.measure]
    text = map_words(
        _,
        title=slide.title,
        subtitle=slide.subtitle,
        legend_title=measure,
        source=deck.foot.source,
        approval=deck.foot.approval,
        as_of=_("Data as of {day}").format(day=format_date(deck.occasion.as_of, deck.occasion.lang)),
        demo=deck.foot.demo,
        hatch=drawing.hatch_words,
        unpublished=shows_unpublished(picture.geometry),
    )
    view = MapView(
        url=geometry_url(picture.geometry),
        level=picture.level,
        lang=deck.occasion.lang,
        units=units,
        classes=class_string(units, drawing.classes),
        legend=drawing.legend,
        legend_kind=drawing.kind,
        # The whole caption would be wider than the inset, in letters for the back of a room.
        text=text | {"inset": _("South China Sea")},
        alt=_("Map of {area}: {measure}. {finding}").format(
            area=slide.name if slide.kind == "province" else _("China"), measure=measure, finding=slide.title
        ),
        hover_lines=[drawing.lines.get(code, "") for code in units],
        labels=picture.labels,
        not_reported=drawing.unreported,
    )
    return view.sent()


def meeting_slides(ctx: Context, choices: Choices, *, whole: bool) -> dict[str, Any]:
    """Give everything that the browser is told. whole: with the slides of all provinces."""
    _, selection = ctx.translate, ctx.selection
    codes = [str(code) for code in load_provinces()["code"]] if whole else list(choices.provinces)
    made = _slides(ctx, [*NATION_KEYS, *codes])
    foot = made["foot"]
    return {
        "lang": selection.lang,
        "dark": selection.dark,
        "title": made["title"],
        "foot": {
            "as_of": foot.as_of,
            "source": foot.source,
            "boundaries": foot.boundaries,
            "approval": foot.approval,
            "demo": foot.demo,
        },
        "order": list(choices.keys),
        "nation": list(NATION_KEYS),
        "slides": made["slides"],
        "places": provinces_to_find(selection.lang),
        "auto": choices.auto,
        "whole": whole,
        "words": present_words(_),
        "keys": present_keys(_),
    }


def _slides(ctx: Context, keys: Sequence[str]) -> dict[str, Any]:
    """Give slides by key; the nation's are read together, each province once."""
    occasion = meeting_occasion(ctx)
    place = (ctx.figures.known, occasion.as_of, occasion.compare, occasion.lang)
    made = dict(_made(*place, NATION_KEYS, occasion))
    slides = dict(made["slides"])
    for key in keys:
        if key not in slides:
            slides |= _made(*place, (key,), occasion)["slides"]
    return {**made, "slides": slides}


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _made(
    known: queries.Known,
    day: date,  # noqa: ARG001 (with what is known and the two that follow the cache's key)
    compare: date | None,  # noqa: ARG001
    lang: str,
    keys: tuple[str, ...],
    _occasion: Occasion,
) -> dict[str, Any]:
    figures, _, occasion = (
        queries.Figures(known.revision),
        translator("zh" if lang == "zh" else "en"),
        _occasion,
    )
    deck = read_deck(figures, occasion, _, keys=keys)
    drawn = SlideLook(
        Look(VARIABLE_PALETTE, lang, _), frozenset(str(code) for code in load_provinces()["code"])
    )
    slides = {slide.key: _slide_sent(slide, deck, drawn) for slide in deck.slides}
    return {"slides": slides, "title": deck.title, "foot": deck.foot}


def _slide_sent(slide: Slide, deck: Deck, drawn: SlideLook) -> dict[str, Any]:
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
