"""Finding the header of a table beneath titles: one row, or two to three rows with groups above columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from data.base.stages import STAGES
from data.spreadsheets.label_lines import is_label_line
from data.spreadsheets.sheets import Grid, cell_is_blank, plain_text

# The header is looked for among the first rows that hold anything; nobody writes a longer preface.
ROWS_LOOKED_AT: Final = 60
MOST_HEADER_ROWS: Final = 3
LONGEST_HEADER: Final = 60
# A row of column headers names at least so many different columns.
FEWEST_COLUMNS: Final = 2

# Words that headers of this domain are made of (`domain.md`, "What a county reports"), and their English.
HEADER_WORDS: Final = re.compile(
    r"代码|编码|区划|省|地市|市州|州市|设区市|市级|地区|县|区县|县区|名称|单位|阶段|状态|进展|进度|情况|日期|时间|协调|机制|机构|指导|"
    r"保障|经费|人员|场地|部门|资源|领域|学校|覆盖|总数|佐证|材料|文号|链接|备注|序号|建立|截至|编号|说明|"
    r"\b(?:code|province|prefecture|city|county|district|stage|status|date|established|coordination|guidance|body|"
    r"funding|personnel|staff|venues?|departments?|resources?|schools?|covered|total|evidence|remarks?|notes?|"
    r"as of|no)\b",
    re.IGNORECASE,
)
# What data look like and headers do not: codes, numbers, dates, answers, and stages as officials write them.
DATA_LIKE: Final = re.compile(
    r"[\d.,\-/年月日:：%]+|是|否|有|无|[√×✓✗xXyYnN]|yes|no|true|false|"
    r"已(?:建立?|建成|成立|挂牌|启动)|未(?:启动|建立?|开展)|筹建中?|筹备中?|在建|推进中|正常运转|"
    + "|".join(f"{key}|{stage.words(str)}|{stage.cell}" for key, stage in STAGES.items()),
    re.IGNORECASE,
)


class Header:
    """The rows of a header, from `first` to `last` (from 0), and the header of each column that has one."""

    def __init__(self, first: int, last: int, names: dict[int, str]) -> None:
        self.first = first
        self.last = last
        self.names = names

    @property
    def score(self) -> float:
        """How many different columns it names in words of the domain; the other columns count a little."""
        names = set(self.names.values())
        known = sum(bool(HEADER_WORDS.search(name)) for name in names)
        return known + 0.1 * (len(names) - known)


def find_header(grid: Grid, header_row: int | None = None) -> Header | None:
    """Find the header; `header_row` (from 0) is its last row if the reader has chosen one. None if there is none."""
    if header_row is not None:
        return _chosen_header(grid, header_row)
    best: Header | None = None
    for header in _candidates(grid):
        # The first of equals: a header repeated further down is a repetition, and fewer rows are simpler.
        if best is None or header.score > best.score + 0.05:
            best = header
    return best


def _chosen_header(grid: Grid, header_row: int) -> Header | None:
    if not 0 <= header_row < len(grid.rows) or not grid.texts(header_row):
        return None
    for first in range(max(0, header_row - MOST_HEADER_ROWS + 1), header_row):
        if _is_grouped(grid, header_row) and all(
            _looks_like_header(grid, row) for row in range(first, header_row + 1)
        ):
            return Header(first, header_row, _names(grid, first, header_row))
    return Header(header_row, header_row, _names(grid, header_row, header_row))


def _candidates(grid: Grid) -> Iterator[Header]:
    looked_at = 0
    for row in range(len(grid.rows)):
        if not grid.texts(row):
            continue
        looked_at += 1
        if looked_at > ROWS_LOOKED_AT:
            return
        for last in range(row, min(row + MOST_HEADER_ROWS, len(grid.rows))):
            if not _looks_like_header(grid, last) or (last > row and not _is_grouped(grid, last)):
                break
            header = Header(row, last, _names(grid, row, last))
            if len(set(header.names.values())) >= FEWEST_COLUMNS:
                yield header


def _looks_like_header(grid: Grid, row: int) -> bool:
    """Whether all cells are short texts, of which most do not look like data, and they are no line of labels."""
    cells = [cell for cell in grid.rows[row] if not cell_is_blank(cell)]
    if not cells or any(isinstance(cell, (bool, int, float, date)) for cell in cells):
        return False
    texts = [plain_text(cell) for cell in cells]
    if is_label_line(texts):
        return False
    like_data = sum(bool(DATA_LIKE.fullmatch(text)) for text in texts)
    return like_data * 4 <= len(texts) and all(len(text) <= LONGEST_HEADER for text in texts)


def _is_grouped(grid: Grid, last: int) -> bool:
    """Whether the last row only names columns within the groups of the rows above, as the second row of a header does.

    A cell of the last row may stand beneath a merge across, beneath nothing, or beneath a cell with nothing
    beside it on the right (a merge that was lost when saving as csv). A row of data stands beneath single headers.
    A merge that reaches down from the row above into the last row makes both header rows.
    """
    texts = grid.texts(last)
    if len(texts) < FEWEST_COLUMNS or len(grid.texts(last - 1)) < FEWEST_COLUMNS:
        return False
    if any(grid.owner(last, column) == grid.owner(last - 1, column) for column in range(grid.width)):
        return True
    below = {column for column, _text in texts}
    beneath_group = 0
    for column in below:
        top, left = grid.owner(last - 1, column)
        if grid.owner(last, column) != (last, column):
            continue
        across = grid.spans.get((top, left), (1, 1))[1] > 1
        lost = (
            cell_is_blank(grid.raw(top, left + 1)) and column + 1 in below and not grid.spans.get((top, left))
        )
        blank = cell_is_blank(grid.value(last - 1, column))
        if across or (lost and not blank):
            beneath_group += 1
        elif not blank and grid.owner(last - 1, column) == (last - 1, column):
            return False
    return beneath_group > 0


def _names(grid: Grid, first: int, last: int) -> dict[int, str]:
    """Join each column's header texts from top to bottom by `/`, each once."""
    names: dict[int, str] = {}
    groups: dict[int, str] = {}
    for column in range(grid.width):
        parts: list[str] = []
        for row in range(first, last + 1):
            text = _one_line(grid.value(row, column))
            if not text and row < last and not cell_is_blank(grid.raw(last, column)):
                # Beneath a group whose merge was lost: the group begins further left.
                text = groups.get(row, "")
            elif text and row < last:
                groups[row] = text if cell_is_blank(grid.raw(row, column + 1)) else ""
            if text and text not in parts:
                parts.append(text)
        if parts:
            names[column] = "/".join(parts)
    return names


def _one_line(cell: object) -> str:
    """Give a header on one line: white space within Chinese is layout, between words a space."""
    text = " ".join(str(cell).split()) if cell is not None else ""
    return re.sub(r"(?<=[^\x00-\xff]) +| +(?=[^\x00-\xff])", "", text)
