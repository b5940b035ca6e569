"""A deck as paper: its slides gathered on pages, with the tables that a slide has no room for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from charts.words import sentence_case, verdict_word
from data.base.language import Translate
from reports.figures.area import AreaFigures
from reports.figures.occasion import Occasion
from reports.figures.source import FigureSource
from reports.paper.model import AreaPage, Briefing, DetailPage, FiguresTable, Notes, VerdictShown
from reports.paper.pictures import map_picture, ranking_picture, trend_picture
from reports.paper.tables import annex_table, counties_to_do, numbers_table, units_table
from reports.sentences.comparison import comparison_title
from reports.sentences.findings import roster_title
from reports.slides.model import (
    ActionsContent,
    Deck,
    HeadlineContent,
    MapContent,
    ProvinceContent,
    RankingContent,
    Slide,
    SourcesContent,
    TrendContent,
    ZonesContent,
)

Progress = Callable[[int, int], None]
Content = TypeVar("Content")


def briefing_of(
    deck: Deck, figures: FigureSource, _: Translate, progress: Progress | None = None
) -> Briefing:
    """Gather a deck on pages. progress: pages done, pages in all."""
    provinces = [slide for slide in deck.slides if isinstance(slide.content, ProvinceContent)]
    total = len(provinces) + 1
    nation, detail = _nation_page(deck, _), _detail_page(deck, _)
    pages: list[AreaPage] = []
    for slide in provinces:
        if progress:
            progress(len(pages) + 1, total)
        pages.append(_province_page(slide, figures, deck.occasion, _))
    if progress:
        progress(total, total)
    sources = _content(deck, SourcesContent)
    return Briefing(
        title=deck.title,
        lang=deck.occasion.lang,
        as_of=deck.occasion.as_of,
        foot=deck.foot,
        page_number=_("Page {n} of {all}"),
        nation=nation,
        detail=detail,
        provinces=tuple(pages),
        annex=annex_table(figures, deck.occasion, _),
        annex_name=_("Annex"),
        notes=Notes(_("Sources and method"), (*sources[1].lines, _letters(_))) if sources else None,
    )


def _nation_page(deck: Deck, _: Translate) -> AreaPage | None:
    headline, shares = _content(deck, HeadlineContent), _map(deck, "map")
    trouble = _map(deck, "trouble")
    drawn = shares or trouble
    first = headline or drawn
    if first is None:
        return None
    told = headline[1] if headline else None
    return AreaPage(
        name=_("China"),
        title=first[0].title,
        lead=told.lead if told else "",
        standing=_standing(told.area, _) if told else None,
        figures=told.figures if told else (),
        map=map_picture(drawn[1].map, drawn[0].title, drawn[0].subtitle, _("China"), deck.occasion, _)
        if drawn
        else None,
        trend=None,
        table=numbers_table(trouble[1].table, deck.occasion.lang, more=trouble[1].more) if trouble else None,
        to_do=(),
        compared=told.compared if told else "",
        remarks=told.remarks if told else (),
    )


def _detail_page(deck: Deck, _: Translate) -> DetailPage | None:
    lang = deck.occasion.lang
    trend, ranking = _content(deck, TrendContent), _content(deck, RankingContent)
    zones, actions = _content(deck, ZonesContent), _content(deck, ActionsContent)
    if not (trend or ranking or zones or actions):
        return None
    return DetailPage(
        name=_("Progress in detail"),
        trend=trend_picture(trend[1].overview, deck.occasion, _) if trend else None,
        ranking=ranking_picture(ranking[1], ranking[0], deck.occasion, _) if ranking else None,
        zones=FiguresTable(
            zones[0].title,
            zones[0].subtitle,
            (zones[1].inside, zones[1].others),
            numbers_table(zones[1].table, lang, more=zones[1].more),
        )
        if zones
        else None,
        actions=FiguresTable(
            actions[0].title,
            actions[0].subtitle,
            actions[1].figures,
            numbers_table(actions[1].table, lang, more=actions[1].more),
        )
        if actions
        else None,
    )


def _province_page(slide: Slide, figures: FigureSource, occasion: Occasion, _: Translate) -> AreaPage:
    content = slide.content
    assert isinstance(content, ProvinceContent)  # noqa: S101 (for the type checker: the caller has looked)
    view = content.overview
    return AreaPage(
        name=slide.name,
        title=slide.title,
        lead=content.lead,
        standing=_standing(view.now, _),
        figures=content.figures,
        map=map_picture(
            content.map,
            roster_title(_stages(view.now), _, occasion.lang),
            _("Stage of each county"),
            slide.name,
            occasion,
            _,
        ),
        trend=trend_picture(view, occasion, _),
        table=units_table(view, figures, occasion, _),
        to_do=counties_to_do(view, figures, occasion, _),
        compared=comparison_title(occasion.compare, occasion.as_of, _, occasion.lang)
        if occasion.compare
        else "",
        remarks=content.remarks,
    )


def _content(deck: Deck, kind: type[Content]) -> tuple[Slide, Content] | None:
    """Give the first slide with this content."""
    return next(((slide, slide.content) for slide in deck.slides if isinstance(slide.content, kind)), None)


def _map(deck: Deck, kind: str) -> tuple[Slide, MapContent] | None:
    of_kind = (slide for slide in deck.slides if slide.kind == kind)
    return next(((slide, slide.content) for slide in of_kind if isinstance(slide.content, MapContent)), None)


def _standing(area: AreaFigures, _: Translate) -> VerdictShown:
    return VerdictShown(area.verdict, sentence_case(verdict_word(area.verdict, _)))


def _stages(area: AreaFigures) -> dict[str, int]:
    """Count an area's counties by stage, as a roster does; all alliances together."""
    return {
        "established": area.established,
        **area.without_alliance,
        "not_reported": area.not_reported,
    }


def _letters(_: Translate) -> tuple[str, str]:
    return _("Typeface"), _("Noto Sans CJK, under the SIL Open Font License 1.1")
