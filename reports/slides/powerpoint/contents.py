"""What stands on each kind of slide between its title and its foot; figures told large, and sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from charts.palette import LIGHT
from charts.words import sentence_case, verdict_word
from data.base.formats import join_listed
from data.base.language import Translate
from data.register.history import register_of
from reports.figures.numbers import FigureNumbers, table_rows
from reports.figures.occasion import Occasion
from reports.sentences.big_figures import BigFigure
from reports.sentences.comparison import Remark
from reports.slides.model import (
    ActionsContent,
    HeadlineContent,
    MapContent,
    ProvinceContent,
    RankingContent,
    Slide,
    SourcesContent,
    TrendContent,
    ZonesContent,
)
from reports.slides.powerpoint import tables, trend_chart
from reports.slides.powerpoint.canvas import Canvas
from reports.slides.powerpoint.maps import draw_legend, draw_map, legend_height
from reports.slides.powerpoint.marks import MARK, draw_mark
from reports.slides.powerpoint.page import BODY, SUBTITLE, Box
from reports.slides.powerpoint.ranking_chart import draw_ranking
from reports.slides.powerpoint.tables import TableLook, draw_table
from reports.slides.powerpoint.text import Paragraph, Run, fitting, line_px, lines_needed, one, width_px

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
# A province's slide: how high its figures are, how wide its map and its trend.
_FIGURES: Final = 164
_MAP: Final = 630
_TREND: Final = 384
_GAP: Final = 44
_VERDICT_SIZE: Final = 16
FIGURE_GAP: Final = 48


@dataclass(frozen=True)
class DrawnContent:
    """What came of a slide: whether it has a map, and its units' shapes by code."""

    has_map: bool = False
    units: Mapping[str, Any] | None = None


def draw_content(canvas: Canvas, slide: Slide, occasion: Occasion, _: Translate) -> DrawnContent:
    """Draw a slide's content."""
    content = slide.content
    if isinstance(content, HeadlineContent):
        return _headline(canvas, content, _)
    if isinstance(content, MapContent):
        return _map(canvas, content, slide, occasion, _)
    if isinstance(content, RankingContent):
        draw_ranking(canvas, BODY, content, occasion, slide.title, _)
        return DrawnContent()
    if isinstance(content, TrendContent):
        trend_chart.draw_trend(canvas, BODY, content.overview, occasion, slide.title, _, trend_chart.LARGE)
        return DrawnContent()
    if isinstance(content, ZonesContent):
        return _zones(canvas, content, _)
    if isinstance(content, ActionsContent):
        return _actions(canvas, content, _)
    if isinstance(content, SourcesContent):
        return _sources(canvas, content)
    return DrawnContent(has_map=True, units=draw_province(canvas, content, occasion, slide.title, _))


def _headline(canvas: Canvas, content: HeadlineContent, _: Translate) -> DrawnContent:
    lead, rest = BODY.rows(110, 26)
    draw_sentence(canvas, lead, content.lead, name=_("Summary"), size=22)
    figures, remarks = rest.rows(230, 40)
    draw_figures(canvas, figures, content.figures, value=48)
    if content.remarks:
        canvas.line((remarks.left, remarks.top - 20), (remarks.right, remarks.top - 20), LIGHT.line, name="—")
        draw_remarks(canvas, remarks, content.compared, content.remarks)
    return DrawnContent()


def _map(canvas: Canvas, content: MapContent, slide: Slide, occasion: Occasion, _: Translate) -> DrawnContent:
    left, right = BODY.split(BODY.width - _TABLE - _WIDE_GAP, _WIDE_GAP)
    descr = described(slide, canvas.lang)
    picture, note = left.rows(left.height - _MAP_NOTE, 0)
    units = draw_map(canvas, picture, content.map, occasion, descr, _)
    if content.map.note:
        canvas.text(note, [one(content.map.note, 12, LIGHT.muted)], name=_("Note"), anchor="b")
    bottom = draw_table(canvas, right, content.table, content.more, _)
    legend = Box(right.left, bottom + 24, right.width, right.bottom - bottom - 24)
    draw_legend(canvas, legend, content.map, _)
    return DrawnContent(has_map=True, units=units)


