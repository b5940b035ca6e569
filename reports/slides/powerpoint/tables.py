"""Tables that can be edited, in the dashboard's look: thin rules, no bands, numbers to the right."""

# python-pptx leaves most of its XML elements open:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from pptx.oxml import parse_xml
from pptx.util import Emu

from charts.palette import LIGHT
from data.base.language import Translate
from reports.figures.numbers import FigureNumbers, table_rows
from reports.slides.powerpoint.canvas import NAMESPACES, Canvas
from reports.slides.powerpoint.marks import MARK, draw_mark
from reports.slides.powerpoint.page import Box, emu
from reports.slides.powerpoint.text import fitting, lines_needed, one, paragraph_xml, shortened, width_px

# PowerPoint's own style without colours and rules; the rules are the cells'.
_NO_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_PAD: Final = 8
_FLOOR: Final = 12
_MARK_ROOM: Final = MARK + 14
_LINE: Final = 2.5


@dataclass(frozen=True)
class TableLook:
    """Sizes of a table in points; row: the height of a row in px."""

    body: float = 16
    header: float = 13
    title: float = 16
    row: float = 52


LARGE: Final = TableLook()
DENSE: Final = TableLook(body=13, header=12, title=14, row=40)


def draw_table(
    canvas: Canvas, box: Box, numbers: FigureNumbers, more: str, _: Translate, look: TableLook = LARGE
) -> float:
    """Draw a table under its title, with verdict marks before the names where its frame has verdicts.

    more: a line under it. Returns the px at which it ends.
    """
    top = box.top
    steps = [(look.title - smaller, 1) for smaller in (0, 1, 2, 3, 4)]
    title, _lines = fitting(numbers.title, box.width, steps, bold=True)
    canvas.text(
        Box(box.left, top, box.width, look.title * 2.6),
        [one(numbers.title, title, bold=True)],
        name=_("Title of the table"),
    )
    top += look.title * 2.6 + 6
    headers = [column.header for column in numbers.columns]
    rows = [_named(row, headers[0]) for row in table_rows(numbers, canvas.lang)]
    if not rows:
        return top
    marks = list(numbers.frame["verdict"]) if "verdict" in numbers.frame else []
    right = [column.kind != "text" for column in numbers.columns]
    inset = _MARK_ROOM if marks else 0
    look = _smaller(look, headers, rows, box.width - inset - _PAD - 2 * _PAD * (len(headers) - 1))
    widths = _column_widths(headers, rows, box.width, look, first=inset)
    lines = max(
        lines_needed(header, look.header, width - 2 * _PAD)
        for header, width in zip(headers, widths, strict=True)
    )
    heights = [look.header * _LINE * lines + 8, *(look.row for _row in rows)]
    xml = [_row_xml(headers, right, heights[0], canvas.lang, look.header, LIGHT.muted, inset, widths)]
    xml += [_row_xml(row, right, look.row, canvas.lang, look.body, LIGHT.ink, inset, widths) for row in rows]
    columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in widths)
    place = Box(box.left, top, sum(widths), sum(heights))
    frame: Any = canvas.slide.shapes.add_table(
        1, 1, Emu(emu(place.left)), Emu(emu(place.top)), Emu(emu(place.width)), Emu(emu(place.height))
    )
    element = frame.element
    old = next(element.iter("{*}tbl"))
    old.getparent().replace(
        old,
        parse_xml(
            f'<a:tbl {NAMESPACES}><a:tblPr firstRow="1"><a:tableStyleId>{_NO_STYLE}</a:tableStyleId></a:tblPr>'
            f"<a:tblGrid>{columns}</a:tblGrid>{''.join(xml)}</a:tbl>"
        ),
    )
    canvas.frame(element, name=numbers.title, descr=numbers.title)
    if marks:
        group = canvas.group(Box(box.left, place.top, _MARK_ROOM, place.height), name=_("Verdict"))
        for line, verdict in enumerate(marks):
            middle = place.top + heights[0] + look.row * (line + 0.5)
            draw_mark(
                canvas, str(verdict), (box.left + MARK / 2, middle), min(MARK, look.row * 0.6), _, group
            )
    if more:
        size = max(look.header, 12)
        canvas.text(
            Box(box.left, place.bottom + 8, box.width, size * 2.6),
            [one(more, size, LIGHT.muted)],
            name=_("More"),
        )
        return place.bottom + 8 + size * 2.6
    return place.bottom


