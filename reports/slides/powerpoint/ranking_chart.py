"""The ranking as two native bar charts side by side, with the verdicts' marks before the names."""

from __future__ import annotations

from typing import Final

import pandas as pd

from charts.palette import LIGHT
from charts.ranking.layout import ranking_alternative
from charts.theme import Look
from data.base.formats import format_due, format_share, format_target, share_percent
from data.base.language import Translate
from data.plan.milestones import load_milestones
from reports.figures.occasion import Occasion
from reports.slides.model import RankingContent
from reports.slides.powerpoint.canvas import Canvas
from reports.slides.powerpoint.chart_files import (
    ChartNumbers,
    Series,
    add_chart,
    layout_xml,
    series_xml,
    text_xml,
)
from reports.slides.powerpoint.marks import MARK, draw_mark, verdict_row
from reports.slides.powerpoint.page import Box
from reports.slides.powerpoint.text import Align, one, shortened, width_px
from reports.slides.powerpoint.theme import hatch_xml, line_xml, solid_xml

_COLUMNS: Final = 2
_COLUMN_GAP: Final = 84
_HEAD: Final = 72
_LEGEND: Final = 62
_TALLEST_ROW: Final = 46
_NAME_SIZE: Final = 13
_VALUE_SIZE: Final = 13
_LABEL_SIZE: Final = 12
_MOST_NAME: Final = 250
# The axis runs on past 100% to make room for the figures.
_AXIS_END: Final = 1.16
_BAR_GAP: Final = 70


