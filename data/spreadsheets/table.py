"""The table of a sheet: its header found, merged cells filled, what is no data left out, its day."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date, datetime
from typing import Final

from data.base.cell_values import CellValue, read_numeral, shown
from data.spreadsheets.header import Header, find_header
from data.spreadsheets.problems import Problem, problem
from data.spreadsheets.sheets import (
    Column,
    DayFrom,
    Grid,
    LeftOut,
    LeftOutReason,
    Sheet,
    Table,
    TableRow,
    cell_is_blank,
    plain_text,
)
from data.spreadsheets.workbook_scan import column_letter

# The Plan is of 2024; tables about its forerunners begin in 2015, as `established_on` does.
FIRST_YEAR: Final = 2015
# Neither a month nor a day.
NO_NUMBER: Final = 99
NUMBER: Final = r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
YEAR: Final = r"((?:20\d\d)|(?:二[〇零○0][一二三四五六七八九〇零○]{2}))"
DAY_IN_WORDS: Final = re.compile(rf"{YEAR}年度?{NUMBER}月(?:份)?(?:{NUMBER}[日号]|底|末)?")
DAY_IN_FIGURES: Final = re.compile(r"(?<!\d)(20\d\d)([-./_])(\d{1,2})(?:\2(\d{1,2}))?(?!\d)")
DAY_RUN_TOGETHER: Final = re.compile(r"(?<!\d)(20\d\d)(\d\d)(\d\d)?(?!\d)")
QUARTER: Final = re.compile(rf"{YEAR}年度?第?([一二三四1-4])季度")
HALF: Final = re.compile(rf"{YEAR}年度?上半年")
YEAR_END: Final = re.compile(rf"{YEAR}年(?:年?[底末]|下半年|全年)")
DAY_WITHOUT_YEAR: Final = re.compile(rf"(?<![年\d]){NUMBER}月(?:{NUMBER}[日号]|底|末)")
# When the table was made says nothing about the day it describes.
MADE_ON: Final = re.compile(r"(?:填[报表]|制表|报送|上报|打印|导出|印发|发文|审核)(?:日期|时间)[:：]?.{0,14}")
FILLED_IN: Final = re.compile(
    r"(?:填[报表写]|制表|编制|报送|上报|申报|报表|报告)(?:日期|时间|时点)[:：]?.{0,14}"
)
AS_OF: Final = re.compile(
    r"(?:截[至止]|统计(?:时间|日期|时点)|数据(?:时间|日期)|asof)[到于在]?[:：]?(.{0,20})", re.IGNORECASE
)

# Codes of counties, of 6 or 12 digits, in one of the columns where they stand: totals further right may look the same.
CODE: Final = re.compile(r"[1-8]\d{5}(?:000000)?(?:\.0)?")
FIRST_CODE, LAST_CODE = 110_101, 829_999
CODE_COLUMNS: Final = 6
TOTAL: Final = re.compile(
    r"(?:.{0,12}(?:合计|小计|总计|共计|累计|总数)|全[省市区国县州盟]|本[省市区县州盟](?:合计)?|(?:sub|grand)?total|sum)[:：]?",
    re.IGNORECASE,
)
SIGNATURE: Final = re.compile(
    r"(?:填表|填报|制表|审核|审批|复核|报送|上报|联系|经办|负责|签字|签发|分管)(?:人|单位|部门|日期|时间|领导|电话|方式)|"
    r"(?:单位|部门)?(?:主要)?(?:负责人|领导|盖章|公章)|联系电话|联系手机|(?:办公|手机|固定)?电话|单位\(?(?:盖章|公章)\)?|"
    r"[\(（](?:盖章|公章|签章)|(?:prepared|reviewed|filled|approved)by|(?:contact|signature|phone|tel)\b",
    re.IGNORECASE,
)
NOTE: Final = re.compile(
    r"(?:填表|填报|填写|指标|有关|相关)?(?:说明|备注|附注|须知|要求)[:：\d(（一]|注(?:意)?[\d①]?[:：.、]|数据来源|来源[:：]|"
    r"(?:notes?|remarks?|source)\d?[:：.]|(?:数据)?截[至止]",
    re.IGNORECASE,
)
# Only where nothing stands beside it: a county may be starred, or numbered.
LONE_NOTE: Final = re.compile(
    r"[*※★☆].+|(?:[\(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[\)）.、．,]|[①-⑳]|[-—·•])\D.{3,}"
)
# Names of places are shorter; a lone longer text in a row is a sentence.
LONGEST_NAME: Final = 25
FIRST_CELLS: Final = 3
LEFT_OUT_TEXT: Final = 80


def as_of_from_text(text: str, today: date) -> date | None:
    """Give the as-of date that a title tells: the one after 截至, else the last date in it. None if there is none.

    today: a day and month without a year means the last such day up to today.
    """
    line = "".join(unicodedata.normalize("NFKC", text).split())
    for marked in AS_OF.finditer(line):
        days = _days(marked[1], today, without_year=True)
        if days:
            return days[0][1]
    days = _days(MADE_ON.sub("", line), today, without_year=False)
    return days[-1][1] if days else None


def filled_in_on(text: str, today: date) -> date | None:
    """Give the day on which a line says that the table was filled in: 填报日期：2026年10月8日. None if it does not."""
    line = "".join(unicodedata.normalize("NFKC", text).split())
    days = [
        day for made in FILLED_IN.finditer(line) for _place, day in _days(made[0], today, without_year=True)
    ]
    return days[-1] if days else None


def as_of_from_name(name: str, today: date) -> date | None:
    """Give the as-of date that a file's name tells: `…_2026年11月.xlsx`, `…20261031.xls`, `…2026-10.csv`."""
    stem = unicodedata.normalize("NFKC", name).replace("\\", "/").rpartition("/")[2]
    return as_of_from_text(stem.rpartition(".")[0] or stem, today)


