"""The ranking as two native bar charts side by side, with the verdicts' marks before the names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from charts.palette import LIGHT
from charts.ranking.layout import (
    Head,
    Lean,
    PlacedHead,
    RankedArea,
    place_heads,
    ranking_alternative,
    ranking_layout,
)
from charts.theme import Look
from data.base.formats import share_percent
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
_UNRANKED: Final = 44
_TALLEST_ROW: Final = 46
_NAME_SIZE: Final = 13
_VALUE_SIZE: Final = 13
_LABEL_SIZE: Final = 12
_MOST_NAME: Final = 250
# The axis runs on past 100% to make room for the figures.
_AXIS_END: Final = 1.16
_BAR_GAP: Final = 70
# Px between labels, and beside a label's text in its box.
_LABEL_GAP: Final = 8
_INSET: Final = 6
_ALIGN: Final[dict[Lean, Align]] = {"start": "l", "middle": "ctr", "end": "r"}


def draw_ranking(
    canvas: Canvas, box: Box, content: RankingContent, occasion: Occasion, title: str, _: Translate
) -> None:
    """Draw all areas that are ranked, best share first, under them which are not, and what the marks mean."""
    look = Look(LIGHT, canvas.lang, _)
    shown = ranking_layout(
        content.frame,
        milestones=load_milestones(),
        path_share=content.path_share,
        as_of=occasion.as_of,
        level="province",
        look=look,
    )
    columns = shown.columns(_COLUMNS)
    chart, legend = box.rows(box.height - _LEGEND, 0)
    if shown.unranked_line:
        chart, rest = chart.rows(chart.height - _UNRANKED, 0)
        line = one(shown.unranked_line, _VALUE_SIZE, LIGHT.muted)
        canvas.text(rest, [line], name=_("Not ranked"), anchor="b")
    row = min((chart.height - _HEAD) / max(map(len, columns), default=1), _TALLEST_ROW)
    descr = ranking_alternative(content.frame, title, "province", look)
    for place, rows in zip(chart.columns(_COLUMNS, _COLUMN_GAP), columns, strict=False):
        _draw_column(canvas, place, rows, row, shown.heads, occasion, descr, _)
    legend = Box(legend.left, legend.top + 16, legend.width, legend.height - 16)
    verdict_row(canvas, legend, content.counts, _, size=14)


def _draw_column(
    canvas: Canvas,
    box: Box,
    rows: Sequence[RankedArea],
    row: float,
    heads: Sequence[Head],
    occasion: Occasion,
    descr: str,
    _: Translate,
) -> None:
    names = [shortened(area.label, _NAME_SIZE, _MOST_NAME) for area in rows]
    room = max(width_px(name, _NAME_SIZE) for name in names) + 24
    chart = Box(box.left + MARK + 8, box.top, box.width - MARK - 8, _HEAD + row * len(rows))
    plot = Box(chart.left + room, chart.top + _HEAD, chart.width - room, row * len(rows))
    # Below the bars: first on the slide.
    for head in place_heads(
        heads,
        at=lambda share: plot.left + plot.width * share / _AXIS_END,
        width=lambda lines: max(width_px(line, _LABEL_SIZE) for line in lines),
        gap=_LABEL_GAP + 2 * _INSET,
    ):
        _draw_head(canvas, plot, head)
    values = tuple(share_percent(area.share) / 100 for area in rows)
    numbers = ChartNumbers(
        title=_("Share established"),
        heading=_("Province"),
        categories=tuple(names),
        series=(Series(_("Share established"), values, "0.0%"),),
        as_of=occasion.as_of,
    )
    add_chart(canvas, chart, numbers, _plot_xml(numbers, rows, plot, chart, canvas.lang), descr=descr)
    group = canvas.group(Box(box.left, plot.top, MARK, plot.height), name=_("Verdict"))
    for place, area in enumerate(rows):
        middle = (box.left + MARK / 2, plot.top + row * (place + 0.5))
        draw_mark(canvas, area.verdict, middle, MARK - 2, _, group)


def _plot_xml(numbers: ChartNumbers, rows: Sequence[RankedArea], plot: Box, chart: Box, lang: str) -> str:
    points = "".join(
        f'<c:dPt><c:idx val="{place}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"<c:spPr>{_bar_look(area.verdict)}</c:spPr></c:dPt>"
        for place, area in enumerate(rows)
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


def _draw_head(canvas: Canvas, plot: Box, placed: PlacedHead) -> None:
    """Draw a milestone's share or the path's share of today as a line, its label above it."""
    head = placed.head
    colour, dash = (LIGHT.muted, "sysDash") if head.is_path else (LIGHT.ink, None)
    at = plot.left + plot.width * head.share / _AXIS_END
    name = head.number if placed.lines else "—"
    canvas.line((at, plot.top - 6), (at, plot.bottom), colour, name=name, points=0.75, dash=dash)
    if not placed.lines:
        return
    align = _ALIGN[placed.lean]
    looks = ((colour, True), (LIGHT.muted, False))
    # A label without words keeps the height of its number.
    paragraphs = [
        one(line, _LABEL_SIZE, ink, bold=bold, align=align)
        for line, (ink, bold) in zip((*placed.lines, "")[:2], looks, strict=True)
    ]
    box = Box(placed.start - _INSET, plot.top - _HEAD + 2, placed.end - placed.start + 2 * _INSET, _HEAD - 8)
    canvas.text(box, paragraphs, name=name, anchor="b", wrap=False)
