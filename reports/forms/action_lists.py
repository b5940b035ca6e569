"""Both lists as workbooks to send, one a province, together in a zip.

Counties to follow up come with the reason beside each; those that have not reported as the template itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import pandas as pd

from charts.palette import LIGHT
from data.base.formats import format_count, format_date
from data.base.language import Translate, name_column
from data.figures.action_list import CHASING, FILTERS, count_reasons
from reports.figures.occasion import Occasion
from reports.forms.template import REASON_COLUMN, write_instructions, write_template
from reports.sentences.actions import filter_words, list_name, reasons_in_words, since_words
from reports.xlsx import NewWorkbook, new_workbook, row_height

# What no file system takes, and blanks, which links and mails break at.
UNSAFE: Final = re.compile(r"[^\w.()（）]+")
LONGEST_NAME: Final = 80
LABEL_WIDTH: Final = 24
TEXT_WIDTH: Final = 76
# Words of the file, Chinese for every reader like the headers that it is read back by.
FOLLOW_UP_SHEET: Final = "督办清单"
CHASING_SHEET: Final = "催报清单"


@dataclass(frozen=True, kw_only=True)
class ListOccasion(Occasion):
    """For which day and readers all workbooks of one zip are made.

    reason: the one that the list is limited to, None for all to follow up; one of data.figures.action_list.CHASING:
    the counties are asked for their report. source: the whole sentence. Where the list comes from made-up figures
    (demo) no value is filled in, so that none can come back as a real one.
    """

    reason: str | None
    source: str

    @property
    def chasing(self) -> bool:
        """Whether the counties are asked for their report."""
        return self.reason in CHASING

    @property
    def sheet(self) -> str:
        """What the sheet to fill in is called."""
        return CHASING_SHEET if self.chasing else FOLLOW_UP_SHEET


def action_zip(
    listed: pd.DataFrame,
    counties: pd.DataFrame,
    status: pd.DataFrame,
    provinces: pd.DataFrame,
    occasion: ListOccasion,
    *,
    _: Translate,
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """Write a workbook for each province that has counties on the list, and put them into a zip.

    listed: rows of data.figures.action_list.action_list; counties, provinces: the register's; status:
    `data.figures.progress.county_status` on the as-of day. progress: told how many of how many are done.
    """
    codes: list[str] = sorted(listed["province_code"].unique().tolist())
    named: dict[str, Mapping[Any, Any]] = {str(row["code"]): row for row in provinces.to_dict("records")}
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as bundle:
        for done, code in enumerate(codes, start=1):
            own = listed[listed["province_code"] == code]
            province = named[code]
            content = action_workbook(own, counties, status, province, occasion, _=_)
            name = str(province[name_column(occasion.lang)])
            entry = ZipInfo(
                f"{code}-{file_name(name, list_name(occasion.reason, _), occasion)}",
                (occasion.as_of.year, occasion.as_of.month, occasion.as_of.day, 0, 0, 0),
            )
            # Readable by whoever unpacks it on Linux.
            entry.external_attr = 0o644 << 16
            bundle.writestr(entry, content)
            if progress is not None:
                progress(done, len(codes))
    return packed.getvalue()


def file_name(area: str, title: str, occasion: ListOccasion) -> str:
    """Name a workbook so that every system takes it."""
    words = UNSAFE.sub("-", f"{area}-{title}").strip("-.")[:LONGEST_NAME]
    return f"{words}-{occasion.as_of.isoformat()}.xlsx"


def action_workbook(
    listed: pd.DataFrame,
    counties: pd.DataFrame,
    status: pd.DataFrame,
    province: Mapping[Any, Any],
    occasion: ListOccasion,
    *,
    _: Translate,
) -> bytes:
    """Write one province's workbook: a cover, its listed counties with what is stored now, how to fill it in."""
    title = f"{province['name']}教联体{occasion.sheet}"
    made = new_workbook(title, occasion.as_of)
    _write_cover(made, listed, counties, province, occasion, _)
    sheet = made.sheet(occasion.sheet)
    reasons = None
    if not occasion.chasing:
        words = reasons_in_words(listed, _, occasion.lang)
        reasons = dict(zip(map(str, listed["county_code"]), words, strict=True))
    write_template(
        made,
        sheet,
        counties[counties["county_code"].isin(listed["county_code"])],
        None if occasion.demo else status,
        title=title,
        as_of=occasion.as_of,
        lang=occasion.lang,
        _=_,
        reasons=reasons,
    )
    write_instructions(made, _, occasion.lang)
    return made.content()


