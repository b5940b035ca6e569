"""Native charts with their numbers inside: chart and workbook are both written here, so that no cell is a formula.

python-pptx's own writer would make a formula of a label such as `=cmd|…`.
"""

# python-pptx leaves most of its XML elements open:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from math import isfinite
from typing import Any, Final
from xml.sax.saxutils import escape

from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Emu

from charts.palette import LIGHT
from reports.slides.powerpoint.canvas import Canvas
from reports.slides.powerpoint.page import Box, emu
from reports.slides.powerpoint.text import LANGUAGES, clean, properties_xml
from reports.xlsx import DATE_FORMAT, TEXT_FORMAT, header_format, new_workbook

SHEET: Final = "Sheet1"
_EPOCH: Final = date(1899, 12, 30)
_NAMESPACES: Final = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_FIRST_COLUMN: Final = ord("B")


@dataclass(frozen=True)
class Series:
    """One row of numbers, a value or None for each category; number_format as Excel writes it."""

    name: str
    values: tuple[float | None, ...]
    number_format: str


@dataclass(frozen=True)
class ChartNumbers:
    """What a chart holds: its categories, texts or days, and its series."""

    title: str
    heading: str
    categories: tuple[str, ...] | tuple[date, ...]
    series: tuple[Series, ...]
    as_of: date


@dataclass(frozen=True)
class ChartFile:
    """A chart's XML with its workbook, as python-pptx asks for them."""

    xml: bytes
    xlsx_blob: bytes

    def xml_bytes(self, _kind: object) -> bytes:
        """Give the chart's XML; the kind is in it."""
        return self.xml


def add_chart(canvas: Canvas, box: Box, numbers: ChartNumbers, plot: str, *, descr: str) -> None:
    """Put a chart on a slide. plot: the c:plotArea, from `series_xml` and the axes."""
    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace {_NAMESPACES}>'
        f'<c:date1904 val="0"/><c:lang val="{LANGUAGES[canvas.lang][0]}"/><c:roundedCorners val="0"/><c:chart>'
        f'<c:autoTitleDeleted val="1"/>{plot}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{text_xml(12, LIGHT.muted, canvas.lang)}"
        "</c:chartSpace>"
    )
    made: Any = ChartFile(xml.encode(), chart_workbook(numbers))
    frame: Any = canvas.slide.shapes.add_chart(
        XL_CHART_TYPE.LINE,
        Emu(emu(box.left)),
        Emu(emu(box.top)),
        Emu(emu(box.width)),
        Emu(emu(box.height)),
        made,
    )
    canvas.frame(frame.element, name=numbers.title, descr=descr)


def chart_workbook(numbers: ChartNumbers) -> bytes:
    """Write the numbers as the workbook that opens on “edit data”: texts are texts, whatever they begin with."""
    made = new_workbook(clean(numbers.title), numbers.as_of)
    sheet = made.sheet(SHEET)
    header = header_format(made)
    text, day = made.format(num_format=TEXT_FORMAT), made.format(num_format=DATE_FORMAT)
    sheet.write_string(0, 0, clean(numbers.heading), header)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, len(numbers.series), 18)
    for row, category in enumerate(numbers.categories, start=1):
        if isinstance(category, date):
            sheet.write_datetime(row, 0, datetime.combine(category, time()), day)
        else:
            sheet.write_string(row, 0, clean(category), text)
    for column, series in enumerate(numbers.series, start=1):
        look = made.format(num_format=series.number_format)
        sheet.write_string(0, column, clean(series.name), header)
        for row, value in enumerate(series.values, start=1):
            if value is not None and isfinite(value):
                sheet.write_number(row, column, value, look)
    sheet.freeze_panes(1, 1)
    return made.content()


def series_xml(numbers: ChartNumbers, place: int, look: str, labels: str = "", after: str = "") -> str:
    """Give one series: `look` its fill, line, marker and points, `labels` its c:dLbls and error bars."""
    series = numbers.series[place]
    column = chr(_FIRST_COLUMN + place)
    count = len(numbers.categories)
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx><c:strRef><c:f>{SHEET}!${column}$1</c:f>'
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(clean(series.name))}</c:v></c:pt></c:strCache>'
        f"</c:strRef></c:tx>{look}{labels}<c:cat>{_categories_xml(numbers)}</c:cat>"
        f"<c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${count + 1}</c:f>"
        f"{_cache(series.values, series.number_format)}</c:numRef></c:val>{after}</c:ser>"
    )


def _categories_xml(numbers: ChartNumbers) -> str:
    count = len(numbers.categories)
    place = f"<c:f>{SHEET}!$A$2:$A${count + 1}</c:f>"
    days = [serial(day) for day in numbers.categories if isinstance(day, date)]
    if days:
        return f"<c:numRef>{place}{_cache(days, DATE_FORMAT)}</c:numRef>"
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{escape(clean(str(category)))}</c:v></c:pt>'
        for index, category in enumerate(numbers.categories)
    )
    return f'<c:strRef>{place}<c:strCache><c:ptCount val="{count}"/>{points}</c:strCache></c:strRef>'


def _cache(values: Sequence[float | None], number_format: str) -> str:
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{value:.10g}</c:v></c:pt>'
        for index, value in enumerate(values)
        if value is not None and isfinite(value)
    )
    return (
        f"<c:numCache><c:formatCode>{escape(number_format)}</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:numCache>'
    )


def serial(day: date) -> int:
    """Give a day as spreadsheets count it."""
    return (day - _EPOCH).days


def text_xml(size: float, colour: str, lang: str, *, bold: bool = False) -> str:
    """Give the look of a chart's texts."""
    properties = properties_xml(size, colour, lang, bold=bold, tag="defRPr")
    return f"<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{properties}</a:pPr><a:endParaRPr/></a:p></c:txPr>"


def layout_xml(inner: Box, whole: Box) -> str:
    """Fix the plot itself, without its labels, within the chart: what is drawn beside it stays in line."""
    parts = (
        ("x", (inner.left - whole.left) / whole.width),
        ("y", (inner.top - whole.top) / whole.height),
        ("w", inner.width / whole.width),
        ("h", inner.height / whole.height),
    )
    modes = '<c:xMode val="edge"/><c:yMode val="edge"/>'
    values = "".join(f'<c:{name} val="{value:.5f}"/>' for name, value in parts)
    return (
        f'<c:layout><c:manualLayout><c:layoutTarget val="inner"/>{modes}{values}</c:manualLayout></c:layout>'
    )
