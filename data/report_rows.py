"""The rows of a batch: what a frame must look like to be saved, and the frame that comes back.

Columns: county_code (six digits), as_of, stage, established_on, coordination, guidance_body, funding, personnel,
venues, departments, resources, schools_covered, schools_total, evidence, remark. Missing means *not reported*.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

import pandas as pd
import pyarrow as pa

from data.errors import DashboardError, InvalidBatch, UnknownCodes
from data.schema import STAGES

DATES = ("as_of", "established_on")
YES_NO = ("coordination", "guidance_body", "funding", "personnel", "venues")
COUNTS = ("schools_covered", "schools_total")
TEXTS = ("county_code", "stage", "departments", "resources", "evidence", "remark")
REPORT_COLUMNS = (
    *("county_code", "as_of", "stage", "established_on", *YES_NO),
    *("departments", "resources", *COUNTS, "evidence", "remark"),
)
REQUIRED = ("county_code", "stage")
# How many culprits a sentence names before it only counts them.
NAMED = 5

ARROW: dict[str, Any] = {
    "batch_id": pa.int64(),
    **dict.fromkeys(DATES, pa.date32()),
    **dict.fromkeys(YES_NO, pa.bool_()),
    **dict.fromkeys(COUNTS, pa.int64()),
    **dict.fromkeys(TEXTS, pa.string()),
}
PANDAS: dict[str, str] = {
    "batch_id": "int64",
    **dict.fromkeys(DATES, "datetime64[ns]"),
    **dict.fromkeys(YES_NO, "boolean"),
    **dict.fromkeys(COUNTS, "Int64"),
    **dict.fromkeys(TEXTS, "string"),
}


def checked_rows(rows: pd.DataFrame, *, as_of: date, known_codes: Collection[str]) -> pd.DataFrame:
    """Return `rows` with every report column in its dtype, as_of filled in where a row has none of its own.

    Raises UnknownCodes for codes outside the register, InvalidBatch for everything else that cannot be saved.
    """
    check_columns(rows)
    shaped = pd.DataFrame(index=pd.RangeIndex(len(rows)))
    for name in REPORT_COLUMNS:
        given = rows[name] if name in rows.columns else pd.Series(None, index=rows.index, dtype="object")
        shaped[name] = typed_column(given.reset_index(drop=True), name)
    shaped["as_of"] = shaped["as_of"].fillna(pd.Timestamp(as_of))
    check_codes(shaped["county_code"], known_codes)
    stages = shaped["stage"].dropna()
    if not (wrong := stages[~stages.isin(STAGES)]).empty:
        raise InvalidBatch(
            f"The store knows no stage {named(wrong)}.", f"Use one of {', '.join(STAGES)}, or leave it empty."
        )
    twice = shaped.loc[shaped.duplicated(["county_code", "as_of"]), "county_code"]
    if not twice.empty:
        raise InvalidBatch(
            f"The batch has two rows for the same county and date: {named(twice)}.",
            "Keep one row for each county and as-of date.",
        )
    return shaped


def check_columns(rows: pd.DataFrame) -> None:
    """Raise InvalidBatch unless there are rows, with known columns, the required ones among them."""
    if rows.empty:
        raise InvalidBatch("The batch has no rows.", "Save at least one county's report.")
    names = pd.Series(rows.columns.astype(str))
    if not (unknown := names[~names.isin(REPORT_COLUMNS)]).empty:
        raise InvalidBatch(
            f"The store knows no report column {named(unknown)}.", f"Use {', '.join(REPORT_COLUMNS)}."
        )
    if not (doubled := names[names.duplicated()]).empty:
        raise InvalidBatch(f"The batch has the column {named(doubled)} twice.", "Keep one of the two.")
    if missing := [name for name in REQUIRED if name not in set(names)]:
        raise InvalidBatch(f"The batch lacks the column {', '.join(missing)}.", "Add it.")


def check_codes(codes: pd.Series, known_codes: Collection[str]) -> None:
    """Raise UnknownCodes if any code is missing from the register, naming the first few."""
    if codes.isna().any():
        raise InvalidBatch(
            f"{int(codes.isna().sum())} of {len(codes)} rows have no county code.",
            "Give each row its county_code.",
        )
    strangers = codes[~codes.isin(list(known_codes))].drop_duplicates()
    if not strangers.empty:
        raise UnknownCodes(
            f"The register has no county with the code {named(strangers)}.",
            "Correct the codes, or look the counties up in data/files/counties.csv and county_changes.csv.",
        )


def typed_column(given: pd.Series, name: str) -> pd.Series:
    """Return the column in its dtype; a value that would have to be guessed at raises InvalidBatch."""
    if given.isna().all():
        return pd.Series(None, index=given.index, dtype="object").astype(PANDAS[name])
    if name in TEXTS:
        return text_column(given, name)
    kinds = DATES_TAKEN if name in DATES else BOOLEANS_TAKEN if name in YES_NO else NUMBERS_TAKEN
    inferred = pd.api.types.infer_dtype(given, skipna=True)
    try:
        if inferred not in kinds:
            raise TypeError(f"holds {inferred} values")
        if name in DATES:
            days = pd.to_datetime(given)
            return days.dt.tz_localize(None).dt.normalize().astype("datetime64[ns]")
        column = given.astype(PANDAS[name])
    except (TypeError, ValueError, OverflowError) as error:
        raise not_a(KIND_NAMES[name], name) from error
    if name in COUNTS and (column < 0).any():
        raise not_a(KIND_NAMES[name], name)
    return column


# What pandas calls the values that each kind of column takes as they are.
DATES_TAKEN = ("date", "datetime", "datetime64")
BOOLEANS_TAKEN = ("boolean",)
NUMBERS_TAKEN = ("integer", "integer-na", "floating", "mixed-integer-float")
KIND_NAMES = {
    **dict.fromkeys(DATES, "dates"),
    **dict.fromkeys(YES_NO, "True or False"),
    **dict.fromkeys(COUNTS, "whole numbers from 0"),
    **dict.fromkeys(TEXTS, "text"),
}


def text_column(given: pd.Series, name: str) -> pd.Series:
    """Return the column as text. NUL and unpaired surrogates are refused: PostgreSQL cannot hold them."""
    if pd.api.types.infer_dtype(given, skipna=True) != "string":
        raise not_a("text", name)
    for value in given.dropna():
        if not storable(value):
            raise not_a("text without control character NUL or broken characters", name)
    return given.astype("string")


def storable(text: str) -> bool:
    """Tell whether both engines can hold the text."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text


