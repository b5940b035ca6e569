"""A trend as a native line chart on a date axis, with its numbers inside and its labels as text boxes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
import pandas as pd

from charts.palette import LIGHT
from charts.theme import Look
from charts.trend.layout import (
    LABEL_WIDTH,
    LONGEST_OVERRUN,
    LOW_LINE,
    MilestoneMet,
    milestone_outcome,
    projection_label,
    trend_alternative,
)
from data.base.formats import format_target
from data.base.language import Translate
from data.plan.milestones import plan_path
from reports.figures.occasion import Occasion
from reports.figures.overview import Overview
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
    plot = PlotArea(inner, first, last, shown.counties)
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


def _axes(plot: PlotArea, lang: str, look: TrendLook, months: int) -> str:
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


_GAP: Final = 12

# Where along the path's last leg its name may stand: away from the newest point's figure.
_SPOTS: Final = (0.3, 0.64)


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


def write_labels(
    canvas: Canvas,
    plot: PlotArea,
    shown: TrendNumbers,
    met: Sequence[MilestoneMet],
    words: Look,
    *,
    size: float,
    told: bool,
) -> None:
    """Write the milestones' labels and the path's name. told: with what became of each milestone."""
    last = max(entry.milestone.on for entry in met)
    for entry in met:
        _write_milestone(canvas, plot, shown, entry, words, size=size, told=told, last=last)
    _write_path(canvas, plot, shown, words, size, _SPOTS if told else _SPOTS[:1])


def _write_milestone(
    canvas: Canvas,
    plot: PlotArea,
    shown: TrendNumbers,
    met: MilestoneMet,
    words: Look,
    *,
    size: float,
    told: bool,
    last: date,
) -> None:
    on = met.milestone.on
    target = format_target(met.milestone.share)
    lines = [f"{target} · {on.isoformat()}", *milestone_outcome(met, words)] if told else [target]
    width = max(width_px(line, size, bold=True) for line in lines) + 8
    height = line_px(size) * len(lines)
    is_last = on == last
    left = plot.x(on) - _GAP - width if is_last else plot.x(on) + _GAP
    high = _runs_low(shown, on) and not is_last
    # In a small trend the labels of two milestones would touch: the earlier one stands a line higher.
    lift = 0 if told or is_last else height
    top = plot.box.top + _GAP if high else plot.box.bottom - height - lift - _GAP
    align: Align = "r" if is_last else "l"
    paragraphs = [
        one(line, size, LIGHT.muted if place else LIGHT.ink, bold=not place, align=align)
        for place, line in enumerate(lines)
    ]
    canvas.text(Box(left, top, width, height), paragraphs, name=lines[0], wrap=False)


def _runs_low(shown: TrendNumbers, since: date) -> bool:
    """Whether the line runs, after a milestone, where the milestone's label would stand."""
    nearby = [
        level
        for day, level in zip(shown.days, shown.actual, strict=True)
        if level is not None and since <= day <= since + LABEL_WIDTH
    ]
    return bool(nearby) and min(nearby) < LOW_LINE * shown.counties


def _write_path(
    canvas: Canvas,
    plot: PlotArea,
    shown: TrendNumbers,
    words: Look,
    size: float,
    spots: Sequence[float],
) -> None:
    """Name the path on the side on which the actual line does not run."""
    newest = shown.newest
    if newest is None:
        return
    (start, low), (end, high) = plan_path()[-2:]
    day, level = shown.days[newest], shown.actual[newest] or 0
    reached = (day - start) / (end - start)
    spot = max(spots, key=lambda spot: abs(spot - reached))
    ahead = level >= (shown.path[newest] or 0)
    name = words.translate("Plan path")
    width, height = width_px(name, size) + 8, line_px(size)
    x = plot.x(start + (end - start) * spot)
    y = plot.y((low + (high - low) * spot) * shown.counties)
    box = (
        Box(x + _GAP, y + 2, width, height) if ahead else Box(x - _GAP - width, y - height - 2, width, height)
    )
    canvas.text(box, [one(name, size, LIGHT.muted, align="l" if ahead else "r")], name=name, wrap=False)


