"""The rows of a batch: what a frame must look like to be saved, and the frame that comes back.

Columns: county_code (six digits), as_of, stage, established_on, coordination, guidance_body, funding,
personnel, venues, departments, resources, schools_covered, schools_total, evidence, remark. Missing means
*not reported*. Rows of functional areas have parent_code and area in the place of county_code.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

import pandas as pd

from data.errors import InvalidBatch, UnknownCodes
from data.schema import STAGES

DATES = ("as_of", "established_on")
YES_NO = ("coordination", "guidance_body", "funding", "personnel", "venues")
COUNTS = ("schools_covered", "schools_total")
TEXTS = ("county_code", "parent_code", "area", "stage", "departments", "resources", "evidence", "remark")
REPORTED = ("stage", "established_on", *YES_NO, "departments", "resources", *COUNTS, "evidence", "remark")
REPORT_COLUMNS = ("county_code", "as_of", *REPORTED)
AREA_COLUMNS = ("parent_code", "area", "as_of", *REPORTED)
# How many culprits a sentence names before it only counts them.
NAMED = 5

# `Any`, because the types of pandas list the names of dtypes one by one.
FRAME_TYPES: dict[str, Any] = {
    "batch_id": "int64",
    **dict.fromkeys(DATES, "datetime64[ns]"),
    **dict.fromkeys(YES_NO, "boolean"),
    **dict.fromkeys(COUNTS, "Int64"),
    **dict.fromkeys(TEXTS, "string"),
    # Columns of batches and events, which `data.store` reads.
    **dict.fromkeys(("event_id", "revision", "rows", "area_rows"), "int64"),
    **dict.fromkeys(("saved_at", "reverted_at", "at"), "datetime64[ns, UTC]"),
}


def checked_rows(rows: pd.DataFrame, *, as_of: date, known_codes: Collection[str]) -> pd.DataFrame:
    """Return `rows` with every report column in its dtype, as_of filled in where a row has none of its own.

    Raises UnknownCodes for codes outside the register, InvalidBatch for everything else that cannot be saved.
    """
    check_columns(rows, REPORT_COLUMNS, required=("county_code", "stage"))
    shaped = shaped_rows(rows, REPORT_COLUMNS, as_of)
    check_codes(shaped["county_code"], known_codes)
    check_stages_and_doubles(shaped, ["county_code", "as_of"])
    return shaped


def checked_area_rows(rows: pd.DataFrame, *, as_of: date) -> pd.DataFrame:
    """Return rows of functional areas as `checked_rows` does those of counties; raises InvalidBatch."""
    check_columns(rows, AREA_COLUMNS, required=("parent_code", "area", "stage"))
    shaped = shaped_rows(rows, AREA_COLUMNS, as_of)
    if shaped[["parent_code", "area"]].isna().any(axis=None):
        raise InvalidBatch(
            "A functional area has no name, or lies nowhere.", "Give each row its area and its parent_code."
        )
    check_stages_and_doubles(shaped, ["area", "parent_code", "as_of"])
    return shaped


def shaped_rows(rows: pd.DataFrame, columns: Sequence[str], as_of: date) -> pd.DataFrame:
    """Return these columns of `rows`, each in its dtype, with `as_of` where a row has none."""
    shaped = pd.DataFrame(index=pd.RangeIndex(len(rows)))
    for name in columns:
        given = rows[name] if name in rows.columns else pd.Series(None, index=rows.index, dtype="object")
        shaped[name] = typed_column(given.reset_index(drop=True), name)
    shaped["as_of"] = shaped["as_of"].fillna(pd.Timestamp(as_of))
    return shaped


def check_stages_and_doubles(shaped: pd.DataFrame, key: list[str]) -> None:
    """Raise InvalidBatch for a stage that does not exist, or for two rows with the same `key`."""
    stages = shaped["stage"].dropna()
    if not (wrong := stages[~stages.isin(STAGES)]).empty:
        raise InvalidBatch(
            f"The store knows no stage {named(wrong)}.", f"Use one of {', '.join(STAGES)}, or leave it empty."
        )
    twice = shaped.loc[shaped.duplicated(key), key[0]]
    if not twice.empty:
        unit = key[0].removesuffix("_code")
        raise InvalidBatch(
            f"The batch has two rows for the same {unit} and date: {named(twice)}.",
            f"Keep one row for each {unit} and as-of date.",
        )


def check_columns(rows: pd.DataFrame, known: Sequence[str], *, required: Sequence[str]) -> None:
    """Raise InvalidBatch unless there are rows, with known columns, the required ones among them."""
    if rows.empty:
        raise InvalidBatch("The batch has no rows.", "Save at least one county's report.")
    names = pd.Series(rows.columns.astype(str))
    if not (unknown := names[~names.isin(known)]).empty:
        raise InvalidBatch(f"The store knows no report column {named(unknown)}.", f"Use {', '.join(known)}.")
    if not (doubled := names[names.duplicated()]).empty:
        raise InvalidBatch(f"The batch has the column {named(doubled)} twice.", "Keep one of the two.")
    if missing := [name for name in required if name not in set(names)]:
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
        return pd.Series(None, index=given.index, dtype=FRAME_TYPES[name])
    found = pd.api.types.infer_dtype(given, skipna=True)
    if found not in TAKEN[name]:
        raise not_a(name, f"not {found} values")
    if name in TEXTS and not given.dropna().map(storable).all():
        raise not_a(name, "without the character NUL and without broken ones")
    if name in DATES:
        given = pd.to_datetime(given).dt.tz_localize(None).dt.normalize()
    try:
        column = pd.Series(given, dtype=FRAME_TYPES[name])
    except (TypeError, ValueError) as error:  # 3.5 schools
        raise not_a(name, "not fractions") from error
    if name in COUNTS and bool((column < 0).any()):
        raise not_a(name, "not negative ones")
    return column


# What pandas' infer_dtype calls the values that a column takes as they are.
TAKEN: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(DATES, ("date", "datetime", "datetime64")),
    **dict.fromkeys(YES_NO, ("boolean",)),
    **dict.fromkeys(COUNTS, ("integer", "integer-na", "floating", "mixed-integer-float")),
    **dict.fromkeys(TEXTS, ("string",)),
}
KIND_NAMES = {
    **dict.fromkeys(DATES, "dates"),
    **dict.fromkeys(YES_NO, "True or False"),
    **dict.fromkeys(COUNTS, "whole numbers"),
    **dict.fromkeys(TEXTS, "text"),
}


def storable(text: str) -> bool:
    """Tell whether both engines can hold the text."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text


