"""The store: batches of county reports, added and never changed, in SQLite or PostgreSQL.

A save is a *batch* of report rows. Undo and redo are *events* (revert, restore) that are added too, so every
past state can be drawn again: `known_at` is the instant at which the store is looked at. Every write moves
the *revision* by one, and is refused with RevisionConflict when the caller has not seen the latest. Times
come from the caller, aware, and come back in UTC.
"""

from collections.abc import Collection, Generator, Sequence
from contextlib import contextmanager
from datetime import date, datetime

import pandas as pd
from sqlalchemy import Connection, Engine, select, update

from data.account_keeper import AccountKeeper
from data.account_reads import AccountReads
from data.batch import Layout, NewBatch, Receipt, Turn, check_signature, checked_batch
from data.bounds import Bound, check_within
from data.database import make_engine, read_address, upgrade, writing
from data.database_errors import plain_errors
from data.errors import BatchRefused, InvalidBatch, RevisionConflict
from data.schema import batches, head
from data.store_queries import (
    add_batch,
    add_event,
    batch_areas,
    live_batches,
    refuse_demo_after_real,
    revert_demo,
)
from data.store_reads import StoreReader
from data.store_views import ViewKeeper

__all__ = ["Layout", "NewBatch", "Receipt", "Store", "open_store"]


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


class Store(StoreReader):
    """Reads and writes one database; safe to share between threads.

    `views` keeps the named views, `accounts` who may sign in; `account_reads` tells what they did.
    Every method raises StoreBusy when the database stays locked, StoreUnreachable when it has gone.
    """

    def __init__(self, engine: Engine, known_codes: frozenset[str]) -> None:
        super().__init__(engine)
        self._writer = writing(engine)
        self.views = ViewKeeper(engine)
        self.accounts = AccountKeeper(engine)
        self.account_reads = AccountReads(engine)
        self._known_codes = known_codes

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
        file_content: bytes | None = None,
        origin: str | None = None,
        area_rows: pd.DataFrame | None = None,
        layout: Layout | None = None,
        allowed: Bound = None,
        expected_revision: int,
    ) -> Receipt:
        """Save one batch, as a whole or not at all; the first upload reverts all demo data with it.

        For the particulars see `NewBatch`; the file and the layout are kept in the same transaction.
        allowed: the provinces that rows may lie in (`data.bounds`).
        Raises UnknownCodes, InvalidBatch, BatchRefused, NotAllowed, RevisionConflict.
        """
        batch = NewBatch(
            *(rows, kind, as_of, by, at, note, file_name, file_sha256),
            *(file_content, origin, area_rows, layout),
        )
        return self.commit_batches([batch], allowed=allowed, expected_revision=expected_revision)[0]

    def commit_batches(
        self, new: Sequence[NewBatch], *, allowed: Bound = None, expected_revision: int
    ) -> list[Receipt]:
        """Save several batches in one transaction, which moves the revision by one; see `commit_batch`."""
        checked = [checked_batch(batch, self._known_codes) for batch in new]
        with self._changing(expected_revision) as (connection, revision):
            receipts: list[Receipt] = []
            for batch in checked:
                check_within(batch.areas(), allowed, "The batch")
                if batch.new.kind == "demo":
                    refuse_demo_after_real(connection)
                else:
                    revert_demo(connection, batch.new, revision)
                receipts.append(Receipt(add_batch(connection, batch, revision), revision))
            return receipts

    def revert(
        self,
        batch_id: int,
        *,
        by: str,
        at: datetime,
        reason: str,
        origin: str | None = None,
        allowed: Bound = None,
        expected_revision: int,
    ) -> int:
        """Take a batch out of every figure from `at` on; return the new revision.

        allowed: the provinces that all of the batch has to lie in.
        Raises BatchRefused if there is no such batch or it is reverted already, NotAllowed, RevisionConflict.
        """
        return self._turn(batch_id, "revert", Turn(by, at, reason, origin), allowed, expected_revision)

    def restore(
        self,
        batch_id: int,
        *,
        by: str,
        at: datetime,
        reason: str,
        origin: str | None = None,
        allowed: Bound = None,
        expected_revision: int,
    ) -> int:
        """Let a reverted batch count again from `at` on; return the new revision.

        Raises as `revert`: BatchRefused if it is not reverted, or is demo data and real data have been saved since.
        """
        return self._turn(batch_id, "restore", Turn(by, at, reason, origin), allowed, expected_revision)

    def _turn(self, batch_id: int, action: str, turn: Turn, allowed: Bound, expected_revision: int) -> int:
        check_signature(turn.by, turn.at, reason=turn.reason, origin=turn.origin or "")
        if not turn.reason.strip():
            raise InvalidBatch("The reason is empty.", "Say why, for those who read the records later.")
        with self._changing(expected_revision) as (connection, revision):
            kind = connection.execute(
                select(batches.c.kind).where(batches.c.batch_id == batch_id)
            ).scalar_one_or_none()
            if kind is None:
                raise BatchRefused(f"There is no batch {batch_id}.", "Pick one from the records.")
            if allowed is not None:
                check_within(batch_areas(connection, [batch_id]), allowed, f"Batch {batch_id}")
            live = batch_id in connection.scalars(live_batches()).all()
            if live == (action == "restore"):
                state = "counts already" if live else "is reverted already"
                raise BatchRefused(f"Batch {batch_id} {state}.", "Reload the records to see its state.")
            if action == "restore" and kind == "demo":
                refuse_demo_after_real(connection)
            add_event(connection, batch_id, action, turn, revision)
            return revision

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
