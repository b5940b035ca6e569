"""The report rows that this process has read so far.

A batch never changes once it is saved, so its rows are read once: after a save only the new batch's rows come
from the database, and a look at a past day reads nothing at all.
"""

from collections.abc import Collection
from threading import Lock

import pandas as pd
from sqlalchemy import Connection, select

from data.report_rows import REPORT_COLUMNS, frame_of
from data.schema import reports


class KeptRows:
    """Rows by batch, in the order batch, county, as-of date; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._batches: frozenset[int] = frozenset()
        self._rows = frame_of(("batch_id", *REPORT_COLUMNS), [])

    def of(self, connection: Connection, batch_ids: Collection[int]) -> pd.DataFrame:
        """Return the rows of these batches, a frame of the caller's own; read those not read before."""
        with self._lock:  # a second reader waits for the first instead of reading the same rows beside it
            missing = frozenset(batch_ids) - self._batches
            if missing:
                together = pd.concat([self._rows, read_rows(connection, missing)], ignore_index=True)
                self._rows = together.sort_values("batch_id", kind="stable", ignore_index=True)
                self._batches |= missing
            rows = self._rows
        return rows[rows["batch_id"].isin(batch_ids)].reset_index(drop=True)


def read_rows(connection: Connection, batch_ids: Collection[int]) -> pd.DataFrame:
    """Read the rows of these batches from the database."""
    query = (
        select(reports)
        .where(reports.c.batch_id.in_(batch_ids))
        .order_by(reports.c.batch_id, reports.c.county_code, reports.c.as_of)
    )
    found = connection.execute(query)
    return frame_of(tuple(found.keys()), found.fetchall())
