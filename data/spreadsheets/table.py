"""The table of a sheet: its header found, merged cells filled down, what is no data left out and named."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from data.problems import Problem, problem
from data.spreadsheets.as_of import as_of_from_name, as_of_from_text
from data.spreadsheets.grid import Grid, is_blank, plain_text
from data.spreadsheets.header import Header, find_header
from data.spreadsheets.left_out import holds_code, why_left_out
from data.spreadsheets.sheet_scan import column_letter
from data.spreadsheets.values import Column, LeftOut, Sheet, Table, TableRow

LEFT_OUT_TEXT: Final = 80


def find_table(
    sheet: Sheet, *, file_name: str = "", header_row: int | None = None, today: date
) -> Table | None:
    """Find header and rows of data. None if no row looks like a header: choose one, by `header_row` (from 1).

    Never raises, whatever the cells. Columns are all that have a header or a value in a row of data. Of a merge
    down, every row gets the value; of a merge across, the first column.
    """
    grid = Grid(sheet)
    header = find_header(grid, None if header_row is None else header_row - 1)
    if header is None:
        return None
    data_rows, left_out = _sort_rows(grid, header)
    used = _used_columns(grid, header, data_rows)
    if not used:
        # The chosen row only shows what a merge from above covers.
        return None
    letters = [column_letter(column + 1) if column in used else "" for column in range(max(used) + 1)]
    rows: list[TableRow] = []
    for row in data_rows:
        cells = zip(letters, grid.filled_row(row), strict=False)
        rows.append(TableRow(row + 1, {letter: cell for letter, cell in cells if letter}))
    as_of, as_of_from = _as_of(grid, header, left_out, file_name, today)
    return Table(
        sheet=sheet.name,
        header_row=header.last + 1,
        columns=tuple(Column(letters[column], header.names.get(column, "")) for column in sorted(used)),
        rows=tuple(rows),
        left_out=tuple(left_out),
        as_of=as_of,
        as_of_from=as_of_from,
        problems=_formulas_without_value(sheet, rows),
        first_header_row=header.first + 1,
    )


def _sort_rows(grid: Grid, header: Header) -> tuple[list[int], list[LeftOut]]:
    """Part the rows beneath the header into data and what is left out."""
    names = {column: plain_text(name) for column, name in header.names.items()}
    data_rows: list[int] = []
    left_out: list[LeftOut] = []
    for row in range(header.last + 1, len(grid.rows)):
        if holds_code(grid.rows[row]):
            data_rows.append(row)
            continue
        texts = grid.texts(row)
        reason = why_left_out(texts, names)
        if reason is None:
            data_rows.append(row)
        else:
            text = " ".join(text for _column, text in texts)[:LEFT_OUT_TEXT]
            left_out.append(LeftOut(row + 1, reason, text))
    return data_rows, left_out


def _used_columns(grid: Grid, header: Header, data_rows: list[int]) -> set[int]:
    """Give the columns with a header or a value."""
    unnamed = [column for column in range(grid.width) if column not in header.names]
    with_values = {
        column
        for row in data_rows
        for column in unnamed
        if column < len(grid.rows[row]) and not is_blank(grid.rows[row][column])
    }
    return with_values | set(header.names)


def _as_of(
    grid: Grid, header: Header, left_out: list[LeftOut], file_name: str, today: date
) -> tuple[date | None, Literal["title", "file_name"] | None]:
    """Look into the rows above the header, from the nearest up, then into 截至 notes beneath, then the name."""
    titles = [
        " ".join(str(cell) for cell in grid.rows[row] if cell is not None) for row in range(header.first)
    ]
    notes = [row.text for row in left_out if row.reason == "note" and "截" in row.text]
    # A row that says 截至 counts before one that only has a date in it.
    for text in sorted(titles, key=lambda title: "截" not in title) + notes:
        day = as_of_from_text(text, today)
        if day:
            return day, "title"
    day = as_of_from_name(file_name, today)
    return day, "file_name" if day else None


def _formulas_without_value(sheet: Sheet, rows: list[TableRow]) -> tuple[Problem, ...]:
    """Name the formulas among the data that nobody has computed: their cells look blank and are not."""
    shown = {row.row for row in rows}
    return tuple(
        problem("formula_without_value", row, letter)
        for row, letter in sheet.formulas_without_value
        if row in shown
    )
