"""What the map is told on each rerun: one letter a unit, and the words on and around it. A few kilobytes."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal

import pandas as pd

from charts.maps.measures import LegendClass
from charts.maps.shapes import unpublished_words
from data.base.language import Translate

Level = Literal["county", "prefecture", "province"]


NOT_REPORTED: Final = "n"

OUT_OF_SCOPE: Final = "x"

_CLASSES: Final = "0123456789"

_KNOWN_LETTERS: Final = frozenset(_CLASSES + NOT_REPORTED + OUT_OF_SCOPE)


# In a low window the map gives way, so that it is seen whole below a page's title; but it stays readable. In px.
PAGE_ABOVE: Final = 330

LEAST_HEIGHT: Final = 380


# One printable ASCII letter a month keeps 2,855 dates at 2.9 kB. JSON would escape quote and backslash.
_NO_MONTH: Final = " "

_MONTH_LETTERS: Final = "".join(chr(n) for n in range(0x23, 0x7F) if chr(n) != "\\")


@dataclass(frozen=True)
class Months:
    """One letter a unit, its month: `earliest` ('2019-05') is the first letter and whatever came before."""

    letters: str
    earliest: str


@dataclass(frozen=True)
class MapView:
    """One picture of the map.

    url: address of the geometry, from `ui.web.assets.geometry_url(name)`.
    level: what the units are. `prefecture` with a province's geometry colours its prefectures.
    units: the codes in the geometry's order (`geo.assets.asset_units`); not sent, but checked against.
    classes: one letter a unit, from `class_string`.
    legend, legend_kind: `classes` are swatches with counts, `steps` a bar with breaks.
    text: the words, from `ui.map.view.map_words`.
    alt: the picture in one or two sentences, for those who cannot see it.
    hover_lines: one text a unit (lines split by a line feed), at most 400 units. Or hover_months.
    labels: (code, name, figure) written on the map, the most important first; those that collide are dropped.
    points: (key, code of a unit, name, whether it is chosen) of places that are no units, marked where the unit's label
    would be; a click on one selects its key. Without a key only the name is written.
    selected, focus, mark: codes. Focus is a prefecture of a province's geometry; mark gets an outline.
    around: code of a unit that is shown as large as its neighbours leave room for, they named; instead of focus.
    ahead: addresses of geometries that the reader is likely to want next, fetched when idle.
    locator: (address of the province geometry, province code) for the little map of China on drilled views.
    not_reported: how many the legend counts as such; None counts the units of the picture (of the focus), which
    is wrong only where the picture shows more than the area counts (Xinjiang's shows the XPCC's cities).
    height: of the drawing in px at most, without legend and source line; it is lower in a low window.
    Raises ValueError where letters, lines or months do not fit the units.
    """

    url: str
    level: Level
    lang: str
    units: Sequence[str] = field(repr=False)
    classes: str = field(repr=False)
    legend: Sequence[LegendClass]
    text: Mapping[str, str] = field(repr=False)
    alt: str
    legend_kind: Literal["classes", "steps"] = "classes"
    legend_at: Literal["above", "below"] = "above"
    hover_lines: Sequence[str] = field(default=(), repr=False)
    hover_months: Months | None = field(default=None, repr=False)
    labels: Sequence[tuple[str, str, str]] = ()
    selected: str | None = None
    focus: str | None = None
    around: str | None = None
    mark: Collection[str] = ()
    points: Sequence[tuple[str, str, str, bool]] = ()
    ahead: Sequence[str] = ()
    locator: tuple[str, str] | None = None
    not_reported: int | None = None
    height: int = 690

    def __post_init__(self) -> None:
        """Refuse what would be drawn wrongly."""
        _same_length("classes", self.classes, self.units)
        if self.hover_lines:
            _same_length("hover_lines", self.hover_lines, self.units)
        if self.hover_months:
            _same_length("hover_months", self.hover_months.letters, self.units)
        unknown = set(self.classes) - _KNOWN_LETTERS
        if unknown:
            raise ValueError(f"classes has letters that mean nothing: {''.join(sorted(unknown))!r}.")
        highest = max((_class_index(letter) for letter in self.classes), default=-1)
        if highest >= len(self.legend):
            raise ValueError(f"classes names class {highest}, the legend has only {len(self.legend)}.")

    def room(self) -> str:
        """Return the drawing's height as CSS: the room that is kept for it until the browser has drawn it."""
        return f"min({self.height}px, max({LEAST_HEIGHT}px, 100vh - {PAGE_ABOVE}px))"

    def payload(self) -> bytes:
        """Return the view as UTF-8 JSON: Streamlit's own JSON would spend six bytes on a Chinese character."""
        return json.dumps(self.sent(), ensure_ascii=False, separators=(",", ":")).encode()

    def sent(self) -> dict[str, Any]:
        """Return the view as the browser reads it."""
        return {
            "url": self.url,
            "level": self.level,
            "lang": self.lang,
            "classes": self.classes,
            "legend": [[c.label, c.light, c.dark, c.count] for c in self.legend],
            "legendKind": self.legend_kind,
            "legendAt": self.legend_at,
            "lines": list(self.hover_lines),
            "months": [self.hover_months.letters, self.hover_months.earliest] if self.hover_months else None,
            "labels": [list(label) for label in self.labels],
            "selected": self.selected,
            "focus": self.focus,
            "around": self.around,
            "mark": sorted(self.mark),
            "points": [list(point) for point in self.points],
            "ahead": list(self.ahead),
            "locator": list(self.locator) if self.locator else None,
            "unreported": self.not_reported,
            "height": self.height,
            "low": [PAGE_ABOVE, LEAST_HEIGHT],
            "text": dict(self.text),
            "alt": self.alt,
        }


