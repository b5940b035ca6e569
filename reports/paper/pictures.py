"""The briefing's maps and charts as SVG, in proportions that suit A4."""

from __future__ import annotations

from typing import Final

from charts.maps.measures import measure_words
from charts.maps.picture import map_svg
from charts.maps.shapes import MapShapes, legend_items, map_shapes
from charts.palette import LIGHT
from charts.ranking.layout import ranking_alternative, ranking_layout
from charts.ranking.picture import ranking_svg
from charts.svg import PAPER_FACE
from charts.theme import Look
from charts.trend.picture import trend_svg
from charts.words import sentence_case, verdict_word
from data.base.formats import format_count
from data.base.language import Translate
from data.plan.milestones import load_milestones
from geo.drawn_shapes import Bounds
from reports.figures.area import Overview
from reports.figures.occasion import Occasion
from reports.paper.model import LegendEntry, Picture
from reports.sentences import findings
from reports.slides.model import MapPicture, RankingContent, Slide

# At 0.6 pt a px the smallest letters are 7.2 pt.
TEXT_SIZE: Final = 12
# Width and height in px: the page's width is 812.
NATION_MAP: Final = (812, 610)
NATION_TREND: Final = (812, 222)
RANKING: Final = (812, 436)
PROVINCE_TREND: Final = (360, 280)
PROVINCE_MAP_WIDTH: Final = 420
# Lowest and tallest map of a province.
PROVINCE_MAP_HEIGHTS: Final = (240, 460)


def map_picture(
    map_: MapPicture, title: str, subtitle: str, area: str, occasion: Occasion, _: Translate
) -> Picture:
    """Draw a map with its legend. area: what it is a map of."""
    shapes = map_shapes(map_.geometry, map_.drawing, LIGHT, line_file=occasion.line_file)
    width, height = NATION_MAP if shapes.is_national else _province_size(shapes)
    svg = map_svg(
        shapes,
        labels=map_.labels,
        colours=LIGHT,
        lang=occasion.lang,
        width=width,
        height=height,
        text_size=TEXT_SIZE,
        face=PAPER_FACE,
    )
    measure = measure_words(_)[map_.measure]
    legend = tuple(
        LegendEntry(
            item.label,
            item.fill,
            "" if item.count is None else format_count(item.count),
            item.look,
            item.verdict,
        )
        for item in legend_items(map_.drawing, LIGHT, _, unpublished="unpublished" in shapes.lines)
        if item.look != "outside" or _shows_outside(shapes)
    )
    alternative = _("Map of {area}: {measure}. {finding}").format(area=area, measure=measure, finding=title)
    return Picture(title, subtitle, svg, width, height, alternative, legend, map_.note)


def ranking_picture(content: RankingContent, slide: Slide, occasion: Occasion, _: Translate) -> Picture:
    """Draw all provinces by share."""
    look = Look(LIGHT, occasion.lang, _)
    width, height = RANKING
    shown = ranking_layout(
        content.frame,
        milestones=load_milestones(),
        path_share=content.path_share,
        as_of=occasion.as_of,
        level="province",
        look=look,
    )
    svg = ranking_svg(
        shown,
        look=look,
        width=width,
        height=height,
        text_size=TEXT_SIZE,
        face=PAPER_FACE,
    )
    alternative = ranking_alternative(content.frame, slide.title, "province", look)
    legend = tuple(
        LegendEntry(sentence_case(verdict_word(verdict, _)), "", format_count(count), "mark", verdict)
        for verdict, count in content.counts.items()
        if count
    )
    return Picture(slide.title, slide.subtitle, svg, width, height, alternative, legend)


def trend_picture(view: Overview, occasion: Occasion, _: Translate) -> Picture:
    """Draw an area's trend against the path."""
    look = Look(LIGHT, occasion.lang, _)
    title = findings.trend_title(view.now, occasion.as_of, _, occasion.lang)
    width, height = NATION_TREND if view.scope.name is None else PROVINCE_TREND
    shown = view.trend_layout()
    svg = trend_svg(
        shown,
        look=look,
        width=width,
        height=height,
        text_size=TEXT_SIZE,
        face=PAPER_FACE,
    )
    alternative = shown.in_words(title, look)
    return Picture(title, findings.trend_subtitle(view.now, _), svg, width, height, alternative)


def _shows_outside(shapes: MapShapes) -> bool:
    """Whether Taiwan, Hong Kong or Macau are on a map: of the provinces', only those of their neighbours show them."""
    return shapes.is_national or any(
        place.is_outside and _meet(place.bounds, shapes.frame) for place in shapes.around
    )


def _meet(one: Bounds, other: Bounds) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _province_size(shapes: MapShapes) -> tuple[int, int]:
    """Give a province's map the height that its land asks for, within what a page has."""
    left, top, right, bottom = shapes.frame
    lowest, tallest = PROVINCE_MAP_HEIGHTS
    height = PROVINCE_MAP_WIDTH * (bottom - top) / (right - left)
    return PROVINCE_MAP_WIDTH, round(min(max(height, lowest), tallest))