def not_a(name: str, besides: str) -> InvalidBatch:
    """Word the error for a column that holds something else than it should."""
    return InvalidBatch(
        f"The column {name} must hold {KIND_NAMES[name]}, {besides}.", "Convert it before saving."
    )


def named(values: pd.Series) -> str:
    """Name the first few values, and count the rest."""
    texts = [str(value)[:40] for value in values]
    shown = ", ".join(texts[:NAMED])
    return shown if len(texts) <= NAMED else f"{shown} and {len(texts) - NAMED} more ({len(texts)} in all)"


def records(rows: pd.DataFrame, batch_id: int) -> list[dict[str, Any]]:
    """Turn checked rows into the parameters of one insert."""
    columns: list[list[Any]] = []
    for name in rows.columns:
        column = rows[name].dt.date if name in DATES else rows[name]
        columns.append(column.astype("object").where(rows[name].notna(), None).tolist())
    names = ("batch_id", *rows.columns)
    return [dict(zip(names, (batch_id, *values), strict=True)) for values in zip(*columns, strict=True)]


def frame_of(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """Turn database rows into a frame with the dtypes of FRAME_TYPES, text where it names none."""
    columns: list[Sequence[Any]] = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    return pd.DataFrame(
        {
            name: pd.Series(values, dtype=FRAME_TYPES.get(name, "string"))
            for name, values in zip(names, columns, strict=True)
        }
    )
