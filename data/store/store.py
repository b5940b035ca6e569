"""The store: batches of county reports, added and never changed, in SQLite or PostgreSQL.

A save is a *batch* of report rows. Undo and redo are *events* (revert, restore) that are added too, so every
past state can be drawn again: `known_at` is the instant at which the store is looked at. Every write moves
the *revision* by one, and is refused with RevisionConflict when the caller has not seen the latest. Times
come from the caller, aware, and come back in UTC.
"""

from collections.abc import Collection, Generator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, func, insert, select, update

from data.accounts.keeper import AccountKeeper, AccountReads
from data.base.errors import BatchRefused, InvalidBatch, RevisionConflict
from data.base.signatures import Signature, check_signature
from data.database.engine import make_engine, next_id, read_address, upgrade, writing
from data.database.errors import plain_errors
from data.register.bounds import Bound, check_within
from data.store.batch import CheckedBatch, NewBatch, Receipt, checked_batch, records
from data.store.named_views import ViewKeeper
from data.store.reads import StoreReader, batch_areas, live_batches, recalled_layout
from data.store.schema import area_reports, batches, events, files, head, layouts, reports

REPLACED_BY_REAL = "Replaced by the first real data."


def _refuse_demo_after_real(connection: Connection) -> None:
    """Raise BatchRefused if real data have ever been saved: demo figures never stand beside real ones."""
    if connection.execute(select(func.count()).where(batches.c.kind == "upload")).scalar_one():
        raise BatchRefused(
            "Demo data cannot come back: real data have been saved in this database.",
            "To see the demo again, start the dashboard with another, empty database.",
        )


def _revert_demo(connection: Connection, new: NewBatch, revision: int) -> None:
    """Revert every demo batch that counts: real data have come."""
    demo = select(batches.c.batch_id).where(batches.c.kind == "demo", batches.c.batch_id.in_(live_batches()))
    for batch_id in connection.execute(demo.order_by(batches.c.batch_id)).scalars().all():
        _add_event(connection, batch_id, "revert", new.signature, REPLACED_BY_REAL, revision)


def _add_batch(connection: Connection, batch: CheckedBatch, revision: int) -> int:
    """Add a batch with its rows, its file and its layout, and return its number."""
    batch_id = next_id(connection, batches.c.batch_id)
    counted = {"batch_id": batch_id, "rows": len(batch.rows), "area_rows": len(batch.area_rows)}
    connection.execute(insert(batches), batch.new.particulars(revision) | counted)
    for table, rows in ((reports, batch.rows), (area_reports, batch.area_rows)):
        if not rows.empty:
            connection.execute(insert(table), records(rows, batch_id))
    _keep_file(connection, batch.new)
    _remember_layout(connection, batch.new)
    return batch_id


def _add_event(
    connection: Connection, batch_id: int, action: str, signature: Signature, reason: str, revision: int
) -> None:
    """Add a revert or a restore."""
    event = {
        "event_id": next_id(connection, events.c.event_id),
        "batch_id": batch_id,
        "action": action,
        "by": signature.by,
        "at": signature.at,
        "reason": reason,
        "origin": signature.origin,
        "revision": revision,
    }
    connection.execute(insert(events), event)


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

    def commit_batches(
        self, new: Sequence[NewBatch], *, allowed: Bound = None, expected_revision: int
    ) -> list[Receipt]:
        """Save batches in one transaction, all or none, which moves the revision by one.

        The first upload reverts all demo data with it. Files and layouts are kept in the same transaction.
        allowed: the provinces that rows may lie in (`data.register.bounds`).
        Raises UnknownCodes, InvalidBatch, BatchRefused, NotAllowed, RevisionConflict.
        """
        checked = [checked_batch(batch, self._known_codes) for batch in new]
        with self._changing(expected_revision) as (connection, revision):
            receipts: list[Receipt] = []
            for batch in checked:
                check_within(batch.areas(), allowed, "The batch")
                if batch.new.kind == "demo":
                    _refuse_demo_after_real(connection)
                else:
                    _revert_demo(connection, batch.new, revision)
                receipts.append(Receipt(_add_batch(connection, batch, revision), revision))
            return receipts

    def revert(
        self,
        batch_id: int,
        signature: Signature,
        *,
        reason: str,
        allowed: Bound = None,
        expected_revision: int,
    ) -> int:
        """Take a batch out of every figure from `at` on; return the new revision.

        allowed: the provinces that all of the batch has to lie in.
        Raises BatchRefused if there is no such batch or it is reverted already, NotAllowed, RevisionConflict.
        """
        return self._decide(batch_id, "revert", signature, reason, allowed, expected_revision)

    def restore(
        self,
        batch_id: int,
        signature: Signature,
        *,
        reason: str,
        allowed: Bound = None,
        expected_revision: int,
    ) -> int:
        """Let a reverted batch count again from `at` on; return the new revision.

        Raises as `revert`: BatchRefused if it is not reverted, or is demo data and real data have been saved since.
        """
        return self._decide(batch_id, "restore", signature, reason, allowed, expected_revision)

    def _decide(
        self,
        batch_id: int,
        action: str,
        signature: Signature,
        reason: str,
        allowed: Bound,
        expected_revision: int,
    ) -> int:
        check_signature(signature, reason=reason)
        if not reason.strip():
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
                _refuse_demo_after_real(connection)
            _add_event(connection, batch_id, action, signature, reason, revision)
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


def _keep_file(connection: Connection, new: NewBatch) -> None:
    """Keep the batch's file, unless the same content is kept already."""
    checksum = new.checksum()
    known = select(func.count()).where(files.c.sha256 == checksum)
    if new.file_content is None or connection.execute(known).scalar_one():
        return
    kept = {
        "sha256": checksum,
        "size": len(new.file_content),
        "kept_at": new.signature.at,
        "content": new.file_content,
    }
    connection.execute(insert(files), kept)


def _remember_layout(connection: Connection, new: NewBatch) -> None:
    """Remember the batch's layout, unless it is the one remembered last."""
    if new.layout is None or recalled_layout(connection, new.layout.key) == dict(new.layout.fields):
        return
    remembered = {
        "layout_id": next_id(connection, layouts.c.layout_id),
        "layout_key": new.layout.key,
        "fields": dict(new.layout.fields),
        "remembered_at": new.signature.at,
        "remembered_by": new.signature.by,
    }
    connection.execute(insert(layouts), remembered)
