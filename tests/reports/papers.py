"""A briefing made by hand, and decks to be set on paper."""

from dataclasses import replace
from datetime import date

from reports.figures.occasion import Foot
from reports.paper.model import AreaPage, Briefing, LegendEntry, Notes, Picture, Table, ToDo, VerdictShown
from reports.sentences.big_figures import BigFigure
from reports.sentences.comparison import Remark
from reports.slides.model import Deck

# Names that would do something if they were markup, a formula or a link.
HOSTILE = ('#import "x"', "<b>bold</b>", "=cmd|'/c calc'!A0", "*_$ @x `y` // z", "&lt; \\")
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40" viewBox="0 0 80 40">'
    '<rect width="80" height="40" fill="#0d5680"/></svg>'
)
DEMO = "MADE UP"


def a_picture(title: str) -> Picture:
    legend = (
        LegendEntry(title, "#0d5680", "3", "class", "on_track"),
        LegendEntry("?", "#f7f8fa", "", "not_reported"),
    )
    return Picture(title, title, SVG, 80, 40, f"What {title} shows", legend, title)


def a_table(*names: str) -> Table:
    rows = tuple((name, "1", "at risk") for name in names)
    return Table(names[0], ("Name", "Counties", "Verdict"), rows, (2,), ("at_risk",) * len(names), total=True)


def a_page(name: str) -> AreaPage:
    return AreaPage(
        name=name,
        title=f"{name} is behind",
        lead=name,
        standing=VerdictShown("off_track", name),
        figures=(BigFigure(name, "12", name, name),) * 4,
        map=a_picture(name),
        trend=a_picture(name),
        table=a_table(name, name),
        to_do=(ToDo(name, ((name, name),)),),
        compared=name,
        remarks=(Remark(name, "fall"), Remark(name)),
    )


def a_briefing(*provinces: str, demo: str = DEMO, lang: str = "en") -> Briefing:
    foot = Foot("As of 31 Oct 2026", "Source: us", "Register", "Boundaries", "GS(   )", demo)
    return Briefing(
        title="Briefing",
        lang=lang,
        as_of=date(2026, 10, 31),
        foot=foot,
        page_number="Page {n} of {all}",
        nation=None,
        detail=None,
        provinces=tuple(a_page(name) for name in provinces),
        annex=a_table(*(provinces or ("Nobody",))),
        annex_name="Annex",
        notes=Notes("Sources", (("Figures", "Reports"),)),
    )


def as_demo(deck: Deck) -> Deck:
    return replace(deck, foot=replace(deck.foot, demo=DEMO))
