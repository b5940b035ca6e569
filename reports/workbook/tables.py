"""Numbers written as worksheets: what they are, as of when, from whom, then the rows."""

# XlsxWriter leaves some types open:
# pyright: reportUnknownMemberType=false, reportMissingTypeStubs=false

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any, Final

from charts.palette import LIGHT, SHARE_BREAKS, VERDICTS
from charts.words import sentence_case, verdict_word
from data.base.formats import (
    display_width,
    format_date,
)
from data.base.language import Translate
from reports.figures.numbers import (
    FigureNumbers,
    Kind,
    file_cell,
    header_with_unit,
)
from reports.workbook.topics import Topic
from reports.xlsx import (
    CELL_CHARACTERS,
    DATE_FORMAT,
    FONT,
    TEXT_FORMAT,
    Format,
    NewWorkbook,
    Worksheet,
    header_format,
    new_workbook,
    row_height,
)

A3: Final = 8
# What the header of a printed page may hold, in characters, with its codes for place and font.
PRINTED_HEADER: Final = 200
HEADER_LINES: Final = 2
HEADER_HEIGHT: Final = 34
# Widths of columns, in characters.
NARROWEST: Final = 10
WIDEST: Final = 44
TEXT_WIDTH: Final = 96
# Rows whose texts decide how wide a column is; the widest hardly come later.
MEASURED_ROWS: Final = 400
NUMBER_FORMATS: Final[Mapping[Kind, str]] = {
    "text": TEXT_FORMAT,
    "count": "#,##0",
    "share": "0.0%",
    "pace": "0.0",
    "points": "+0.0;-0.0;0.0",
    "date": DATE_FORMAT,
    "month": TEXT_FORMAT,
}


@dataclass(frozen=True)
class Looks:
    """The cell formats that all sheets of a workbook share."""

    title: Format
    muted: Format
    demo: Format
    link: Format
    header: Format
    prose: Format
    cells: Mapping[Kind, Format]
    shares: tuple[Format, ...]
    verdicts: Mapping[str, Format]


def xlsx_bytes(numbers: FigureNumbers, _: Translate, lang: str) -> bytes:
    """Give a figure's rows as a workbook of their own, under a header that stays in sight."""
    made = new_workbook(numbers.title, numbers.as_of)
    # Percent is in the cells' format here, points are not.
    columns = tuple(
        replace(column, header=header_with_unit(column, _)) if column.kind == "points" else column
        for column in numbers.columns
    )
    topic = Topic(_("Numbers"), "", replace(numbers, columns=columns), pinned=1)
    looks = looks_of(made, _, wrapped=True)
    sheet = made.sheet(topic.tab)
    first = write_top(sheet, numbers, looks, _, lang) + 1
    _write_table(sheet, topic, looks, first)
    return made.content()


def looks_of(made: NewWorkbook, _: Translate, *, wrapped: bool = False) -> Looks:
    """Make the formats of a workbook. wrapped: whether a long text takes more lines instead of being covered."""
    frame = {"border": 1, "border_color": LIGHT.line, "font_color": LIGHT.ink}
    return Looks(
        title=made.format(bold=True, font_size=14, font_color=LIGHT.accent),
        muted=made.format(font_color=LIGHT.muted),
        demo=made.format(bold=True, font_color=LIGHT.warning_text),
        link=made.format(font_color=LIGHT.accent, underline=1),
        header=header_format(made),
        prose=made.format(text_wrap=True, valign="top", **frame),
        cells={
            kind: made.format(
                num_format=shape,
                **(
                    {"align": "left", "indent": 1, "text_wrap": wrapped}
                    if kind in ("text", "month")
                    else {"align": "right"}
                ),
                **frame,
            )
            for kind, shape in NUMBER_FORMATS.items()
        },
        shares=tuple(made.mark(bg_color=colour, font_color=LIGHT.text_on(colour)) for colour in LIGHT.share),
        verdicts={
            sentence_case(verdict_word(verdict, _)): made.mark(
                font_color=LIGHT.verdicts[verdict].text, bold=True
            )
            for verdict in VERDICTS
        },
    )


def write_topic(
    made: NewWorkbook, topic: Topic, looks: Looks, contents: str, _: Translate, lang: str
) -> None:
    """Add the topic's sheet. contents: the tab that its first lines lead back to."""
    sheet = made.sheet(topic.tab)
    link = write_top(sheet, topic.numbers, looks, _, lang)
    sheet.write_url(link, 0, place_in_book(contents), looks.link, string=_("← Contents"))
    first = link + 2
    _write_table(sheet, topic, looks, first)
    if not topic.lines and not topic.row_kinds:
        last = first + max(len(topic.numbers.frame), 1)
        sheet.autofilter(first, 0, last, len(topic.numbers.columns) - 1)
        _colour(sheet, topic, looks, first + 1, last)
    set_page(sheet, topic, _, lang)


def place_in_book(tab: str) -> str:
    """Give the address of a sheet's first cell. Tabs are words of ours, never of the data."""
    quoted = tab.replace("'", "''")
    return f"internal:'{quoted}'!A1"


