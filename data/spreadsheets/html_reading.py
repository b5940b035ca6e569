"""Tables of a web page, which many systems export under the name .xls. Runs in the reading child."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any, Final

from data.spreadsheets.kinds import Refusal

# What a browser allows; larger numbers are mistakes or attacks.
MOST_COLUMNS_SPANNED: Final = 1_000
MOST_ROWS_SPANNED: Final = 65_534
NO_TEXT: Final = ("script", "style", "title", "template")


class Tables(HTMLParser):
    """Collects the cells of all outermost tables; a table within a cell is that cell's text."""

    def __init__(self, most_cells: int) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[dict[str, Any]] = []
        self._most_cells = most_cells
        self._cells = 0
        self._depth = 0
        self._silent = 0
        self._text: list[str] | None = None
        self._taken: dict[int, int] = {}
        self._span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open tables, rows and cells."""
        if tag in NO_TEXT:
            self._silent += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append({"rows": [], "merged": []})
                self._taken = {}
        elif tag == "br" and self._text is not None:
            self._text.append("\n")
        elif self._depth == 1 and tag == "tr":
            self._new_row()
        elif self._depth == 1 and tag in {"td", "th"}:
            self._end_cell()
            if not self.tables[-1]["rows"]:
                self._new_row()
            given = dict(attrs)
            self._span = (
                _span(given.get("rowspan"), MOST_ROWS_SPANNED),
                _span(given.get("colspan"), MOST_COLUMNS_SPANNED),
            )
            self._text = []

    def handle_endtag(self, tag: str) -> None:
        """Close what is open; what HTML allows to stay open is closed by what follows."""
        if tag in NO_TEXT:
            self._silent = max(0, self._silent - 1)
        elif tag == "table":
            if self._depth == 1:
                self._end_cell()
            self._depth = max(0, self._depth - 1)
        elif self._depth == 1 and tag in {"td", "th", "tr"}:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        """Take text within cells."""
        if self._text is not None and not self._silent:
            self._text.append(data)

    def _new_row(self) -> None:
        self._end_cell()
        self.tables[-1]["rows"].append([])
        self._taken = {column: rows - 1 for column, rows in self._taken.items() if rows > 1}

    def _end_cell(self) -> None:
        """Place the cell in the next column that no cell above reaches into."""
        if self._text is None:
            return
        table, text = self.tables[-1], "".join(self._text).replace("\xa0", " ").strip()
        self._text = None
        rows: list[list[str | None]] = table["rows"]
        cells = rows[-1]
        while self._taken.get(len(cells), 0) > 0:
            cells.append(None)
        row, column, (down, across) = len(rows) - 1, len(cells), self._span
        cells.append(text or None)
        cells.extend([None] * (across - 1))
        self._cells += across
        if self._cells > self._most_cells:
            raise Refusal("file_too_large", f"{self._cells:,}", limit=f"{self._most_cells:,}", what="cells")
        if down > 1 or across > 1:
            table["merged"].append((row, column, row + down - 1, column + across - 1))
        if down > 1:
            # One more than its rows: each new row takes one away before its cells are placed.
            self._taken.update(dict.fromkeys(range(column, column + across), down))


def _span(given: str | None, most: int) -> int:
    """Read a span as browsers do: 1 where it says nothing sensible."""
    number = (given or "").strip()
    return min(max(1, int(number)), most) if number.isdecimal() and len(number) < 10 else 1


def read_tables(text: str, limits: dict[str, Any]) -> list[dict[str, Any]]:
    """Give each table of the page as a sheet: [{name, visible, rows, dates, merged}]. Raises Refusal."""
    parser = Tables(limits["cells"])
    parser.feed(text)
    parser.close()
    sheets: list[dict[str, Any]] = []
    for number, table in enumerate(parser.tables, 1):
        rows = [_shortened(row) for row in table["rows"]]
        while rows and not rows[-1]:
            rows.pop()
        name = "" if len(parser.tables) == 1 else str(number)
        sheets.append({"name": name, "visible": True, "rows": rows, "dates": [], "merged": table["merged"]})
    return sheets


def _shortened(row: list[str | None]) -> list[str | None]:
    while row and row[-1] is None:
        row.pop()
    return row
