"""Tables of a web page, which many systems export under the name .xls. Runs in the reading child."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any, Final

from data.spreadsheets.kinds import Refusal

# What a browser allows; larger numbers are mistakes or attacks.
MOST_COLUMNS_SPANNED: Final = 1_000
MOST_ROWS_SPANNED: Final = 65_534
# What a browser does not show: notes of LibreOffice (comment) and readings over characters (rt) among it.
NO_TEXT: Final = frozenset(
    [
        "script",
        "style",
        "title",
        "template",
        "noscript",
        "comment",
        "rt",
        "rp",
        "datalist",
        "object",
        "iframe",
        "canvas",
        "audio",
        "video",
    ]
)
# What stands on lines of its own.
BLOCKS: Final = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "pre",
        "blockquote",
        "address",
        "section",
        "article",
        "center",
        "table",
        "tr",
        "td",
        "th",
    ]
)
WITHOUT_END: Final = frozenset(
    ["br", "hr", "img", "input", "wbr", "col", "area", "base", "embed", "link", "meta", "source", "track"]
)
READINGS: Final = frozenset(("rt", "rp"))
CELLS: Final = frozenset(("td", "th", "tr"))
SHOWN_INPUTS: Final = frozenset(("", "text", "number", "date", "search", "tel", "url", "email", "month"))
HIDDEN_STYLE: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
HIDDEN_CLASS: Final = re.compile(r"\.([\w-]{1,60})\s*\{[^{}]{0,500}display\s*:\s*none", re.IGNORECASE)


class Choice:
    """A list to choose from: the texts of its options, and which are chosen, counted from 0."""

    def __init__(self, *, several: bool) -> None:
        self.several = several
        self.options: list[list[str]] = []
        self.chosen: list[int] = []

    def shown(self) -> str:
        """Give what a browser shows as chosen: the first where nothing is, unless several may be."""
        texts = ["".join(option).strip() for option in self.options]
        if self.several:
            return "、".join(texts[number] for number in self.chosen)
        return texts[self.chosen[-1] if self.chosen else 0] if texts else ""


class Tables(HTMLParser):
    """Collects the cells of all outermost tables; a table within a cell is that cell's text."""

    def __init__(self, most_cells: int, hidden_classes: frozenset[str] = frozenset()) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[dict[str, Any]] = []
        self._most_cells = most_cells
        self._cells = 0
        self._depth = 0
        self._hidden_classes = hidden_classes
        self._silent_tag = ""
        self._silent_depth = 0
        self._silent_in_cell = False
        self._choice: Choice | None = None
        self._text: list[str] | None = None
        self._taken: dict[int, int] = {}
        self._span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open tables, rows and cells."""
        given = dict(attrs)
        if self._silent_tag:
            self._start_in_silence(tag)
        if not self._silent_tag and tag not in WITHOUT_END and self._is_silent(tag, given):
            self._silent_tag, self._silent_depth, self._silent_in_cell = tag, 1, self._text is not None
        if self._text is not None and not self._silent_tag:
            self._start_in_cell(tag, given)
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append({"rows": [], "merged": []})
                self._taken = {}
        elif self._depth == 1 and tag == "tr":
            self._new_row()
        elif self._depth == 1 and tag in {"td", "th"}:
            self._end_cell()
            if not self.tables[-1]["rows"]:
                self._new_row()
            self._span = (
                _span(given.get("rowspan"), MOST_ROWS_SPANNED),
                _span(given.get("colspan"), MOST_COLUMNS_SPANNED),
            )
            self._text = []

    def handle_endtag(self, tag: str) -> None:
        """Close what is open; what HTML allows to stay open is closed by what follows."""
        if self._silent_tag:
            self._end_in_silence(tag)
        elif self._text is not None and tag in BLOCKS:
            self._text.append("\n")
        if tag == "select":
            self._end_choice()
        elif tag == "table":
            if self._depth == 1:
                self._end_cell()
            self._depth = max(0, self._depth - 1)
        elif self._depth == 1 and tag in CELLS:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        """Take text within cells."""
        if self._text is None or self._silent_tag:
            return
        if self._choice is None:
            self._text.append(data)
        elif self._choice.options:
            self._choice.options[-1].append(data)

    def _is_silent(self, tag: str, given: dict[str, str | None]) -> bool:
        """Whether a browser shows nothing of an element; of cells, rows and tables all is read."""
        if tag in NO_TEXT:
            return True
        if self._text is None or tag in CELLS or tag in {"table", "select", "option"}:
            return False
        classes = (given.get("class") or "").split()
        hidden_style = HIDDEN_STYLE.search(given.get("style") or "")
        return "hidden" in given or bool(hidden_style) or not self._hidden_classes.isdisjoint(classes)

    def _start_in_silence(self, tag: str) -> None:
        """What may stay open ends where the next of its kind, or the next cell, begins."""
        next_cell = self._silent_in_cell and self._depth == 1 and tag in CELLS
        if next_cell or (self._silent_tag in READINGS and tag in READINGS):
            self._silent_tag = ""
        elif tag == self._silent_tag:
            self._silent_depth += 1

    def _end_in_silence(self, tag: str) -> None:
        end_of_cell = self._silent_in_cell and self._depth == 1 and (tag in CELLS or tag == "table")
        if tag == self._silent_tag:
            self._silent_depth -= 1
        if not self._silent_depth or end_of_cell or (self._silent_tag in READINGS and tag == "ruby"):
            self._silent_tag = ""

    def _start_in_cell(self, tag: str, given: dict[str, str | None]) -> None:
        """Take what an element shows by itself: lines, the text of a field, the choice of a list."""
        assert self._text is not None  # noqa: S101 - only called within a cell
        if tag == "br" or tag in BLOCKS:
            self._text.append("\n")
        elif tag == "input" and (given.get("type") or "").lower() in SHOWN_INPUTS and "hidden" not in given:
            self._text.append(given.get("value") or "")
        elif tag == "select":
            self._choice = Choice(several="multiple" in given)
        elif tag == "option" and self._choice is not None:
            self._choice.options.append([])
            self._choice.chosen += [len(self._choice.options) - 1] if "selected" in given else []

    def _end_choice(self) -> None:
        if self._choice is not None and self._text is not None:
            self._text.append(self._choice.shown())
        self._choice = None

    def _new_row(self) -> None:
        self._end_cell()
        self.tables[-1]["rows"].append([])
        self._taken = {column: rows - 1 for column, rows in self._taken.items() if rows > 1}

    def _end_cell(self) -> None:
        """Place the cell in the next column that no cell above reaches into."""
        if self._text is None:
            return
        self._end_choice()
        table = self.tables[-1]
        lines = (line.strip() for line in "".join(self._text).replace("\xa0", " ").split("\n"))
        text = "\n".join(filter(None, lines))
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
    parser = Tables(limits["cells"], frozenset(HIDDEN_CLASS.findall(text)))
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
