"""Which sheet of a workbook holds the table, and which of its columns holds which field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import Final

from data.base.cell_values import CellValue, clean, is_blank, shown
from data.base.fields import FIELDS
from data.intake.contradictions import contradicts
from data.intake.values import read_stage
from data.intake.written_dates import read_date
from data.names.index import candidates, place_names, plain_name
from data.names.matching import read_code
from data.spreadsheets.problems import Problem, problem
from data.spreadsheets.sheets import Column, Sheet, Table, Workbook
from data.spreadsheets.table import find_table

# Matching looks at the cells as well; so many rows tell what a sheet is about.
ROWS_LOOKED_AT: Final = 60

# The field of each header that is certain, cleaned as `plain_header` does.
WORDS: Final = {
    word: name
    for name, field in FIELDS.items()
    for word in (*field.headers.split(), name, name.replace("_", ""))
}

# Parts of longer headers, those of fields that yield last: of parts of one length the first counts.
PARTS: Final = {
    name: re.compile(FIELDS[name].part) for name in sorted(FIELDS, key=lambda name: FIELDS[name].yields)
}

# Headers too general to say more than that a place follows: what stands beneath decides.
GENERAL: Final = frozenset(
    (
        "地区",
        "区域",
        "地方",
        "名称",
        "单位",
        "单位名称",
        "行政区划",
        "行政区",
        "区划",
        "市",
        "代码",
        "编码",
        "省市",
        "地区名称",
        "code",
    )
)

# Columns that count rows or name people and telephones, and why a workbook of the action list asks for a county: of
# no use here, and no cause for a warning.
IGNORED: Final = re.compile(
    "督办事由|序号|编号|排序|no|id|行号|联系人.*|联系电话|电话|手机.*|联系方式|填表人|填报人|审核人|负责人|责任人|经办人|邮箱|serial.*|index"
)

# A column is told by its content when four of five of the first cells agree.
SAMPLE: Final = 200
AGREEING: Final = 0.8
LONGEST_EXAMPLE: Final = 40
# What a header says in parentheses or after a colon explains it: 经费保障(是/否), 建立日期（年月日）.
EXPLANATION: Final = re.compile(r"[(\[【〔<].*?[)\]】〕>]|[::].*$|[*＊#]")
PUNCTUATION: Final = re.compile(r"[\s、,,.。;;:'\"“”_\-—·?？!/|\\()\[\]【】]+")

AMONG_THEM: Final = re.compile("其中[:,]?")
# Numbers that no field takes: shares, what is not covered; and totals of other things than schools.
NO_COUNT: Final = re.compile("率|比例|占比|百分|%|％|未(?:覆盖|参与|纳入|建)|新增|计划|拟")
OTHER_THINGS: Final = re.compile(
    "^(?!.*(?:学校|中小学|校数)).*(?:教师|学生|人数|人员|部门|机构|乡镇|街道|社区|经费|资金|基地)"
)

PLACES: Final = ("county_code", "county", "prefecture", "province")
# Not needed where there are codes.
OPTIONAL: Final = frozenset(("prefecture", "province"))


@dataclass(frozen=True)
class ChosenSheet:
    """The sheet to read, its table (None where there is none), and what is to be said about the choice."""

    name: str
    table: Table | None
    problems: tuple[Problem, ...] = ()


def choose_sheet(
    workbook: Workbook, file_name: str, *, wanted: str | None, header_row: int | None, today: date
) -> ChosenSheet:
    """Choose the sheet `wanted`, or the one in whose columns most fields are found, visible ones first.

    header_row: where the header ends (from 1), in a wanted sheet or else in the chosen one; None finds it.
    Codes: file_no_table, also for a sheet that the workbook does not have, or a table without rows; sheet_not_read
    for others with rows of counties and stages, unless a sheet is wanted.
    """
    if wanted is not None:
        found = [sheet for sheet in workbook.sheets if sheet.name == wanted]
        if not found:
            names = tuple(sheet.name for sheet in workbook.sheets)
            return ChosenSheet("", None, (problem("file_no_table", found=wanted, expected=names),))
        return _chosen(
            found[0], find_table(found[0], file_name=file_name, header_row=header_row, today=today)
        )
    best: tuple[tuple[bool, bool, int], Sheet, Table] | None = None
    of_counties: list[str] = []
    for sheet in workbook.sheets:
        table = find_table(sheet, file_name=file_name, header_row=header_row, today=today)
        if table is None:
            continue
        fields = fields_found(table)
        if table.rows and "stage" in fields and not fields.isdisjoint(("county", "county_code")):
            of_counties.append(sheet.name)
        # Of two sheets of one layout the first counts, unless it is a blank form.
        worth = (bool(table.rows), sheet.visible, len(fields))
        if best is None or worth > best[0]:
            best = (worth, sheet, table)
    if best is None:
        shown = next((sheet for sheet in workbook.sheets if sheet.visible), workbook.sheets[0])
        return _chosen(shown, None)
    chosen = _chosen(best[1], best[2])
    others = tuple(problem("sheet_not_read", found=name) for name in of_counties if name != chosen.name)
    return replace(chosen, problems=chosen.problems + others)


def fields_found(table: Table) -> frozenset[str]:
    """Give the fields that the table's columns hold, by its first rows."""
    start = Table(table.sheet, table.header_row, table.columns, table.rows[:ROWS_LOOKED_AT])
    return frozenset(match_columns(start).fields)


