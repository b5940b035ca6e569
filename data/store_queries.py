"""What the store asks and adds, inside a transaction that `data.store` has begun."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Select, func, insert, select, union

from data.batch import CheckedBatch, NewBatch, Turn
from data.errors import BatchRefused
from data.report_rows import records
from data.schema import area_reports, batches, events, files, layouts, reports

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


def batch_areas(connection: Connection, batch_ids: Select[tuple[int]] | Sequence[int]) -> list[str]:
    """Give the codes that batches speak of: their counties, and where their functional areas lie."""
    counties = select(reports.c.county_code).where(reports.c.batch_id.in_(batch_ids))
    parents = select(area_reports.c.parent_code).where(area_reports.c.batch_id.in_(batch_ids))
    return list(connection.execute(union(counties, parents)).scalars())


def revert_demo(connection: Connection, new: NewBatch, revision: int) -> None:
    """Revert every demo batch that counts: real data have come."""
    turn = Turn(new.by, new.at, REPLACED_BY_REAL, new.origin)
    demo = select(batches.c.batch_id).where(batches.c.kind == "demo", batches.c.batch_id.in_(live_batches()))
    for batch_id in connection.execute(demo.order_by(batches.c.batch_id)).scalars().all():
        add_event(connection, batch_id, "revert", turn, revision)


def add_batch(connection: Connection, batch: CheckedBatch, revision: int) -> int:
    """Add a batch with its rows, its file and its layout, and return its number."""
    batch_id = next_id(connection, batches.c.batch_id)
    counted = {"batch_id": batch_id, "rows": len(batch.rows), "area_rows": len(batch.area_rows)}
    connection.execute(insert(batches), batch.new.particulars(revision) | counted)
    for table, rows in ((reports, batch.rows), (area_reports, batch.area_rows)):
        if not rows.empty:
            connection.execute(insert(table), records(rows, batch_id))
    keep_file(connection, batch.new)
    remember_layout(connection, batch.new)
    return batch_id


def keep_file(connection: Connection, new: NewBatch) -> None:
    """Keep the batch's file, unless the same content is kept already."""
    checksum = new.checksum()
    known = select(func.count()).where(files.c.sha256 == checksum)
    if new.file_content is None or connection.execute(known).scalar_one():
        return
    kept = {"sha256": checksum, "size": len(new.file_content), "kept_at": new.at, "content": new.file_content}
    connection.execute(insert(files), kept)


def remember_layout(connection: Connection, new: NewBatch) -> None:
    """Remember the batch's layout, unless it is the one remembered last."""
    if new.layout is None or recalled_layout(connection, new.layout.key) == dict(new.layout.fields):
        return
    remembered = {
        "layout_id": next_id(connection, layouts.c.layout_id),
        "layout_key": new.layout.key,
        "fields": dict(new.layout.fields),
        "remembered_at": new.at,
        "remembered_by": new.by,
    }
    connection.execute(insert(layouts), remembered)


def recalled_layout(connection: Connection, key: str) -> dict[str, str] | None:
    """Give the layout remembered last under this key."""
    newest = (
        select(layouts.c.fields)
        .where(layouts.c.layout_key == key)
        .order_by(layouts.c.layout_id.desc())
        .limit(1)
    )
    return connection.execute(newest).scalar_one_or_none()


def add_event(connection: Connection, batch_id: int, action: str, turn: Turn, revision: int) -> None:
    """Add a revert or a restore."""
    event = {
        "event_id": next_id(connection, events.c.event_id),
        "batch_id": batch_id,
        "action": action,
        "by": turn.by,
        "at": turn.at,
        "reason": turn.reason,
        "origin": turn.origin,
        "revision": revision,
    }
    connection.execute(insert(events), event)


def next_id(connection: Connection, column: Column[int]) -> int:
    """Give the next number; safe because every writer holds the head row first."""
    return connection.execute(select(func.coalesce(func.max(column), 0) + 1)).scalar_one()