def described(slide: Slide, lang: str) -> str:
    """Give a map's alternative text: the finding, what is drawn, and the table beside it in words."""
    content = slide.content
    parts = [slide.title, slide.subtitle]
    if isinstance(content, MapContent):
        rows = [" ".join(row[:2]) for row in table_rows(content.table, lang)]
        parts.append(join_listed(rows, lang))
    return ("。" if lang == "zh" else ". ").join(part for part in parts if part)


def _zones(canvas: Canvas, content: ZonesContent, _: Translate) -> DrawnContent:
    left, right = BODY.split(720, 90)
    upper, sentence = left.rows(560, 30)
    for cell, figure in zip(upper.rows(260, 40), (content.inside, content.others), strict=True):
        draw_figure(canvas, cell, figure, value=72, text=20)
    middle = upper.top + 260 + 18
    canvas.line((upper.left, middle), (upper.right, middle), LIGHT.line, name="—")
    draw_sentence(canvas, sentence, content.sentence, name=_("Comparison"), size=20)
    if len(content.table.frame):
        draw_table(canvas, right, content.table, content.more, _, fitting_look(content.table, right))
    return DrawnContent()


def fitting_look(table: FigureNumbers, box: Box, lines: int = 2) -> TableLook:
    """Give a table's look in which it fills a box without its rows drifting apart. lines: of its header."""
    row = min((box.height - _TABLE_HEAD - _HEADER_LINE * lines) / max(len(table.frame), 1), _TALLEST_ROW)
    size = next(size for size in _SIZES if row >= size * _ROW_TO_SIZE or size == _SIZES[-1])
    return TableLook(body=size, header=min(14, size), title=min(18, size + 2), row=row)


def _actions(canvas: Canvas, content: ActionsContent, _: Translate) -> DrawnContent:
    figures, table = BODY.rows(216, 30)
    draw_figures(canvas, figures, content.figures, value=40)
    canvas.line((table.left, table.top - 14), (table.right, table.top - 14), LIGHT.line, name="—")
    draw_table(canvas, table, content.table, content.more, _, fitting_look(content.table, table, lines=1))
    return DrawnContent()


def _sources(canvas: Canvas, content: SourcesContent) -> DrawnContent:
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
    return DrawnContent()


def draw_province(
    canvas: Canvas, content: ProvinceContent, occasion: Occasion, title: str, _: Translate
) -> Mapping[str, Any]:
    """Draw a province; returns the shapes of its map by code."""
    _draw_verdict(canvas, content.overview.now.verdict, _)
    figures, rest = BODY.rows(_FIGURES, 26)
    draw_figures(canvas, figures, content.figures, value=28, text=13)
    canvas.line((rest.left, rest.top - 13), (rest.right, rest.top - 13), LIGHT.line, name="—")
    left, right = rest.split(_MAP, _GAP)
    middle, trend = right.split(right.width - _TREND - _GAP, _GAP)
    legend_size = legend_height(content.map, left.width, 12, _) + 8
    note_size = line_px(12) * lines_needed(content.map.note, 12, left.width) if content.map.note else 0
    below = legend_size + note_size
    picture, legend = left.rows(left.height - below, 0)
    units = draw_map(
        canvas, picture, content.map, occasion, f"{title}. {content.lead}", _, _own(content.code, occasion)
    )
    draw_legend(canvas, Box(legend.left, legend.top + 4, legend.width, legend_size), content.map, _, size=12)
    if content.map.note:
        note = Box(legend.left, legend.bottom - note_size, legend.width, note_size)
        canvas.text(note, [one(content.map.note, 12, LIGHT.muted)], name=_("Note"), anchor="b")
    draw_table(canvas, middle, content.table, content.more, _, tables.DENSE)
    if content.table.frame.empty:
        # Nothing is left to be listed: the trend takes the table's room under its sentence.
        trend = Box(middle.left, right.top + 60, right.width, right.height - 60)
    heading, chart = trend.rows(42, 0)
    canvas.text(heading, [one(_("Trend"), 14, bold=True)], name=_("Trend"))
    trend_chart.draw_trend(canvas, chart, content.overview, occasion, title, _, trend_chart.SMALL)
    return units


