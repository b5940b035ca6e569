"""What stands on each kind of slide, between its title and its foot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from charts.palette import LIGHT
from data.words import Translate
from reports.briefing.model import (
    ActionsContent,
    HeadlineContent,
    MapContent,
    Occasion,
    RankingContent,
    Slide,
    SourcesContent,
    TrendContent,
    ZonesContent,
)
from reports.figure_numbers import FigureNumbers, table_rows
from reports.slides import trend_chart
from reports.slides.canvas import Canvas
from reports.slides.figures import draw_figure, draw_figures, draw_remarks, draw_sentence
from reports.slides.map_legend import draw_legend
from reports.slides.maps import draw_map
from reports.slides.page import BODY, Box
from reports.slides.province import draw_province
from reports.slides.ranking_chart import draw_ranking
from reports.slides.tables import TableLook, draw_table
from reports.slides.words import Paragraph, Run, line_px, lines_needed, one

_WIDE_GAP: Final = 48
_TABLE: Final = 760
_MAP_NOTE: Final = 34
# What a table takes besides its rows: title, header, the line that counts the others.
_TABLE_HEAD: Final = 106
_HEADER_LINE: Final = 35
_TALLEST_ROW: Final = 62
_SIZES: Final = (18, 16, 14, 13, 12)
# Px of a row to a point of its text: some Chinese fonts have high lines, and a row grows with them.
_ROW_TO_SIZE: Final = 3


@dataclass(frozen=True)
class Drawn:
    """What came of a slide: whether it has a map, and its units' shapes by code."""

    has_map: bool = False
    units: Mapping[str, Any] | None = None


def draw_content(canvas: Canvas, slide: Slide, occasion: Occasion, _: Translate) -> Drawn:
    """Draw a slide's content."""
    content = slide.content
    if isinstance(content, HeadlineContent):
        return _headline(canvas, content, _)
    if isinstance(content, MapContent):
        return _map(canvas, content, slide, occasion, _)
    if isinstance(content, RankingContent):
        draw_ranking(canvas, BODY, content, occasion, slide.title, _)
        return Drawn()
    if isinstance(content, TrendContent):
        trend_chart.draw_trend(canvas, BODY, content.overview, occasion, slide.title, _, trend_chart.LARGE)
        return Drawn()
    if isinstance(content, ZonesContent):
        return _zones(canvas, content, _)
    if isinstance(content, ActionsContent):
        return _actions(canvas, content, _)
    if isinstance(content, SourcesContent):
        return _sources(canvas, content)
    return Drawn(has_map=True, units=draw_province(canvas, content, occasion, slide.title, _))


def _headline(canvas: Canvas, content: HeadlineContent, _: Translate) -> Drawn:
    lead, rest = BODY.rows(110, 26)
    draw_sentence(canvas, lead, content.lead, name=_("Summary"), size=22)
    figures, remarks = rest.rows(230, 40)
    draw_figures(canvas, figures, content.figures, value=48)
    if content.remarks:
        canvas.line((remarks.left, remarks.top - 20), (remarks.right, remarks.top - 20), LIGHT.line, name="—")
        draw_remarks(canvas, remarks, content.compared, content.remarks)
    return Drawn()


def _map(canvas: Canvas, content: MapContent, slide: Slide, occasion: Occasion, _: Translate) -> Drawn:
    left, right = BODY.split(BODY.width - _TABLE - _WIDE_GAP, _WIDE_GAP)
    descr = described(slide, canvas.lang)
    picture, note = left.rows(left.height - _MAP_NOTE, 0)
    units = draw_map(canvas, picture, content.map, occasion, descr, _)
    if content.map.note:
        canvas.text(note, [one(content.map.note, 12, LIGHT.muted)], name=_("Note"), anchor="b")
    bottom = draw_table(canvas, right, content.table, content.more, _)
    legend = Box(right.left, bottom + 24, right.width, right.bottom - bottom - 24)
    draw_legend(canvas, legend, content.map, _)
    return Drawn(has_map=True, units=units)


def described(slide: Slide, lang: str) -> str:
    """Give a map's alternative text: the finding, what is drawn, and the table beside it in words."""
    content = slide.content
    parts = [slide.title, slide.subtitle]
    if isinstance(content, MapContent):
        rows = [" ".join(row[:2]) for row in table_rows(content.table, lang)]
        parts.append(("、" if lang == "zh" else ", ").join(rows))
    return ("。" if lang == "zh" else ". ").join(part for part in parts if part)


def _zones(canvas: Canvas, content: ZonesContent, _: Translate) -> Drawn:
    left, right = BODY.split(720, 90)
    upper, sentence = left.rows(560, 30)
    for cell, figure in zip(upper.rows(260, 40), (content.inside, content.others), strict=True):
        draw_figure(canvas, cell, figure, value=72, text=20)
    middle = upper.top + 260 + 18
    canvas.line((upper.left, middle), (upper.right, middle), LIGHT.line, name="—")
    draw_sentence(canvas, sentence, content.sentence, name=_("Comparison"), size=20)
    if len(content.table.frame):
        draw_table(canvas, right, content.table, content.more, _, fitting_look(content.table, right))
    return Drawn()


def fitting_look(table: FigureNumbers, box: Box, lines: int = 2) -> TableLook:
    """Give a table's look in which it fills a box without its rows drifting apart. lines: of its header."""
    row = min((box.height - _TABLE_HEAD - _HEADER_LINE * lines) / max(len(table.frame), 1), _TALLEST_ROW)
    size = next(size for size in _SIZES if row >= size * _ROW_TO_SIZE or size == _SIZES[-1])
    return TableLook(body=size, header=min(14, size), title=min(18, size + 2), row=row)


def _actions(canvas: Canvas, content: ActionsContent, _: Translate) -> Drawn:
    figures, table = BODY.rows(216, 30)
    draw_figures(canvas, figures, content.figures, value=40)
    canvas.line((table.left, table.top - 14), (table.right, table.top - 14), LIGHT.line, name="—")
    draw_table(canvas, table, content.table, content.more, _, fitting_look(content.table, table, lines=1))
    return Drawn()


def _sources(canvas: Canvas, content: SourcesContent) -> Drawn:
    """Write the sources as one body text: heading in bold, text below."""
    size = 18.0
    for size in (20, 18, 17, 16, 15, 14, 13, 12):
        lines = sum(1 + lines_needed(text, size, BODY.width) for _heading, text in content.lines)
        if lines * line_px(size) + len(content.lines) * size * 1.6 <= BODY.height:
            break
    paragraphs: list[Paragraph] = []
    for place, (heading, text) in enumerate(content.lines):
        paragraphs.append(one(heading, size, LIGHT.accent, bold=True, before=size * 0.8 if place else 0))
        paragraphs.append(Paragraph((Run(text, size),), before=1))
    canvas.placeholder("text", paragraphs)
    return Drawn()
