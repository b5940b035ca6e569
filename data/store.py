"""The store: batches of county reports, added and never changed, in SQLite or PostgreSQL.

A save is a *batch* of report rows. Undo and redo are *events* (revert, restore) that are added too, so every
past state can be drawn again: `known_at` is the instant at which the store is looked at. Every write moves
the *revision* by one, and is refused with RevisionConflict when the caller has not seen the latest. Times
come from the caller, aware, and come back in UTC.
"""

from collections.abc import Collection, Generator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, Select, func, select, update

from data.batch import NewBatch, Receipt, check_particulars, check_signature
from data.database import make_engine, read_address, upgrade, writing
from data.database_errors import plain_errors
from data.errors import BatchRefused, InvalidBatch, RevisionConflict
from data.kept_rows import KeptRows
from data.report_rows import FRAME_TYPES, checked_rows, frame_of
from data.schema import batches, events, head
from data.store_queries import (
    add_batch,
    add_event,
    last_reverts,
    live_batches,
    refuse_demo_after_real,
    revert_demo,
)

__all__ = ["NewBatch", "Receipt", "Store", "open_store"]


def open_store(address: str, *, known_codes: Collection[str], busy_timeout: float = 5.0) -> "Store":
    """Open the database at `address` (a DATABASE_URL), and make or upgrade its tables where needed.

    `known_codes`: the codes that rows may carry. `busy_timeout`: seconds to wait for another process's lock.
    Raises StoreUnreachable or StoreBusy.
    """
    url = read_address(address)
    engine = make_engine(url, busy_timeout=busy_timeout)
    try:
        upgrade(engine, url)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, frozenset(known_codes))