def class_string(
    order: Sequence[str],
    class_by_code: Mapping[str, int | None],
    *,
    out_of_scope: Collection[str] = (),
) -> str:
    """One letter a unit: its class, or the hatch.

    A code that `class_by_code` gives None (or pd.NA) is hatched; one that it lacks, or that
    `out_of_scope` names, lies outside the Plan. Codes that the geometry does not draw are ignored: the join
    of status and boundaries reports them.
    """
    outside = frozenset(out_of_scope)
    letters: list[str] = []
    for code in order:
        if code in outside or code not in class_by_code:
            letters.append(OUT_OF_SCOPE)
            continue
        index = class_by_code[code]
        if index is None or pd.isna(index):
            letters.append(NOT_REPORTED)
        else:
            letters.append(_CLASSES[int(index)])
    return "".join(letters)


def month_string(order: Sequence[str], date_by_code: Mapping[str, date | None], *, latest: date) -> Months:
    """The month of each unit's date, for the hover card; `latest` is the last that can occur (the as-of date).

    Reaches 90 months back; what is older shows as 'that month or earlier'.
    """
    first = latest.year * 12 + latest.month - len(_MONTH_LETTERS)
    letters: list[str] = []
    for code in order:
        day = date_by_code.get(code)
        if day is None or pd.isna(day):
            letters.append(_NO_MONTH)
        else:
            position = day.year * 12 + day.month - 1 - first
            letters.append(_MONTH_LETTERS[min(max(position, 0), len(_MONTH_LETTERS) - 1)])
    return Months("".join(letters), f"{first // 12:04d}-{first % 12 + 1:02d}")


def _same_length(name: str, given: Sequence[object] | str, units: Sequence[str]) -> None:
    if len(given) != len(units):
        raise ValueError(f"{name} has {len(given)} entries, the geometry has {len(units)} units.")


def _class_index(letter: str) -> int:
    return _CLASSES.find(letter)


def map_words(
    _: Translate,
    *,
    title: str,
    subtitle: str,
    legend_title: str,
    source: str,
    approval: str,
    as_of: str,
    demo: str = "",
    hatch: str = "",
    unpublished: bool = False,
) -> dict[str, str]:
    """Words for `MapView.text`, in the reader's language.

    title, subtitle: for the exported picture (the page shows its own above the map).
    source, approval: the two ends of the line beneath; approval is the whole text with 审图号.
    as_of: the whole text ('Data as of 31 Oct 2026'). demo: the demo mark, or empty.
    hatch: what the legend calls the hatch (`Drawing.hatch_words`).
    unpublished: whether the geometry draws units without a boundary of their own (`geo.assets.shows_unpublished`).
    """
    return {
        "title": title,
        "subtitle": subtitle,
        "legend": legend_title,
        "source": source,
        "approval": approval,
        "as_of": as_of,
        "demo": demo,
        "not_reported": _("Not reported"),
        "hatch": hatch or _("Not reported"),
        "out_of_scope": _("Outside the Plan's scope"),
        "unpublished": unpublished_words(_) if unpublished else "",
        "edge_u": _(
            "Boundary not published: drawn as the units that it was formed from, or that were set up from it later"
        ),
        "edge_p": _("Boundary not published: a point on the ground of {host}"),
        "edge_m": _("Drawn within the boundary before its last change, the new one is not published"),
        "established_on": _("Established in {month}"),
        "established_by": _("Established in {month} or earlier"),
        "inset": _("South China Sea Islands"),
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "reset": _("Show the whole map"),
        "save_svg": _("Save as SVG"),
        "save_png": _("Save as PNG"),
        "loading": _("The map is loading."),
        "failed": _("The boundaries could not be loaded. If trying again does not help, reload the page."),
        "retry": _("Try again"),
        "keys": _(
            "Arrow keys move between areas, Space selects, Enter opens, Escape goes back, + and − zoom."
        ),
        "selected": _("selected"),
    }