@dataclass(frozen=True)
class TrendNumbers:
    """Values for each of `days`, None where a line has none; in counties.

    low and band: the lower edge of the projection's range and its height. milestones: on their days only.
    end: the last day of the axis.
    """

    counties: int
    days: tuple[date, ...]
    actual: tuple[float | None, ...]
    path: tuple[float | None, ...]
    projection: tuple[float | None, ...]
    low: tuple[float | None, ...]
    band: tuple[float | None, ...]
    milestones: tuple[float | None, ...]
    end: date

    @property
    def newest(self) -> int | None:
        """The place of the newest actual value."""
        places = [place for place, value in enumerate(self.actual) if value is not None]
        return places[-1] if places else None


def trend_numbers(view: Overview) -> TrendNumbers:
    """Lay out an area's trend, path, projection and milestones on the days on which any of them turns."""
    path = plan_path()
    known = {
        stamp.date(): float(level)
        for stamp, level in zip(
            pd.to_datetime(view.trend["month_end"]), view.trend["established"], strict=True
        )
    }
    counties = view.now.counties
    marks = {milestone.on: milestone.share * counties for milestone in view.milestones}
    last = max(path[-1][0], *marks)
    projected = view.projection
    end = last
    turns: set[date] = set()
    if projected is not None and known:
        end = max(last, min(projected.on, last + LONGEST_OVERRUN))
        ends = (projected.early, projected.on, projected.late)
        turns = {day for day in ends if day is not None and day <= end} | {end}
    days = sorted({*known, *marks, *(day for day, _share in path), *turns, *_ahead(known, end)})
    since = max(known) if known else None
    expected: list[float | None] = [None] * len(days)
    low, band = expected, expected
    if projected is not None and since is not None:
        level, needed = known[since], float(projected.needed)
        expected = [_way(day, since, projected.on, level, needed) for day in days]
        expected = [value if day <= projected.on else None for day, value in zip(days, expected, strict=True)]
        if projected.early is not None and projected.late is not None:
            low = [_way(day, since, projected.late, level, needed) for day in days]
            high = [_way(day, since, projected.early, level, needed) for day in days]
            band = [
                None if lower is None or upper is None else upper - lower
                for lower, upper in zip(low, high, strict=True)
            ]
    return TrendNumbers(
        counties=counties,
        days=tuple(days),
        actual=tuple(known.get(day) for day in days),
        path=_path_levels(days, path, counties),
        projection=tuple(expected),
        low=tuple(low),
        band=tuple(band),
        milestones=tuple(marks.get(day) for day in days),
        end=end,
    )


def _ahead(known: Iterable[date], end: date) -> list[date]:
    """List the month ends after the newest day: those who go on with the chart find their rows."""
    since = max(known, default=None)
    if since is None:
        return []
    ends = pd.date_range(since + timedelta(days=1), end, freq="ME")
    return [stamp.date() for stamp in ends]


def _way(day: date, since: date, until: date, level: float, needed: float) -> float | None:
    """Give the level on the straight way from one day to the other; after it, what was to be reached."""
    if day < since:
        return None
    if until <= since:
        return needed
    return level + (needed - level) * min(1.0, (day - since) / (until - since))


def _path_levels(
    days: Sequence[date], path: Sequence[tuple[date, float]], counties: int
) -> tuple[float | None, ...]:
    corners = [day.toordinal() for day, _share in path]
    shares: Any = np.interp([day.toordinal() for day in days], corners, [share for _day, share in path])
    return tuple(
        float(share) * counties if path[0][0] <= day <= path[-1][0] else None
        for day, share in zip(days, shares, strict=True)
    )


def axis_months(start: date, end: date, step: int) -> tuple[date, date]:
    """Give the first and the last tick of an axis whose ticks are `step` months apart, a new year's among them."""
    first = date(start.year, (start.month - 1) // step * step + 1, 1)
    last = first
    while last < end + timedelta(days=1):
        month = last.month - 1 + step
        last = date(last.year + month // 12, month % 12 + 1, 1)
    return first, last