class Store:
    """Reads and writes one database; safe to share between threads.

    Every method raises StoreBusy when the database stays locked, StoreUnreachable when it has gone.
    """

    def __init__(self, engine: Engine, known_codes: frozenset[str]) -> None:
        self._engine = engine
        self._writer = writing(engine)
        self._known_codes = known_codes
        self._kept_rows = KeptRows()

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def revision(self) -> int:
        """Read how many changes the store has seen: the key of every cache above it."""
        with self._reading() as connection:
            return connection.execute(select(head.c.version)).scalar_one()

    def batches(self, *, include_reverted: bool = True, known_at: datetime | None = None) -> pd.DataFrame:
        """List the saves, oldest first, as they stood at `known_at` (None: now).

        Columns: batch_id, revision (int64), kind (demo|upload), as_of (datetime64[ns]), saved_at (UTC),
        saved_by, note, file_name, file_sha256, rows (int64), reverted_at (UTC), reverted_by, revert_reason.
        """
        reverts = last_reverts(known_at).subquery()
        query = (
            select(
                batches,
                reverts.c.at.label("reverted_at"),
                reverts.c.by.label("reverted_by"),
                reverts.c.reason.label("revert_reason"),
            )
            .outerjoin(reverts, reverts.c.batch_id == batches.c.batch_id)
            .order_by(batches.c.batch_id)
        )
        if known_at is not None:
            query = query.where(batches.c.saved_at <= known_at)
        if not include_reverted:
            query = query.where(reverts.c.batch_id.is_(None))
        return self._frame(query)

    def events(self) -> pd.DataFrame:
        """List every revert and restore, oldest first.

        Columns: event_id, batch_id, revision (int64), action (revert|restore), at (UTC), by, reason.
        """
        return self._frame(select(events).order_by(events.c.event_id))

    def reports(self, *, known_at: datetime | None = None) -> pd.DataFrame:
        """Give every row of the batches that count at `known_at` (None: now), by batch, county and date.

        Columns: batch_id (int64), county_code, as_of (datetime64[ns]), saved_at (UTC), stage, established_on
        (datetime64[ns]), coordination, guidance_body, funding, personnel, venues (boolean), departments,
        resources (text, separated by 、), schools_covered, schools_total (Int64), evidence, remark.
        Missing: not reported. The frame is the caller's own.
        """
        query = live_batches(known_at).add_columns(batches.c.saved_at)
        with self._reading() as connection:
            saved_at = dict(connection.execute(query).all())
            rows = self._kept_rows.of(connection, saved_at.keys())
        times = pd.Series(rows["batch_id"].map(saved_at), dtype=FRAME_TYPES["saved_at"])
        rows.insert(3, "saved_at", times)
        return rows

    def shows_demo(self, *, known_at: datetime | None = None) -> bool:
        """Tell whether any batch that counts is demo data."""
        query = select(func.count()).where(
            batches.c.kind == "demo", batches.c.batch_id.in_(live_batches(known_at))
        )
        with self._reading() as connection:
            return connection.execute(query).scalar_one() > 0

    def commit_batch(
        self,
        rows: pd.DataFrame,
        *,
        kind: str,
        as_of: date,
        by: str,
        at: datetime,
        note: str = "",
        file_name: str | None = None,
        file_sha256: str | None = None,
        expected_revision: int,
    ) -> Receipt:
        """Save one batch, as a whole or not at all; the first upload reverts all demo data with it.

        Raises UnknownCodes, InvalidBatch, BatchRefused, RevisionConflict.
        """
        batch = NewBatch(rows, kind, as_of, by, at, note, file_name, file_sha256)
        return self.commit_batches([batch], expected_revision=expected_revision)[0]

    def commit_batches(self, new: Sequence[NewBatch], *, expected_revision: int) -> list[Receipt]:
        """Save several batches in one transaction, which moves the revision by one; see `commit_batch`."""
        checked: list[pd.DataFrame] = []
        for batch in new:
            check_particulars(batch)
            checked.append(checked_rows(batch.rows, as_of=batch.as_of, known_codes=self._known_codes))
        with self._changing(expected_revision) as (connection, revision):
            receipts: list[Receipt] = []
            for batch, rows in zip(new, checked, strict=True):
                if batch.kind == "demo":
                    refuse_demo_after_real(connection)
                else:
                    revert_demo(connection, by=batch.by, at=batch.at, revision=revision)
                batch_id = add_batch(connection, batch.particulars(revision), rows)
                receipts.append(Receipt(batch_id, revision))
            return receipts

    def revert(self, batch_id: int, *, by: str, at: datetime, reason: str, expected_revision: int) -> int:
        """Take a batch out of every figure from `at` on; return the new revision.

        Raises BatchRefused if there is no such batch or it is reverted already, RevisionConflict.
        """
        return self._turn(batch_id, "revert", by, at, reason, expected_revision)

    def restore(self, batch_id: int, *, by: str, at: datetime, reason: str, expected_revision: int) -> int:
        """Let a reverted batch count again from `at` on; return the new revision.

        Raises BatchRefused if it is not reverted, or if it is demo data and real data have been saved since.
        """
        return self._turn(batch_id, "restore", by, at, reason, expected_revision)

    def _turn(
        self, batch_id: int, action: str, by: str, at: datetime, reason: str, expected_revision: int
    ) -> int:
        check_signature(by, at, reason=reason)
        if not reason.strip():
            raise InvalidBatch("The reason is empty.", "Say why, for those who read the records later.")
        with self._changing(expected_revision) as (connection, revision):
            kind = connection.execute(
                select(batches.c.kind).where(batches.c.batch_id == batch_id)
            ).scalar_one_or_none()
            if kind is None:
                raise BatchRefused(f"There is no batch {batch_id}.", "Pick one from the records.")
            live = batch_id in connection.scalars(live_batches()).all()
            if live == (action == "restore"):
                state = "counts already" if live else "is reverted already"
                raise BatchRefused(f"Batch {batch_id} {state}.", "Reload the records to see its state.")
            if action == "restore" and kind == "demo":
                refuse_demo_after_real(connection)
            add_event(connection, batch_id, action, by=by, at=at, reason=reason, revision=revision)
            return revision

    def _frame(self, query: Select[Any]) -> pd.DataFrame:
        with self._reading() as connection:
            found = connection.execute(query)
            return frame_of(tuple(found.keys()), found.fetchall())

    @contextmanager
    def _reading(self) -> Generator[Connection]:
        with plain_errors(self._engine.url), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _changing(self, expected_revision: int) -> Generator[tuple[Connection, int]]:
        """One write transaction that owns the head row, which makes writers take turns on both engines."""
        with plain_errors(self._engine.url), self._writer.begin() as connection:
            moved = connection.execute(
                update(head).where(head.c.version == expected_revision).values(version=expected_revision + 1)
            )
            if moved.rowcount != 1:
                version = connection.execute(select(head.c.version)).scalar_one()
                raise RevisionConflict(
                    f"Somebody else saved meanwhile: the revision is {version}, not {expected_revision}.",
                    "Look at what changed, then decide again.",
                )
            yield connection, expected_revision + 1
