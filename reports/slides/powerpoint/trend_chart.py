"""A trend as a native line chart on a date axis, with its numbers inside and its labels as text boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import pandas as pd

from charts.palette import LIGHT
from charts.theme import Look
from charts.trend.layout import PATH_NAME_SPOTS, MilestoneMet, TrendLayout
from data.base.language import Translate
from reports.figures.area import Overview
from reports.figures.occasion import Occasion
from reports.slides.powerpoint.canvas import Canvas
from reports.slides.powerpoint.chart_files import (
    ChartNumbers,
    Series,
    add_chart,
    layout_xml,
    serial,
    series_xml,
    text_xml,
)
from reports.slides.powerpoint.page import Box
from reports.slides.powerpoint.text import Align, line_px, lines_needed, one, width_px
from reports.slides.powerpoint.theme import line_xml, solid_xml

_WHOLE: Final = "#,##0"

_HIDDEN: Final = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"

_NOTHING_SHOWN: Final = (
    '<c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


_FOOT: Final = 56

# The plan's own days and a quarter; more would set the years on end.
_USUAL_SPAN: Final = 1230

# Below this share of all counties there is no room for a figure under the line.
_LOW: Final = 0.12

_MONTHS: Final = "yyyy\\-mm"

_YEARS: Final = "yyyy"

_GAP: Final = 12


@dataclass(frozen=True)
class TrendSize:
    """How large a trend is drawn: sizes in points, months between ticks, px right of the plot.

    with_outcomes: whether milestones say what became of them.
    """

    label: float
    number: float
    months: int
    right: float
    with_outcomes: bool


LARGE: Final = TrendSize(label=15, number=24, months=6, right=60, with_outcomes=True)

SMALL: Final = TrendSize(label=12, number=16, months=12, right=40, with_outcomes=False)


@dataclass(frozen=True)
class PlotArea:
    """The plot's place on the slide and the days at its two ends."""

    box: Box
    first: date
    last: date
    counties: int

    def x(self, day: date) -> float:
        """Give a day's px."""
        return self.box.left + self.box.width * ((day - self.first) / (self.last - self.first))

    def y(self, level: float) -> float:
        """Give the px of a number of counties."""
        return self.box.bottom - self.box.height * level / max(self.counties, 1)


@dataclass(frozen=True)
class TrendSeries:
    """Values in counties for each of `days`, None where a line has none.

    low and band: the lower edge of the projection's range and its height. milestones: on their days only.
    """

    days: tuple[date, ...]
    actual: tuple[float | None, ...]
    path: tuple[float | None, ...]
    projection: tuple[float | None, ...]
    low: tuple[float | None, ...]
    band: tuple[float | None, ...]
    milestones: tuple[float | None, ...]


def draw_trend(
    canvas: Canvas, box: Box, view: Overview, occasion: Occasion, title: str, _: Translate, size: TrendSize
) -> None:
    """Draw an area's trend into the box, with the expected month above it."""
    shown, look = view.trend_layout(), Look(LIGHT, canvas.lang, _)
    expected = shown.projection.label(look) if shown.projection is not None else ""
    lines = lines_needed(expected, size.label, box.width, bold=True)
    head = line_px(size.label) * lines + 24
    room = width_px(f"{shown.counties:,}", size.label) + 20
    inner = Box(box.left + room, box.top + head, box.width - room - size.right, box.height - head - _FOOT)
    months = tick_months(shown, size)
    first, last = axis_months(shown.start, shown.edge, months)
    plot = PlotArea(inner, first, last, shown.counties)
    numbers = _chart_numbers(trend_series(shown), title, occasion, _)
    if expected:
        strip = Box(box.left, box.top, box.width, head)
        text = [one(expected, size.label, LIGHT.accent, bold=True, align="r")]
        canvas.text(strip, text, name=_("Projection"))
    area = (
        f"<c:plotArea>{layout_xml(inner, box)}{_plots(numbers, shown, canvas.lang, size)}"
        f"{_axes(plot, canvas.lang, size, months)}{_HIDDEN}</c:plotArea>"
    )
    add_chart(canvas, box, numbers, area, descr=shown.in_words(title, look))
    for met in shown.met:
        _write_milestone(canvas, plot, shown, met, look, size)
    _write_path(canvas, plot, shown, look, size)


