"""Examining the committed spreadsheets, from bytes on and with the whole register, gives what outcomes.json says."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.base.fields import REPORT_COLUMNS
from data.intake.examination import Examination, examine
from data.spreadsheets.problems import PROBLEM_CODES
from data.spreadsheets.sheets import UnreadableFile
from data.store.batch import STORED_TYPES
from tests.data.spreadsheets.build import FILES
from tests.data.spreadsheets.ingest_files import CASES, IngestCase
from tests.data.uploads import particulars

OUTCOMES: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "spreadsheets" / "outcomes.json").read_text(encoding="utf-8")
)
BY_NAME = {case.name: case for case in CASES}
# Codes that no committed file can give: of what is no file, of what is too busy, too slow or too large.
ELSEWHERE = {
    *(
        "file_missing",
        "file_busy",
        "file_timeout",
        "file_memory",
        "file_too_large",
        "file_far_cell",
    ),  # test_limits
    *("text_without_value", "text_left_out", "sheet_not_read"),  # test_uncomputed_and_left_out
}


def stored(case: IngestCase) -> pd.DataFrame:
    """Reports as the store gives them."""
    codes = list(case.stored)
    columns: dict[str, list[Any]] = dict.fromkeys(REPORT_COLUMNS, [None] * len(codes))
    columns |= {"county_code": codes, "stage": [stage for stage, _day in case.stored.values()]}
    columns |= {"as_of": [day for _stage, day in case.stored.values()]}
    shaped = {name: pd.Series(columns[name], dtype=STORED_TYPES[name]) for name in REPORT_COLUMNS}
    return pd.DataFrame({"batch_id": 1, **shaped}).assign(saved_at=pd.Timestamp("2026-07-01", tz="UTC"))


def looked_at(name: str) -> tuple[Examination, str]:
    case = BY_NAME.get(name, IngestCase(name, bytes))
    content = (FILES / name).read_bytes()
    return examine(content, name, particulars(stored(case), **case.asked)), case.fields


def plain(value: Any) -> Any:
    if value is None or pd.isna(value):
        return None
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else value


def outcome(name: str) -> dict[str, Any]:
    """What examining a file gives, as outcomes.json writes it."""
    try:
        found, fields = looked_at(name)
    except UnreadableFile as refused:
        return {"problems": [[refused.problem.row, refused.problem.column, refused.problem.code]]}
    said = found.accepted[["row", *fields.split()]].astype("object").itertuples(index=False, name=None)
    suggested = {str(each.row): list(each.suggestions) for each in found.problems if each.suggestions}
    given = {
        "problems": [[each.row, each.column, each.code] for each in found.problems],
        "rejected": list(found.rejected),
        "says": {str(row): [plain(value) for value in values] for row, *values in said},
        "areas": found.areas[["row", "parent_code", "area"]].to_numpy().tolist() if len(found.areas) else [],
        "suggestions": suggested,
    }
    return {key: value for key, value in given.items() if value or key == "problems"}


@pytest.mark.parametrize("name", OUTCOMES)
def test_a_file_gives_exactly_what_is_expected(name):
    assert outcome(name) == OUTCOMES[name]


def test_every_committed_file_has_an_outcome():
    assert set(OUTCOMES) == {path.name for path in FILES.iterdir()}
    assert len(OUTCOMES) >= 40


def test_the_files_give_every_code():
    given = {code for each in OUTCOMES.values() for _row, _column, code in each["problems"]}
    assert given == set(PROBLEM_CODES) - ELSEWHERE


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_script_writes_the_file(case):
    assert (FILES / case.name).read_bytes() == case.build()