def _write_cover(
    made: NewWorkbook,
    listed: pd.DataFrame,
    counties: pd.DataFrame,
    province: Mapping[Any, Any],
    occasion: ListOccasion,
    _: Translate,
) -> None:
    """Add the first sheet: to whom, as of when, how many and why, where it comes from, and what to do."""
    sheet = made.sheet(_("Cover"))
    name = str(province[name_column(occasion.lang)])
    label = made.format(font_color=LIGHT.muted, valign="top")
    text = made.format(text_wrap=True, valign="top")
    sheet.set_column(0, 0, LABEL_WIDTH)
    sheet.set_column(1, 1, TEXT_WIDTH)
    look = made.format(bold=True, font_size=18, font_color=LIGHT.accent)
    sheet.write_string(0, 0, list_name(occasion.reason, _), look)
    sheet.set_row(0, 32)
    row = 1
    if occasion.demo:
        mark = made.format(bold=True, font_color=LIGHT.warning_text, text_wrap=True, valign="top")
        told = _(
            "Made-up figures to try the dashboard with. The reported values are left blank, so that none comes back "
            "as a real one."
        )
        sheet.write_string(row, 0, _("DEMO DATA"), mark)
        sheet.write_string(row, 1, told, mark)
        sheet.set_row(row, row_height(told, TEXT_WIDTH))
        row += 1
    for key, value in _cover_lines(listed, counties, name, str(province["code"]), occasion, _):
        sheet.write_string(row, 0, key, label)
        sheet.write_string(row, 1, value, text)
        sheet.set_row(row, row_height(value, TEXT_WIDTH))
        row += 1
    sheet.hide_gridlines(2)
    sheet.activate()


def _cover_lines(
    listed: pd.DataFrame,
    counties: pd.DataFrame,
    name: str,
    code: str,
    occasion: ListOccasion,
    _: Translate,
) -> list[tuple[str, str]]:
    counts, words = count_reasons(listed), filter_words(_)
    size = int(counties["province_code"].eq(code).sum())
    lines = [
        (_("To"), name),
        (_("Data as of"), format_date(occasion.as_of, occasion.lang)),
        (
            _("On the list"),
            _("{n} of {counties} counties").format(n=format_count(len(listed)), counties=format_count(size)),
        ),
    ]
    if occasion.reason not in (None, "not_reported"):
        lines.append((_("Limited to"), words[occasion.reason]))
    for reason in FILTERS:
        if counts[reason] and (reason in CHASING) == occasion.chasing:
            count = format_count(counts[reason])
            if reason == "backwards":
                count = f"{count} ({since_words(occasion.compare, occasion.as_of, _, occasion.lang)})"
            lines.append((words[reason], count))
    fill_in = (
        _("Fill in the sheet “{sheet}”: the stage of every county, and what else is known.")
        if occasion.chasing
        else _("Fill in the sheet “{sheet}”: correct what has changed, add what is missing.")
    )
    send_back = (
        _("Send the workbook back as it is; it is uploaded without changes.")
        if occasion.chasing
        else _(
            "Send the workbook back as it is; it is uploaded without changes. The column “{column}” is not read."
        )
    )
    steps = [
        fill_in.format(sheet=occasion.sheet),
        _("Change the as-of date in its row 2 to the day that the data describe."),
        send_back.format(column=REASON_COLUMN.header),
    ]
    lines += [(_("What to do") if n == 1 else "", f"{n}. {step}") for n, step in enumerate(steps, start=1)]
    lines.append((_("Source"), occasion.source))
    return lines
