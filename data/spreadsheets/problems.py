"""What is wrong, doubtful or guessed in a spreadsheet: each problem as a value, with the sentence that tells it.

Severities: an `error` keeps its row (or, without a row, the whole table) from being saved; a `warning` tells
the reader something that the row is saved with; a `guess` says how a cell or a column was understood where
that was not certain.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from data.base.language import LANGUAGES_KEPT, Translate

Severity: TypeAlias = Literal["error", "warning", "guess"]

# Of the file as a whole and of its cells as they are read (data.spreadsheets).
FILE_CODES: Final[dict[str, Severity]] = {
    "file_missing": "error",
    "file_empty": "error",
    "file_too_large": "error",
    "file_far_cell": "error",
    "file_encrypted": "error",
    "file_wrong_type": "error",
    "file_encoding": "error",
    "file_unsafe": "error",
    "file_busy": "error",
    "file_timeout": "error",
    "file_memory": "error",
    "file_damaged": "error",
    "file_no_table": "error",
    "formula_without_value": "error",
    "text_without_value": "warning",
    "sheet_not_read": "warning",
}

# Of the columns (data.intake.columns).
COLUMN_CODES: Final[dict[str, Severity]] = {
    "column_guessed": "guess",
    "column_missing": "error",
    "column_twice": "warning",
    "column_not_used": "warning",
    "column_contradicts": "warning",
}

# Of the county that a row is about (data.names.matching).
COUNTY_CODES: Final[dict[str, Severity]] = {
    "county_missing": "error",
    "county_unknown": "error",
    "county_ambiguous": "error",
    "county_split": "error",
    "county_is_area": "error",
    "county_outside_province": "error",
    "another_province": "error",
    "county_out_of_scope": "error",
    "code_malformed": "error",
    "code_unknown": "error",
    "code_and_name_disagree": "error",
    "area_disagrees": "error",
    "area_unknown": "error",
    "county_changed": "warning",
    "merged_kept_apart": "warning",
    "county_guessed": "guess",
    "functional_area": "warning",
    "functional_area_unplaced": "error",
    "duplicate_conflict": "error",
    "duplicate_identical": "warning",
}

# Of single values (data.intake.values).
VALUE_CODES: Final[dict[str, Severity]] = {
    "cell_formula_error": "error",
    "stage_unknown": "error",
    "stage_guessed": "guess",
    "cluster_wording": "warning",
    "yes_no_unknown": "error",
    "yes_no_guessed": "guess",
    "date_unreadable": "error",
    "date_impossible": "error",
    "date_incomplete": "error",
    "date_ambiguous": "error",
    "date_guessed": "guess",
    "count_unreadable": "error",
    "count_not_whole": "error",
    "count_negative": "error",
    "count_too_large": "error",
    "count_guessed": "guess",
    "list_item_unknown": "warning",
    "list_item_guessed": "guess",
    "text_left_out": "warning",
    "text_shortened": "warning",
}

# Across the fields of a row, and against what is stored (data.intake.rules).
ROW_CODES: Final[dict[str, Severity]] = {
    "as_of_missing": "error",
    "as_of_filled_in": "guess",
    "established_without_date": "error",
    "established_after_as_of": "error",
    "established_too_early": "error",
    "date_without_establishment": "warning",
    "covered_above_total": "error",
    "going_backwards": "error",
    "going_backwards_confirmed": "warning",
    "stage_blanked": "warning",
    "older_than_stored": "warning",
}

# Every code with its usual severity, in the order of docs/problems.md.
PROBLEM_CODES: Final[Mapping[str, Severity]] = MappingProxyType(
    FILE_CODES | COLUMN_CODES | COUNTY_CODES | VALUE_CODES | ROW_CODES
)

# Spreadsheets all the same, which Excel can save in a kind that is read.
OTHER_SPREADSHEETS: Final = ("xlsb", "xml2003")


@dataclass(frozen=True)
class Problem:
    """One finding; `row` and `column` are what the spreadsheet shows (first row 1, letter), None for the whole table.

    `field` is the report field concerned; `found` what stands there; `expected` and `suggestions` are machine
    values (county codes, stages, ISO days, letters); `details` fill the placeholders of the code's text.
    """

    code: str
    severity: Severity
    row: int | None = None
    column: str | None = None
    field: str | None = None
    found: str = ""
    expected: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    details: Mapping[str, str] = dataclasses.field(default_factory=dict[str, str], hash=False)


def problem(
    code: str,
    row: int | None = None,
    column: str | None = None,
    *,
    field: str | None = None,
    found: str = "",
    expected: tuple[str, ...] = (),
    suggestions: tuple[str, ...] = (),
    **details: str,
) -> Problem:
    """Make a Problem with the usual severity of its code; raises KeyError for a code that does not exist."""
    return Problem(code, PROBLEM_CODES[code], row, column, field, found, expected, suggestions, details)


def unreadable_sentences(problem: Problem, _: Translate) -> tuple[str, str]:
    """Say why the file cannot be read, and what to do about it.

    problem.found: the cell of `file_far_cell` (XFD1048576), the type of `file_wrong_type` (PDF), why a file is
    missing (`absent`, `folder`, `forbidden`), or the amount that broke a limit; problem.details: `sheet`, `limit`,
    and `what` is too large (`unpacked`, `cells`).
    """
    copy_table = _("Copy the table alone into a new file and try that one.")
    split_table = _("Split it, for instance by province, or delete sheets and rows that are not needed.")
    whole_file = _("The file is too large: {found}, where {limit} can be read.")
    too_large = {
        "unpacked": _("The file's content is too large: unpacked {found}, where {limit} can be read."),
        "cells": _("The file has too many cells: {found}, where {limit} can be read."),
    }
    foreign = _("This is not a spreadsheet but {found}."), _("Save the table as xlsx or csv and try again.")
    other_spreadsheet = (
        _("Spreadsheets of this kind cannot be read: {found}."),
        _("Open it in Excel or WPS, save it as xlsx and try again."),
    )
    missing = {
        "folder": _("This is a folder, not a file."),
        "forbidden": _("The file may not be read."),
    }
    sentences = {
        "file_missing": (
            missing.get(problem.found, _("There is no such file.")),
            _("Check its name and its folder, and who may read it."),
        ),
        "file_empty": (_("The file is empty."), _("Check that it was saved and copied completely.")),
        "file_too_large": (too_large.get(problem.details.get("what", ""), whole_file), split_table),
        "file_no_table": (
            _("The file holds no table."),
            _("Check that the table was saved in this file; choose the sheet and the header row."),
        ),
        "file_far_cell": (
            _("Sheet “{sheet}” has content as far as cell {found}, far away from the table."),
            _("Delete the rows and columns between the table and that cell, save and try again."),
        ),
        "file_encrypted": (
            _("The file is protected by a password."),
            _("Open it, remove the password, save and try again."),
        ),
        "file_wrong_type": foreign if problem.found not in OTHER_SPREADSHEETS else other_spreadsheet,
        "file_encoding": (
            _("The text's encoding is none of those known (UTF-8, UTF-16, GB18030)."),
            _("Choose the encoding, or save the table as xlsx."),
        ),
        "file_unsafe": (
            _("The file contains what no spreadsheet needs and what can do harm ({found})."),
            _("Open it in Excel or WPS, copy the table into a new file and try that one."),
        ),
        "file_busy": (
            _("Other files are being read just now, and this one had no turn within {limit} seconds."),
            _("Nothing is wrong with it: try again in a moment."),
        ),
        "file_timeout": (
            _("Reading the file took longer than {limit} seconds and was stopped."),
            copy_table,
        ),
        "file_memory": (
            _("Reading the file needed more memory than is allowed and was stopped."),
            copy_table,
        ),
        "file_damaged": (
            _("The file is damaged: its content breaks off or does not fit together."),
            _("Save it again in Excel or WPS, or ask the sender for a new copy."),
        ),
    }
    what, remedy = sentences[problem.code]
    found = _type_name(problem.found, _) if problem.code == "file_wrong_type" else problem.found
    return what.format(found=found, **{"limit": "", "sheet": "", **problem.details}), remedy


@lru_cache(maxsize=LANGUAGES_KEPT)
def sentences(_: Translate) -> Mapping[str, str]:
    """The sentence of each code, without its full stop: a list of what may be meant can follow."""
    return {
        "formula_without_value": _(
            "The formula has no computed value; open the file in Excel or WPS, save it and try again"
        ),
        "text_without_value": _("The formula has no computed value, and its text was left out"),
        "sheet_not_read": _(
            "The sheet “{found}” holds a table of counties as well, and was not read; choose it to read it"
        ),
        "column_guessed": _("The column “{found}” was taken for “{expected}”"),
        "column_missing": _("No column was found for “{field}”; choose it among the columns"),
        "column_twice": _(
            "The column “{found}” was not used, because another one stands for “{field}” already"
        ),
        "column_not_used": _("The column “{found}” was not recognised, and is not used"),
        "column_contradicts": _(
            "The column “{found}” was not taken for “{field}”, because it holds something else, such as “{example}”; "
            "choose what it is"
        ),
        "county_missing": _("The row names no county; give its code or its name"),
        "county_unknown": _("“{found}” is no county in the register; check how it is written"),
        "county_ambiguous": _("“{found}” can be more than one county; add its prefecture or its code"),
        "county_split": _(
            "{old_name} ({old_code}) was divided among several counties on {on}; report for each of them"
        ),
        "county_is_area": _("“{found}” is a whole prefecture or province, or its own level, not a county"),
        "county_outside_province": _("{found} does not lie in {expected}, for which this upload is made"),
        "another_province": _(
            "{found} belongs to {province}; you may report for {expected}, so let {province} send this row"
        ),
        "county_out_of_scope": _("“{found}” lies outside the Plan's scope (Taiwan, Hong Kong and Macau)"),
        "code_malformed": _("“{found}” is no county code; it has to have six digits"),
        "code_unknown": _("The register knows no county with the code {found}"),
        "code_and_name_disagree": _(
            "The code {found} and the name “{name}” do not belong to the same county"
        ),
        "area_disagrees": _("“{found}” does not lie in the province and prefecture that the row gives"),
        "area_unknown": _("“{found}” is no province or prefecture; check how it is written"),
        "county_changed": _("{change}; the row counts for {expected}"),
        "merged_kept_apart": _(
            "{old_name} ({old_code}) was merged on {on} into {expected}, which has a row of its own: this one is kept, "
            "but counts nowhere"
        ),
        "county_guessed": _("“{found}” was taken for {expected}"),
        "functional_area": _("“{found}” is a functional area: it is kept, but counted nowhere as a county"),
        "functional_area_unplaced": _(
            "“{found}” looks like a functional area, but nothing says where it lies; add its prefecture"
        ),
        "duplicate_conflict": _("Row {rows} says something else about the same county; keep one of them"),
        "duplicate_identical": _("The row says the same as row {rows} and is counted once"),
        "cell_formula_error": _("The cell holds the error {found} of a formula; type the value instead"),
        "stage_unknown": _("“{found}” is no stage; write one of {expected}"),
        "stage_guessed": _("“{found}” was taken for the stage “{expected}”"),
        "cluster_wording": _(
            "“{found}” sounds like a cluster of schools, which is not an education alliance; check the row"
        ),
        "yes_no_unknown": _("“{found}” is neither yes nor no"),
        "yes_no_guessed": _("“{found}” was taken for “{expected}”"),
        "date_unreadable": _("“{found}” cannot be read as a date; write it like 2025-03-12"),
        "date_impossible": _("There is no such day as {found}"),
        "date_incomplete": _("“{found}” is no whole date; give year, month and day"),
        "date_ambiguous": _("“{found}” can be read as more than one date; choose one"),
        "date_guessed": _("“{found}” was taken for {expected}"),
        "count_unreadable": _("“{found}” cannot be read as a number of schools"),
        "count_not_whole": _("{found} is no whole number of schools"),
        "count_negative": _("{found} is less than no school"),
        "count_too_large": _("{found} schools are more than a county can have ({expected})"),
        "count_guessed": _("“{found}” was taken for {expected} schools"),
        "list_item_unknown": _("“{found}” is none of those in the Plan and is left out"),
        "list_item_guessed": _("“{found}” was taken for {expected}"),
        "text_left_out": _("“{found}” is an error, a picture or a formula, no text, and was left out"),
        "text_shortened": _("The text is longer than {expected} characters and was cut"),
        "as_of_missing": _("Nothing says which day the figures describe; give the as-of date"),
        "as_of_filled_in": _(
            "The day on which the table was filled in, {expected}, was taken for the as-of date; check it"
        ),
        "established_without_date": _(
            "A county at the stage “{stage}” needs the date on which its alliance was established"
        ),
        "established_after_as_of": _(
            "The alliance is said to be established on {found}, after the as-of date {as_of}"
        ),
        "established_too_early": _(
            "The alliance is said to be established on {found}, before there were any ({earliest})"
        ),
        "date_without_establishment": _("There is a date ({found}), but the stage is “{stage}”"),
        "covered_above_total": _("{found} schools covered are more than the {total} schools in all"),
        "going_backwards": _("The county went from “{stored}” back to “{stage}”; confirm that this is meant"),
        "going_backwards_confirmed": _("The county went from “{stored}” back to “{stage}”, as confirmed"),
        "stage_blanked": _(
            "The stage is blank, where “{stored}” was reported before; the county will count as not reported"
        ),
        "older_than_stored": _(
            "The row describes {found}, but a report of {stored} is stored already and stays in force"
        ),
    }


def in_order(problems: Sequence[Problem]) -> list[Problem]:
    """Sort problems as a reader meets them: of the whole file first, then by row and column."""
    return sorted(problems, key=lambda found: (found.row or 0, len(found.column or ""), found.column or ""))


def _type_name(found: str, _: Translate) -> str:
    """Give the name of a type as `data.spreadsheets.kinds` finds it."""
    names = {
        "picture": _("a picture"),
        "archive": _("an archive"),
        "program": _("a program"),
        "Word": _("a Word document"),
        "PowerPoint": _("a PowerPoint presentation"),
        "PDF": _("a PDF document"),
        "xlsb": _("a binary workbook (xlsb)"),
        "xml2003": _("an XML spreadsheet of Excel 2003"),
        "mhtml": _("a web archive (mht)"),
        "page": _("a web page without a table"),
        "xml": _("an XML file"),
    }
    return names.get(found, _("a file of an unknown type"))
