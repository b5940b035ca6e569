"""What the reader has chosen, as one value that is also the address of what they see.

Every choice lives in the query string and nowhere else, so a pasted address shows the same view.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal, cast, get_args

import streamlit as st

from data.base.language import LANGUAGES, Language, browser_language
from data.register.register import NATION_CODE

Measure = Literal["share", "stage", "verdict", "freshness", "guarantees", "zones"]

MapLevel = Literal["province", "prefecture", "county"]

Theme = Literal["light", "dark"]

Layout = Literal["map", "table"]

MEASURES: tuple[Measure, ...] = get_args(Measure)

# Choices that one page alone offers and checks, as plain words in the address; None is that page's default.
PAGE_WORDS = (
    *("item", "zone", "reason", "grouping", "order", "pace", "chosen", "find"),
    *("slides", "slide", "auto", "notes"),
)

# Where the session keeps the reader's own area.
HOME: Final = "home-area"

# Room for the codes of a hundred counties.
_WORD = re.compile(r"[\w.,·\- ]{1,700}")


@dataclass(frozen=True)
class Selection:
    """One view of the dashboard.

    area: code of the nation, a province, a prefecture or a county: what every page speaks of.
    unit: code of the unit picked on the map, or none.
    as_of, compare: None means the newest report and the one before it.
    level: what the national map is cut into.
    item … notes: see PAGE_WORDS; the page that offers one says what it means.
    home: the area that an address without one means to this reader. Where it is not the nation, the address always
    names the area, so that the nation can be chosen and a pasted address shows others the same.
    """

    lang: Language
    theme: Theme
    area: str = NATION_CODE
    as_of: date | None = None
    compare: date | None = None
    measure: Measure = "share"
    level: MapLevel = "province"
    layout: Layout = "map"
    unit: str | None = None
    item: str | None = None
    zone: str | None = None
    reason: str | None = None
    grouping: str | None = None
    order: str | None = None
    pace: str | None = None
    chosen: str | None = None
    find: str | None = None
    slides: str | None = None
    slide: str | None = None
    auto: str | None = None
    notes: str | None = None
    lang_chosen: bool = False
    theme_chosen: bool = False
    home: str = NATION_CODE

    @property
    def dark(self) -> bool:
        """Whether the dark theme is on."""
        return self.theme == "dark"

    def parameters(self, **changes: Any) -> dict[str, str]:
        """The query parameters of this view with `changes` made; defaults are left out of the address."""
        view = replace(self, **changes)
        chosen: dict[str, str] = {}
        if view.lang_chosen or "lang" in changes:
            chosen["lang"] = view.lang
        if view.theme_chosen or "theme" in changes:
            chosen["theme"] = view.theme
        if (view.area, view.home) != (NATION_CODE, NATION_CODE):
            chosen["area"] = view.area
        for name, day in (("as_of", view.as_of), ("compare", view.compare)):
            if day is not None:
                chosen[name] = day.isoformat()
        for name in ("measure", "level", "layout"):
            value = getattr(view, name)
            if value != getattr(Selection, name):
                chosen[name] = value
        for name in ("unit", *PAGE_WORDS):
            if getattr(view, name):
                chosen[name] = getattr(view, name)
        return chosen


def _one_of(value: str | None, allowed: tuple[str, ...], default: str) -> str:
    return value if value in allowed else default


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def _code(value: str | None) -> str | None:
    return value if value and len(value) == len(NATION_CODE) and value.isdigit() else None


def _word(value: str | None) -> str | None:
    return value if value and _WORD.fullmatch(value) else None


def parse_selection(
    parameters: dict[str, str],
    *,
    locale: str | None,
    browser_theme: str | None,
    home: str = NATION_CODE,
) -> Selection:
    """Read a view from query parameters; what cannot be read falls back to its default, the area to `home`."""
    language = parameters.get("lang")
    theme = parameters.get("theme")
    return Selection(
        lang=cast("Language", _one_of(language, LANGUAGES, browser_language(locale))),
        theme=cast("Theme", _one_of(theme, get_args(Theme), "dark" if browser_theme == "dark" else "light")),
        area=_code(parameters.get("area")) or home,
        as_of=_day(parameters.get("as_of")),
        compare=_day(parameters.get("compare")),
        measure=cast("Measure", _one_of(parameters.get("measure"), MEASURES, Selection.measure)),
        level=cast("MapLevel", _one_of(parameters.get("level"), get_args(MapLevel), Selection.level)),
        layout=cast("Layout", _one_of(parameters.get("layout"), get_args(Layout), Selection.layout)),
        unit=_code(parameters.get("unit")),
        **{name: _word(parameters.get(name)) for name in PAGE_WORDS},
        lang_chosen=language in LANGUAGES,
        theme_chosen=theme in get_args(Theme),
        home=home,
    )


def read_selection() -> Selection:
    """The view that the address of this session asks for."""
    return parse_selection(
        st.query_params.to_dict(),
        locale=st.context.locale,
        browser_theme=st.context.theme.get("type"),
        home=st.session_state.get(HOME, NATION_CODE),
    )


def note_home(area: str) -> None:
    """Keep for this session which area an address without one means; the shell says so before it reads the address."""
    st.session_state[HOME] = area


def choose(**changes: Any) -> None:
    """Change the view: write the new address; Streamlit redraws the page from it."""
    st.query_params.from_dict(read_selection().parameters(**changes))


def numbered_word(kind: str, number: int) -> str:
    """Write one of several things of a kind as a word of the address: `batch-12`."""
    return f"{kind}-{number}"


def number_in(word: str | None, kind: str) -> int | None:
    """Read which one of a kind a word of the address asks for; None where it asks for none."""
    digits = (word or "").removeprefix(f"{kind}-")
    return int(digits) if digits != word and digits.isdecimal() else None


# Keys of the widgets in here. Each widget's value is written to the address at once and read back from there.
AREA, AS_OF, COMPARE = "choice-area", "choice-as-of", "choice-compare"
