"""Where a named view leads, read as any address is, and what it shows, in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from charts.item_table import item_heading
from charts.maps.measures import measure_words
from data.base.formats import format_count, format_date
from data.base.language import Translate
from data.figures.action_list import FILTERS
from data.figures.mechanisms import load_items
from data.register.register import NATION_CODE
from data.register.zones import load_zones
from data.store.named_views import SavedView, ShippedView
from reports.sentences.actions import filter_words
from reports.sentences.progress import order_shown
from reports.slides.deck import parse_keys
from ui.areas import area_name, find_area
from ui.map.area_map import measures_offered
from ui.page_list import START, find_page, page_address, page_title
from ui.reporting.view import DEFAULT_ORDER
from ui.reporting.view import order_shown as reporting_order
from ui.selection import Selection, number_in, parse_selection

# What a view of the newest report leaves out.
DAYS = ("as_of", "compare")

# Tells a choice in its page's words; None where it is not made.
Teller = Callable[[Selection, str, Translate], str | None]


@dataclass(frozen=True)
class Destination:
    """A page and the choices made on it; page is None where the dashboard no longer has the one that was saved."""

    page: str | None
    chosen: Selection

    def link(self, reader: Selection | None = None) -> str:
        """Give the relative address; with a reader, their language and theme where the view has none of its own.

        A view of the nation stays one for a reader whose own area is a province.
        """
        chosen = self.chosen if reader is None else replace(self.chosen, home=reader.home)
        if reader is not None and reader.lang_chosen and not chosen.lang_chosen:
            chosen = replace(chosen, lang=reader.lang, lang_chosen=True)
        if reader is not None and reader.theme_chosen and not chosen.theme_chosen:
            chosen = replace(chosen, theme=reader.theme, theme_chosen=True)
        return page_address(self.page or START, chosen.parameters())


def destination(page: str, parameters: Mapping[str, str]) -> Destination:
    """Read what was saved as an address is read: what no page could have written is not taken."""
    chosen = parse_selection(dict(parameters), locale=None, browser_theme=None)
    return Destination(page if find_page(page) else None, chosen)


def destination_of(view: SavedView | ShippedView) -> Destination:
    """Where a view leads."""
    return destination(view.page, view.parameters)


def parameters_to_keep(chosen: Selection, day: date | None) -> dict[str, str]:
    """Give what to save of the choices: with the day that was looked at, or (None) always the newest report."""
    if day is None:
        return chosen.parameters(**dict.fromkeys(DAYS))
    return chosen.parameters(as_of=day)


def _(source: str) -> str:
    """Mark a text for the catalogue; it is translated where it is shown."""
    return source


class Fact(NamedTuple):
    """What is chosen, and which; `line`: the same where the one does not stand beside the other."""

    what: str
    which: str
    line: str = ""


def facts_of(view: Destination, lang: str, translate: Translate) -> list[Fact]:
    """Tell a view: page, area and day first; what stands at its default is left out."""
    _ = translate
    if view.page is None:
        return [Fact(_("Page"), _("no longer in the dashboard"))]
    chosen = view.chosen
    facts = [
        Fact(_("Page"), page_title(view.page, _)),
        Fact(_("Area"), area_name(chosen.area, lang, _)),
        Fact(_("As of"), format_date(chosen.as_of, lang) if chosen.as_of else _("always the newest report")),
    ]
    if chosen.compare is not None and view.page in ("overview", "actions"):
        day = format_date(chosen.compare, lang)
        facts.append(Fact(_("Compared with"), day, _("compared with {day}").format(day=day)))
    for what, tell in TELLERS.get(view.page, ()):
        which = tell(chosen, lang, _)
        if which:
            facts.append(Fact(_(what), which))
    if chosen.lang_chosen:
        facts.append(Fact(_("Language"), "中文" if chosen.lang == "zh" else "English"))
    if chosen.theme_chosen:
        facts.append(Fact(_("Colours"), _("Dark") if chosen.dark else _("Light")))
    return facts


def in_one_line(facts: list[Fact]) -> str:
    """The same as one line, without what each is."""
    return " · ".join(fact.line or fact.which for fact in facts)


def _measure(chosen: Selection, _lang: str, _: Translate) -> str | None:
    level = chosen.level if find_area(chosen.area) is None else "county"
    offered = measures_offered(level)
    return measure_words(_)[chosen.measure if chosen.measure in offered else offered[0]]


def _level(chosen: Selection, _lang: str, _: Translate) -> str | None:
    if chosen.area != NATION_CODE:
        return None
    return {"province": _("By province"), "prefecture": _("By prefecture"), "county": _("By county")}[
        chosen.level
    ]


def _layout(chosen: Selection, _lang: str, _: Translate) -> str | None:
    return _("Table") if chosen.layout == "table" else None


def _unit(chosen: Selection, lang: str, _: Translate) -> str | None:
    area = find_area(chosen.unit or "")
    return area.called(lang) if area else None


def _reason(chosen: Selection, _lang: str, _: Translate) -> str | None:
    return filter_words(_)[chosen.reason] if chosen.reason in FILTERS else None


def _grouped(chosen: Selection, _lang: str, _: Translate) -> str | None:
    return _("By prefecture") if chosen.grouping == "prefecture" else None


def _item(chosen: Selection, lang: str, _: Translate) -> str | None:
    groups = {
        "guarantees": _("Mechanisms"),
        "departments": _("17 departments"),
        "resources": _("7 resource areas"),
    }
    for group, items in load_items().items():
        for item in items:
            if item.code == chosen.item:
                by = _("Sorted by: {item}").format(item=item_heading(item, lang, _))
                return f"{groups[group]} ({by})" if lang == "en" else f"{groups[group]}（{by}）"
    # The first group has the page's own name.
    return None if chosen.item == "guarantees" else groups.get(chosen.item or "")


def _counted(chosen: Selection, _lang: str, _: Translate) -> str | None:
    return _("With an alliance") if chosen.grouping == "established" else None


def _zone(chosen: Selection, lang: str, _: Translate) -> str | None:
    zones = load_zones()
    found = zones[zones["zone_no"].astype(str) == (chosen.zone or "")]
    if found.empty:
        return None
    area = find_area(str(found["code"].iloc[0]))
    return area.name_en if area and lang == "en" else str(found["listed_name"].iloc[0])


def _order(chosen: Selection, _lang: str, _: Translate) -> str | None:
    order = order_shown(chosen.order)
    if order == "verdict":
        return None
    headings = {
        "verdict": _("Verdict"),
        "name": _("Name"),
        "share": _("Share"),
        "gap": _("Gap"),
        "needed": _("Needed a month"),
        "pace3": _("Seen: 3 months"),
        "pace6": _("6 months"),
        "pace12": _("12 months"),
        "date": _("Expected date"),
        "reported": _("Reported"),
    }
    return _("Sorted by: {item}").format(item=headings[order.removeprefix("-")])


def _reporting_order(chosen: Selection, _lang: str, _: Translate) -> str | None:
    order = reporting_order(chosen.order)
    if order == DEFAULT_ORDER:
        return None
    headings = {
        "name": _("Name"),
        "missing": _("Not reported"),
        "reported": _("Reported"),
        "never": _("Never reported"),
        "newest": _("Newest as-of date"),
        "age": _("Days old, median"),
        "stale": _("Stale report"),
        "saved": _("Last saved"),
    }
    return _("Sorted by: {item}").format(item=headings[order.removeprefix("-")])


def _pace(chosen: Selection, _lang: str, _: Translate) -> str | None:
    return _("{pace} counties a month").format(pace=chosen.pace) if chosen.pace else None


def _by_hand(chosen: Selection, _lang: str, _: Translate) -> str | None:
    codes = [code for code in (chosen.chosen or "").split(",") if code]
    return _("{n} counties chosen by hand").format(n=format_count(len(codes))) if codes else None


def _find(chosen: Selection, _lang: str, _: Translate) -> str | None:
    return chosen.find


def _batch(chosen: Selection, _lang: str, _: Translate) -> str | None:
    number = number_in(chosen.find, "batch")
    return _("Batch {batch}").format(batch=number) if number else None


def _slides(chosen: Selection, _lang: str, _: Translate) -> str | None:
    keys = parse_keys(chosen.slides)
    if keys is None:
        return None
    return _("1 slide") if len(keys) == 1 else _("{n} slides").format(n=format_count(len(keys)))


def _seconds(chosen: Selection, _lang: str, _: Translate) -> str | None:
    seconds = chosen.auto or ""
    return _("every {n} s").format(n=seconds) if seconds.isascii() and seconds.isdigit() else None


TELLERS: Mapping[str, tuple[tuple[str, Teller], ...]] = {
    "map": (
        (_("Measure"), _measure),
        (_("Drawn by"), _level),
        (_("Shown as"), _layout),
        (_("On the map"), _unit),
    ),
    "progress": ((_("Order"), _order), (_("What if"), _pace), (_("What if"), _by_hand)),
    "mechanisms": ((_("Items"), _item), (_("Counted"), _counted)),
    "zones": ((_("Zone"), _zone), (_("On the map"), _unit)),
    "county": ((_("Search"), _find),),
    "actions": ((_("Reason"), _reason), (_("Group by"), _grouped)),
    "reporting": ((_("Order"), _reporting_order), (_("Group by"), _grouped)),
    "present": ((_("Slides to show"), _slides), (_("Turn by itself"), _seconds)),
    "records": ((_("Batch"), _batch),),
}
