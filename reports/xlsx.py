"""What every workbook that the dashboard writes has in common: nothing in it is a formula or a link."""

# XlsxWriter leaves some types open:
# pyright: reportUnknownMemberType=false, reportMissingTypeStubs=false

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from math import ceil
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from charts.palette import LIGHT
from data.base.formats import display_width

__all__ = ["Format", "NewWorkbook", "Worksheet", "header_format", "new_workbook", "row_height"]

# Text stays text, whatever it begins with. What Excel cannot hold (NaN) is an error here, never a cell.
NOTHING_RUNS: Final[dict[str, Any]] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# Installed with every Windows and WPS in China; LibreOffice puts Noto in its place.
FONT: Final = {"font_name": "Microsoft YaHei", "font_size": 10}
A4: Final = 9
# The most text that a cell of Excel holds.
CELL_CHARACTERS: Final = 32767
DATE_FORMAT: Final = "yyyy-mm-dd"
MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT_FORMAT: Final = "@"
LINE_HEIGHT: Final = 16
# What the edges of a cell take of its width, in characters.
CELL_PADDING: Final = 1


@dataclass
class NewWorkbook:
    """A workbook being written to memory; `bytes()` closes it."""

    book: Workbook
    buffer: BytesIO

    def format(self, **properties: Any) -> Format:
        """Make a cell format in the workbook's font, aligned to the middle of its row."""
        return self.book.add_format({**FONT, "valign": "vcenter", **properties})

    def sheet(self, name: str) -> Worksheet:
        """Add a sheet, with page numbers for print."""
        sheet = self.book.add_worksheet(name)
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C&P / &N")
        return sheet

    def mark(self, **properties: Any) -> Format:
        """Make what a conditional format adds to a cell's own look."""
        return self.book.add_format(properties)

    def content(self) -> bytes:
        """Finish the workbook and give its bytes."""
        self.book.close()
        return self.buffer.getvalue()


def new_workbook(title: str, day: date) -> NewWorkbook:
    """Begin a workbook. Its properties give `day` as the day it was made: equal input gives equal bytes."""
    buffer = BytesIO()
    book = Workbook(buffer, NOTHING_RUNS)
    book.set_properties({"title": title, "created": datetime(day.year, day.month, day.day)})  # noqa: DTZ001
    return NewWorkbook(book, buffer)


def header_format(made: NewWorkbook, **properties: Any) -> Format:
    """The look of a column header."""
    return made.format(
        bold=True,
        font_color=LIGHT.on_accent,
        bg_color=LIGHT.accent,
        align="center",
        text_wrap=True,
        border=1,
        border_color=LIGHT.rule,
        **properties,
    )


def row_height(text: str, width: float) -> float:
    """Give the height in points that a wrapped text needs in a column of this width.

    Excel makes a row as high as its text; WPS and LibreOffice do not, and draw it over the next row.
    """
    return LINE_HEIGHT * max(1, ceil(display_width(text) / (width - CELL_PADDING)))