def _draw_verdict(canvas: Canvas, verdict: str, _: Translate) -> None:
    """Tell the verdict by mark and word at the end of the subtitle's line."""
    word = sentence_case(verdict_word(verdict, _))
    width = width_px(word, _VERDICT_SIZE, bold=True) + 8
    box = Box(SUBTITLE.right - width, SUBTITLE.top, width, SUBTITLE.height)
    middle = (box.left - MARK / 2 - 8, box.top + line_px(_VERDICT_SIZE) / 2)
    draw_mark(canvas, verdict, middle, MARK, _)
    colour = LIGHT.verdicts[verdict].text
    canvas.text(box, [one(word, _VERDICT_SIZE, colour, bold=True, align="r")], name=word, wrap=False)


def _own(code: str, occasion: Occasion) -> set[str]:
    """List a province's counties: on Xinjiang's map the XPCC's cities lie between its own."""
    counties = register_of(occasion.as_of).counties
    return set(counties.loc[counties["province_code"] == code, "county_code"])


def draw_figures(
    canvas: Canvas, box: Box, figures: Sequence[BigFigure], *, value: float = 40, text: float = 16
) -> None:
    """Draw figures side by side, parted by thin rules: what it is, the number with its unit, a line under it."""
    cells = box.columns(len(figures), FIGURE_GAP)
    # One size for all labels, and one for all lines.
    width = cells[0].width
    label = min(_label_size(figure, width, text) for figure in figures)
    line = min(_line_size(figure, width, text) for figure in figures)
    for place, (cell, figure) in enumerate(zip(cells, figures, strict=True)):
        if place:
            at = cell.left - FIGURE_GAP / 2
            canvas.line((at, box.top), (at, box.bottom), LIGHT.line, name="—")
        _draw_sized(canvas, cell, figure, value, label, line)


def draw_figure(canvas: Canvas, box: Box, figure: BigFigure, *, value: float, text: float) -> None:
    """Draw one figure as one text box, so that it is read and moved as one."""
    label, line = _label_size(figure, box.width, text), _line_size(figure, box.width, text)
    _draw_sized(canvas, box, figure, value, label, line)


def _label_size(figure: BigFigure, width: float, text: float) -> float:
    return fitting(figure.label, width, [(text - smaller, 1) for smaller in range(4)])[0]


def _line_size(figure: BigFigure, width: float, text: float) -> float:
    return fitting(figure.line, width, [*((text - smaller, 2) for smaller in range(4)), (12, 3)])[0]


def _draw_sized(canvas: Canvas, box: Box, figure: BigFigure, value: float, label: float, line: float) -> None:
    unit = f" {figure.unit}" if figure.unit else ""
    steps = [(value * part, 1) for part in (1, 0.8, 0.65, 0.5)]
    number = fitting(figure.value, box.width - width_px(unit, label), steps, bold=True)[0]
    runs = [Run(figure.value, number, LIGHT.ink, bold=True)]
    if unit:
        runs.append(Run(unit, label, LIGHT.muted))
    paragraphs = [one(figure.label, label, LIGHT.muted), Paragraph(tuple(runs))]
    if figure.line:
        paragraphs.append(one(figure.line, line, LIGHT.muted, before=2))
    canvas.text(box, paragraphs, name=figure.label)


def draw_remarks(canvas: Canvas, box: Box, title: str, remarks: Sequence[Remark]) -> None:
    """Write what changed, a line each with a dash before it; a fall in bold and in its colour."""
    size = 18.0
    for size in (18, 17, 16, 15, 14):
        needed = sum(lines_needed(remark.text, size, box.width - 40) for remark in remarks)
        if needed * line_px(size) + (len(remarks) + 2) * 12 + line_px(size) <= box.height:
            break
    paragraphs = [one(title, size, LIGHT.ink, bold=True)] if title else []
    paragraphs += [
        one(
            remark.text,
            size,
            LIGHT.error_text if remark.tone == "fall" else LIGHT.ink,
            bold=remark.tone == "fall",
            before=6,
        )
        for remark in remarks
    ]
    canvas.text(box, paragraphs, name=title or "—")


def draw_sentence(canvas: Canvas, box: Box, text: str, *, name: str, size: float = 20) -> None:
    """Write one sentence, in the largest size that fits."""
    most = int(box.height // line_px(size)) or 1
    fitted = fitting(
        text,
        box.width,
        ((size, most), (size - 2, most), (size - 4, most + 1), (14, most + 1), (12, most + 2)),
    )[0]
    canvas.text(box, [one(text, fitted, LIGHT.ink)], name=name)
