"""A trend as a native line chart on a date axis: actual, path, projection with its range, milestones as points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from charts.alternative import trend_alternative
from charts.palette import LIGHT
from charts.projection import projection_label
from charts.theme import Look
from data.words import Translate
from reports.area_overview import Overview
from reports.briefing.model import Occasion
from reports.slides.canvas import Canvas
from reports.slides.chart_files import (
    ChartNumbers,
    Series,
    add_chart,
    layout_xml,
    serial,
    series_xml,
    text_xml,
)
from reports.slides.colours import line_xml, solid_xml
from reports.slides.page import Box
from reports.slides.trend_labels import TrendPlot, write_labels
from reports.slides.trend_numbers import TrendNumbers, axis_months, trend_numbers
from reports.slides.words import line_px, lines_needed, one, width_px

_WHOLE: Final = "#,##0"
_HIDDEN: Final = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
_NOTHING_SHOWN: Final = (
    '<c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


@dataclass(frozen=True)
class TrendLook:
    """How large a trend is told: sizes in points, months between ticks, px right of the plot.

    told: whether milestones say what became of them.
    """

    label: float
    number: float
    months: int
    right: float
    told: bool


LARGE: Final = TrendLook(label=15, number=24, months=6, right=60, told=True)
SMALL: Final = TrendLook(label=12, number=16, months=12, right=40, told=False)
_FOOT: Final = 56
# The plan's own days and a quarter; more would set the years on end.
_USUAL_SPAN: Final = 1230
_LOW: Final = 0.12
_MONTHS: Final = "yyyy\\-mm"
_YEARS: Final = "yyyy"


def draw_trend(
    canvas: Canvas, box: Box, view: Overview, occasion: Occasion, title: str, _: Translate, look: TrendLook
) -> None:
    """Draw an area's trend into the box, with the expected month above it."""
    shown = trend_numbers(view)
    words = Look(LIGHT, canvas.lang, _)
    told = projection_label(view.projection, words) if view.projection is not None else ""
    lines = lines_needed(told, look.label, box.width, bold=True)
    head = line_px(look.label) * lines + 24
    room = width_px(f"{shown.counties:,}", look.label) + 20
    inner = Box(box.left + room, box.top + head, box.width - room - look.right, box.height - head - _FOOT)
    months = tick_months(shown, look)
    first, last = axis_months(shown.days[0], shown.end, months)
    plot = TrendPlot(inner, first, last, shown.counties)
    numbers = chart_numbers(shown, title, occasion, _)
    descr = trend_alternative(view.trend, view.now.counties, title, list(view.met), view.projection, words)
    if told:
        strip = Box(box.left, box.top, box.width, head)
        canvas.text(strip, [one(told, look.label, LIGHT.accent, bold=True, align="r")], name=_("Projection"))
    area = (
        f"<c:plotArea>{layout_xml(inner, box)}{_plots(numbers, shown, canvas.lang, look)}"
        f"{_axes(plot, canvas.lang, look, months)}{_HIDDEN}</c:plotArea>"
    )
    add_chart(canvas, box, numbers, area, descr=descr)
    write_labels(canvas, plot, shown, view.met, words, size=look.label, told=look.told)


def tick_months(shown: TrendNumbers, look: TrendLook) -> int:
    """Give the months between two ticks: twice as many where a projection runs far beyond the plan."""
    span = (shown.end - shown.days[0]).days
    return look.months * 2 if span > _USUAL_SPAN else look.months


def chart_numbers(shown: TrendNumbers, title: str, occasion: Occasion, _: Translate) -> ChartNumbers:
    """Give the chart's series: two of the range, then actual, path, projection and milestones."""
    return ChartNumbers(
        title=title,
        heading=_("Day"),
        categories=shown.days,
        series=(
            Series(_("Projection: lower edge of the range"), shown.low, _WHOLE),
            Series(_("Projection: height of the range"), shown.band, _WHOLE),
            Series(_("Plan path"), shown.path, _WHOLE),
            Series(_("Projection"), shown.projection, _WHOLE),
            Series(_("Established"), shown.actual, _WHOLE),
            Series(_("Milestones"), shown.milestones, _WHOLE),
        ),
        as_of=occasion.as_of,
    )