def holds_code(cells: tuple[CellValue, ...]) -> bool:
    """Whether a row holds a county code as it should be written: it is a county's, unless it begins as a total does."""
    first = next((cell for cell in cells if cell is not None), None)
    if isinstance(first, str) and (TOTAL.fullmatch("".join(first.split())) or SIGNATURE.match(first)):
        return False
    return any(
        FIRST_CODE <= cell <= LAST_CODE
        if type(cell) is int
        else isinstance(cell, str) and len(cell) == 6 and CODE.fullmatch(cell) is not None
        for cell in cells[:CODE_COLUMNS]
    )


def why_left_out(texts: list[tuple[int, str]], header: dict[int, str]) -> LeftOutReason | None:
    """Say why a row is no data, or None if it is data.

    texts: columns and texts (`plain_text`) of its cells that are not blank; header: the same of the header's rows.
    In doubt a row is data: the rules then say what is wrong with it, and nothing right gets lost.
    """
    if not texts:
        return "blank"
    first = texts[0][1]
    if _repeats(texts, header):
        return "repeated_header"
    if SIGNATURE.match(first):
        return "signature"
    if TOTAL.fullmatch(first):
        return "total"
    if any(CODE.fullmatch(text) for _column, text in texts[:CODE_COLUMNS]):
        return None
    if any(TOTAL.fullmatch(text) for _column, text in texts[:FIRST_CELLS]):
        return "total"
    if NOTE.match(first) or first in {"注", "说明", "备注", "填表说明", "填报说明"}:
        return "note"
    if len(texts) == 1 and len(header) > 1 and (LONE_NOTE.fullmatch(first) or len(first) > LONGEST_NAME):
        return "note"
    return None


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


