"""The template that an office fills in: columns, counties with what is stored now, dropdowns, instructions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final, TypeAlias

import pandas as pd

from charts.palette import LIGHT
from data.base.fields import (
    EARLIEST_ESTABLISHED,
    FIELDS,
    OUT_OF,
    PLACE_FIELDS,
    SEPARATOR,
    Kind,
    of_kind,
)
from data.base.language import Translate
from data.base.stages import ESTABLISHED_STAGES, STAGES
from data.plan.duties import load_departments, load_resources
from reports.xlsx import (
    DATE_FORMAT,
    TEXT_FORMAT,
    Format,
    NewWorkbook,
    Worksheet,
    header_format,
    new_workbook,
    row_height,
)


@dataclass(frozen=True)
class TemplateColumn:
    """A column: the report field, its header, its kind of value, its width in characters."""

    field: str
    header: str
    kind: Kind
    width: float


# The headers are the Chinese ones in both languages: one template for all offices, one layout to remember.
TEMPLATE_COLUMNS: Final = tuple(
    TemplateColumn(field.key, field.header, field.kind, field.width)
    for field in FIELDS.values()
    if field.header
)

HEADERS: Final = {column.field: column.header for column in TEMPLATE_COLUMNS}


# The words of the dropdowns, by the language of the page. Reading takes all of them in either language.
STAGE_CELLS: Final = {
    "zh": {key: stage.cell for key, stage in STAGES.items()},
    "en": {key: stage.words(str) for key, stage in STAGES.items()},
}

# Stands before the as-of date; reading knows the day that follows it for the as-of date.
AS_OF_LABELS: Final = {"zh": "数据截至", "en": "Data as of"}

YES_NO_CELLS: Final = {"zh": {True: "是", False: "否"}, "en": {True: "yes", False: "no"}}


def template_cell(column: TemplateColumn, value: Any, lang: str) -> str | int | date | None:
    """Turn a stored value into what its cell holds; None, a blank cell, where nothing is reported."""
    if value is None or pd.isna(value):
        return None
    match column.kind:
        case "stage":
            return STAGE_CELLS[lang][str(value)]
        case "yes_no":
            return YES_NO_CELLS[lang][bool(value)]
        case "day":
            return pd.Timestamp(value).date()
        case "whole_number":
            return int(value)
        case _text:
            return str(value)


INSTRUCTION_WIDTHS: Final = (20, 88)


def write_instructions(made: NewWorkbook, _: Translate, lang: str) -> None:
    """Add the sheet: what to do in order, then what each column means."""
    sheet = made.sheet(_("How to fill in"))
    title = made.format(bold=True, font_size=15, font_color=LIGHT.accent)
    text = made.format(text_wrap=True)
    label = made.format(bold=True, valign="top", border=1, border_color=LIGHT.line)
    cell = made.format(text_wrap=True, valign="top", border=1, border_color=LIGHT.line)
    for place, width in enumerate(INSTRUCTION_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.write_string(0, 0, _("How to fill in this form"), title)
    row = 1
    for number, step in enumerate(steps(_, lang), start=1):
        row += 1
        sheet.merge_range(row, 0, row, 1, "", text)
        sheet.write_string(row, 0, f"{number}. {step}", text)
        sheet.set_row(row, row_height(step, sum(INSTRUCTION_WIDTHS)))
    row += 2
    sheet.write_string(row, 0, _("Column"), header_format(made))
    sheet.write_string(row, 1, _("What to write"), header_format(made))
    for field, meaning in meanings(_, lang).items():
        row += 1
        sheet.write_string(row, 0, HEADERS[field], label)
        sheet.write_string(row, 1, meaning, cell)
        sheet.set_row(row, row_height(meaning, INSTRUCTION_WIDTHS[1]))
    sheet.hide_gridlines(2)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def steps(_: Translate, lang: str) -> list[str]:
    """What to do, in order."""
    return [
        _("Change the as-of date in row 2 to the day that the data describe."),
        _("Codes and names (grey) are filled in and locked. Fill in the other columns."),
        _("What is filled in already is what is stored now; correct it where it has changed."),
        _("A blank cell means “not reported”, never “no”."),
        _("From “{established}” on, the date of establishment is needed.").format(
            established=STAGE_CELLS[lang]["established"]
        ),
        _("Several departments or resource fields go into one cell, separated by 、."),
        _(
            "A functional area (development zone, new area) is not a county. Report it in the free rows beneath "
            "the counties, with its province, prefecture and name, without a code. It is shown, but counted nowhere."
        ),
        _("Keep the headers as they are, save as xlsx and upload the file. Excel and WPS both work."),
    ]


def meanings(_: Translate, lang: str) -> dict[str, str]:
    """What each column takes, by field."""
    yes, no = YES_NO_CELLS[lang][True], YES_NO_CELLS[lang][False]
    either = _("“{yes}” or “{no}”").format(yes=yes, no=no)
    names = {
        kind: _listed(dict(zip(known["name"], known["name_en"], strict=True)), lang)
        for kind, known in _lists()
    }
    told = {
        field.key: field.meaning(_).format(either=either, names=names.get(field.kind, ""))
        for field in FIELDS.values()
        if field.meaning is not None
    }
    ordered = [name for name in FIELDS if name in told or name == "stage"]
    return {name: told.get(name) or _stages_told(_, lang) for name in ordered}


def _lists() -> tuple[tuple[Kind, pd.DataFrame], ...]:
    """Give what the lists name, by the kind of their fields."""
    return (("departments", load_departments()), ("resources", load_resources()))


def _stages_told(_: Translate, lang: str) -> str:
    told = [
        _("“{stage}”: {meaning}").format(stage=STAGE_CELLS[lang][key], meaning=stage.meaning(_))
        if stage.meaning
        else _("“{stage}”").format(stage=STAGE_CELLS[lang][key])
        for key, stage in STAGES.items()
    ]
    return _("{stages}. An alliance or group of schools (城乡教联体, 教育集团) is not meant.").format(
        stages=_("; ").join(told)
    )


def _listed(names: dict[str, str], lang: str) -> str:
    if lang == "zh":
        return SEPARATOR.join(names)
    return "; ".join(f"{name} ({english})" for name, english in names.items())


Columns: TypeAlias = tuple[TemplateColumn, ...]


# Rows as XlsxWriter counts them, from 0: title, as-of date, headers, then the counties.
TITLE_ROW: Final = 0

AS_OF_ROW: Final = 1

HEADER_ROW: Final = 2

FIRST_ROW: Final = 3

NAME_COLUMNS: Final = len(PLACE_FIELDS)

# Free rows beneath the counties, for functional areas, which no register lists.
AREA_ROWS: Final = 10

AS_OF_CELL: Final = "=$B$2"

DAY_FORMAT: Final = 'yyyy"年"m"月"d"日"'

# Why the county is asked, beside its names; reading passes the header over (data.intake.columns.IGNORED).
REASON_COLUMN: Final = TemplateColumn("reason", "督办事由", "place", 34)

# What a reader may do on the protected sheet, besides filling in the unlocked cells.
ALLOWED: Final = {"format_columns": True, "format_rows": True, "autofilter": True}


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

    counties: rows of the register, one area's or all; status: `data.figures.progress.county_status` of what is stored,
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
    locked = [place for place, column in enumerate(columns) if column.kind == "place"]
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
        case "place":
            return made.format(
                num_format=TEXT_FORMAT,
                bg_color=LIGHT.outside,
                font_color=LIGHT.muted,
                text_wrap=column is REASON_COLUMN,
                **border,
            )
        case "day":
            return made.format(num_format=DATE_FORMAT, locked=False, align="center", **border)
        case "whole_number":
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
        "day": {
            "validate": "date",
            "criteria": "between",
            "minimum": EARLIEST_ESTABLISHED,
            "maximum": AS_OF_CELL,
            "error_message": _("Write a date from 2015 on, up to the as-of date, such as 2025-03-12."),
        },
        "whole_number": {
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
        "value": EARLIEST_ESTABLISHED,
        "input_message": _("The day that the data describe."),
        "error_message": _("Write a date, such as 2026-10-31."),
    }
    sheet.data_validation(AS_OF_ROW, 1, AS_OF_ROW, 1, day)
    places = {column.field: place for place, column in enumerate(columns)}
    for kind, known in _lists():
        for field in of_kind(kind):
            place = places[field]
            names = SEPARATOR.join(known["name"])
            hint = {"validate": "any", "input_title": HEADERS[field], "input_message": names}
            sheet.data_validation(FIRST_ROW, place, last, place, hint)


def _mark_contradictions(made: NewWorkbook, sheet: Worksheet, columns: Columns, last: int, lang: str) -> None:
    """Colour a date that is still needed, and a part that is more than the whole: schools covered."""
    missing = made.mark(bg_color=LIGHT.verdicts["at_risk"].fill)
    wrong = made.mark(font_color=LIGHT.error_text, bold=True)
    row = FIRST_ROW + 1
    places = {column.field: place for place, column in enumerate(columns)}
    letters = {field: chr(ord("A") + place) for field, place in places.items()}
    stage, day = f"${letters['stage']}{row}", f"${letters['established_on']}{row}"
    having = ",".join(f'{stage}="{STAGE_CELLS[lang][name]}"' for name in ESTABLISHED_STAGES)
    marks = [("established_on", f'=AND(OR({having}),{day}="")', missing)]
    for field, whole in OUT_OF.items():
        part, total = f"${letters[field]}{row}", f"${letters[whole]}{row}"
        marks.append((field, f'=AND({total}<>"",{part}>{total})', wrong))
    for field, formula, look in marks:
        place = places[field]
        rule = {"type": "formula", "criteria": formula, "format": look}
        sheet.conditional_format(FIRST_ROW, place, last, place, rule)