def write_top(sheet: Worksheet, numbers: FigureNumbers, looks: Looks, _: Translate, lang: str) -> int:
    """Write what a sheet holds, as of when and from whom; return the row below."""
    sheet.write_string(0, 0, numbers.title[:CELL_CHARACTERS], looks.title)
    sheet.set_row(0, 24)
    sheet.write_string(1, 0, _as_of(numbers.as_of, _, lang), looks.muted)
    sheet.write_string(2, 0, numbers.source[:CELL_CHARACTERS], looks.muted)
    row = 3
    if numbers.demo:
        sheet.write_string(row, 0, _("DEMO DATA"), looks.demo)
        row += 1
    return row


def set_page(sheet: Worksheet, topic: Topic, _: Translate, lang: str) -> None:
    """Lay the sheet out for print: across, as wide as the page, with title, day and demo mark on every page."""
    numbers = topic.numbers
    sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.7)
    if topic.wide:
        sheet.set_paper(A3)
    notes = [_as_of(numbers.as_of, _, lang)] + ([_("DEMO DATA")] if numbers.demo else [])
    font = f'&"{FONT["font_name"]},Regular"&9'
    # In a header an ampersand is a code; two are one.
    left, right = (
        text.replace("&", "&&")[: PRINTED_HEADER // 2] for text in (numbers.title, " · ".join(notes))
    )
    sheet.set_header(f"&L{font}{left}&R{font}{right}")


def _as_of(day: date, _: Translate, lang: str) -> str:
    return _("Data as of {day}").format(day=format_date(day, lang))


def _write_table(sheet: Worksheet, topic: Topic, looks: Looks, first: int) -> None:
    """Write the table column by column under a header in row `first` that stays in sight."""
    sheet.set_row(first, HEADER_HEIGHT)
    sheet.freeze_panes(first + 1, topic.pinned)
    sheet.repeat_rows(first)
    for place, column in enumerate(topic.numbers.columns):
        values: list[Any] = topic.numbers.frame[column.field].tolist()
        kinds = _kinds(topic, column.kind, first_column=not place)
        sheet.write_string(first, place, column.header, looks.header)
        width = TEXT_WIDTH if topic.lines and place else _width(column.kind, column.header, values)
        sheet.set_column(place, place, width)
        for row, (value, kind) in enumerate(zip(values, kinds, strict=True), start=first + 1):
            look = looks.prose if topic.lines else looks.cells[kind]
            _write_cell(sheet, row, place, value, kind, look)
            if topic.lines and place:
                sheet.set_row(row, row_height(str(value), width))


def _kinds(topic: Topic, kind: Kind, *, first_column: bool) -> Sequence[Kind]:
    """Say of each row what a column's value in it is."""
    if not topic.row_kinds or first_column:
        return (kind,) * len(topic.numbers.frame)
    return tuple("points" if kind == "points" and own == "share" else own for own in topic.row_kinds)


def _write_cell(sheet: Worksheet, row: int, place: int, value: Any, kind: Kind, look: Format) -> None:
    """Write text as text, numbers rounded as every page shows them; what cannot be told stays blank."""
    cell = file_cell(value, kind)
    if cell is None:
        sheet.write_blank(row, place, None, look)
    elif isinstance(cell, str):
        sheet.write_string(row, place, cell[:CELL_CHARACTERS], look)
    elif isinstance(cell, date):
        sheet.write_datetime(row, place, datetime.combine(cell, time()), look)
    else:
        sheet.write_number(row, place, round(cell / 100, 3) if kind == "share" else cell, look)


def _width(kind: Kind, header: str, values: list[Any]) -> float:
    """Give a column the width of its texts; a header may break once."""
    texts = [str(value) for value in values[:MEASURED_ROWS] if value is not None] if kind == "text" else []
    broken = max(map(display_width, header.split())) if " " in header else 0
    # The arrow of the filter takes two characters.
    title = max(broken, -(-display_width(header) // HEADER_LINES)) + 2
    return min(WIDEST, max([NARROWEST, title, *(display_width(text) for text in texts)]) + 3)


def _colour(sheet: Worksheet, topic: Topic, looks: Looks, first: int, last: int) -> None:
    """Give shares established the steps of the map, and verdicts the colour of their word."""
    for place, column in enumerate(topic.numbers.columns):
        if column.field == "share" and column.kind == "share":
            bounds = (0.0, *SHARE_BREAKS)
            for step, lower in reversed(list(enumerate(bounds))):
                rule = {"type": "cell", "criteria": ">=", "value": lower, "format": looks.shares[step]}
                # A blank cell counts as 0 to a rule, and has no colour.
                sheet.conditional_format(first, place, last, place, {"type": "blanks", "stop_if_true": True})
                sheet.conditional_format(first, place, last, place, {**rule, "stop_if_true": True})
        elif column.field == "verdict_word":
            for word, look in looks.verdicts.items():
                quoted = word.replace('"', '""')
                rule = {"type": "cell", "criteria": "==", "value": f'"{quoted}"', "format": look}
                sheet.conditional_format(first, place, last, place, rule)
