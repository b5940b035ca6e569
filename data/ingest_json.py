"""An examination as one JSON object, for scripts.

{"file", "sheet", "header_row", "as_of", "columns": {field: letter}, "read", "accepted", "rejected", "unchanged",
"rows": [{"row", "county_code", "as_of", "stage", …}], "problems": [{"code", "severity", "row", "column", "found",
"expected", "message"}], "batch": number or null}. Days are ISO 8601, what is not reported is null. Rows of
functional areas are in "areas", with "area" and "parent_code" in the place of "county_code".
"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pandas as pd

from data.examination import Examination
from data.problem_texts import problem_text
from data.problems import Problem
from data.report_rows import AREA_COLUMNS, REPORT_COLUMNS


def examination_json(found: Examination, batch: int | None) -> str:
    """Write an examination, with the number of the batch it was saved as, on one line."""
    return _line(
        {
            "file": found.file_name,
            "sheet": found.sheet,
            "header_row": None if found.table is None else found.table.header_row,
            "as_of": found.as_of,
            "columns": {} if found.columns is None else dict(found.columns.fields),
            "read": found.read,
            "accepted": found.accepted_count,
            "rejected": len(found.rejected),
            "unchanged": found.unchanged,
            "rows": _records(found.accepted, ("row", *REPORT_COLUMNS)),
            "areas": _records(found.areas, ("row", *AREA_COLUMNS)),
            "problems": [problem_object(each) for each in found.problems],
            "batch": batch,
        }
    )


def unreadable_json(file_name: str, why: Problem) -> str:
    """Write that a file cannot be read, with the one problem that says why."""
    nothing: dict[str, Any] = dict.fromkeys(("sheet", "header_row", "as_of"))
    counts = dict.fromkeys(("read", "accepted", "rejected", "unchanged"), 0)
    found = {"rows": [], "areas": [], "problems": [problem_object(why)], "batch": None}
    return _line({"file": file_name, **nothing, "columns": {}, **counts, **found})


def problem_object(each: Problem) -> dict[str, Any]:
    """Give a problem as plain values, with its sentence in English."""
    return {
        "code": each.code,
        "severity": each.severity,
        "row": each.row,
        "column": each.column,
        "field": each.field,
        "found": each.found,
        "expected": list(each.expected),
        "suggestions": list(each.suggestions),
        "message": problem_text(each, str),
    }


def _records(rows: pd.DataFrame, columns: tuple[str, ...]) -> list[dict[str, Any]]:
    known = [name for name in columns if name in rows.columns]
    values = rows[known].astype("object").itertuples(index=False, name=None)
    return [{name: _plain(value) for name, value in zip(known, row, strict=True)} for row in values]


def _plain(value: Any) -> Any:
    if value is None or pd.isna(value):
        return None
    return value.date().isoformat() if isinstance(value, datetime) else value


def _day(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no value of JSON")


def _line(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, default=_day)