@dataclass(frozen=True)
class ColumnMatch:
    """fields: letters by field; guessed: the fields whose column is a guess; unmatched: letters of the others.

    problems: column_guessed, column_twice, column_contradicts, column_not_used and column_missing.
    """

    fields: dict[str, str]
    guessed: frozenset[str] = frozenset()
    unmatched: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), repr=False)


def match_columns(table: Table, *, remembered: Mapping[str, str] | None = None) -> ColumnMatch:
    """Match columns to fields; what was remembered, or chosen by a reader, as {field: letter}, stands as it is."""
    columns = {column.letter: column for column in table.columns}
    if remembered:
        fields = {name: letter for name, letter in remembered.items() if name in FIELDS and letter in columns}
        return _matched(table, fields, {}, {}, {})
    certain: dict[str, list[str]] = {}
    likely: dict[str, list[str]] = {}
    contradicting: dict[str, str] = {}
    for letter, column in columns.items():
        by_word, by_part = header_field(column.header)
        if by_word and plain_header(column.header) in GENERAL:
            by_word = _place_field(table, letter) or by_word
        if (named := by_word or by_part) and contradicts(named, _sample(table, letter)):
            contradicting[letter] = named
        elif by_word:
            certain.setdefault(by_word, []).append(letter)
        elif by_part:
            likely.setdefault(by_part, []).append(letter)
    fields = {name: _best(table, name, letters) for name, letters in certain.items()}
    guesses = {name: letters[0] for name, letters in likely.items() if name not in fields}
    taken = {**fields, **guesses}
    guesses |= _by_content(table, taken, contradicting)
    doubled = {
        letter: name
        for found in (certain, likely)
        for name, letters in found.items()
        for letter in letters
        if letter not in {*fields.values(), *guesses.values()}
    }
    return _matched(table, {**fields, **guesses}, guesses, doubled, contradicting)


def layout_key(table: Table) -> str:
    """Name the layout of a table by its headers, in order: 16 hexadecimal digits."""
    text = "\n".join(f"{column.letter}\t{plain_header(column.header)}" for column in table.columns)
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def plain_header(header: str) -> str:
    """Write a header for looking it up: without explanations, punctuation and blanks.

    >>> plain_header("经费保障（是/否）"), plain_header("县(市、区)")
    ('经费保障', '县市区')
    """
    text = clean(header)
    whole = PUNCTUATION.sub("", text)
    if whole in WORDS:
        return whole
    return PUNCTUATION.sub("", EXPLANATION.sub("", text)) or whole


def header_field(header: str) -> tuple[str | None, str | None]:
    """Give the field that a header certainly names, and the one that its parts suggest.

    Of headers over two rows (政策保障/经费保障) the lower one counts first, then it with its group behind it (已覆盖
    under 学校数 is 已覆盖学校数), then both as they stand.
    """
    header = AMONG_THEM.sub("", unicodedata.normalize("NFKC", header))
    upper, _slash, lowest = re.sub("[|\n]", "/", EXPLANATION.sub("", header)).rpartition("/")
    inverted = lowest + upper
    for text in (header, lowest, inverted):
        name = WORDS.get(plain_header(text))
        if name and not _of_something_else(name, header, upper):
            return name, None
    for text in map(plain_header, (lowest, inverted, header)):
        lengths = {
            name: length
            for name in PARTS
            if (length := _longest_part(name, text)) and not _of_something_else(name, header, upper)
        }
        if lengths:
            return None, max(lengths, key=lengths.__getitem__)
    return None, None


def _of_something_else(name: str, header: str, group: str) -> bool:
    """Whether a header speaks of another number than that of a field: a share, the schools left out, other things."""
    if FIELDS[name].kind != "whole_number":
        return False
    return NO_COUNT.search(header) is not None or bool(group and OTHER_THINGS.search(group))


def _is_code(cell: CellValue) -> bool:
    return read_code(cell).kind in {"county", "split"}


def _is_county(cell: CellValue) -> bool:
    found = candidates(place_names(None), plain_name(shown(cell)))
    return bool(found.exact or found.changed)