def draw_ranking(
    canvas: Canvas, box: Box, content: RankingContent, occasion: Occasion, title: str, _: Translate
) -> None:
    """Draw all areas, best share first, and under them what the marks mean."""
    frame = content.frame
    per_column = -(-len(frame) // _COLUMNS)
    chart, legend = box.rows(box.height - _LEGEND, 0)
    row = min((chart.height - _HEAD) / max(per_column, 1), _TALLEST_ROW)
    descr = ranking_alternative(frame, title, Look(LIGHT, canvas.lang, _))
    for place, column in enumerate(chart.columns(_COLUMNS, _COLUMN_GAP)):
        rows = frame.iloc[place * per_column : (place + 1) * per_column]
        if len(rows):
            _draw_column(canvas, column, rows, row, content.path_share, occasion, descr, _)
    legend = Box(legend.left, legend.top + 16, legend.width, legend.height - 16)
    verdict_row(canvas, legend, content.counts, _, size=14)


def _draw_column(
    canvas: Canvas,
    box: Box,
    rows: pd.DataFrame,
    row: float,
    path_share: float,
    occasion: Occasion,
    descr: str,
    _: Translate,
) -> None:
    names = [shortened(str(name), _NAME_SIZE, _MOST_NAME) for name in rows["label"]]
    room = max(width_px(name, _NAME_SIZE) for name in names) + 24
    chart = Box(box.left + MARK + 8, box.top, box.width - MARK - 8, _HEAD + row * len(rows))
    plot = Box(chart.left + room, chart.top + _HEAD, chart.width - room, row * len(rows))
    # Below the bars: first on the slide.
    _draw_lines(canvas, plot, path_share, occasion, _)
    values = tuple(share_percent(float(share)) / 100 for share in rows["share"])
    numbers = ChartNumbers(
        title=_("Share established"),
        heading=_("Province"),
        categories=tuple(names),
        series=(Series(_("Share established"), values, "0.0%"),),
        as_of=occasion.as_of,
    )
    add_chart(canvas, chart, numbers, _plot_xml(numbers, rows, plot, chart, canvas.lang), descr=descr)
    group = canvas.group(Box(box.left, plot.top, MARK, plot.height), name=_("Verdict"))
    for place, verdict in enumerate(rows["verdict"]):
        middle = (box.left + MARK / 2, plot.top + row * (place + 0.5))
        draw_mark(canvas, str(verdict), middle, MARK - 2, _, group)


def _plot_xml(numbers: ChartNumbers, rows: pd.DataFrame, plot: Box, chart: Box, lang: str) -> str:
    points = "".join(
        f'<c:dPt><c:idx val="{place}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"<c:spPr>{_bar_look(str(verdict))}</c:spPr></c:dPt>"
        for place, verdict in enumerate(rows["verdict"])
    )
    look = f'<c:spPr>{solid_xml(LIGHT.share[3])}</c:spPr><c:invertIfNegative val="0"/>{points}'
    labels = (
        '<c:dLbls><c:numFmt formatCode="&quot; &quot;0.0%" sourceLinked="0"/><c:spPr>'
        f"{solid_xml(LIGHT.paper)}<a:ln><a:noFill/></a:ln></c:spPr>"
        f'{text_xml(_VALUE_SIZE, LIGHT.ink, lang)}<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/>'
        '<c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        '<c:showBubbleSize val="0"/></c:dLbls>'
    )
    return (
        f"<c:plotArea>{layout_xml(plot, chart)}"
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{series_xml(numbers, 0, look, labels)}<c:gapWidth val="{_BAR_GAP}"/>'
        '<c:axId val="111111"/><c:axId val="222222"/></c:barChart>'
        '<c:catAx><c:axId val="111111"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr>'
        f"{line_xml(LIGHT.rule, 0.75)}</c:spPr>{text_xml(_NAME_SIZE, LIGHT.ink, lang)}"
        '<c:crossAx val="222222"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="60"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="222222"/><c:scaling><c:orientation val="minMax"/><c:max val="{_AXIS_END}"/>'
        '<c:min val="0"/></c:scaling><c:delete val="1"/><c:axPos val="t"/>'
        '<c:numFmt formatCode="0%" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        '<c:tickLblPos val="nextTo"/><c:crossAx val="111111"/><c:crosses val="autoZero"/>'
        '<c:crossBetween val="between"/></c:valAx>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea>"
    )


def _bar_look(verdict: str) -> str:
    if verdict == "cannot_assess":
        return hatch_xml(LIGHT.hatch, LIGHT.hatch_ground) + line_xml(LIGHT.hatch, 0.5)
    return solid_xml(LIGHT.verdicts[verdict].fill)


def _draw_lines(canvas: Canvas, plot: Box, path_share: float, occasion: Occasion, _: Translate) -> None:
    """Draw the milestones and what the path asks for today, each labelled above where there is room."""
    taken: list[tuple[float, float]] = []
    for milestone in load_milestones():
        due = format_due(milestone.on, occasion.lang).removeprefix("the ")
        words = _("{due} (past)").format(due=due) if milestone.on < occasion.as_of else due
        align: Align = "r" if milestone.share < 1 else "ctr"
        label = (format_target(milestone.share), words, LIGHT.ink, None)
        taken.append(_draw_head(canvas, plot, milestone.share, label, align))
    if any(abs(path_share - milestone.share) < 0.005 for milestone in load_milestones()):
        return
    words = _("path to date")
    label = (format_share(path_share), words, LIGHT.muted, "sysDash")
    at = plot.left + plot.width * path_share / _AXIS_END
    sides: tuple[Align, ...] = ("ctr", "l", "r")
    for align in sides:
        low, high = _extent(at, words, align)
        if all(high + 8 <= start or low >= end + 8 for start, end in taken):
            _draw_head(canvas, plot, path_share, label, align)
            return
    _draw_head(canvas, plot, path_share, ("", "", LIGHT.muted, "sysDash"), "ctr")


def _extent(at: float, words: str, align: Align) -> tuple[float, float]:
    width = width_px(words, _LABEL_SIZE) + 12
    start = at - {"l": 6, "ctr": width / 2, "r": width - 6}[align]
    return start, start + width


def _draw_head(
    canvas: Canvas, plot: Box, share: float, label: tuple[str, str, str, str | None], align: Align
) -> tuple[float, float]:
    """Draw a vertical line at a share with its two lines of label; returns from where to where these reach."""
    number, words, colour, dash = label
    at = plot.left + plot.width * share / _AXIS_END
    canvas.line((at, plot.top - 6), (at, plot.bottom), colour, name=number or "—", points=0.75, dash=dash)
    start, end = _extent(at, words, align)
    if number:
        canvas.text(
            Box(start, plot.top - _HEAD + 2, end - start, _HEAD - 8),
            [
                one(number, _LABEL_SIZE, colour, bold=True, align=align),
                one(words, _LABEL_SIZE, LIGHT.muted, align=align),
            ],
            name=number,
            anchor="b",
            wrap=False,
        )
    return start, end
