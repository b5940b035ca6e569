"""What the store asks and adds, inside a transaction that `data.store` has begun."""

from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import Column, Connection, Select, func, insert, select

from data.errors import BatchRefused
from data.report_rows import records
from data.schema import batches, events, reports

REPLACED_BY_REAL = "Replaced by the first real data."


def last_reverts(known_at: datetime | None = None) -> Select[Any]:
    """Select, for each batch whose last event up to `known_at` is a revert, that event."""
    newest = select(func.max(events.c.event_id)).group_by(events.c.batch_id)
    if known_at is not None:
        newest = newest.where(events.c.at <= known_at)
    return select(events).where(events.c.event_id.in_(newest), events.c.action == "revert")


def live_batches(known_at: datetime | None = None) -> Select[tuple[int]]:
    """Select the numbers of the batches that count at `known_at` (None: now)."""
    reverted = last_reverts(known_at).with_only_columns(events.c.batch_id)
    query = select(batches.c.batch_id).where(batches.c.batch_id.not_in(reverted))
    return query if known_at is None else query.where(batches.c.saved_at <= known_at)


def refuse_demo_after_real(connection: Connection) -> None:
    """Raise BatchRefused if real data have ever been saved: demo figures never stand beside real ones."""
    if connection.execute(select(func.count()).where(batches.c.kind == "upload")).scalar_one():
        raise BatchRefused(
            "Demo data cannot come back: real data have been saved in this database.",
            "To see the demo again, start the dashboard with another, empty database.",
        )


def revert_demo(connection: Connection, *, by: str, at: datetime, revision: int) -> None:
    """Revert every demo batch that counts: real data have come."""
    demo = select(batches.c.batch_id).where(batches.c.kind == "demo", batches.c.batch_id.in_(live_batches()))
    for batch_id in connection.execute(demo.order_by(batches.c.batch_id)).scalars().all():
        add_event(connection, batch_id, "revert", by=by, at=at, reason=REPLACED_BY_REAL, revision=revision)


def add_batch(connection: Connection, particulars: dict[str, Any], rows: pd.DataFrame) -> int:
    """Add a batch with its rows, and return its number."""
    batch_id = next_id(connection, batches.c.batch_id)
    connection.execute(insert(batches), {**particulars, "batch_id": batch_id, "rows": len(rows)})
    connection.execute(insert(reports), records(rows, batch_id))
    return batch_id


def add_event(
    connection: Connection, batch_id: int, action: str, *, by: str, at: datetime, reason: str, revision: int
) -> None:
    """Add a revert or a restore."""
    event = {
        "batch_id": batch_id,
        "action": action,
        "by": by,
        "at": at,
        "reason": reason,
        "revision": revision,
    }
    connection.execute(insert(events), {**event, "event_id": next_id(connection, events.c.event_id)})


def next_id(connection: Connection, column: Column[int]) -> int:
    """Give the next number; safe because every writer holds the head row first."""
    return connection.execute(select(func.coalesce(func.max(column), 0) + 1)).scalar_one()