def _plots(numbers: ChartNumbers, shown: TrendNumbers, lang: str, look: TrendLook) -> str:
    axes = '<c:axId val="333333"/><c:axId val="444444"/>'
    fan = f"<c:spPr>{solid_xml(LIGHT.fan)}<a:ln><a:noFill/></a:ln></c:spPr>"
    areas = series_xml(numbers, 0, _HIDDEN) + series_xml(numbers, 1, fan)
    smooth = '<c:smooth val="0"/>'
    path = series_xml(numbers, 2, _line(LIGHT.muted, 1.5, "dash"), "", smooth)
    way = series_xml(numbers, 3, _line(LIGHT.accent, 1.75, "sysDot"), "", smooth)
    actual = series_xml(numbers, 4, _line(LIGHT.accent, 3), _newest_label(shown, lang, look), smooth)
    marks = series_xml(numbers, 5, _marker_look(), _drops(), smooth)
    return (
        f'<c:areaChart><c:grouping val="stacked"/><c:varyColors val="0"/>{areas}{axes}</c:areaChart>'
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{path}{way}{actual}{marks}'
        f'<c:marker val="1"/>{axes}</c:lineChart>'
    )


def _line(colour: str, points: float, dash: str | None = None) -> str:
    return f'<c:spPr>{line_xml(colour, points, dash)}</c:spPr><c:marker><c:symbol val="none"/></c:marker>'


def _marker_look() -> str:
    return (
        "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:marker><c:symbol val="circle"/><c:size val="8"/><c:spPr>{solid_xml(LIGHT.paper)}'
        f"{line_xml(LIGHT.ink, 1.5)}</c:spPr></c:marker>"
    )


def _label(place: int, words: str, position: str, shows: str) -> str:
    """Give one point's label: `words` its number format, text and look."""
    return f'<c:dLbl><c:idx val="{place}"/>{words}<c:dLblPos val="{position}"/>{shows}</c:dLbl>'


def _labels(each: str) -> str:
    return f"<c:dLbls>{each}{_NOTHING_SHOWN}</c:dLbls>"


def _newest_label(shown: TrendNumbers, lang: str, look: TrendLook) -> str:
    newest = shown.newest
    if newest is None:
        return ""
    level = shown.actual[newest] or 0
    # Above the line where it leads, and where there is no room below it.
    ahead = level >= (shown.path[newest] or 0) or level < _LOW * shown.counties
    words = (
        f'<c:numFmt formatCode="{_WHOLE}" sourceLinked="0"/>{_HIDDEN}'
        f"{text_xml(look.number, LIGHT.accent, lang, bold=True)}"
    )
    shows = _NOTHING_SHOWN.replace('showVal val="0"', 'showVal val="1"')
    return _labels(_label(newest, words, "t" if ahead else "b", shows))


def _drops() -> str:
    """Draw a line from each milestone's point down to the axis."""
    return (
        '<c:errBars><c:errDir val="y"/><c:errBarType val="minus"/><c:errValType val="percentage"/>'
        f'<c:noEndCap val="1"/><c:val val="100"/><c:spPr>{line_xml(LIGHT.ink, 0.75)}</c:spPr></c:errBars>'
    )


def _axes(plot: TrendPlot, lang: str, look: TrendLook, months: int) -> str:
    counties = plot.counties
    days = _YEARS if months >= 12 else _MONTHS
    step = counties / 2 if counties % 2 == 0 else counties
    text = text_xml(max(12, look.label - 1), LIGHT.muted, lang)
    return (
        '<c:dateAx><c:axId val="333333"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{serial(plot.last)}"/><c:min val="{serial(plot.first)}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="b"/><c:numFmt formatCode="{days}" sourceLinked="0"/><c:majorTickMark val="out"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr>{line_xml(LIGHT.rule, 0.75)}</c:spPr>{text}'
        '<c:crossAx val="444444"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblOffset val="100"/>'
        f'<c:baseTimeUnit val="days"/><c:majorUnit val="{months}"/><c:majorTimeUnit val="months"/></c:dateAx>'
        '<c:valAx><c:axId val="444444"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{counties}"/><c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>'
        f"<c:majorGridlines><c:spPr>{line_xml(LIGHT.line, 0.75)}</c:spPr></c:majorGridlines>"
        f'<c:numFmt formatCode="{_WHOLE}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{text}<c:crossAx val="333333"/><c:crosses val="autoZero"/><c:crossBetween val="midCat"/>'
        f'<c:majorUnit val="{step:g}"/></c:valAx>'
    )