def _named(row: Sequence[str], header: str) -> list[str]:
    """Leave out of a name what its column's header says: `Aksu Prefecture` in the column of prefectures."""
    return [row[0].removesuffix(f" {header}"), *row[1:]]


def _smaller(
    look: TableLook, headers: Sequence[str], rows: Sequence[Sequence[str]], room: float
) -> TableLook:
    """Take a point or two off a table that is too wide, down to the floor."""
    while look.body > _FLOOR and sum(_needed(headers, rows, look)) > room:
        look = replace(look, body=look.body - 1, header=max(_FLOOR, look.header - 1))
    return look


def _needed(headers: Sequence[str], rows: Sequence[Sequence[str]], look: TableLook) -> list[float]:
    """Give the least width of each column's texts: no cell wraps, headers in two lines."""
    return [
        max(_in_two(header, look), *(width_px(row[place], look.body, bold=place == 0) for row in rows))
        for place, header in enumerate(headers)
    ]


def _column_widths(
    headers: Sequence[str], rows: Sequence[Sequence[str]], width: float, look: TableLook, first: float
) -> list[float]:
    """Give each column what its cells need, and its header in two lines; the first one gets the rest."""
    pads = first + _PAD + 2 * _PAD * (len(headers) - 1)
    least_needed = _needed(headers, rows, look)
    needed = [
        max(least, width_px(header, look.header)) for least, header in zip(least_needed, headers, strict=True)
    ]
    if sum(needed) + pads > width:
        needed = least_needed
    others = [value + 2 * _PAD for value in needed[1:]]
    least = needed[0] + first + _PAD
    rest = width - sum(others)
    if rest > least and others:
        # What is left over is shared, so that a wide table does not part the names from their numbers.
        spare = (rest - least) / (len(others) + 1)
        others = [value + spare for value in others]
        rest = width - sum(others)
    return [rest, *others]


def _in_two(header: str, look: TableLook) -> float:
    """Give the width at which a header takes two lines: words stay whole, Chinese parts in the middle."""
    words = header.split()
    if len(words) == 1 and header[-1].isascii():
        return width_px(header, look.header)
    half = width_px(header, look.header) / 2 + look.header
    return max(half, *(width_px(word, look.header) for word in words)) if header[-1].isascii() else half


def _row_xml(
    texts: Sequence[str],
    right: Sequence[bool],
    height: float,
    lang: str,
    size: float,
    colour: str,
    inset: float,
    widths: Sequence[float],
) -> str:
    rule = f'<a:lnB w="6350"><a:solidFill><a:srgbClr val="{LIGHT.rule[1:].upper()}"/></a:solidFill></a:lnB>'
    bare = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT"))
    cells: list[str] = []
    header = colour == LIGHT.muted
    for place, (text, to_right) in enumerate(zip(texts, right, strict=True)):
        left = inset if place == 0 else _PAD
        room = widths[place] - left - (0 if place == 0 else _PAD)
        bold = place == 0 and not header
        told = text if header else shortened(text, size, room, bold=bold)
        paragraph = one(told, size, colour, bold=bold, align="r" if to_right else "l")
        cells.append(
            "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>"
            f"{paragraph_xml(paragraph, lang)}</a:txBody>"
            f'<a:tcPr marL="{emu(left)}" marR="{emu(0 if place == len(texts) - 1 else _PAD)}" marT="0" marB="0" '
            f'anchor="{"b" if header else "ctr"}">{bare}{rule}<a:noFill/></a:tcPr></a:tc>'
        )
    return f'<a:tr h="{emu(height)}">{"".join(cells)}</a:tr>'