def not_a(kind: str, name: str) -> DashboardError:
    """Word the error for a column of the wrong kind."""
    return InvalidBatch(f"The column {name} must hold {kind}, and nothing else.", "Convert it before saving.")


def named(values: pd.Series) -> str:
    """Name the first few values, and count the rest."""
    texts = [str(value)[:40] for value in values]
    shown = ", ".join(texts[:NAMED])
    return shown if len(texts) <= NAMED else f"{shown} and {len(texts) - NAMED} more ({len(texts)} in all)"


def records(rows: pd.DataFrame, batch_id: int) -> list[dict[str, Any]]:
    """Turn checked rows into the parameters of one insert."""
    columns: list[list[Any]] = []
    for name in REPORT_COLUMNS:
        column = rows[name].dt.date if name in DATES else rows[name]
        columns.append(column.astype("object").where(rows[name].notna(), None).tolist())
    names = ("batch_id", *REPORT_COLUMNS)
    return [dict(zip(names, (batch_id, *values), strict=True)) for values in zip(*columns, strict=True)]


def frame_of(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """Turn database rows into a frame with the dtypes above; through Arrow, which is 5 times faster here."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    return pd.DataFrame(
        {
            name: pa.array(values, ARROW[name]).to_pandas(date_as_object=False).astype(PANDAS[name])
            for name, values in zip(names, columns, strict=True)
        }
    )
