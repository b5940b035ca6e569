"""The template's second sheet: how to fill it in, in the language of the page."""

from __future__ import annotations

from typing import Final

from charts.palette import LIGHT
from data.plan import load_departments, load_resources
from data.words import Translate
from reports.template_cells import HEADERS, STAGE_CELLS, YES_NO_CELLS
from reports.workbooks import NewWorkbook, header_format, row_height

WIDTHS: Final = (20, 88)


def write_instructions(made: NewWorkbook, _: Translate, lang: str) -> None:
    """Add the sheet: what to do in order, then what each column means."""
    sheet = made.sheet(_("How to fill in"))
    title = made.format(bold=True, font_size=15, font_color=LIGHT.accent)
    text = made.format(text_wrap=True)
    label = made.format(bold=True, valign="top", border=1, border_color=LIGHT.line)
    cell = made.format(text_wrap=True, valign="top", border=1, border_color=LIGHT.line)
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width)
    sheet.write_string(0, 0, _("How to fill in this form"), title)
    row = 1
    for number, step in enumerate(steps(_, lang), start=1):
        row += 1
        sheet.merge_range(row, 0, row, 1, "", text)
        sheet.write_string(row, 0, f"{number}. {step}", text)
        sheet.set_row(row, row_height(step, sum(WIDTHS)))
    row += 2
    sheet.write_string(row, 0, _("Column"), header_format(made))
    sheet.write_string(row, 1, _("What to write"), header_format(made))
    for field, meaning in meanings(_, lang).items():
        row += 1
        sheet.write_string(row, 0, HEADERS[field], label)
        sheet.write_string(row, 1, meaning, cell)
        sheet.set_row(row, row_height(meaning, WIDTHS[1]))
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
    stages = STAGE_CELLS[lang]
    either = _("“{yes}” or “{no}”").format(yes=yes, no=no)
    departments, resources = load_departments(), load_resources()
    known = dict(zip(departments["name"], departments["name_en"], strict=True))
    fields = dict(zip(resources["name"], resources["name_en"], strict=True))
    return {
        "county_code": _("Six digits of the county; filled in and locked."),
        "stage": _(
            "“{not_started}”; “{preparing}”: the work has begun; “{established}”: the county's education alliance "
            "exists; “{operating}”: it exists and demonstrably works. An alliance or group of schools "
            "(城乡教联体, 教育集团) is not meant."
        ).format(**stages),
        "established_on": _("The day on which the alliance was established, such as 2025-03-12."),
        "coordination": _("A standing mechanism of communication and coordination: {either}.").format(
            either=either
        ),
        "guidance_body": _("A body that guides family education: {either}.").format(either=either),
        "funding": _("Funding is guaranteed by a policy: {either}.").format(either=either),
        "personnel": _("Personnel is guaranteed by a policy: {either}.").format(either=either),
        "venues": _("Venues are guaranteed by a policy: {either}.").format(either=either),
        "departments": _("Any of the 17, separated by 、: {names}.").format(names=_listed(known, lang)),
        "resources": _("Any of the seven, separated by 、: {names}.").format(names=_listed(fields, lang)),
        "schools_covered": _("Primary and secondary schools in the alliance; at most as many as there are."),
        "schools_total": _("All primary and secondary schools of the county."),
        "evidence": _("The number of a document (文号), or a link."),
        "remark": _("Anything else a reader should know."),
    }


def _listed(names: dict[str, str], lang: str) -> str:
    if lang == "zh":
        return "、".join(names)
    return "; ".join(f"{name} ({english})" for name, english in names.items())
