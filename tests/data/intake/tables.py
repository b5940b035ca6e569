"""Tables for the tests of columns and rules, as if read from a sheet whose header stands in row 1."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from data.intake.columns import match_columns
from data.intake.rules import Checked, check_rows
from data.spreadsheets.problems import Problem
from data.spreadsheets.sheets import Column, Table, TableRow

AS_OF = date(2026, 9, 30)


def table(headers: Sequence[str], *rows: Sequence[Any], as_of: date | None = None) -> Table:
    letters = [chr(ord("A") + place) for place in range(len(headers))]
    return Table(
        sheet="Sheet1",
        header_row=1,
        columns=tuple(Column(letter, header) for letter, header in zip(letters, headers, strict=True)),
        rows=tuple(
            TableRow(number, dict(zip(letters, cells, strict=True)))
            for number, cells in enumerate(rows, start=2)
        ),
        as_of=as_of,
    )


def check(headers: Sequence[str], *rows: Sequence[Any], **particulars: Any) -> Checked:
    given = table(headers, *rows)
    return check_rows(given, match_columns(given), **({"as_of": AS_OF} | particulars))


def check_one(field_header: str, cell: Any, **particulars: Any) -> Checked:
    """Check one row: 天河区, with one more cell."""
    return check(["县代码", "阶段", field_header], ["440106", "筹建中", cell], **particulars)


def places(problems: Sequence[Problem]) -> list[list[Any]]:
    return [[found.row, found.column, found.code] for found in problems]


def status(**stages: str) -> pd.DataFrame:
    """What is stored: stages by county code (c440106="established"), all as of 2026-06-30."""
    codes = [name.removeprefix("c") for name in stages]
    return pd.DataFrame(
        {
            "county_code": pd.Series(codes, dtype="string"),
            "stage": pd.Series(list(stages.values()), dtype="string"),
            "as_of": pd.Series([pd.Timestamp(2026, 6, 30)] * len(codes), dtype="datetime64[ns]"),
        }
    )
