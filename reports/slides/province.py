"""A province's slide: its figures across, its counties on the map, where work is left, and the trend."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from charts.palette import LIGHT
from charts.words import sentence_case, verdict_word
from data.register import load_counties
from data.words import Translate
from reports.briefing.model import Occasion, ProvinceContent
from reports.slides import tables, trend_chart
from reports.slides.canvas import Canvas
from reports.slides.figures import draw_figures
from reports.slides.map_legend import draw_legend, legend_height
from reports.slides.maps import draw_map
from reports.slides.marks import MARK, draw_mark
from reports.slides.page import BODY, SUBTITLE, Box
from reports.slides.tables import draw_table
from reports.slides.words import line_px, lines_needed, one, width_px

_FIGURES: Final = 164
_MAP: Final = 630
_TREND: Final = 384
_GAP: Final = 44
_VERDICT_SIZE: Final = 16


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
        canvas, picture, content.map, occasion, f"{title}. {content.lead}", _, _own(content.code)
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


def _own(code: str) -> set[str]:
    """List a province's counties: on Xinjiang's map the XPCC's cities lie between its own."""
    counties = load_counties()
    return set(counties.loc[counties["province_code"] == code, "county_code"])
