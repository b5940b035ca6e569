"""What is wrong, doubtful or guessed in a spreadsheet, as values; `data.problem_texts` gives their words.

Severities: an `error` keeps its row (or, without a row, the whole table) from being saved; a `warning` tells
the reader something that the row is saved with; a `guess` says how a cell or a column was understood where
that was not certain.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

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
}

# Of the columns (data.columns).
COLUMN_CODES: Final[dict[str, Severity]] = {
    "column_guessed": "guess",
    "column_missing": "error",
    "column_twice": "warning",
    "column_not_used": "warning",
}

# Of the county that a row is about (data.names).
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
    "county_guessed": "guess",
    "functional_area": "warning",
    "functional_area_unplaced": "error",
    "duplicate_conflict": "error",
    "duplicate_identical": "warning",
}

# Of single values (data.values).
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
    "text_shortened": "warning",
}

# Across the fields of a row, and against what is stored (data.rules).
ROW_CODES: Final[dict[str, Severity]] = {
    "as_of_missing": "error",
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
