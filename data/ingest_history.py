"""What others saved meanwhile, and what a saved batch changed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from data.difference import Difference, difference
from data.errors import BatchRefused
from data.store import Store


@dataclass(frozen=True)
class Meanwhile:
    """What happened to the store after a revision.

    batches: those saved since and still counting (columns of `Store.batches`); turns: reverts and restores since
    (columns of `Store.events`); county_codes: of the counties asked about, those that a batch of either says
    something about.
    """

    batches: pd.DataFrame
    turns: pd.DataFrame
    county_codes: tuple[str, ...]


def saved_meanwhile(store: Store, revision: int, county_codes: Collection[str]) -> Meanwhile:
    """Say what has happened since `revision`, and which of these counties it is about.

    After a RevisionConflict: examine again with the new reports, show both, let the reader decide.
    """
    batches, turns = store.batches(), store.events()
    saved = batches[batches["revision"] > revision]
    turned = turns[turns["revision"] > revision]
    touched: set[str] = set()
    for batch_id in {*saved["batch_id"], *turned["batch_id"]}:
        touched.update(store.batch_reports(int(batch_id))["county_code"])
    counting = saved[saved["reverted_at"].isna()].reset_index(drop=True)
    return Meanwhile(
        counting, turned.reset_index(drop=True), tuple(sorted(touched.intersection(county_codes)))
    )


def made_difference(store: Store, batch_id: int) -> Difference:
    """Say what a batch changed when it was saved: its rows against what counted just before.

    The rows are numbered from 1 in order of county code: the store does not keep the spreadsheet's numbers.
    Raises BatchRefused if there is no such batch.
    """
    batches = store.batches()
    found = batches[batches["batch_id"] == batch_id]
    if found.empty:
        raise BatchRefused(f"There is no batch {batch_id}.", "Pick one from the records.")
    saved_at: Any = found["saved_at"].iloc[0]
    known_at: datetime = saved_at.to_pydatetime()
    before = store.reports(known_at=known_at)
    kinds = batches.set_index("batch_id")["kind"]
    comparable = before["batch_id"].map(kinds).eq(found["kind"].iloc[0])
    rows = store.batch_reports(batch_id)
    rows.insert(0, "row", range(1, len(rows) + 1))
    return difference(rows, before[(before["batch_id"] < batch_id) & comparable])
