"""The body of each kind of slide, as HTML on a field of 1776 × 776 (lengths of the style sheet)."""

from html import escape
from typing import Final

from charts.alternative import ranking_alternative, trend_alternative
from charts.pictures.ranking_svg import ranking_svg
from charts.pictures.trend_svg import trend_svg
from data.plan import load_milestones, plan_path
from reports.area_overview import Overview
from reports.briefing import model
from reports.briefing.tables import more_areas
from reports.strip import BigFigure
from ui.present.html_parts import (
    Drawn,
    badge_html,
    figures_html,
    legend_html,
    outside_html,
    sentence_html,
    table_html,
    verdict_key_html,
)

# The smallest letters that can be read from the back of a room, in px at 1080p.
LEAST_TEXT: Final = 24
FIELD: Final = (1776, 776)
RANKING_HEIGHT: Final = 716
PROVINCE_TREND: Final = (800, 240)
PROVINCE_ROWS: Final = 4


def slide_html(slide: model.Slide, drawn: Drawn) -> str:
    """Give the body of a slide."""
    content = slide.content
    if isinstance(content, model.HeadlineContent):
        return _headline(content, drawn)
    if isinstance(content, model.MapContent):
        return _map(slide, content, drawn)
    if isinstance(content, model.RankingContent):
        return _ranking(slide.title, content, drawn)
    if isinstance(content, model.TrendContent):
        return _trend(slide.title, content.overview, drawn, FIELD)
    if isinstance(content, model.ZonesContent):
        return _zones(slide, content, drawn)
    if isinstance(content, model.ProvinceContent):
        return _province(slide, content, drawn)
    if isinstance(content, model.ActionsContent):
        return (
            f'<div class="side">{figures_html(content.figures)}</div>'
            f"{table_html(content.table, drawn, more=content.more)}"
        )
    return _sources(content)


def _headline(content: model.HeadlineContent, drawn: Drawn) -> str:
    badge = badge_html(content.area.verdict, drawn) if content.area.verdict else ""
    remarks = "".join(
        f'<li class="{escape(remark.tone)}">{escape(remark.text)}</li>' for remark in content.remarks
    )
    heading = f"<h2>{escape(content.compared)}</h2>" if content.compared else ""
    return (
        f'<div class="lead">{badge}<span>{escape(content.lead)}</span></div>{figures_html(content.figures)}'
        f'<div class="remarks">{heading}<ul>{remarks}</ul></div>'
    )


def _map(slide: model.Slide, content: model.MapContent, drawn: Drawn) -> str:
    if slide.kind == "trouble":
        key = verdict_key_html(content.counts, drawn)
        key = key.removesuffix("</div>") + outside_html(drawn) + "</div>"
    else:
        key = legend_html(content.map.drawing, drawn, nation=True)
    return (
        '<div class="map" data-map="0"></div>'
        f'<div class="side">{table_html(content.table, drawn, more=content.more)}{key}</div>'
    )


def _ranking(title: str, content: model.RankingContent, drawn: Drawn) -> str:
    picture = ranking_svg(
        content.frame,
        milestones=load_milestones(),
        path_share=content.path_share,
        as_of=content.numbers.as_of,
        look=drawn.look,
        width=FIELD[0],
        height=RANKING_HEIGHT,
        text_size=LEAST_TEXT,
        alt=ranking_alternative(content.frame, title, drawn.look),
    )
    return f'{verdict_key_html(content.counts, drawn)}<div class="picture">{picture}</div>'


def _trend(title: str, view: Overview, drawn: Drawn, size: tuple[int, int]) -> str:
    picture = trend_svg(
        view.trend,
        counties=view.now.counties,
        path=plan_path(),
        met=view.met,
        projection=view.projection,
        look=drawn.look,
        width=size[0],
        height=size[1],
        text_size=LEAST_TEXT,
        alt=trend_alternative(view.trend, view.now.counties, title, view.met, view.projection, drawn.look),
    )
    return f'<div class="picture">{picture}</div>'


def _zones(slide: model.Slide, content: model.ZonesContent, drawn: Drawn) -> str:
    sentence = "" if content.sentence == slide.title else content.sentence
    bars = "".join(_share_bar(figure, place) for place, figure in enumerate((content.inside, content.others)))
    return (
        f'<div class="side">{bars}{sentence_html(sentence)}</div>'
        f"{table_html(content.table, drawn, more=content.more)}"
    )


def _share_bar(figure: BigFigure, place: int) -> str:
    """Give a share as a bar from nought to the whole."""
    share = figure.value.removesuffix("%")
    return (
        f'<div class="figure"><div class="label">{escape(figure.label)}</div>'
        f'<div class="value">{escape(figure.value)}</div>'
        f'<div class="bar"><i class="{"first" if place == 0 else ""}" style="width:{escape(share)}%"></i></div>'
        f'<div class="line">{escape(figure.line)}</div></div>'
    )


def _province(slide: model.Slide, content: model.ProvinceContent, drawn: Drawn) -> str:
    view = content.overview
    badge = badge_html(view.now.verdict, drawn) if view.now.verdict else ""
    if view.scope.unit_level == "county":
        left, level = view.now.counties - view.now.established, "county"
    else:
        left, level = len(view.scope.units), "prefecture"
    more = more_areas(left - PROVINCE_ROWS, level, drawn.look.translate)
    note = sentence_html(content.map.note, "note")
    return (
        '<div class="land"><div class="map" data-map="0"></div>'
        f"{legend_html(content.map.drawing, drawn, nation=False)}{note}</div>"
        f'<div class="side"><div class="lead">{badge}<span>{escape(content.lead)}</span></div>'
        f"{figures_html(content.figures, lines=False)}{_trend(slide.title, view, drawn, PROVINCE_TREND)}"
        f"{table_html(content.table, drawn, most=PROVINCE_ROWS, more=more)}</div>"
    )


def _sources(content: model.SourcesContent) -> str:
    lines = "".join(f"<dt>{escape(heading)}</dt><dd>{escape(text)}</dd>" for heading, text in content.lines)
    return f"<dl>{lines}</dl>"
