"""Batches for the store's tests; every default is a valid value."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pandas as pd

from data.base.signatures import Signature
from data.store.batch import NewBatch, Receipt
from data.store.store import Store

KNOWN_CODES = tuple(f"{110100 + number}" for number in range(1, 41))
START = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)


def at(minutes: float) -> datetime:
    """The instant so many minutes after START."""
    return START + timedelta(minutes=minutes)


def some_rows(stages: Mapping[str, str | None] | None = None, **columns: Sequence[Any]) -> pd.DataFrame:
    """Report rows from {county code: stage}, with further columns as given."""
    stages = {"110101": "established", "110102": "preparing"} if stages is None else stages
    return pd.DataFrame(
        {"county_code": list(stages), "stage": pd.Series(list(stages.values()), dtype="string"), **columns}
    )


def area_rows(**columns: Sequence[Any]) -> pd.DataFrame:
    """One report of a functional area, with further columns as given."""
    given = {"parent_code": ["320100"], "area": ["南京江北新区"], "stage": ["established"]}
    return pd.DataFrame(given | columns)


def no_rows() -> pd.DataFrame:
    return some_rows({})


def a_batch(rows: pd.DataFrame | None = None, **particulars: Any) -> NewBatch:
    """A batch of two counties; by, at and origin are its signature's."""
    given = {"kind": "upload", "as_of": date(2025, 12, 31), "by": "王芳", "at": START} | particulars
    signature = Signature(given.pop("by"), given.pop("at"), given.pop("origin", None))
    return NewBatch(some_rows() if rows is None else rows, signature=signature, **given)


def save(store: Store, rows: pd.DataFrame | None = None, **particulars: Any) -> Receipt:
    """Save one batch on top of whatever the store holds."""
    return store.commit_batches([a_batch(rows, **particulars)], expected_revision=store.revision())[0]


def revert(store: Store, batch_id: int, minutes: float = 1, reason: str = "wrong file") -> int:
    return store.revert(
        batch_id, Signature("李强", at(minutes)), reason=reason, expected_revision=store.revision()
    )


def restore(store: Store, batch_id: int, minutes: float = 2, reason: str = "right after all") -> int:
    return store.restore(
        batch_id, Signature("李强", at(minutes)), reason=reason, expected_revision=store.revision()
    )


def counted(store: Store, minutes: float | None = None) -> list[int]:
    """The batches whose rows count."""
    known_at = None if minutes is None else at(minutes)
    return sorted(store.reports(known_at=known_at)["batch_id"].unique().tolist())
