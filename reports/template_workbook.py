"""The template that an office fills in: its counties with what is stored now, dropdowns, and how to fill it in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, Final, TypeAlias

import pandas as pd

from charts.palette import LIGHT
from data.plan import load_departments, load_resources
from data.words import Translate
from reports.template_cells import (
    AS_OF_LABELS,
    HEADERS,
    STAGE_CELLS,
    TEMPLATE_COLUMNS,
    YES_NO_CELLS,
    TemplateColumn,
    template_cell,
)
from reports.template_instructions import write_instructions
from reports.workbooks import (
    DATE_FORMAT,
    TEXT_FORMAT,
    Format,
    NewWorkbook,
    Worksheet,
    header_format,
    new_workbook,
    row_height,
)

Columns: TypeAlias = tuple[TemplateColumn, ...]

# Rows as XlsxWriter counts them, from 0: title, as-of date, headers, then the counties.
TITLE_ROW: Final = 0
AS_OF_ROW: Final = 1
HEADER_ROW: Final = 2
FIRST_ROW: Final = 3
NAME_COLUMNS: Final = 4
# Free rows beneath the counties, for functional areas, which no register lists.
AREA_ROWS: Final = 10
AS_OF_CELL: Final = "=$B$2"
DAY_FORMAT: Final = 'yyyy"年"m"月"d"日"'
EARLIEST: Final = date(2015, 1, 1)
# Why the county is asked, beside its names; reading passes the header over (data.column_words.IGNORED).
REASON_COLUMN: Final = TemplateColumn("reason", "督办事由", "name", 34)
# What a reader may do on the protected sheet, besides filling in the unlocked cells.
ALLOWED: Final = {"format_columns": True, "format_rows": True, "autofilter": True}
STAGES_WITH_DATE: Final = ("established", "operating")


def template_workbook(
    counties: pd.DataFrame,
    status: pd.DataFrame | None,
    *,
    area_name: str,
    as_of: date,
    lang: str,
    _: Translate,
) -> bytes:
    """Write the template for these counties as xlsx.

    counties: rows of the register, one area's or all; status: `data.progress.county_status` of what is stored,
    any rows beyond `counties` are left aside; None (and demo data are a case for None) leaves the cells blank.
    area_name: for the title, in Chinese as the headers; as_of: the day written under the title, which the office
    changes. Codes and names are locked by a protection without password, all other cells are open.
    """
    title = f"{area_name}教联体建设情况"
    made = new_workbook(title, as_of)
    sheet = made.sheet("教联体建设情况")
    write_template(made, sheet, counties, status, title=title, as_of=as_of, lang=lang, _=_)
    write_instructions(made, _, lang)
    sheet.activate()
    return made.content()


def write_template(
    made: NewWorkbook,
    sheet: Worksheet,
    counties: pd.DataFrame,
    status: pd.DataFrame | None,
    *,
    title: str,
    as_of: date,
    lang: str,
    _: Translate,
    reasons: Mapping[str, str] | None = None,
) -> None:
    """Write the template into a sheet; see `template_workbook`.

    reasons: by county code, why each is asked; they stand in a column of their own, and there are no free rows.
    """
    columns = TEMPLATE_COLUMNS
    if reasons is not None:
        columns = (*columns[:NAME_COLUMNS], REASON_COLUMN, *columns[NAME_COLUMNS:])
        counties = counties.assign(reason=counties["county_code"].map(dict(reasons)))
    locked = [place for place, column in enumerate(columns) if column.kind == "name"]
    _write_top(made, sheet, columns, title, as_of, lang)
    rows = _filled(counties, status, columns)
    looks = [_look(made, column) for column in columns]
    for number, row in enumerate(rows, start=FIRST_ROW):
        cells = [template_cell(column, value, lang) for column, value in zip(columns, row, strict=True)]
        texts = [(cell, column.width) for column, cell in zip(columns, cells, strict=True)]
        sheet.set_row(number, max(row_height(str(text or ""), width) for text, width in texts))
        for place, value in enumerate(cells):
            _write_cell(sheet, number, place, value, looks[place])
    free_rows = AREA_ROWS if reasons is None else 0
    last = max(FIRST_ROW, FIRST_ROW + len(rows) + free_rows - 1)
    free = made.format(locked=False, border=1, border_color=LIGHT.line)
    for number in range(FIRST_ROW + len(rows), FIRST_ROW + len(rows) + free_rows):
        for place in range(len(columns)):
            sheet.write_blank(number, place, None, free if place in locked else looks[place])
    _validate(sheet, columns, last, lang, _)
    _mark_contradictions(made, sheet, columns, last, lang)
    sheet.freeze_panes(FIRST_ROW, len(locked))
    sheet.autofilter(HEADER_ROW, 0, last, len(columns) - 1)
    sheet.protect("", ALLOWED)
    sheet.set_landscape()
    sheet.repeat_rows(HEADER_ROW)


def _filled(counties: pd.DataFrame, status: pd.DataFrame | None, columns: Columns) -> list[tuple[Any, ...]]:
    """One tuple of values per county, in the order of the columns, sorted by code."""
    fields = [column.field for column in columns]
    whole = counties.rename(columns={"name": "county"}).reindex(columns=fields)
    if status is not None:
        reported = [column.field for column in TEMPLATE_COLUMNS[NAME_COLUMNS:]]
        known = status[["county_code", *reported]]
        whole = whole.drop(columns=reported).merge(known, on="county_code", how="left", validate="one_to_one")
    ordered = whole.sort_values("county_code")[fields].astype("object")
    return list(ordered.itertuples(index=False, name=None))


def _write_top(
    made: NewWorkbook, sheet: Worksheet, columns: Columns, title: str, as_of: date, lang: str
) -> None:
    """Title, as-of date (open: the office changes it), headers, widths."""
    look = made.format(bold=True, font_size=15, font_color=LIGHT.accent)
    sheet.merge_range(TITLE_ROW, 0, TITLE_ROW, len(columns) - 1, title, look)
    sheet.write_string(AS_OF_ROW, 0, AS_OF_LABELS[lang], made.format(bold=True))
    day = made.format(
        bold=True, locked=False, bg_color=LIGHT.accent_wash, num_format=DAY_FORMAT, align="left"
    )
    sheet.write_datetime(AS_OF_ROW, 1, datetime.combine(as_of, time()), day)
    header = header_format(made)
    sheet.set_row(TITLE_ROW, 28)
    sheet.set_row(AS_OF_ROW, 20)
    sheet.set_row(HEADER_ROW, 34)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(HEADER_ROW, place, column.header, header)


def _look(made: NewWorkbook, column: TemplateColumn) -> Format:
    """The cell format of a column: names grey and locked, all else open."""
    border = {"border": 1, "border_color": LIGHT.line}
    match column.kind:
        case "name":
            return made.format(
                num_format=TEXT_FORMAT,
                bg_color=LIGHT.outside,
                font_color=LIGHT.muted,
                text_wrap=column is REASON_COLUMN,
                **border,
            )
        case "date":
            return made.format(num_format=DATE_FORMAT, locked=False, align="center", **border)
        case "count":
            return made.format(num_format="0", locked=False, **border)
        case "stage" | "yes_no":
            return made.format(locked=False, align="center", **border)
        case _text:
            return made.format(num_format=TEXT_FORMAT, locked=False, text_wrap=True, **border)


def _write_cell(sheet: Worksheet, row: int, place: int, value: str | int | date | None, look: Format) -> None:
    if value is None:
        sheet.write_blank(row, place, None, look)
    elif isinstance(value, str):
        sheet.write_string(row, place, value, look)
    elif isinstance(value, int):
        sheet.write_number(row, place, value, look)
    else:
        sheet.write_datetime(row, place, datetime.combine(value, time()), look)


def _validate(sheet: Worksheet, columns: Columns, last: int, lang: str, _: Translate) -> None:
    """Dropdowns, dates and counts, each with what to do when Excel refuses a value."""
    stages, yes_no = list(STAGE_CELLS[lang].values()), list(YES_NO_CELLS[lang].values())
    rules: dict[str, dict[str, Any]] = {
        "stage": {
            "validate": "list",
            "source": stages,
            "error_message": _("Pick one of the stages, or leave the cell blank."),
        },
        "yes_no": {
            "validate": "list",
            "source": yes_no,
            "error_message": _("Pick yes or no, or leave the cell blank."),
        },
        "date": {
            "validate": "date",
            "criteria": "between",
            "minimum": EARLIEST,
            "maximum": AS_OF_CELL,
            "error_message": _("Write a date from 2015 on, up to the as-of date, such as 2025-03-12."),
        },
        "count": {
            "validate": "integer",
            "criteria": ">=",
            "value": 0,
            "error_message": _("Write a whole number."),
        },
    }
    for place, column in enumerate(columns):
        if column.kind in rules:
            rule = rules[column.kind] | {"error_title": column.header}
            sheet.data_validation(FIRST_ROW, place, last, place, rule)
    day = {
        "validate": "date",
        "criteria": ">=",
        "value": EARLIEST,
        "input_message": _("The day that the data describe."),
        "error_message": _("Write a date, such as 2026-10-31."),
    }
    sheet.data_validation(AS_OF_ROW, 1, AS_OF_ROW, 1, day)
    places = {column.field: place for place, column in enumerate(columns)}
    for field, names in (("departments", load_departments()), ("resources", load_resources())):
        place = places[field]
        hint = {"validate": "any", "input_title": HEADERS[field], "input_message": "、".join(names["name"])}
        sheet.data_validation(FIRST_ROW, place, last, place, hint)


def _mark_contradictions(made: NewWorkbook, sheet: Worksheet, columns: Columns, last: int, lang: str) -> None:
    """Colour a date that is still needed, and more schools covered than there are."""
    missing = made.mark(bg_color=LIGHT.verdicts["at_risk"].fill)
    wrong = made.mark(font_color=LIGHT.error_text, bold=True)
    row = FIRST_ROW + 1
    places = {column.field: place for place, column in enumerate(columns)}
    letters = {field: chr(ord("A") + place) for field, place in places.items()}
    stage, day = f"${letters['stage']}{row}", f"${letters['established_on']}{row}"
    having = ",".join(f'{stage}="{STAGE_CELLS[lang][name]}"' for name in STAGES_WITH_DATE)
    covered, total = f"${letters['schools_covered']}{row}", f"${letters['schools_total']}{row}"
    for field, formula, look in (
        ("established_on", f'=AND(OR({having}),{day}="")', missing),
        ("schools_covered", f'=AND({total}<>"",{covered}>{total})', wrong),
    ):
        place = places[field]
        rule = {"type": "formula", "criteria": formula, "format": look}
        sheet.conditional_format(FIRST_ROW, place, last, place, rule)