def tick_months(shown: TrendLayout, size: TrendSize) -> int:
    """Give the months between two ticks: twice as many where a projection runs far beyond the plan."""
    return size.months * 2 if (shown.edge - shown.start).days > _USUAL_SPAN else size.months


def axis_months(start: date, end: date, step: int) -> tuple[date, date]:
    """Give the first and the last tick of an axis whose ticks are `step` months apart, a new year's among them."""
    first = date(start.year, (start.month - 1) // step * step + 1, 1)
    last = first
    while last < end + timedelta(days=1):
        month = last.month - 1 + step
        last = date(last.year + month // 12, month % 12 + 1, 1)
    return first, last


def trend_series(shown: TrendLayout) -> TrendSeries:
    """Give a trend's lines as values on all days on which any of them turns."""
    known = dict(zip(shown.days, (float(level) for level in shown.levels), strict=True))
    marks = {met.on: met.milestone.share * shown.counties for met in shown.met}
    corners = [day for day, _share in shown.path]
    turns: set[date] = set()
    projected = shown.projection
    if projected is not None:
        ends = (projected.early, projected.on, projected.late, shown.edge)
        turns = {day for day in ends if day is not None and day <= shown.edge}
    days = sorted({*known, *marks, *corners, *turns, *_months_ahead(shown)})
    nothing: tuple[float | None, ...] = (None,) * len(days)
    low, band = nothing, nothing
    if projected is not None and projected.early is not None and projected.late is not None:
        low, high = _way(shown, projected.late, days), _way(shown, projected.early, days)
        band = tuple(
            None if lower is None or upper is None else upper - lower
            for lower, upper in zip(low, high, strict=True)
        )
    return TrendSeries(
        days=tuple(days),
        actual=tuple(known.get(day) for day in days),
        path=tuple(
            shown.path_share(day) * shown.counties if corners[0] <= day <= corners[-1] else None
            for day in days
        ),
        projection=nothing
        if projected is None
        else tuple(
            level if day <= projected.on else None
            for day, level in zip(days, _way(shown, projected.on, days), strict=True)
        ),
        low=low,
        band=band,
        milestones=tuple(marks.get(day) for day in days),
    )


def _months_ahead(shown: TrendLayout) -> list[date]:
    """List the month ends after the newest day: those who go on with the chart find their rows."""
    if not shown.days:
        return []
    ends = pd.date_range(shown.days[-1] + timedelta(days=1), shown.edge, freq="ME")
    return [stamp.date() for stamp in ends]


def _way(shown: TrendLayout, until: date, days: Sequence[date]) -> tuple[float | None, ...]:
    """Give the levels on the straight way from the newest day to another; after it, what was to be reached."""
    if shown.newest is None or shown.projection is None:
        return (None,) * len(days)
    (since, level), needed = shown.newest, float(shown.projection.needed)

    def level_on(day: date) -> float | None:
        if day < since:
            return None
        if until <= since:
            return needed
        return level + (needed - level) * min(1.0, (day - since) / (until - since))

    return tuple(level_on(day) for day in days)


def _chart_numbers(series: TrendSeries, title: str, occasion: Occasion, _: Translate) -> ChartNumbers:
    """Give the chart's series: two of the range, then actual, path, projection and milestones."""
    return ChartNumbers(
        title=title,
        heading=_("Day"),
        categories=series.days,
        series=(
            Series(_("Projection: lower edge of the range"), series.low, _WHOLE),
            Series(_("Projection: height of the range"), series.band, _WHOLE),
            Series(_("Plan path"), series.path, _WHOLE),
            Series(_("Projection"), series.projection, _WHOLE),
            Series(_("Established"), series.actual, _WHOLE),
            Series(_("Milestones"), series.milestones, _WHOLE),
        ),
        as_of=occasion.as_of,
    )


def _plots(numbers: ChartNumbers, shown: TrendLayout, lang: str, size: TrendSize) -> str:
    axes = '<c:axId val="333333"/><c:axId val="444444"/>'
    fan = f"<c:spPr>{solid_xml(LIGHT.fan)}<a:ln><a:noFill/></a:ln></c:spPr>"
    areas = series_xml(numbers, 0, _HIDDEN) + series_xml(numbers, 1, fan)
    smooth = '<c:smooth val="0"/>'
    path = series_xml(numbers, 2, _line(LIGHT.muted, 1.5, "dash"), "", smooth)
    way = series_xml(numbers, 3, _line(LIGHT.accent, 1.75, "sysDot"), "", smooth)
    actual = series_xml(numbers, 4, _line(LIGHT.accent, 3), _newest_label(numbers, shown, lang, size), smooth)
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


def _newest_label(numbers: ChartNumbers, shown: TrendLayout, lang: str, size: TrendSize) -> str:
    if shown.newest is None:
        return ""
    day, level = shown.newest
    # Above the line where it leads, and where there is no room below it.
    is_above = shown.is_ahead or level < _LOW * shown.counties
    words = (
        f'<c:numFmt formatCode="{_WHOLE}" sourceLinked="0"/>{_HIDDEN}'
        f"{text_xml(size.number, LIGHT.accent, lang, bold=True)}"
    )
    shows = _NOTHING_SHOWN.replace('showVal val="0"', 'showVal val="1"')
    return _labels(_label(numbers.categories.index(day), words, "t" if is_above else "b", shows))


def _drops() -> str:
    """Draw a line from each milestone's point down to the axis."""
    return (
        '<c:errBars><c:errDir val="y"/><c:errBarType val="minus"/><c:errValType val="percentage"/>'
        f'<c:noEndCap val="1"/><c:val val="100"/><c:spPr>{line_xml(LIGHT.ink, 0.75)}</c:spPr></c:errBars>'
    )


def _axes(plot: PlotArea, lang: str, size: TrendSize, months: int) -> str:
    counties = plot.counties
    days = _YEARS if months >= 12 else _MONTHS
    step = counties / 2 if counties % 2 == 0 else counties
    text = text_xml(max(12, size.label - 1), LIGHT.muted, lang)
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


def _write_milestone(
    canvas: Canvas, plot: PlotArea, shown: TrendLayout, met: MilestoneMet, look: Look, size: TrendSize
) -> None:
    lines = [met.heading, *met.outcome(look)] if size.with_outcomes else [met.target]
    width = max(width_px(line, size.label, bold=True) for line in lines) + 8
    height = line_px(size.label) * len(lines)
    is_last = met.on == max(one.on for one in shown.met)
    left = plot.x(met.on) - _GAP - width if is_last else plot.x(met.on) + _GAP
    # In a small trend the labels of two milestones would touch: the earlier one stands a line higher.
    lift = 0 if size.with_outcomes or is_last else height
    high = not is_last and shown.runs_low_after(met.milestone)
    top = plot.box.top + _GAP if high else plot.box.bottom - height - lift - _GAP
    align: Align = "r" if is_last else "l"
    paragraphs = [
        one(line, size.label, LIGHT.muted if place else LIGHT.ink, bold=not place, align=align)
        for place, line in enumerate(lines)
    ]
    canvas.text(Box(left, top, width, height), paragraphs, name=lines[0], wrap=False)


def _write_path(canvas: Canvas, plot: PlotArea, shown: TrendLayout, look: Look, size: TrendSize) -> None:
    """Name the path on the side on which the actual line does not run."""
    if shown.newest is None:
        return
    day, level = shown.path_name_place(PATH_NAME_SPOTS if size.with_outcomes else PATH_NAME_SPOTS[:1])
    name = look.translate("Plan path")
    width, height = width_px(name, size.label) + 8, line_px(size.label)
    x, y = plot.x(day), plot.y(level)
    right, left = Box(x + _GAP, y + 2, width, height), Box(x - _GAP - width, y - height - 2, width, height)
    box, align = (right, "l") if shown.is_ahead else (left, "r")
    canvas.text(box, [one(name, size.label, LIGHT.muted, align=align)], name=name, wrap=False)