def _days(text: str, today: date, *, without_year: bool) -> list[tuple[int, date]]:
    """Find all days, by their place in the text."""
    found = [
        *(
            (m.start(), _day(_number(m[1]), _number(m[2]), _number(m[3])))
            for m in DAY_IN_WORDS.finditer(text)
        ),
        *((m.start(), _day(int(m[1]), int(m[3]), int(m[4] or 0))) for m in DAY_IN_FIGURES.finditer(text)),
        *((m.start(), _day(int(m[1]), int(m[2]), int(m[3] or 0))) for m in DAY_RUN_TOGETHER.finditer(text)),
        *((m.start(), _day(_number(m[1]), 3 * _number(m[2]), 0)) for m in QUARTER.finditer(text)),
        *((m.start(), _day(_number(m[1]), 6, 0)) for m in HALF.finditer(text)),
        *((m.start(), _day(_number(m[1]), 12, 0)) for m in YEAR_END.finditer(text)),
    ]
    if without_year:
        found += [
            (m.start(), _latest(_number(m[1]), _number(m[2]), today)) for m in DAY_WITHOUT_YEAR.finditer(text)
        ]
    last_year = today.year + 1
    return sorted((place, day) for place, day in found if day and FIRST_YEAR <= day.year <= last_year)


def _day(year: int, month: int, day: int) -> date | None:
    """Make a date, the last of its month without a day; None if there is no such day."""
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    return date(year, month, day or last) if day <= last else None


def _latest(month: int, day: int, today: date) -> date | None:
    days = [_day(year, month, day) for year in (today.year - 1, today.year)]
    past = [found for found in days if found and found <= today]
    return past[-1] if past else None


def _number(text: str | None) -> int:
    """Read 11, 十一, 三十, 二〇二六; 0 for nothing, NO_NUMBER for numerals that make none (十十)."""
    if not text:
        return 0
    number = read_numeral(text, digit_by_digit=True)
    return NO_NUMBER if number is None else number


def _repeats(texts: list[tuple[int, str]], header: dict[int, str]) -> bool:
    """Whether the row says what the header says, or numbers its columns (1, 2, 3 …, after 甲, 乙)."""
    same = sum(text in header.get(column, "").split("/") for column, text in texts)
    if len(texts) > 1 and same * 4 > len(texts) * 3:
        return True
    numbers = [text for _column, text in texts if text not in {"甲", "乙", "丙", "丁", "栏次", "A", "B"}]
    return len(texts) > 2 and len(numbers) > 2 and numbers == [str(n) for n in range(1, len(numbers) + 1)]


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
        if column < len(grid.rows[row]) and not cell_is_blank(grid.rows[row][column])
    }
    return with_values | set(header.names)


def _as_of(
    grid: Grid, header: Header, left_out: list[LeftOut], file_name: str, today: date
) -> tuple[date | None, DayFrom | None]:
    """Look into the rows above the header, then into 截至 notes beneath, then the name; last when it was filled in."""
    titles = [" ".join(map(_title_text, grid.rows[row])) for row in range(header.first)]
    notes = [row.text for row in left_out if row.reason == "note" and "截" in row.text]
    # A row that says 截至 counts before one that only has a date in it.
    for text in sorted(titles, key=lambda title: "截" not in title) + notes:
        day = as_of_from_text(text, today)
        if day:
            return day, "title"
    if day := as_of_from_name(file_name, today):
        return day, "file_name"
    signatures = [row.text for row in left_out if row.reason in {"note", "signature"}]
    days = [day for text in (*titles, *signatures) if (day := filled_in_on(text, today))]
    return (days[0], "filled_in") if days else (None, None)


def _title_text(cell: CellValue) -> str:
    """Give a cell above the header as text: of a day with a time, the day."""
    return cell.date().isoformat() if isinstance(cell, datetime) else shown(cell)


def _formulas_without_value(sheet: Sheet, rows: list[TableRow]) -> tuple[Problem, ...]:
    """Name the formulas among the data that nobody has computed: their cells look blank and are not."""
    shown = {row.row for row in rows}
    return tuple(
        problem("formula_without_value", row, letter)
        for row, letter in sheet.formulas_without_value
        if row in shown
    )