def _is_day(cell: CellValue) -> bool:
    reading = read_date(cell)
    return reading.value is not None or any(finding.code == "date_ambiguous" for finding in reading.findings)


def _is_stage(cell: CellValue) -> bool:
    reading = read_stage(cell)
    return reading.value is not None and not reading.findings and clean(cell) not in {"无", "没有"}


# By what content a field is recognised, in the order in which they are looked for.
CONTENT: Final[Mapping[str, Callable[[CellValue], bool]]] = {
    "county_code": _is_code,
    "county": _is_county,
    "stage": _is_stage,
    "established_on": _is_day,
    "prefecture": lambda cell: plain_name(shown(cell)) in place_names(None).prefectures,
    "province": lambda cell: plain_name(shown(cell)) in place_names(None).provinces,
}


def _chosen(sheet: Sheet, table: Table | None) -> ChosenSheet:
    if table is None or not table.rows:
        return ChosenSheet(sheet.name, table, (problem("file_no_table", sheet=sheet.name),))
    return ChosenSheet(sheet.name, table)


def _longest_part(name: str, text: str) -> int:
    """Give the length of the longest part of a field in a header, 0 where it has none."""
    return max((len(found[found.lastindex or 0]) for found in PARTS[name].finditer(text)), default=0)


def _best(table: Table, name: str, letters: list[str]) -> str:
    """Choose among columns whose headers name the same field: the first whose content fits, else the first."""
    fits = CONTENT.get(name)
    if fits is None or len(letters) == 1:
        return letters[0]
    return next((letter for letter in letters if _share(table, letter, fits) >= AGREEING), letters[0])


def _place_field(table: Table, letter: str) -> str | None:
    """Say which place a column under a general header (地区) names."""
    return next((name for name in PLACES if _share(table, letter, CONTENT[name]) >= AGREEING), None)


def _by_content(table: Table, taken: Mapping[str, str], contradicting: Mapping[str, str]) -> dict[str, str]:
    """Find columns for the fields that have none yet by what stands in the columns left over.

    contradicting: columns whose header names something else than they hold: what they are is for the reader to say.
    """
    found: dict[str, str] = {}
    for name, fits in CONTENT.items():
        if name in taken or (name in OPTIONAL and "county_code" in {**taken, **found}):
            continue
        for column in table.columns:
            free = column.letter not in {*taken.values(), *found.values(), *contradicting}
            if free and not _ignored(column) and _share(table, column.letter, fits) >= AGREEING:
                found[name] = column.letter
                break
    return found


def _share(table: Table, letter: str, fits: Callable[[CellValue], bool]) -> float:
    """Give the share of the first cells with content that fit; 0 for a blank column."""
    cells = _sample(table, letter)
    return sum(map(fits, cells)) / len(cells) if cells else 0.0


def _sample(table: Table, letter: str) -> list[CellValue]:
    """Give the first cells with content of a column."""
    return [cell for row in table.rows[:SAMPLE] if not is_blank(clean(cell := row.cells.get(letter)))]


def _ignored(column: Column) -> bool:
    return IGNORED.fullmatch(plain_header(column.header)) is not None


def _matched(
    table: Table,
    fields: Mapping[str, str],
    guesses: Mapping[str, str],
    doubled: Mapping[str, str],
    contradicting: Mapping[str, str],
) -> ColumnMatch:
    """Put the match together, fields in the template's order, and say what there is to say about it."""
    headers = {column.letter: column.header for column in table.columns}
    ordered = {name: fields[name] for name in FIELDS if name in fields}
    unmatched = tuple(letter for letter in headers if letter not in ordered.values())
    row = table.header_row
    problems = [
        problem("column_guessed", row, letter, field=name, found=headers[letter], expected=(name,))
        for name, letter in ordered.items()
        if name in guesses
    ]
    for column in table.columns:
        letter = column.letter
        if letter not in unmatched or _ignored(column) or not _share(table, letter, lambda _cell: True):
            continue
        if name := contradicting.get(letter):
            example = shown(_sample(table, letter)[0])[:LONGEST_EXAMPLE]
            problems.append(
                problem("column_contradicts", row, letter, field=name, found=column.header, example=example)
            )
        elif name := doubled.get(letter):
            used = (ordered[name],) if name in ordered else ()
            problems.append(
                problem("column_twice", row, letter, field=name, found=column.header, expected=used)
            )
        else:
            problems.append(problem("column_not_used", row, letter, found=column.header))
    if "county" not in ordered and "county_code" not in ordered:
        problems.append(
            problem("column_missing", row, field="county_code", expected=("county_code", "county"))
        )
    if "stage" not in ordered:
        problems.append(problem("column_missing", row, field="stage", expected=("stage",)))
    return ColumnMatch(ordered, frozenset(guesses), unmatched, tuple(problems))
