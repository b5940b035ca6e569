"""A sheet's cells with its merged cells resolved: the first cell's value counts for all of a merge."""

from __future__ import annotations

import unicodedata
from typing import Final

from data.spreadsheets.values import CellValue, Sheet

# All merges together; what is beyond is a mistake or an attack, and filling it would cost minutes.
MOST_MERGED_CELLS: Final = 500_000


def is_blank(cell: CellValue) -> bool:
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
            (column, plain_text(cell)) for column, cell in enumerate(self.rows[row]) if not is_blank(cell)
        ]
