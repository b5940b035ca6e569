"""One save: what it brings, what it gives, and what must hold of its particulars and its rows.

A row is one county's report: county_code (six digits), as_of, stage, established_on, coordination, guidance_body,
funding, personnel, venues, departments, resources, schools_covered, schools_total, evidence, remark. Missing means
*not reported*. Rows of functional areas have parent_code and area in the place of county_code.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Final

import pandas as pd

from data.base.errors import NAMED, InvalidBatch, UnknownCodes, first_named
from data.base.fields import (
    AREA_COLUMNS,
    FRAME_TYPES,
    REPORT_COLUMNS,
    Kind,
    kind_of,
)
from data.base.signatures import Signature, check_signature, storable
from data.base.stages import STAGES
from data.store.schema import BATCH_KINDS

# What pandas' infer_dtype calls the values that a column of a kind takes as they are; all others take text.
TAKEN: Final[dict[Kind, tuple[str, ...]]] = {
    "day": ("date", "datetime", "datetime64"),
    "yes_no": ("boolean",),
    "whole_number": ("integer", "integer-na", "floating", "mixed-integer-float"),
}
KIND_NAMES: Final[dict[Kind, str]] = {
    "day": "dates",
    "yes_no": "True or False",
    "whole_number": "whole numbers",
}

# The dtypes of the columns that the store gives; text where none is named.
STORED_TYPES: Final[dict[str, Any]] = {
    **FRAME_TYPES,
    **dict.fromkeys(("batch_id", "event_id", "revision", "rows", "area_rows"), "int64"),
    **dict.fromkeys(("saved_at", "reverted_at", "at"), "datetime64[ns, UTC]"),
}

HEX_DIGITS = frozenset("0123456789abcdef")


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
    kind = kind_of(name)
    if given.isna().all():
        return pd.Series(None, index=given.index, dtype=FRAME_TYPES[name])
    found = pd.api.types.infer_dtype(given, skipna=True)
    if found not in TAKEN.get(kind, ("string",)):
        raise not_a(name, f"not {found} values")
    if kind not in TAKEN and not given.dropna().map(storable).all():
        raise not_a(name, "without the character NUL and without broken ones")
    if kind == "day":
        given = pd.to_datetime(given).dt.tz_localize(None).dt.normalize()
    try:
        column = pd.Series(given, dtype=FRAME_TYPES[name])
    except (TypeError, ValueError) as error:  # 3.5 schools
        raise not_a(name, "not fractions") from error
    if kind == "whole_number" and bool((column < 0).any()):
        raise not_a(name, "not negative ones")
    return column


def not_a(name: str, besides: str) -> InvalidBatch:
    """Word the error for a column that holds something else than it should."""
    return InvalidBatch(
        f"The column {name} must hold {KIND_NAMES.get(kind_of(name), 'text')}, {besides}.",
        "Convert it before saving.",
    )


def named(values: pd.Series) -> str:
    """Name the first few values, and count the rest."""
    texts = [str(value)[:40] for value in values]
    return first_named(texts) + (f" ({len(texts)} in all)" if len(texts) > NAMED else "")


def records(rows: pd.DataFrame, batch_id: int) -> list[dict[str, Any]]:
    """Turn checked rows into the parameters of one insert."""
    columns: list[list[Any]] = []
    for name in rows.columns:
        column = rows[name].dt.date if kind_of(name) == "day" else rows[name]
        columns.append(column.astype("object").where(rows[name].notna(), None).tolist())
    names = ("batch_id", *rows.columns)
    return [dict(zip(names, (batch_id, *values), strict=True)) for values in zip(*columns, strict=True)]


def frame_of(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """Turn database rows into a frame with the dtypes of STORED_TYPES, text where it names none."""
    columns: list[Sequence[Any]] = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    return pd.DataFrame(
        {
            name: pd.Series(values, dtype=STORED_TYPES.get(name, "string"))
            for name, values in zip(names, columns, strict=True)
        }
    )


@dataclass(frozen=True)
class Layout:
    """Which column (a letter) held which field, in spreadsheets whose headers give `key`."""

    key: str
    fields: Mapping[str, str]


@dataclass(frozen=True)
class NewBatch:
    """What one save brings: rows (the module says of what columns), and where they come from.

    `as_of` holds for every row without an as_of of its own; `signature` says who saves, when, and from where, such
    as a browser's address. `file_content`: the uploaded file, kept once by its checksum. `area_rows`: reports of
    functional areas, which no count reads. `layout`: what to remember of the spreadsheet's columns.
    """

    rows: pd.DataFrame
    kind: str
    as_of: date
    signature: Signature
    note: str = ""
    file_name: str | None = None
    file_sha256: str | None = None
    file_content: bytes | None = None
    area_rows: pd.DataFrame | None = None
    layout: Layout | None = None

    def checksum(self) -> str | None:
        """Give the SHA-256 of the file: as given, or of its content."""
        if self.file_sha256 is not None or self.file_content is None:
            return self.file_sha256
        return sha256(self.file_content).hexdigest()

    def particulars(self, revision: int) -> dict[str, Any]:
        """Give the columns of the batch's own row, but for its number and its count of rows."""
        return {
            "revision": revision,
            "kind": self.kind,
            "as_of": self.as_of,
            "saved_at": self.signature.at,
            "saved_by": self.signature.by,
            "note": self.note,
            "file_name": self.file_name,
            "file_sha256": self.checksum(),
            "origin": self.signature.origin,
        }


@dataclass(frozen=True)
class Receipt:
    """What a save gave: the batch's number, and the revision at which it counts."""

    batch_id: int
    revision: int


def check_particulars(batch: NewBatch) -> None:
    """Raise InvalidBatch if anything about the batch but its rows cannot be saved."""
    if batch.kind not in BATCH_KINDS:
        raise InvalidBatch(
            f'The store knows no kind of batch "{batch.kind}".', f"Use {' or '.join(BATCH_KINDS)}."
        )
    digest = batch.file_sha256
    if digest is not None and (len(digest) != 64 or not HEX_DIGITS.issuperset(digest)):
        raise InvalidBatch(
            f'"{digest[:80]}" is not a SHA-256 checksum.', "Give the 64 hexadecimal digits in lower case."
        )
    if batch.file_content is not None and digest not in (None, sha256(batch.file_content).hexdigest()):
        raise InvalidBatch("The file's content does not have the given checksum.", "Upload the file again.")
    check_signature(batch.signature, note=batch.note, file_name=batch.file_name or "")


@dataclass(frozen=True)
class CheckedBatch:
    """A batch that can be saved: its rows, and those of functional areas, with every column in its dtype."""

    new: NewBatch
    rows: pd.DataFrame
    area_rows: pd.DataFrame

    def areas(self) -> list[str]:
        """Give the codes that the batch speaks of: its counties, and where its functional areas lie."""
        parents = [] if self.area_rows.empty else self.area_rows["parent_code"].tolist()
        return [*self.rows["county_code"].tolist(), *parents]


def checked_batch(batch: NewBatch, known_codes: Collection[str]) -> CheckedBatch:
    """Check everything about a batch; raises InvalidBatch, UnknownCodes."""
    check_particulars(batch)
    areas = pd.DataFrame() if batch.area_rows is None else batch.area_rows
    if not areas.empty:
        areas = checked_area_rows(areas, as_of=batch.as_of)
    if batch.rows.empty and not areas.empty:
        return CheckedBatch(batch, pd.DataFrame(columns=list(REPORT_COLUMNS)), areas)
    return CheckedBatch(batch, checked_rows(batch.rows, as_of=batch.as_of, known_codes=known_codes), areas)
