"""What reading a spreadsheet gives: workbooks, sheets, the table of a sheet; and the limits."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

from data.base.cell_values import CellValue
from data.base.errors import DashboardError
from data.spreadsheets.problems import Problem, unreadable_sentences

Kind: TypeAlias = Literal["xlsx", "xlsm", "xls", "et", "ods", "csv", "txt", "html"]
# Where the day that a table describes is told.
DayFrom: TypeAlias = Literal["title", "file_name", "filled_in"]
LeftOutReason: TypeAlias = Literal["total", "signature", "note", "blank", "repeated_header"]

MEBIBYTE: Final = 1024 * 1024

# All merges together; what is beyond is a mistake or an attack, and filling it would cost minutes.
MOST_MERGED_CELLS: Final = 500_000


@dataclass(frozen=True)
class Limits:
    """What one reading may cost. Whatever needs more ends as one clear sentence.

    The child process sees them as plain numbers (`data.spreadsheets.child`); each is there for a hostile file, and lies
    well above what a province's largest honest file needs (100,000 rows × 14 columns).

    file_bytes:     the file as it comes.
    unpacked_bytes: all parts of a workbook together; 1.5 GB of rows fit into a 4 MB file.
    cells:          cells with content, and the area of the box around them: calamine holds the whole box.
    answer_bytes:   all cells as the child hands them over; a shared text can stand in every cell.
    memory_bytes:   address space of the child process.
    seconds:        wall clock and processor time for files up to `large_from_bytes`.
    seconds_large:  the same for larger files.
    seconds_waiting: while others are being read: as long as the slowest of them may take.
    """

    file_bytes: int = 50 * MEBIBYTE
    unpacked_bytes: int = 256 * MEBIBYTE
    cells: int = 2_000_000
    answer_bytes: int = 160 * MEBIBYTE
    memory_bytes: int = 1536 * MEBIBYTE
    seconds: float = 4.5
    seconds_large: float = 20.0
    seconds_waiting: float = 20.0
    large_from_bytes: int = MEBIBYTE


LIMITS: Final = Limits()


@dataclass(frozen=True)
class Sheet:
    """One sheet's cells as they are, from A1 on: `rows[0][0]` is A1. Blank cells are None, rows may differ in length.

    Numbers without a fraction are `int`; dates of workbooks are `date` or `datetime`; a cell in error holds its
    error as text (`#N/A`). CSV and HTML cells are text, as written.

    merged: (first row, first column, last row, last column), counted from 0.
    formulas_without_value: (row as shown, column letter) of formulas that nobody has computed yet; None in `rows`.
    """

    name: str
    visible: bool
    rows: tuple[tuple[CellValue, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    formulas_without_value: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Workbook:
    """A file that was read. `encoding` is that of csv, txt and html files (`utf-8`, `gb18030`, …), else None."""

    kind: Kind
    sheets: tuple[Sheet, ...]
    encoding: str | None = None


@dataclass(frozen=True)
class Column:
    """A column of a table: its letter, and its header; headers of two rows are joined by `/` (政策保障/经费保障)."""

    letter: str
    header: str


@dataclass(frozen=True)
class TableRow:
    """A row of data: its number as the spreadsheet shows it, and its cells by column letter, every column there."""

    row: int
    cells: Mapping[str, CellValue]


@dataclass(frozen=True)
class LeftOut:
    """A row beneath the header that is no data, with the reason and its beginning as text."""

    row: int
    reason: LeftOutReason
    text: str


@dataclass(frozen=True)
class Table:
    """The table that a sheet holds.

    header_row: the last header row, as shown (first row is 1). first_header_row: the first of one to three.
    as_of: the day that the sheet's title or the file's name says it describes; a month means its last day. Where
    neither does, the day on which it was filled in.
    problems: what reading alone can see, by cell (`formula_without_value`).
    """

    sheet: str
    header_row: int
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    left_out: tuple[LeftOut, ...] = ()
    as_of: date | None = None
    as_of_from: DayFrom | None = None
    problems: tuple[Problem, ...] = ()
    first_header_row: int = 0


class UnreadableFile(DashboardError):
    """A file cannot be read at all; `problem` says why (code `file_…`, text by `data.spreadsheets.problems`)."""

    def __init__(self, problem: Problem) -> None:
        what, remedy = unreadable_sentences(problem, str)
        super().__init__(what, remedy)
        self.problem = problem


def cell_is_blank(cell: CellValue) -> bool:
    """Whether a cell shows nothing."""
    return cell is None or (isinstance(cell, str) and (not cell or cell.isspace()))


def plain_text(cell: CellValue) -> str:
    """Give a cell as one line for comparing: full-width made half-width, all white space left out."""
    return "" if cell is None else "".join(unicodedata.normalize("NFKC", str(cell)).split())


class Grid:
    """Cells by (row, column), both from 0, and their merges."""

    def __init__(self, sheet: Sheet) -> None:
        self.rows = sheet.rows
        self.width = max(map(len, sheet.rows), default=0)
        self.spans: dict[tuple[int, int], tuple[int, int]] = {}
        self._owners: dict[tuple[int, int], tuple[int, int]] = {}
        self._merged_rows: set[int] = set()
        room = MOST_MERGED_CELLS
        for top, left, merged_bottom, merged_right in sheet.merged:
            bottom, right = min(merged_bottom, len(self.rows) - 1), min(merged_right, self.width - 1)
            area = (bottom - top + 1) * (right - left + 1)
            if top < 0 or left < 0 or bottom < top or right < left or area > room:
                continue
            room -= area
            self.spans[top, left] = (bottom - top + 1, right - left + 1)
            self._merged_rows.update(range(top, bottom + 1))
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    self._owners[row, column] = (top, left)

    def raw(self, row: int, column: int) -> CellValue:
        """The cell's own value; None outside the sheet."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else ()
        return cells[column] if 0 <= column < len(cells) else None

    def owner(self, row: int, column: int) -> tuple[int, int]:
        """The first cell of the merge that the cell belongs to, or the cell itself."""
        return self._owners.get((row, column), (row, column))

    def value(self, row: int, column: int) -> CellValue:
        """The cell's value, or its merge's."""
        return self.raw(*self.owner(row, column))

    def filled_row(self, row: int) -> list[CellValue]:
        """All cells of a row, as wide as the sheet; a merge down fills them, one across only its first column."""
        cells = list(self.rows[row])
        cells += [None] * (self.width - len(cells))
        if row in self._merged_rows:
            for column in range(self.width):
                top, left = self.owner(row, column)
                if (top, left) != (row, column):
                    # What an earlier writer left in a covered cell, nobody sees.
                    cells[column] = self.raw(top, left) if left == column else None
        return [None if type(cell) is str and (not cell or cell.isspace()) else cell for cell in cells]

    def texts(self, row: int) -> list[tuple[int, str]]:
        """Columns and texts (`plain_text`) of a row's own cells that are not blank."""
        return [
            (column, plain_text(cell))
            for column, cell in enumerate(self.rows[row])
            if not cell_is_blank(cell)
        ]
